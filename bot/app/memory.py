"""What a turn can look up, over the storage's queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from bot.app.core import Core
from bot.cards import Picture
from bot.messages import Language, Text
from engine.acts.handing import concerns
from engine.errors import NotFound, TemplateInvalid
from engine.events import AnyEvent
from engine.people import SYSTEM, PersonId
from engine.ports import ClosedTask
from engine.process import Number, Process, ProcessStatus, Task, TaskId
from engine.template import Template
from storage.blobs import BlobStore
from storage.drafts import Drafts
from storage.queries.ended import ended_histories
from storage.queries.events import EventQueries
from storage.queries.habits import habit
from storage.queries.processes import ProcessQueries, ProcessSummary
from storage.queries.tasks import TaskQueries
from storage.queries.visibility import viewer

if TYPE_CHECKING:
    from bot.modelling.recommending import UsualWay
    from charts.bars import GanttData
    from charts.chart import ChartSpec
    from engine.simulation import Report

_FEW = 20
_REPLAYED = 100  # finished processes that a changed template is tried on while somebody waits


@dataclass(frozen=True, slots=True)
class StoredMemory:
    core: Core
    processes: ProcessQueries
    tasks: TaskQueries
    events: EventQueries
    blobs: BlobStore

    def process(self, number: Number) -> Process | None:
        try:
            return self.processes.process(number)
        except NotFound:
            return None

    def find(self, words: str, person: PersonId) -> Sequence[Process]:
        seen = viewer(person, self.core.people.directory(), self.core.templates.current())
        return self._loaded(self.processes.find(words, seen=seen))

    def started_by(self, person: PersonId) -> Sequence[Process]:
        page = self.processes.page(starter=person, status=ProcessStatus.RUNNING, seen=None, limit=_FEW)
        return self._loaded(page.items)

    def open_tasks(self, person: PersonId) -> Sequence[tuple[Process, Task]]:
        pairs = []
        for record in self.tasks.open_of(person):
            process = self.process(record.process)
            task = process.task(record.id) if process else None
            if process is not None and task is not None:
                pairs.append((process, task))
        return pairs

    def waiting_for(self, leaver: PersonId) -> Sequence[Process]:
        return [each for each in self.processes.naming(leaver) if concerns(each, leaver)]

    def closed_task(self, task: TaskId) -> ClosedTask | None:
        record = self.tasks.task(task)
        if record is None or record.is_open:
            return None
        return ClosedTask(
            id=record.id,
            process=record.process,
            status=record.status,
            by=None if record.closed_by == SYSTEM else record.closed_by,
            at=record.closed_at or record.opened_at,
            step=record.step,
            on_behalf_of=record.on_behalf_of if record.closed_by == record.assignee else None,
            cause=self.events.cause_of_closing(record.process, record.id),
        )

    def file_name(self, file: str) -> str | None:
        return self.blobs.file_name(file)

    def history(self, number: Number) -> Sequence[AnyEvent]:
        return [each.event for each in self.events.of(number)]

    def templates(self) -> Sequence[Template]:
        return self.core.templates.current()

    def every_template(self) -> Sequence[Template]:
        return self.core.templates.known()

    def usual_way(self, template: str) -> UsualWay:
        from bot.modelling.recommending import UsualWay  # noqa: PLC0415 - the web part has no use for it

        found = habit(self.core.database, template)
        known = next((each for each in self.templates() if each.id == template), None)
        steps = tuple(str(each) for each in known.steps if each in found.steps) if known else ()
        return UsualWay(found.finished, found.median, steps)

    def flow(self, template: Template, language: Language) -> Picture:
        from charts import flow  # noqa: PLC0415 - as for the gantt chart

        data = flow.CHART.collect(template, language=language.value)
        said = flow.CHART.caption(data)
        return Picture(name=f"{template.id}.png", png=flow.CHART.draw(data), alt=Text(zh=said.zh, en=said.en))

    def published_by(self, key: str) -> Template | None:
        return self.core.templates.published_by(key)

    def kept_draft(self, template: str) -> Template | None:
        kept = Drafts(self.core.database).of(template)
        if kept is None:
            return None
        try:
            return self.core.formats.bring(
                kept.source.encode(), self.core.people.directory(), template
            ).template
        except TemplateInvalid:
            return None

    def replayed(self, template: Template) -> Report:
        from engine.simulation import simulate  # noqa: PLC0415 - as above

        histories = ended_histories(self.processes, self.events, template.id, _REPLAYED)
        before = next((each for each in self.templates() if each.id == template.id), None)
        return simulate(template, histories, self.core.world(), before)

    def what_if(self, report: Report, template: Template, language: Language) -> Picture:
        from charts import what_if  # noqa: PLC0415 - as for the gantt chart

        data = what_if.CHART.collect(report, template, self.core.people.directory(), language=language.value)
        said = what_if.CHART.caption(data)
        png = what_if.CHART.draw(data)
        return Picture(name=f"{template.id}-what-if.png", png=png, alt=Text(zh=said.zh, en=said.en))

    def gantt(self, number: Number, language: Language, now: datetime) -> Picture:
        spec, data = self._gantt(number, language, now)
        said = spec.caption(data)
        return Picture(name=f"{number}.png", png=spec.draw(data), alt=Text(zh=said.zh, en=said.en))

    def gantt_picture(
        self, number: Number, language: Language, now: datetime, form: Literal["png", "svg"]
    ) -> bytes:
        spec, data = self._gantt(number, language, now)
        return spec.draw(data, form)

    def _gantt(
        self, number: Number, language: Language, now: datetime
    ) -> tuple[ChartSpec[GanttData], GanttData]:
        from charts import gantt  # noqa: PLC0415 - charts are loaded for the first one, or by a worker's start

        process = self.processes.process(number)
        return gantt.CHART, gantt.CHART.collect(
            process, self.history(number), world=self.core.world(), now=now, language=language.value
        )

    def _loaded(self, found: Sequence[ProcessSummary]) -> list[Process]:
        return [self.processes.process(each.number) for each in found]


def open_memory(core: Core) -> StoredMemory:
    return StoredMemory(
        core=core,
        processes=ProcessQueries(core.database, core.templates.read),
        tasks=TaskQueries(core.database),
        events=EventQueries(core.database),
        blobs=BlobStore(core.database),
    )

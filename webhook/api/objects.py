"""The objects of the open API, as its contract names them, made from what the engine and the memory know."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, JsonValue

from bot.messages import Text
from engine.formats.bpmn.findings import Finding
from engine.people import Label
from engine.process import Process, Task, TaskStatus
from engine.template import Field, Step, Template
from engine.verbs import Pool, verbs
from storage.queries.events import RecordedEvent
from storage.queries.tasks import TaskRecord

if TYPE_CHECKING:
    from engine.formats.differences import Change
    from engine.lint import Finding as Linted
    from engine.simulation import Replayed, Report

T = TypeVar("T")


class Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class Listed(Shown, Generic[T]):
    """A page of a list, newest first."""

    items: list[T]
    next_cursor: str | None = None


class TaskObject(Shown):
    """`actions`: what the assignee can do now."""

    id: str
    process: str
    step: str
    kind: str
    assignee: str
    status: str
    due_at: datetime | None
    created_at: datetime
    actions: list[str]
    on_behalf_of: str | None = None  # the principal, while a deputy is the assignee
    pool: list[str] = []  # who may claim it; the assignee is empty until somebody has


class ProcessObject(Shown):
    id: str
    number: str
    title: str
    status: str
    template: str
    version: int
    starter: str
    fields: dict[str, JsonValue]
    due_at: datetime | None
    created_at: datetime
    ended_at: datetime | None
    open_tasks: list[TaskObject]


class EventObject(Shown):
    """One fact of a process's history; `hash` chains it to the one before."""

    seq: int
    type: str
    at: datetime
    actor: str
    task: str | None
    data: dict[str, Any]
    hash: str


class LabelObject(Shown):
    zh: str
    en: str


class FieldObject(Shown):
    id: str
    type: str
    label: LabelObject
    required: bool
    options: list[str]


class StepObject(Shown):
    id: str
    kind: str
    name: LabelObject


class FindingObject(Shown):
    level: str
    element: str  # of the drawing, or the step's id
    name: str
    what: LabelObject
    line: int | None
    code: str = ""  # of what the lint found


class TemplateObject(Shown):
    id: str
    version: int
    prefix: str
    name: LabelObject
    about: LabelObject
    fields: list[FieldObject]
    steps: list[StepObject]
    findings: list[FindingObject] = []  # of a drawing that was just brought in
    status: str = "published"  # published | retired: starts nothing any more


class DraftObject(Shown):
    """What is being worked on for the next version of a template; it need not be finished.

    `version` is the published one, None when there is none; `author` None: another system.
    """

    id: str
    author: str | None
    updated_at: datetime
    version: int | None
    form: str  # yaml | bpmn
    fit: bool  # whether it could be published
    findings: list[FindingObject]


class LintObject(Shown):
    fit: bool
    findings: list[FindingObject]


class ChangeObject(Shown):
    """One difference of a draft from the published version; `setting` is empty for a whole part."""

    of: str  # template | field | step | way
    id: str
    name: LabelObject
    how: str  # added | removed | changed
    setting: str
    before: JsonValue = None
    after: JsonValue = None


class WorkObject(Shown):
    step: str
    person: str


class ReplayedObject(Shown):
    """A finished process as it was and as it would go. Durations are working time, in seconds."""

    process: str
    was: str
    status: str  # completed | rejected | halted | endless | refused
    appear: list[WorkObject]
    vanish: list[WorkObject]
    by_itself: list[str]  # steps that would pass without anybody
    took_s: int
    would_take_s: int


class SimulationObject(Shown):
    """`lines` is the report in sentences."""

    template: str
    replayed: int
    changed: int
    took_s: int  # half of them within
    would_take_s: int
    lines: list[LabelObject]
    items: list[ReplayedObject]


class ProblemObject(Shown):
    """RFC 9457, with a stable `code`; more members as the code has."""

    model_config = ConfigDict(frozen=True, extra="allow")
    type: str
    title: str
    status: int
    code: str
    detail: str


def process(found: Process) -> ProcessObject:
    template = found.template
    return ProcessObject(
        id=found.number,
        number=found.number,
        title=found.title,
        status=found.status,
        template=template.id,
        version=template.version,
        starter=found.starter,
        fields=dict(found.fields),
        due_at=found.due_at,
        created_at=found.created_at,
        ended_at=found.ended_at,
        open_tasks=[_open_task(each, found) for each in found.tasks],
    )


def _open_task(task: Task, of: Process) -> TaskObject:
    return TaskObject(
        id=task.id,
        process=of.number,
        step=task.step,
        kind=task.kind,
        assignee=task.assignee,
        status=TaskStatus.OPEN,
        due_at=task.due_at,
        created_at=task.opened_at,
        actions=list(
            verbs(
                task.kind,
                of.template.step(task.step),
                pool=_pool(task),
                suspended=of.suspended_at is not None,
            )
        ),
        on_behalf_of=task.on_behalf_of,
        pool=list(task.pool),
    )


def _pool(task: Task | TaskRecord) -> Pool:
    if not task.pool:
        return Pool.NONE
    return Pool.CLAIMED if task.assignee else Pool.UNCLAIMED


def task(found: TaskRecord, step: Step) -> TaskObject:
    return TaskObject(
        id=found.id,
        process=found.process,
        step=found.step,
        kind=found.kind,
        assignee=found.assignee,
        status=found.status,
        due_at=found.due_at,
        created_at=found.opened_at,
        actions=list(verbs(found.kind, step, pool=_pool(found))) if found.is_open else [],
        on_behalf_of=found.on_behalf_of,
        pool=list(found.pool),
    )


def event(found: RecordedEvent) -> EventObject:
    fact = found.event
    return EventObject(
        seq=found.seq,
        type=fact.type,
        at=fact.at,
        actor=fact.actor,
        task=fact.task,
        data=fact.details,
        hash=found.hash,
    )


def template(found: Template, status: str = "published") -> TemplateObject:
    return TemplateObject(
        status=status,
        id=found.id,
        version=found.version,
        prefix=found.prefix,
        name=_label(found.name),
        about=_label(found.about),
        fields=[_field(each) for each in found.fields],
        steps=[
            StepObject(id=each.id, kind=each.kind, name=_label(each.name))
            for each in found.steps.values()
            if each.kind not in ("start", "join")  # implied, not written
        ],
    )


def simulation(found: Report, of: str, lines: Iterable[Text]) -> SimulationObject:
    return SimulationObject(
        template=of,
        replayed=len(found.replayed),
        changed=len(found.changed),
        took_s=int(found.took.total_seconds()),
        would_take_s=int(found.would_take.total_seconds()),
        lines=[LabelObject(zh=each.zh, en=each.en) for each in lines],
        items=[_replayed(each) for each in found.replayed],
    )


def _replayed(found: Replayed) -> ReplayedObject:
    return ReplayedObject(
        process=found.number,
        was=found.was,
        status=found.status,
        appear=[WorkObject(step=step, person=person) for step, person in found.appear],
        vanish=[WorkObject(step=step, person=person) for step, person in found.vanish],
        by_itself=list(found.by_itself),
        took_s=int(found.took.total_seconds()),
        would_take_s=int(found.would_take.total_seconds()),
    )


def change(found: Change) -> ChangeObject:
    return ChangeObject(
        of=found.of,
        id=found.id,
        name=_label(found.name),
        how=found.how,
        setting=found.setting,
        before=found.before,
        after=found.after,
    )


def finding(found: Finding) -> FindingObject:
    return FindingObject(
        level=found.level,
        element=found.element,
        name=found.name,
        what=_label(found.what),
        line=found.line,
    )


def linted(found: Linted, of: Template) -> FindingObject:
    from bot.present.lint import sentence  # noqa: PLC0415 - only who brings in or examines a template needs it

    words = sentence(found, of)
    return FindingObject(
        level=found.level,
        element=found.step or "",
        name=of.step(found.step).name.zh if found.step else "",
        what=LabelObject(zh=words.zh, en=words.en),
        line=found.line,
        code=found.code,
    )


def _field(found: Field) -> FieldObject:
    return FieldObject(
        id=found.id,
        type=found.type,
        label=_label(found.label),
        required=found.required,
        options=[each.id for each in found.options],
    )


def _label(label: Label) -> LabelObject:
    return LabelObject(zh=label.zh, en=label.en)

"""What is still to come: the way a process will take if its data stay as they are, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue

from engine.assignees import resolve
from engine.branching import chosen as taken
from engine.conditions import ConditionFailed, holds
from engine.people import PersonId
from engine.process import Number, Process, ProcessStatus
from engine.step import World
from engine.template import END, Flow, Step, StepId, Template

PEOPLE_KINDS = frozenset({"approval", "task"})  # steps that wait for somebody


@dataclass(frozen=True, slots=True)
class Planned:
    """A step to come, who is expected to do it, and when by working time."""

    step: Step
    people: tuple[PersonId, ...]
    start: datetime
    end: datetime


def whole_way(
    template: Template,
    fields: Mapping[str, JsonValue],
    starter: PersonId,
    world: World,
    now: datetime,
    chosen: Mapping[StepId, tuple[PersonId, ...]] | None = None,
) -> tuple[Planned, ...]:
    """The plan of a process that starts now; `chosen` by its starter."""
    process = Process(
        number=Number(""),
        template=template,
        title="",
        starter=starter,
        status=ProcessStatus.RUNNING,
        fields=fields,
        created_at=now,
        due_at=None,
        seq=0,
        chosen=chosen or {},
    )
    return _Scout(process, world, now).walk({template.first: now})


def ahead(process: Process, world: World, now: datetime) -> tuple[Planned, ...]:
    """The steps after the ones that are open now."""
    scout = _Scout(process, world, now)
    starts: dict[StepId, datetime] = {}
    for token in process.tokens:
        step = process.template.step(token.step)
        end = max([now, *(task.due_at for task in process.tasks if task.step == step.id and task.due_at)])
        if step.kind == "join":
            continue
        if step.kind == "start":  # returned: the whole way again
            starts[process.template.first] = end
            continue
        for flow in scout.ways(step):
            starts[flow.to] = max(end, starts.get(flow.to, end))
    scout.seen |= {token.step for token in process.tokens}
    return scout.walk(starts)


class _Scout:
    def __init__(self, process: Process, world: World, now: datetime) -> None:
        self._process, self._world, self._now = process, world, now
        self.seen: set[StepId] = set()

    def walk(self, starts: dict[StepId, datetime]) -> tuple[Planned, ...]:
        """Breadth first; a join takes the latest of its branches."""
        found: list[Planned] = []
        waiting = dict(starts)
        while waiting:
            step_id = self._next(waiting)
            begin = waiting.pop(step_id)
            if step_id == END or step_id in self.seen:
                continue
            self.seen.add(step_id)
            step = self._process.template.step(step_id)
            end = self._end(step, begin)
            if step.kind in PEOPLE_KINDS:
                found.append(Planned(step, self._people(step), begin, end))
            for flow in self.ways(step):
                waiting[flow.to] = max(end, waiting.get(flow.to, end))
        return tuple(found)

    def ways(self, step: Step) -> tuple[Flow, ...]:
        if step.kind in ("parallel", "events"):
            return step.flows
        if step.kind == "inclusive":
            return self._chosen(step)
        if step.kind != "condition":
            return step.flows[:1]
        for flow in step.flows:
            if flow.when is None or self._holds(flow.when):
                return (flow,)
        return ()

    def _chosen(self, step: Step) -> tuple[Flow, ...]:
        try:
            places = taken(self._process, step, self._world.directory)
        except ConditionFailed:
            return step.flows
        return tuple(step.flows[place - 1] for place in places)

    def _next(self, waiting: Mapping[StepId, datetime]) -> StepId:
        """Joins last, so that all their branches were seen."""
        steps = self._process.template.steps
        return min(waiting, key=lambda each: each in steps and steps[each].kind == "join")

    def _holds(self, when: str) -> bool:
        process = self._process
        try:
            return holds(
                when, process.template.fields, process.fields, process.starter, self._world.directory
            )
        except ConditionFailed:
            return False

    def _end(self, step: Step, begin: datetime) -> datetime:
        span = step.planned or step.due
        if step.kind not in PEOPLE_KINDS or span is None:
            return begin
        calendar = self._world.calendar
        return calendar.after(begin, calendar.length(span))

    def _people(self, step: Step) -> tuple[PersonId, ...]:
        try:
            rules = resolve(step.config.who, self._process, step.id, self._world.directory, self._now)
        except ConditionFailed:
            return ()
        return tuple(each.person for each in rules)

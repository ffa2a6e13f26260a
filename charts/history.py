"""A process's log as a plan and what became of it: one line per step that waits for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from charts.schedule import GanttProcess, PlannedStep, StepState
from engine import events as e
from engine.forecast import PEOPLE_KINDS, Planned, ahead, whole_way
from engine.people import Label, PersonId
from engine.process import Process, ProcessStatus, Task
from engine.step import World
from engine.template import START, StepId

_RESUBMISSION = Label("补充材料", "Resubmission")
_A_DAY = timedelta(days=1)


@dataclass(slots=True)
class _Run:
    """What the log says of one step; a step walked twice is one run, from its first start."""

    start: datetime
    end: datetime | None = None
    due_at: datetime | None = None
    rejected: bool = False
    seats: dict[int, PersonId] = field(default_factory=dict)

    def seat(self, tasks: Sequence[Task]) -> None:
        for task in tasks:
            self.seats[task.seat] = task.assignee
            self.due_at = max(filter(None, (self.due_at, task.due_at)), default=None)


def gantt_process(
    process: Process, events: Sequence[e.AnyEvent], *, world: World, now: datetime
) -> GanttProcess:
    """The plan is the way ahead as it was at the start; what is still ahead comes from the same forecast."""
    plan = {
        each.step.id: each
        for each in whole_way(process.template, process.fields, process.starter, world, process.created_at)
    }
    coming = {each.step.id: each for each in ahead(process, world, now)} if process.is_running else {}
    runs = {
        step: run
        for step, run in _runs(events).items()
        if step == START or process.template.step(step).kind in PEOPLE_KINDS
    }
    steps = [_ran(step, run, plan.get(step), process, world, now) for step, run in runs.items()]
    steps += [
        _to_come(planned, coming.get(step), world)
        for step, planned in {**coming, **plan}.items()
        if step not in runs and _may_come(step, process, coming)
    ]
    return GanttProcess(
        number=process.number,
        title=Label(process.title, process.title),
        template=process.template.name,
        status=process.status,
        steps=tuple(steps),
        due_at=process.due_at,
        ended_at=process.ended_at,
    )


def _may_come(step: StepId, process: Process, coming: dict[StepId, Planned]) -> bool:
    """A running process may have gone another way; one that was stopped shows what it did not reach."""
    if process.is_running:
        return step in coming or any(token.step == step for token in process.tokens)
    return process.status is not ProcessStatus.COMPLETED


def _runs(events: Sequence[e.AnyEvent]) -> dict[StepId, _Run]:
    runs: dict[StepId, _Run] = {}
    for event in events:
        match event:
            case e.RoundOpened():
                step = event.round.step
                if step == START:  # returned: all that was passed will be walked again
                    runs = {START: runs[START]} if START in runs else {}
                run = runs.setdefault(step, _Run(event.at))
                run.end, run.due_at, run.seats = None, None, {}
                run.seat(event.tasks)
            case e.TaskOpened() if event.opened.step in runs:
                runs[event.opened.step].seat((event.opened,))
            case e.StepPassed(step=step) if step in runs or step != START:
                runs.setdefault(step, _Run(event.at)).end = event.at
            case e.ProcessRejected(step=step) if step in runs:
                runs[step].end, runs[step].rejected = event.at, True
            case _:
                pass
    return runs


def _ran(
    step: StepId, run: _Run, planned: Planned | None, process: Process, world: World, now: datetime
) -> PlannedStep:
    state = StepState.RUNNING if run.end is None else StepState.DONE
    if run.rejected:
        state = StepState.REJECTED
    name = _RESUBMISSION if step == START else process.template.step(step).name
    start, end = run.start, run.due_at or run.end or max(now, run.start + _A_DAY)
    if planned is not None and planned.end > planned.start:
        start, end = planned.start, planned.end
    return PlannedStep(
        name=name,
        who=_names(tuple(run.seats.values()) or (planned.people if planned else ()), world),
        state=state,
        planned_start=start,
        planned_end=max(start, end),
        actual_start=run.start,
        actual_end=run.end,
        due_at=run.due_at,
    )


def _to_come(planned: Planned, coming: Planned | None, world: World) -> PlannedStep:
    step = PlannedStep(
        name=planned.step.name,
        who=_names(planned.people, world),
        state=StepState.WAITING,
        planned_start=planned.start,
        planned_end=planned.end,
    )
    if coming is None:
        return step
    return replace(step, expected_start=coming.start, expected_end=coming.end)


def _names(people: Sequence[PersonId], world: World) -> tuple[Label, ...]:
    found = (world.directory.person(person) for person in dict.fromkeys(people))
    return tuple(person.name for person in found if person)

"""A process's plan against what happened: how late each step is, when the whole may be expected to end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from engine.people import Label
from engine.process import ProcessStatus

_NONE = timedelta()


class StepState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    LATE = "late"  # running, and past what was promised
    DONE = "done"
    REJECTED = "rejected"
    STOPPED = "stopped"  # was running when the process was withdrawn or rejected elsewhere
    UNREACHED = "unreached"  # the process ended before it


OPEN = frozenset({StepState.WAITING, StepState.RUNNING, StepState.LATE})


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step as planned when the process began and as it went; moments are aware.

    `state` is WAITING, RUNNING, DONE or REJECTED; the rest follows from `now` and from the process's end.
    `due_at` is what its people were given once it began, `expected_…` what is forecast before.
    """

    name: Label
    who: tuple[Label, ...]
    state: StepState
    planned_start: datetime
    planned_end: datetime
    actual_start: datetime | None = None
    actual_end: datetime | None = None
    due_at: datetime | None = None
    expected_start: datetime | None = None
    expected_end: datetime | None = None


@dataclass(frozen=True, slots=True)
class GanttProcess:
    """All that a Gantt chart needs of a process; `due_at` is its promised end, if one was promised."""

    number: str
    title: Label
    template: Label
    status: ProcessStatus
    steps: tuple[PlannedStep, ...]
    due_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ScheduledStep:
    """A step with its place in time: `start` and `end` are actual where known, else expected."""

    step: PlannedStep
    state: StepState
    start: datetime
    end: datetime

    @property
    def late(self) -> timedelta:
        """How far its end lies behind the plan; a step that never ran its course is not late."""
        if self.state in (StepState.UNREACHED, StepState.STOPPED):
            return _NONE
        return max(_NONE, self.end - self.step.planned_end)

    @property
    def own_late(self) -> timedelta:
        """What of it is the step's own doing: begun late by others, it was given time anew."""
        return min(self.late, max(_NONE, self.end - _promised(self.step)))


@dataclass(frozen=True, slots=True)
class Schedule:
    process: GanttProcess
    steps: tuple[ScheduledStep, ...]  # in the order of their plan
    planned_finish: datetime
    finish: datetime  # when it ended, or may be expected to

    @property
    def late(self) -> timedelta:
        return max(_NONE, self.finish - self.planned_finish)

    def count(self, *states: StepState) -> int:
        return sum(each.state in states for each in self.steps)

    @property
    def late_steps(self) -> tuple[ScheduledStep, ...]:
        """Those behind their plan already, not only by forecast."""
        ahead = (StepState.WAITING, StepState.RUNNING)
        return tuple(each for each in self.steps if each.late and each.state not in ahead)

    @property
    def cause(self) -> ScheduledStep | None:
        """The late step to be named: one that still holds things up, else the one that held them up most."""
        causes = [each for each in self.late_steps if each.own_late]
        return max(causes, key=lambda each: (each.state is StepState.LATE, each.own_late), default=None)


def schedule(process: GanttProcess, now: datetime) -> Schedule:
    planned = sorted(process.steps, key=lambda each: (each.planned_start, each.planned_end))
    steps = tuple(_scheduled(step, process, now) for step in planned)
    planned_finish = process.due_at or max((each.planned_end for each in planned), default=now)
    expected = [each.end for each in steps if each.state in OPEN]
    finish = process.ended_at or max(expected, default=planned_finish)
    return Schedule(process, steps, planned_finish, finish)


def _scheduled(step: PlannedStep, process: GanttProcess, now: datetime) -> ScheduledStep:
    state, start = _state(step, process, now), step.actual_start or step.planned_start
    match state:
        case StepState.WAITING:
            start = step.expected_start or start
            end = max(step.expected_end or step.planned_end, now)
        case StepState.RUNNING | StepState.LATE:
            end = max(step.due_at or step.planned_end, now)
        case StepState.STOPPED:
            end = step.actual_end or process.ended_at or now
        case StepState.DONE | StepState.REJECTED | StepState.UNREACHED:
            end = step.actual_end or step.planned_end
    return ScheduledStep(step, state, start, max(start, end))


def _state(step: PlannedStep, process: GanttProcess, now: datetime) -> StepState:
    if process.status is ProcessStatus.RUNNING:
        is_late = step.state is StepState.RUNNING and now > _promised(step)
        return StepState.LATE if is_late else step.state
    ended = {StepState.WAITING: StepState.UNREACHED, StepState.RUNNING: StepState.STOPPED}
    return ended.get(step.state, step.state)


def _promised(step: PlannedStep) -> datetime:
    return max(step.planned_end, step.due_at or step.planned_end)

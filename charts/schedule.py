"""A process's plan against what happened: how late each step is, when the rest may be expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from engine.calendar import Calendar
from engine.people import Label
from engine.process import ProcessStatus

_NONE = timedelta()
_CAUGHT_UP = 0.1  # of a step's working time: begun five minutes late is not expected to end a day late


class StepState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    LATE = "late"  # running, and past its planned end
    DONE = "done"
    REJECTED = "rejected"
    STOPPED = "stopped"  # was running when the process was withdrawn or rejected elsewhere
    UNREACHED = "unreached"  # the process ended before it


OPEN = frozenset({StepState.WAITING, StepState.RUNNING, StepState.LATE})


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step as planned and as it went; moments are aware.

    `state` is WAITING, RUNNING, DONE or REJECTED; the rest follows from `now` and from the process's end.
    """

    name: Label
    who: tuple[Label, ...]
    state: StepState
    planned_start: datetime
    planned_end: datetime
    actual_start: datetime | None = None
    actual_end: datetime | None = None


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
    """A step with its place in the future: `start` and `end` are actual where known, else expected."""

    step: PlannedStep
    state: StepState
    start: datetime
    end: datetime

    @property
    def late(self) -> timedelta:
        """How far its end lies behind the plan; a step that was never gone is not late."""
        if self.state in (StepState.UNREACHED, StepState.STOPPED):
            return _NONE
        return max(_NONE, self.end - self.step.planned_end)


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
        """Those behind their plan already, the ones still open first, then the worst."""
        late = (each for each in self.steps if each.late and each.state is not StepState.WAITING)
        already = (each for each in late if each.state is not StepState.RUNNING)
        return tuple(sorted(already, key=lambda each: (each.state is not StepState.LATE, -each.late)))


def schedule(process: GanttProcess, *, now: datetime, calendar: Calendar) -> Schedule:
    """The plan is the only forecast: a step takes its planned working time, after all that should precede it.

    What should precede it is what the plan lets end before it starts; nobody is expected to catch up
    more than a trifle.
    """
    steps: list[ScheduledStep] = []
    for step in sorted(process.steps, key=lambda each: (each.planned_start, each.planned_end)):
        steps.append(_scheduled(step, steps, process, now=now, calendar=calendar))
    planned = [each.planned_end for each in process.steps]
    planned_finish = process.due_at or max(planned, default=now)
    finish = process.ended_at or max(
        [each.end for each in steps if each.state in OPEN], default=planned_finish
    )
    return Schedule(process, tuple(steps), planned_finish, finish)


def _scheduled(
    step: PlannedStep,
    before: Sequence[ScheduledStep],
    process: GanttProcess,
    *,
    now: datetime,
    calendar: Calendar,
) -> ScheduledStep:
    state = step.state
    if process.status is not ProcessStatus.RUNNING and state in (StepState.WAITING, StepState.RUNNING):
        state = StepState.UNREACHED if state is StepState.WAITING else StepState.STOPPED
    start = step.actual_start or step.planned_start
    match state:
        case StepState.WAITING:
            ends = [each.end for each in before if each.step.planned_end <= step.planned_start]
            start = max([step.planned_start, now, *ends])
            end = _after(start, step, calendar)
        case StepState.RUNNING | StepState.LATE:
            end = max(step.planned_end, _after(start, step, calendar), now)
            state = StepState.LATE if now > step.planned_end else StepState.RUNNING
        case StepState.STOPPED:
            end = step.actual_end or process.ended_at or now
        case StepState.DONE | StepState.REJECTED | StepState.UNREACHED:
            end = step.actual_end or step.planned_end
    return ScheduledStep(step, state, start, max(start, end))


def _after(start: datetime, step: PlannedStep, calendar: Calendar) -> datetime:
    """When the step should end, begun at `start`."""
    planned = calendar.between(step.planned_start, step.planned_end)
    slip = calendar.between(step.planned_start, start)
    if slip <= planned * _CAUGHT_UP:
        return step.planned_end
    if planned:
        return calendar.after(start, planned)
    return start + (step.planned_end - step.planned_start)  # planned outside working hours: a night shift

"""What happened to the work: rounds, seats, tasks and the fields that are changed along."""

from __future__ import annotations

from datetime import datetime

from engine.events.envelope import Event
from engine.people import PersonId
from engine.process import (
    Because,
    Group,
    Origin,
    Round,
    Seat,
    Task,
    TaskId,
    Timer,
    TimerKind,
    Vote,
)
from engine.template import StepId
from engine.value import Json


class RoundOpened(Event, frozen=True, kw_only=True):
    """A step waits for people: its seats, and the tasks that open with it."""

    round: Round
    tasks: tuple[Task, ...]


class TaskOpened(Event, frozen=True, kw_only=True):
    """A task on a seat of a round under way."""

    opened: Task


class TaskReassigned(Event, frozen=True, kw_only=True):
    """A deputy's period began or ended, or a pool's task was claimed or released: the same task goes on."""

    step: StepId
    cause: str  # delegated | delegation_ended | claimed | released | left
    assignee: PersonId
    was: PersonId
    on_behalf_of: PersonId | None = None
    pool: tuple[PersonId, ...] = ()


class TaskRescheduled(Event, frozen=True, kw_only=True):
    due_at: datetime | None
    timer: Timer | None


class FieldsChanged(Event, frozen=True, kw_only=True):
    """`accepted`: conditions that would now decide otherwise stay as they were."""

    before: dict[str, Json]
    after: dict[str, Json]
    accepted: bool = False


class Decided(Event, frozen=True, kw_only=True):
    """A task was decided by `actor`, for `on_behalf_of` when that was a deputy."""

    step: StepId
    on_behalf_of: PersonId | None = None


class TaskApproved(Decided, frozen=True, kw_only=True):
    comment: str
    pending: bool = False  # signers after it are asked first
    files: tuple[str, ...] = ()


class TaskRejected(Decided, frozen=True, kw_only=True):
    reason: str


class TaskCompleted(Decided, frozen=True, kw_only=True):
    comment: str
    files: tuple[str, ...] = ()


class TaskReturned(Decided, frozen=True, kw_only=True):
    to_step: StepId
    reason: str
    way_back: str = "walk_again"


class TaskTransferred(Decided, frozen=True, kw_only=True):
    """The seat moved for good and a new task opens for `to`; to nobody: it waits for signers asked before."""

    to: PersonId
    reason: str
    cause: str = ""  # of the administrator or the clock: reassigned | left | timeout
    extended: bool = False  # whether the new holder gets more time than was left


class TaskSkipped(Event, frozen=True, kw_only=True):
    """The step was decided without it, or a rule settled its seat; `by` is whose act that was.

    `cause`: decided, completed (a plain task), timeout, removed, left, merged, migrated or settled.
    """

    step: StepId
    cause: str = "decided"
    by: PersonId | None = None


class TaskCancelled(Event, frozen=True, kw_only=True):
    """Overtaken by an act of `by`, or of the clock.

    `cause`: rejected, returned, withdrawn, cancelled, finished (an end step), taken_back, removed, left,
    merged, jumped, edited or migrated.
    """

    step: StepId
    cause: str
    by: PersonId | None = None


class SignersAdded(Event, frozen=True, kw_only=True):
    """加签: seats join a round; guests before or after a seat form a group."""

    step: StepId
    round: int
    seats: tuple[Seat, ...]
    position: Origin
    group: Group | None = None


class SignerRemoved(Event, frozen=True, kw_only=True):
    """减签, or a leaver whose seat fell away. Guests whom the seat had asked go with it."""

    step: StepId
    round: int
    seat: int
    person: PersonId
    cause: str = "removed"


class SeatSettled(Event, frozen=True, kw_only=True):
    """A vote that follows from others': `cause` is guests, repeat, taken_back, edited, returned …"""

    step: StepId
    round: int
    seat: int
    person: PersonId
    vote: Vote
    cause: str


class SeatMoved(Event, frozen=True, kw_only=True):
    """A seat without an open task passes to another person."""

    step: StepId
    round: int
    seat: int
    person: PersonId
    because: Because


class DecisionTakenBack(Event, frozen=True, kw_only=True):
    """拿回: the round is open again as it was before that vote; new tasks follow."""

    step: StepId
    round: Round
    undone: TaskId


class TaskUrged(Event, frozen=True, kw_only=True):
    step: StepId
    assignee: PersonId


class TaskSnoozed(Event, frozen=True, kw_only=True):
    until: datetime
    timer: Timer | None


class TaskReminded(Event, frozen=True, kw_only=True):
    """A reminder is due, once; `next` is what the task waits for now."""

    step: StepId
    assignee: PersonId
    kind: TimerKind
    turn: int
    due_at: datetime | None
    next: Timer | None


class TaskEscalated(Event, frozen=True, kw_only=True):
    """The holder's manager is told; with `takeover`, they may decide as well."""

    step: StepId
    assignee: PersonId
    to: PersonId
    due_at: datetime | None
    next: Timer | None
    takeover: bool = False

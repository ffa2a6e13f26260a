"""What happened to the work: rounds, seats, tasks and the fields that are changed along."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import JsonValue

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


class RoundOpened(Event):
    """A step waits for people: its seats, and the tasks that open with it."""

    type: Literal["round_opened"] = "round_opened"
    round: Round
    tasks: tuple[Task, ...]


class TaskOpened(Event):
    """A task on a seat of a round under way."""

    type: Literal["task_opened"] = "task_opened"
    opened: Task


class TaskReassigned(Event):
    """A deputy's period began or ended, or a pool's task was claimed or released: the same task goes on."""

    type: Literal["task_reassigned"] = "task_reassigned"
    step: StepId
    cause: str  # delegated | delegation_ended | claimed | released | left
    assignee: PersonId
    was: PersonId
    on_behalf_of: PersonId | None = None
    pool: tuple[PersonId, ...] = ()


class TaskRescheduled(Event):
    type: Literal["task_rescheduled"] = "task_rescheduled"
    due_at: datetime | None
    timer: Timer | None


class FieldsChanged(Event):
    """`accepted`: conditions that would now decide otherwise stay as they were."""

    type: Literal["fields_changed"] = "fields_changed"
    before: dict[str, JsonValue]
    after: dict[str, JsonValue]
    accepted: bool = False


class Decided(Event):
    """A task was decided by `actor`, for `on_behalf_of` when that was a deputy."""

    step: StepId
    on_behalf_of: PersonId | None = None


class TaskApproved(Decided):
    type: Literal["task_approved"] = "task_approved"
    comment: str
    pending: bool = False  # signers after it are asked first
    files: tuple[str, ...] = ()


class TaskRejected(Decided):
    type: Literal["task_rejected"] = "task_rejected"
    reason: str


class TaskCompleted(Decided):
    type: Literal["task_completed"] = "task_completed"
    comment: str
    files: tuple[str, ...] = ()


class TaskReturned(Decided):
    type: Literal["task_returned"] = "task_returned"
    to_step: StepId
    reason: str
    way_back: str = "walk_again"


class TaskTransferred(Decided):
    """The seat moved for good and a new task opens for `to`; to nobody: it waits for signers asked before."""

    type: Literal["task_transferred"] = "task_transferred"
    to: PersonId
    reason: str
    cause: str = ""  # of the administrator or the clock: reassigned | left | timeout
    extended: bool = False  # whether the new holder gets more time than was left


class TaskSkipped(Event):
    """The step was decided without it, or a rule settled its seat."""

    type: Literal["task_skipped"] = "task_skipped"
    step: StepId
    cause: str = "decided"  # decided | settled | timeout


class TaskCancelled(Event):
    """Overtaken: `cause` is rejected, returned, ended, taken_back, removed, merged, jumped or edited."""

    type: Literal["task_cancelled"] = "task_cancelled"
    step: StepId
    cause: str


class SignersAdded(Event):
    """加签: seats join a round; guests before or after a seat form a group."""

    type: Literal["signers_added"] = "signers_added"
    step: StepId
    round: int
    seats: tuple[Seat, ...]
    position: Origin
    group: Group | None = None


class SignerRemoved(Event):
    """减签, or a leaver whose seat fell away. Guests whom the seat had asked go with it."""

    type: Literal["signer_removed"] = "signer_removed"
    step: StepId
    round: int
    seat: int
    person: PersonId
    cause: str = "removed"


class SeatSettled(Event):
    """A vote that follows from others': `cause` is guests, repeat, taken_back, edited, returned …"""

    type: Literal["seat_settled"] = "seat_settled"
    step: StepId
    round: int
    seat: int
    person: PersonId
    vote: Vote
    cause: str


class SeatMoved(Event):
    """A seat without an open task passes to another person."""

    type: Literal["seat_moved"] = "seat_moved"
    step: StepId
    round: int
    seat: int
    person: PersonId
    because: Because


class DecisionTakenBack(Event):
    """拿回: the round is open again as it was before that vote; new tasks follow."""

    type: Literal["decision_taken_back"] = "decision_taken_back"
    step: StepId
    round: Round
    undone: TaskId


class TaskUrged(Event):
    type: Literal["task_urged"] = "task_urged"
    step: StepId
    assignee: PersonId


class TaskSnoozed(Event):
    type: Literal["task_snoozed"] = "task_snoozed"
    until: datetime
    timer: Timer | None


class TaskReminded(Event):
    """A reminder is due, once; `next` is what the task waits for now."""

    type: Literal["task_reminded"] = "task_reminded"
    step: StepId
    assignee: PersonId
    kind: TimerKind
    turn: int
    due_at: datetime | None
    next: Timer | None


class TaskEscalated(Event):
    """The holder's manager is told; with `takeover`, they may decide as well."""

    type: Literal["task_escalated"] = "task_escalated"
    step: StepId
    assignee: PersonId
    to: PersonId
    due_at: datetime | None
    next: Timer | None
    takeover: bool = False

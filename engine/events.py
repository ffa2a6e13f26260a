"""What happened: facts of a process, past tense, each with its moment and actor. The log is the history."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter

from engine.people import PersonId
from engine.process import Because, Mode, TaskId, TaskKind, Timer, TimerKind
from engine.template import StepId


class Event(BaseModel):
    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid")
    ENVELOPE: ClassVar[frozenset[str]] = frozenset({"type", "at", "actor", "task"})
    type: str
    at: datetime
    actor: PersonId
    task: TaskId | None = None


class ProcessStarted(Event):
    type: Literal["process_started"] = "process_started"
    template: str
    version: int
    title: str
    fields: dict[str, JsonValue]
    due_at: datetime | None


class StepEntered(Event):
    """A new token stands on a step; `fork` is the parallel branching that it belongs to."""

    type: Literal["step_entered"] = "step_entered"
    step: StepId
    token: int
    fork: int = 0


class BranchTaken(Event):
    """A condition decided, and its token went that way; `data` are the fields it looked at."""

    type: Literal["branch_taken"] = "branch_taken"
    step: StepId
    token: int
    to: StepId
    when: str | None
    data: dict[str, JsonValue]


class Forked(Event):
    type: Literal["forked"] = "forked"
    step: StepId
    token: int
    fork: int
    outer: int
    branches: int


class Arrived(Event):
    """A branch reached its join. With the last one the join passes."""

    type: Literal["arrived"] = "arrived"
    step: StepId
    token: int
    fork: int


class SeatTaken(BaseModel):
    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid")
    seat: int
    person: PersonId
    because: Because


class RoundOpened(Event):
    type: Literal["round_opened"] = "round_opened"
    step: StepId
    token: int
    round: int
    mode: Mode
    kind: TaskKind
    seats: tuple[SeatTaken, ...]


class TaskOpened(Event):
    type: Literal["task_opened"] = "task_opened"
    step: StepId
    kind: TaskKind
    round: int
    seat: int
    assignee: PersonId
    due_at: datetime | None
    because: Because
    timer: Timer | None


class FieldsChanged(Event):
    type: Literal["fields_changed"] = "fields_changed"
    before: dict[str, JsonValue]
    after: dict[str, JsonValue]


class TaskApproved(Event):
    type: Literal["task_approved"] = "task_approved"
    step: StepId
    comment: str


class TaskRejected(Event):
    type: Literal["task_rejected"] = "task_rejected"
    step: StepId
    reason: str


class TaskCompleted(Event):
    type: Literal["task_completed"] = "task_completed"
    step: StepId
    comment: str


class TaskReturned(Event):
    type: Literal["task_returned"] = "task_returned"
    step: StepId
    to_step: StepId
    reason: str


class TaskTransferred(Event):
    """The seat moved for good; a new task opens for `to`."""

    type: Literal["task_transferred"] = "task_transferred"
    step: StepId
    to: PersonId
    reason: str


class TaskSkipped(Event):
    """The step was decided without it."""

    type: Literal["task_skipped"] = "task_skipped"
    step: StepId


class TaskCancelled(Event):
    """Overtaken: `cause` is rejected, returned or ended."""

    type: Literal["task_cancelled"] = "task_cancelled"
    step: StepId
    cause: str


class StepPassed(Event):
    """A step is done; its token goes on to the next one, or ends. `automatic`: nobody had to act."""

    type: Literal["step_passed"] = "step_passed"
    step: StepId
    token: int
    to: StepId | None = None
    automatic: bool = False


class TokensEnded(Event):
    """A return, rejection or end took these tokens off, with their rounds, forks and halts."""

    type: Literal["tokens_ended"] = "tokens_ended"
    tokens: tuple[int, ...]


class PeopleNotified(Event):
    """A notify step (知会), or an administrator told by a rule."""

    type: Literal["people_notified"] = "people_notified"
    step: StepId
    people: tuple[PersonId, ...]
    text: str


class Halted(Event):
    type: Literal["halted"] = "halted"
    step: StepId
    token: int
    problem: str
    detail: str


class HaltLifted(Event):
    type: Literal["halt_lifted"] = "halt_lifted"
    step: StepId
    token: int


class ProcessCompleted(Event):
    type: Literal["process_completed"] = "process_completed"


class ProcessRejected(Event):
    type: Literal["process_rejected"] = "process_rejected"
    step: StepId
    reason: str


class ProcessCancelled(Event):
    type: Literal["process_cancelled"] = "process_cancelled"
    reason: str
    as_admin: bool = False


class Commented(Event):
    type: Literal["commented"] = "commented"
    text: str


class CcAdded(Event):
    type: Literal["cc_added"] = "cc_added"
    people: tuple[PersonId, ...]


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
    """The holder's manager is told. It gives no right to decide."""

    type: Literal["task_escalated"] = "task_escalated"
    step: StepId
    assignee: PersonId
    to: PersonId
    due_at: datetime | None
    next: Timer | None


AnyEvent = Annotated[
    ProcessStarted
    | StepEntered
    | BranchTaken
    | Forked
    | Arrived
    | RoundOpened
    | TaskOpened
    | FieldsChanged
    | TaskApproved
    | TaskRejected
    | TaskCompleted
    | TaskReturned
    | TaskTransferred
    | TaskSkipped
    | TaskCancelled
    | StepPassed
    | TokensEnded
    | PeopleNotified
    | Halted
    | HaltLifted
    | ProcessCompleted
    | ProcessRejected
    | ProcessCancelled
    | Commented
    | CcAdded
    | TaskUrged
    | TaskSnoozed
    | TaskReminded
    | TaskEscalated,
    Field(discriminator="type"),
]
EVENT: TypeAdapter[AnyEvent] = TypeAdapter(AnyEvent, config=ConfigDict(defer_build=True))

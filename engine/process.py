"""A process: one run of a template, as it stands now. Bounded by the template's size, not by its history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from msgspec import field

from engine.people import PersonId
from engine.template import StepId, Template
from engine.value import Json, Value

Number = NewType("Number", str)  # NP-12: a process's number is its id
TaskId = NewType("TaskId", str)  # NP-12-3: the third task of NP-12
Fields = Mapping[str, Json]
NOBODY = PersonId("")  # the assignee of a task that its pool has not claimed


class ProcessStatus(StrEnum):
    RUNNING = "running"
    COMPLETED = "completed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


class TaskStatus(StrEnum):
    OPEN = "open"
    APPROVED = "approved"
    REJECTED = "rejected"
    COMPLETED = "completed"
    RETURNED = "returned"
    TRANSFERRED = "transferred"
    CANCELLED = "cancelled"
    SKIPPED = "skipped"


class TaskKind(StrEnum):
    APPROVAL = "approval"
    TASK = "task"
    RESUBMIT = "resubmit"  # the starter's, after a return


class Mode(StrEnum):
    ANY = "any"  # 或签
    ALL = "all"  # 会签
    SEQUENCE = "sequence"  # 依次
    VOTE = "vote"  # 票签
    CLAIM = "claim"  # 认领


class Vote(StrEnum):
    OPEN = "open"
    PENDING = "pending"  # a yes that counts when the signers added after it have signed
    YES = "yes"
    NO = "no"


class Origin(StrEnum):
    """How a seat came into its round."""

    RULE = "rule"
    PARALLEL = "parallel"  # 并加签
    BEFORE = "before"  # 前加签: a guest, whose vote is not counted by itself
    AFTER = "after"  # 后加签: likewise


class TimerKind(StrEnum):
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    ESCALATE = "escalate"
    SNOOZE = "snooze"


class WaitKind(StrEnum):
    TIMER = "timer"
    MESSAGE = "message"
    SERVICE = "service"
    PLUGIN = "plugin"
    CHILD = "child"


class Timer(Value, frozen=True):
    """What a task waits for next; `turn` numbers repeated overdue reminders from 1."""

    kind: TimerKind
    at: datetime
    turn: int = 1


class Because(Value, frozen=True):
    """Why this person: the rule of the template and the data it was applied to."""

    rule: str  # one of `Who`'s, or transfer | return | manager_for_self | admin | added | leaver | …
    of: str = ""  # the role, department, field or person that the rule names
    by: PersonId | None = None  # who transferred, returned or added


class Task(Value, frozen=True):
    """One piece of work on one seat. A closed task never opens again."""

    id: TaskId
    kind: TaskKind
    step: StepId
    round: int
    seat: int
    assignee: PersonId  # the deputy while one acts; NOBODY until a pool's task is claimed
    opened_at: datetime
    due_at: datetime | None
    because: Because
    timer: Timer | None = None
    escalated: bool = False
    urged_at: datetime | None = None
    snoozed_until: datetime | None = None
    on_behalf_of: PersonId | None = None  # the principal while a deputy is shown
    pool: tuple[PersonId, ...] = ()  # who may claim it
    taken_over_by: PersonId | None = None  # whom an escalation gave the right to decide
    kept: bool = False  # no deputy: it was given back, or handed to who would give it back


class Seat(Value, frozen=True):
    """A place to vote from. Votes belong to seats, not to tasks or people."""

    id: int
    person: PersonId  # responsible, whoever acts as deputy
    because: Because
    vote: Vote = Vote.OPEN
    weight: int = 1
    veto: bool = False
    origin: Origin = Origin.RULE
    asked_by: int = 0  # the seat for which a guest was asked; of a parallel one, whose holder added it
    group: int = 0  # guests asked together
    automatic: bool = False  # its vote is a rule's or the system's, not a person's
    seq: int = 0  # of the process when it voted: what had been changed by then was seen
    due_at: datetime | None = None  # of its latest task when that closed
    closed_at: datetime | None = None
    voted_on: TaskId | None = None
    voted_by: PersonId | None = None  # the deputy, if one decided
    moved: bool = False  # handed on by a timeout: once per seat
    extended: bool = False  # given more time by a transfer: once per seat


class Group(Value, frozen=True):
    """Guests asked together by the holder of a seat."""

    id: int
    seat: int
    position: Origin  # before or after
    method: Mode  # any, all or sequence


class Round(Value, frozen=True):
    """One entry into a step that waits for people."""

    id: int
    step: StepId
    token: int
    mode: Mode
    kind: TaskKind
    seats: tuple[Seat, ...]
    groups: tuple[Group, ...] = ()
    touched: bool = False  # whether anybody has acted since it opened

    def seat(self, seat: int) -> Seat:
        return next(each for each in self.seats if each.id == seat)


class Token(Value, frozen=True):
    """Where the process stands: `branch` of the parallel branching `fork`, 0 for none.

    `after` is the round whose decision led here.
    """

    id: int
    step: StepId
    fork: int = 0
    branch: int = 0
    after: int = 0


class Fork(Value, frozen=True):
    """A branching under way: how many branches it has and which of them reached the join."""

    id: int
    step: StepId
    outer: int  # the fork in which this one lies, 0 for none
    branches: int
    arrived: tuple[int, ...] = ()
    outer_branch: int = 0


class Consent(Value, frozen=True):
    """A person's yes, and the seq of the process that it was given to."""

    person: PersonId
    seq: int


class Passed(Value, frozen=True):
    """A step that was passed, the latest time it was; the trail of a process holds each step once."""

    step: StepId
    fork: int = 0
    branch: int = 0
    seq: int = 0
    consents: tuple[Consent, ...] = ()  # of people; none where it passed by itself
    decided: bool = False  # whether a person decided here
    to: StepId | None = None  # where a condition led
    made: int = 0  # the fork that a branching made, or that a join closed
    branches: int = 0  # of that fork


class Back(Value, frozen=True):
    """A return that comes straight back: when `target` is passed, the token goes on at the round it left."""

    token: int
    target: StepId
    round: Round  # as it stood
    passed: tuple[Passed, ...]  # what lies between
    seq: int
    returner: PersonId


class Reroute(Value, frozen=True):
    """A token sent back to a condition by an edit: consents that still hold need not be given again."""

    token: int
    until: StepId
    passed: tuple[Passed, ...]


class Undo(Value, frozen=True):
    """What it takes to take back the decision that closed a round, as long as nobody acted upon it."""

    task: TaskId  # the decisive one
    person: PersonId  # who decided
    principal: PersonId
    round: Round  # as it was decided
    seat: int  # whose vote decided
    token: Token
    joined: int = 0  # the fork at whose join the token arrived
    closed: Fork | None = None  # that fork, when the join passed with it


class Wait(Value, frozen=True):
    """Something other than a person that a token waits for."""

    id: int
    token: int
    step: StepId  # whose settings say what is awaited; with `events`, not the step the token stands on
    kind: WaitKind
    at: datetime | None = None  # when a timer fires
    fixed: bool = False  # a date, which a suspension does not move
    name: str = ""  # of a message
    key: str = ""  # of a message
    index: int = 0  # which item a child is for
    child: Number | None = None
    item: Json = None


@dataclass(frozen=True, slots=True)
class Parent:
    """The process that called this one."""

    process: Number
    wait: int
    waited: bool = True


class Halt(Value, frozen=True):
    """A token that cannot go on until an administrator mends the cause and retries."""

    token: int
    step: StepId
    problem: str  # condition_failed | nobody | circle | service_failed | child_cancelled | …
    detail: str


class State(Value, frozen=True):
    """All of a process but its template, which is kept once, by id and version."""

    number: Number
    title: str
    starter: PersonId
    status: ProcessStatus
    fields: Fields
    created_at: datetime
    due_at: datetime | None
    seq: int  # how many events it has
    ended_at: datetime | None = None
    tokens: tuple[Token, ...] = ()
    forks: tuple[Fork, ...] = ()
    rounds: tuple[Round, ...] = ()
    tasks: tuple[Task, ...] = ()  # the open ones
    halts: tuple[Halt, ...] = ()
    waits: tuple[Wait, ...] = ()
    participants: tuple[PersonId, ...] = ()  # who may see it: starter, holders past and present, cc'd
    decided: bool = False  # whether anyone has decided anything yet
    final: bool = False  # a step that cannot be undone has run
    counter: int = 0  # ids of tokens, rounds, forks, groups and waits
    task_counter: int = 0
    trail: tuple[Passed, ...] = ()  # oldest first
    changed_at: Mapping[str, int] = field(default_factory=dict)  # field → the seq of its latest change
    chosen: Mapping[StepId, tuple[PersonId, ...]] = field(
        default_factory=dict
    )  # whom the starter named for a step
    backs: tuple[Back, ...] = ()  # the latest last
    reroutes: tuple[Reroute, ...] = ()
    undos: tuple[Undo, ...] = ()
    suspended_at: datetime | None = None
    parent: Parent | None = None
    children: tuple[Number, ...] = ()  # that were not waited for
    ran: tuple[StepId, ...] = ()  # service steps that were called, returns notwithstanding


class Process(State, frozen=True, kw_only=True):
    template: Template

    def task(self, task: TaskId) -> Task | None:
        return next((each for each in self.tasks if each.id == task), None)

    def round(self, round_id: int) -> Round:
        return next(each for each in self.rounds if each.id == round_id)

    def token(self, token: int) -> Token:
        return next(each for each in self.tokens if each.id == token)

    def seat_of(self, task: Task) -> Seat:
        return self.round(task.round).seat(task.seat)

    @property
    def is_running(self) -> bool:
        return self.status is ProcessStatus.RUNNING

"""A process: one run of a template, as it stands now. Bounded by the template's size, not by its history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType

from pydantic import JsonValue

from engine.people import PersonId
from engine.template import StepId, Template

Number = NewType("Number", str)  # NP-12: a process's number is its id
TaskId = NewType("TaskId", str)  # NP-12-3: the third task of NP-12
Fields = Mapping[str, JsonValue]


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
    YES = "yes"
    NO = "no"


class TimerKind(StrEnum):
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    ESCALATE = "escalate"
    SNOOZE = "snooze"


@dataclass(frozen=True, slots=True)
class Timer:
    """What a task waits for next; `turn` numbers repeated overdue reminders from 1."""

    kind: TimerKind
    at: datetime
    turn: int = 1


@dataclass(frozen=True, slots=True)
class Because:
    """Why this person: the rule of the template and the data it was applied to."""

    rule: str  # one of `Who`'s, or transfer | return | manager_for_self | admin
    of: str = ""  # the role, department, field or person that the rule names
    by: PersonId | None = None  # who transferred or returned


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work on one seat. A closed task never opens again."""

    id: TaskId
    kind: TaskKind
    step: StepId
    round: int
    seat: int
    assignee: PersonId
    opened_at: datetime
    due_at: datetime | None
    because: Because
    timer: Timer | None = None
    escalated: bool = False
    urged_at: datetime | None = None
    snoozed_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """A place to vote from. Votes belong to seats, not to tasks or people."""

    id: int
    person: PersonId
    because: Because
    vote: Vote = Vote.OPEN


@dataclass(frozen=True, slots=True)
class Round:
    """One entry into a step that waits for people."""

    id: int
    step: StepId
    token: int
    mode: Mode
    kind: TaskKind
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """Where the process stands. `fork` is the parallel branching it belongs to, 0 for none."""

    id: int
    step: StepId
    fork: int = 0


@dataclass(frozen=True, slots=True)
class Fork:
    """A parallel branching under way: how many branches it has and how many reached the join."""

    id: int
    step: StepId
    outer: int  # the fork in which this one lies, 0 for none
    branches: int
    arrived: int = 0


@dataclass(frozen=True, slots=True)
class Halt:
    """A token that cannot go on until an administrator mends the cause and retries."""

    token: int
    step: StepId
    problem: str  # condition_failed | nobody
    detail: str


@dataclass(frozen=True)
class Process:
    number: Number
    template: Template
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
    participants: tuple[PersonId, ...] = ()  # who may see it: starter, holders past and present, cc'd
    decided: bool = False  # whether anyone has decided anything yet
    counter: int = 0  # ids of tokens, rounds and forks
    task_counter: int = 0

    def changed(self, **changes: Any) -> Process:
        """With some fields changed: `dataclasses.replace`, but ten times as fast, for the hot path."""
        other = object.__new__(Process)
        other.__dict__.update(self.__dict__, **changes)
        return other

    def task(self, task: TaskId) -> Task | None:
        return next((each for each in self.tasks if each.id == task), None)

    def round(self, round_id: int) -> Round:
        return next(each for each in self.rounds if each.id == round_id)

    def token(self, token: int) -> Token:
        return next(each for each in self.tokens if each.id == token)

    @property
    def is_running(self) -> bool:
        return self.status is ProcessStatus.RUNNING

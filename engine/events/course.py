"""What happened to the course of a process: tokens, branches, waits, its beginning and its end."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import JsonValue

from engine.events.envelope import Event
from engine.people import PersonId
from engine.process import (
    Back,
    Fork,
    Number,
    Parent,
    Passed,
    Reroute,
    Token,
    Wait,
    WaitKind,
)
from engine.template import StepId


class ProcessStarted(Event):
    """A first token stands on `first`."""

    type: Literal["process_started"] = "process_started"
    template: str
    version: int
    title: str
    fields: dict[str, JsonValue]
    due_at: datetime | None
    first: StepId
    chosen: dict[StepId, tuple[PersonId, ...]] = {}
    parent: Parent | None = None


class StepEntered(Event):
    """A new token stands on a step, in a branch of `fork`."""

    type: Literal["step_entered"] = "step_entered"
    step: StepId
    token: int
    fork: int = 0
    branch: int = 0
    after: int = 0


class BranchTaken(Event):
    """A condition decided, and its token went that way; `data` are the fields it looked at."""

    type: Literal["branch_taken"] = "branch_taken"
    step: StepId
    token: int
    to: StepId
    when: str | None
    data: dict[str, JsonValue]


class Forked(Event):
    """A token became `branches` tokens; each enters its branch with an event of its own."""

    type: Literal["forked"] = "forked"
    step: StepId
    token: int
    fork: int
    branches: int


class Arrived(Event):
    """A branch reached its join. With the last one the join passes, and the token goes on to `to`."""

    type: Literal["arrived"] = "arrived"
    step: StepId
    token: int
    fork: int
    to: StepId | None = None


class StepPassed(Event):
    """A step is done; its token goes on to the next one, or ends. `automatic`: nobody had to act."""

    type: Literal["step_passed"] = "step_passed"
    step: StepId
    token: int
    to: StepId | None = None
    automatic: bool = False
    seat: int = 0  # whose vote decided
    cause: str = ""  # of an automatic one: starter | empty | repeat | timeout


class TokenMoved(Event):
    """A token was put elsewhere; what a return, jump or edit made void is gone.

    `token` None: nothing goes on. `lost` are steps whose passing no longer counts.
    """

    type: Literal["token_moved"] = "token_moved"
    cause: str  # returned | rejected | straight_back | rerouted | jumped | taken_back | ended
    ended: tuple[int, ...]
    token: Token | None
    forks: tuple[Fork, ...]
    lost: tuple[StepId, ...] = ()
    regained: tuple[Passed, ...] = ()
    backs: tuple[Back, ...] = ()
    reroutes: tuple[Reroute, ...] = ()


class PeopleNotified(Event):
    """A notify step (知会), or people told by a rule: `cause` says which, `text` is the template's."""

    type: Literal["people_notified"] = "people_notified"
    step: StepId
    people: tuple[PersonId, ...]
    text: str
    cause: str = ""
    data: dict[str, JsonValue] = {}


class WaitOpened(Event):
    type: Literal["wait_opened"] = "wait_opened"
    wait: Wait


class WaitEnded(Event):
    """What was awaited came, or is no longer awaited: `cause` is happened, failed, overtaken or ended."""

    type: Literal["wait_ended"] = "wait_ended"
    wait: int
    step: StepId
    kind: WaitKind
    cause: str
    data: JsonValue = None


class WaitRescheduled(Event):
    type: Literal["wait_rescheduled"] = "wait_rescheduled"
    wait: int
    until: datetime


class ChildStarted(Event):
    type: Literal["child_started"] = "child_started"
    wait: int
    child: Number


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


class Suspended(Event):
    """挂起: every clock that counts from now on stands still."""

    type: Literal["suspended"] = "suspended"
    reason: str


class Resumed(Event):
    type: Literal["resumed"] = "resumed"
    reason: str = ""


class ProcessCompleted(Event):
    type: Literal["process_completed"] = "process_completed"
    forced: bool = False  # by an administrator's jump


class ProcessRejected(Event):
    type: Literal["process_rejected"] = "process_rejected"
    step: StepId
    reason: str


class ProcessCancelled(Event):
    type: Literal["process_cancelled"] = "process_cancelled"
    reason: str
    as_admin: bool = False


class Migrated(Event):
    """The process goes on by another version; `steps` renames those that are called otherwise there."""

    type: Literal["migrated"] = "migrated"
    version: int
    steps: dict[StepId, StepId]


class Commented(Event):
    type: Literal["commented"] = "commented"
    text: str


class CcAdded(Event):
    type: Literal["cc_added"] = "cc_added"
    people: tuple[PersonId, ...]

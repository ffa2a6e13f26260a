"""What happened to the course of a process: tokens, branches, waits, its beginning and its end."""

from __future__ import annotations

from datetime import datetime

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
from engine.value import Json


class ProcessStarted(Event, frozen=True, kw_only=True):
    """A first token stands on `first`."""

    template: str
    version: int
    title: str
    fields: dict[str, Json]
    due_at: datetime | None
    first: StepId
    chosen: dict[StepId, tuple[PersonId, ...]] = {}
    parent: Parent | None = None


class StepEntered(Event, frozen=True, kw_only=True):
    """A new token stands on a step, in a branch of `fork`."""

    step: StepId
    token: int
    fork: int = 0
    branch: int = 0
    after: int = 0


class BranchTaken(Event, frozen=True, kw_only=True):
    """A condition decided, and its token went that way; `data` are the fields it looked at."""

    step: StepId
    token: int
    to: StepId
    when: str | None
    data: dict[str, Json]


class Forked(Event, frozen=True, kw_only=True):
    """A token became `branches` tokens; each enters its branch with an event of its own."""

    step: StepId
    token: int
    fork: int
    branches: int


class Arrived(Event, frozen=True, kw_only=True):
    """A branch reached its join. With the last one the join passes, and the token goes on to `to`."""

    step: StepId
    token: int
    fork: int
    to: StepId | None = None


class StepPassed(Event, frozen=True, kw_only=True):
    """A step is done; its token goes on to the next one, or ends. `automatic`: nobody had to act."""

    step: StepId
    token: int
    to: StepId | None = None
    automatic: bool = False
    seat: int = 0  # whose vote decided
    cause: str = ""  # of an automatic one: starter | empty | repeat | timeout


class TokenMoved(Event, frozen=True, kw_only=True):
    """A token was put elsewhere; what a return, jump or edit made void is gone.

    `token` None: nothing goes on. `lost` are steps whose passing no longer counts.
    """

    cause: str  # returned | rejected | straight_back | rerouted | jumped | taken_back | ended
    ended: tuple[int, ...]
    token: Token | None
    forks: tuple[Fork, ...]
    lost: tuple[StepId, ...] = ()
    regained: tuple[Passed, ...] = ()
    backs: tuple[Back, ...] = ()
    reroutes: tuple[Reroute, ...] = ()
    reason: str = ""  # of an administrator's jump


class PeopleNotified(Event, frozen=True, kw_only=True):
    """A notify step (知会), or people told by a rule: `cause` says which, `text` is the template's."""

    step: StepId
    people: tuple[PersonId, ...]
    text: str
    cause: str = ""
    data: dict[str, Json] = {}


class WaitOpened(Event, frozen=True, kw_only=True):
    wait: Wait


class WaitEnded(Event, frozen=True, kw_only=True):
    """What was awaited came, or is no longer awaited: `cause` is happened, failed, overtaken or ended."""

    wait: int
    step: StepId
    kind: WaitKind
    cause: str
    data: Json = None


class WaitRescheduled(Event, frozen=True, kw_only=True):
    wait: int
    until: datetime


class ChildStarted(Event, frozen=True, kw_only=True):
    wait: int
    child: Number


class Halted(Event, frozen=True, kw_only=True):
    step: StepId
    token: int
    problem: str
    detail: str


class HaltLifted(Event, frozen=True, kw_only=True):
    step: StepId
    token: int
    reason: str = ""  # what an administrator mended


class Suspended(Event, frozen=True, kw_only=True):
    """挂起: every clock that counts from now on stands still."""

    reason: str


class Resumed(Event, frozen=True, kw_only=True):
    reason: str = ""


class ProcessCompleted(Event, frozen=True, kw_only=True):
    forced: bool = False  # by an administrator's jump
    reason: str = ""  # which says why


class ProcessRejected(Event, frozen=True, kw_only=True):
    step: StepId
    reason: str


class ProcessCancelled(Event, frozen=True, kw_only=True):
    reason: str
    as_admin: bool = False


class Migrated(Event, frozen=True, kw_only=True):
    """The process goes on by another version; `steps` renames those that are called otherwise there."""

    version: int
    steps: dict[StepId, StepId]


class Commented(Event, frozen=True, kw_only=True):
    text: str


class CcAdded(Event, frozen=True, kw_only=True):
    people: tuple[PersonId, ...]

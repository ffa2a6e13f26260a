"""What the jobs need, as plain functions and storage: `bot/app/wiring.py` fills it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from engine.commands import FireTimer
from scheduler.rq_queue import RqQueue
from storage.inbox import Inbox, WaitingMessage
from storage.leases import Lease, lease
from storage.outbox import NewMessage, Outbox, OutboxItem
from storage.reminders import Reminder, Reminders
from storage.turns import Turns

LEASE_S = 120  # longer than any turn or delivery; a dead worker's rows wait that long for another


class Clock(Protocol):
    def now(self) -> datetime:
        """Company time."""
        ...

    def machine_now(self) -> datetime:
        """Real time, for leases."""
        ...


class NotNow(Exception):
    """A turn cannot be taken yet: whom it needs does not answer, or not before `retry_after_s`."""

    def __init__(self, reason: str, *, retry_after_s: float = 0.0) -> None:
        super().__init__(reason)
        self.reason, self.retry_after_s = reason, retry_after_s


class Undelivered(Exception):
    """`send` failed. `final`: no attempt will ever succeed; `retry_after_s`: not before then."""

    def __init__(self, reason: str, *, retry_after_s: float | None = None, final: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.retry_after_s, self.final = reason, retry_after_s, final


@dataclass(frozen=True, slots=True)
class Bundle:
    """What is sent in one go: `item`, which stands for these claimed rows of one lane, the oldest first."""

    item: OutboxItem
    rows: tuple[OutboxItem, ...]


def each_alone(items: Sequence[OutboxItem]) -> list[Bundle]:
    return [Bundle(item, (item,)) for item in items]


@dataclass(frozen=True, slots=True)
class Parts:
    owner: str  # this worker's name, the same after a restart
    clock: Clock
    queue: RqQueue
    inbox: Inbox
    turns: Turns
    outbox: Outbox
    reminders: Reminders
    # One turn, ended by `Turns.finish`; what it answers, leased to the given worker. Raises NotNow.
    handle: Callable[[WaitingMessage, Lease, datetime], Sequence[OutboxItem]]
    # What to say to whoever wrote a message that cannot be handled.
    apologise: Callable[[WaitingMessage, datetime], Sequence[NewMessage]]
    # An `events` row's payload → who must hear what.
    notify: Callable[[str, datetime], Sequence[NewMessage]]
    # One `message` row → its platform. Raises Undelivered.
    send: Callable[[OutboxItem, datetime], None]
    remind: Callable[[Reminder, datetime], Sequence[NewMessage]]
    due_timers: Callable[[datetime, int], Sequence[FireTimer]]
    # Harmless when the timer moved or the task was decided.
    fire: Callable[[FireTimer, datetime], None]
    # Open tasks go to deputies whose period began, and back from those whose period ended.
    redirect: Callable[[datetime], None]
    # Drops what is done and old; how many rows of which table.
    tidy: Callable[[datetime], Mapping[str, int]]
    # Claimed rows → what is sent together, in their order.
    bundle: Callable[[Sequence[OutboxItem]], Sequence[Bundle]] = each_alone

    def lease(self) -> Lease:
        return lease(self.owner, self.clock.machine_now(), LEASE_S)

"""One look at what is due. The database is the truth: a flushed Redis delays things by a second."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.commands import FireTimer
from scheduler.rq_queue import JobKind, RqQueue
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.reminders import Reminders

_TIDY_S = 3600


@dataclass(frozen=True, slots=True)
class Ticks:
    queue: RqQueue
    inbox: Inbox
    outbox: Outbox
    reminders: Reminders
    due_timers: Callable[[datetime, int], Sequence[FireTimer]]
    due_deputies: Callable[[datetime], Sequence[object]]  # periods that began or ended
    due_waits: Callable[[datetime, int], Sequence[object]]  # processes with a timer that is due

    def tick(self, now: datetime, machine_now: datetime) -> tuple[JobKind, ...]:
        """Wake a worker for each kind of which something is due; which."""
        due = {
            JobKind.INBOX: self.inbox.has_due(now, machine_now),
            JobKind.TIMERS: bool(self.due_timers(now, 1))
            or bool(self.due_deputies(now))
            or bool(self.due_waits(now, 1)),
            JobKind.REMINDERS: bool(self.reminders.due(now, limit=1)),
            JobKind.OUTBOX: self.outbox.has_due(now, machine_now),
        }
        woken = tuple(kind for kind, waits in due.items() if waits)
        for kind in woken:
            self.queue.wake(kind)
        return woken

    def tidy(self) -> bool:
        """Have what is old dropped, once an hour."""
        return self.queue.is_time(JobKind.TIDYING, _TIDY_S) and self.queue.wake(JobKind.TIDYING)

"""Personal reminders that are due."""

from __future__ import annotations

from datetime import datetime

from scheduler.parts import Parts
from scheduler.rq_queue import JobKind

_BATCH = 100


def send_reminders(parts: Parts, now: datetime) -> None:
    """Put each into the outbox, once. What cannot be put there now is tried at the next tick."""
    due = parts.reminders.due(now, limit=_BATCH)
    for reminder in due:
        parts.reminders.remind(reminder.id, parts.remind(reminder, now), now=now)
    if len(due) == _BATCH:
        parts.queue.wake(JobKind.REMINDERS)
    if due:
        parts.queue.wake(JobKind.OUTBOX)

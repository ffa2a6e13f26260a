"""Timers of tasks that are due: due soon, overdue, escalate, the end of a snooze."""

from __future__ import annotations

from datetime import datetime

import structlog

from engine.commands import FireTimer
from scheduler.parts import Parts
from scheduler.rq_queue import JobKind

_BATCH = 100
_BATCHES = 10  # then other kinds of jobs have their turn

log = structlog.get_logger()


def fire_timers(parts: Parts, now: datetime) -> None:
    """Fire what is due. The event and the task's next timer are one transaction, so each fires once."""
    parts.redirect(now)
    parts.fire_waits(now)
    failed: set[FireTimer] = set()
    for _ in range(_BATCHES):
        due = [timer for timer in parts.due_timers(now, _BATCH + len(failed)) if timer not in failed]
        if not due:
            break
        failed.update(timer for timer in due if not _fired(parts, timer, now))
        now = parts.clock.now()
    else:
        parts.queue.wake(JobKind.TIMERS)
    parts.queue.wake(JobKind.OUTBOX)


def _fired(parts: Parts, timer: FireTimer, now: datetime) -> bool:
    try:
        parts.fire(timer, now)
    except Exception:  # one process must not stop the others' reminders; the queue's outermost loop
        log.exception("timer_failed", process=timer.process, task=timer.task, timer=timer.kind)
        return False
    return True

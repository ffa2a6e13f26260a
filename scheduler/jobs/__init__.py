"""The jobs. RQ knows one function, `run`; the rest are plain functions of parts and the time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from scheduler.jobs.inbox import handle_inbox
from scheduler.jobs.outbox import deliver_outbox
from scheduler.jobs.reminders import send_reminders
from scheduler.jobs.tidying import tidy
from scheduler.jobs.timers import fire_timers
from scheduler.parts import Parts
from scheduler.rq_queue import JobKind

JOBS: dict[JobKind, Callable[[Parts, datetime], None]] = {
    JobKind.INBOX: handle_inbox,
    JobKind.OUTBOX: deliver_outbox,
    JobKind.TIMERS: fire_timers,
    JobKind.REMINDERS: send_reminders,
    JobKind.TIDYING: tidy,
}

# RQ calls a function by name and can hand it nothing but plain values, so the worker leaves its parts here
# once, at its start. The only global of ours.
_parts: list[Parts] = []


def use(parts: Parts) -> None:
    """Called by the worker before its first job."""
    _parts[:] = [parts]


def run(kind: str) -> None:
    """RQ's entry: one look at whatever waits of this kind."""
    parts = _parts[0]
    work = JobKind(kind)
    parts.queue.started(work)
    JOBS[work](parts, parts.clock.now())

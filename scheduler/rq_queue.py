"""Waking the workers. A wake-up says that something waits, not what: the database knows that.

RQ is loaded by the first who wakes: the web part starts without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import structlog
from redis import Redis
from redis.exceptions import RedisError

QUEUE = "tuitui"
_ENTRY = "scheduler.jobs.run"  # by name: who wakes need not import what the jobs need
_JOB_S = 300  # a job that takes longer is ended; what it held comes back when its lease ends
_FAILED_S = 3600  # how long a failed wake-up can be looked at
# A wake-up lost between the flag and the worker keeps others away for so long at most.
_PENDING_MS = 3000

log = structlog.get_logger()


class JobKind(StrEnum):
    INBOX = "inbox"
    OUTBOX = "outbox"
    TIMERS = "timers"
    REMINDERS = "reminders"
    TIDYING = "tidying"


@dataclass(frozen=True, slots=True)
class RqQueue:
    """Blocks for up to a millisecond: in a coroutine, call it in a thread."""

    redis: Redis

    def wake(self, kind: JobKind) -> bool:
        """Have a worker look, unless one is about to. False when Redis is away: a later tick does it then."""
        from rq import Queue  # noqa: PLC0415 - see above

        try:
            if self.redis.set(_flag(kind), b"1", nx=True, px=_PENDING_MS):
                Queue(QUEUE, connection=self.redis).enqueue_call(
                    _ENTRY, args=(str(kind),), timeout=_JOB_S, result_ttl=0, failure_ttl=_FAILED_S
                )
        except RedisError as error:
            log.warning("wake_failed", kind=kind, error=str(error))
            return False
        return True

    def is_time(self, kind: JobKind, every_s: int) -> bool:
        """Once in so many seconds, whoever asks; again after a flush of Redis."""
        return bool(self.redis.set(f"tuitui:last:{kind}", b"1", nx=True, ex=every_s))

    def started(self, kind: JobKind) -> None:
        """A worker is about to look: whatever arrives from now on needs a new wake-up."""
        self.redis.delete(_flag(kind))


def _flag(kind: JobKind) -> str:
    return f"tuitui:wake:{kind}"

"""Received messages: each handled in one turn, its answer sent at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from scheduler.jobs.outbox import deliver
from scheduler.parts import NotNow, Parts
from scheduler.rq_queue import JobKind
from storage.inbox import WaitingMessage
from storage.leases import Lease, LeaseLost

_TURNS = 50  # then other kinds of jobs have their turn
_PAUSES_S = (1, 5, 30)  # after that many failed attempts the message is given up
# As many, for somebody to come back who does not answer: seven hours, as an outage of a directory may last.
_AWAY_S = (2, 20, 120, 300, 600, 1200, 1800, 3600, 3600, 7200, 7200)

log = structlog.get_logger()


def handle_inbox(parts: Parts, now: datetime) -> None:
    """Handle what waits, oldest first."""
    for _ in range(_TURNS):
        held = parts.lease()
        message = parts.inbox.claim(held, now)
        if message is None:
            return
        _handle(parts, message, held, now)
        now = parts.clock.now()
    parts.queue.wake(JobKind.INBOX)


def _handle(parts: Parts, message: WaitingMessage, held: Lease, now: datetime) -> None:
    if message.attempts > len(_PAUSES_S) + 1 and message.cut_short:
        _give_up(parts, message, held, now, error="the worker died while handling it")
        return
    try:
        replies = parts.handle(message, held, now)
    except LeaseLost:
        log.warning("turn_taken_over", message=message.message_id, platform=message.platform)
    except NotNow as error:
        log.warning(
            "turn_deferred", message=message.message_id, attempt=message.attempts, reason=error.reason
        )
        _again(parts, message, held, now, _AWAY_S, error.reason, at_least_s=error.retry_after_s)
    except Exception as error:  # one message must not stop the others; the queue's outermost loop
        log.exception("turn_failed", message=message.message_id, attempt=message.attempts)
        _again(parts, message, held, now, _PAUSES_S, repr(error))
    else:
        deliver(parts, replies, now)


def _again(
    parts: Parts,
    message: WaitingMessage,
    held: Lease,
    now: datetime,
    pauses_s: Sequence[int],
    error: str,
    *,
    at_least_s: float = 0.0,
) -> None:
    """Later, or never."""
    if message.attempts > len(pauses_s):
        _give_up(parts, message, held, now, error=error)
    else:
        pause = timedelta(seconds=max(pauses_s[message.attempts - 1], at_least_s))
        parts.inbox.defer(message.id, owner=held.owner, until=now + pause, error=error)


def _give_up(parts: Parts, message: WaitingMessage, held: Lease, now: datetime, *, error: str) -> None:
    log.error("message_parked", message=message.message_id, platform=message.platform, error=error)
    sorry = parts.turns.give_up(message.id, parts.apologise(message, now), by=held, now=now, error=error)
    deliver(parts, sorry, now)

"""Received messages: each handled in one turn, its answer sent at once."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog

from scheduler.jobs.outbox import deliver
from scheduler.parts import Parts
from scheduler.rq_queue import JobKind
from storage.inbox import WaitingMessage
from storage.leases import Lease, LeaseLost

_TURNS = 50  # then other kinds of jobs have their turn
_PAUSES_S = (1, 5, 30)  # after that many failed attempts the message is given up

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
    if message.attempts > len(_PAUSES_S) + 1:
        # Its last attempt did not even end: it may have killed the worker.
        _give_up(parts, message, held, now, error="the worker died while handling it")
        return
    try:
        replies = parts.handle(message, held, now)
    except LeaseLost:
        log.warning("turn_taken_over", message=message.message_id, platform=message.platform)
    except Exception as error:  # one message must not stop the others; the queue's outermost loop
        log.exception("turn_failed", message=message.message_id, attempt=message.attempts)
        if message.attempts > len(_PAUSES_S):
            _give_up(parts, message, held, now, error=repr(error))
        else:
            pause = timedelta(seconds=_PAUSES_S[message.attempts - 1])
            parts.inbox.defer(message.id, owner=held.owner, until=now + pause, error=repr(error))
    else:
        deliver(parts, replies, now)


def _give_up(parts: Parts, message: WaitingMessage, held: Lease, now: datetime, *, error: str) -> None:
    log.error("message_parked", message=message.message_id, platform=message.platform, error=error)
    sorry = parts.turns.give_up(message.id, parts.apologise(message, now), by=held, now=now, error=error)
    deliver(parts, sorry, now)

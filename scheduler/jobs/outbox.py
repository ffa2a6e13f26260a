"""What must be told: workflow events become messages, messages go to their platforms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from scheduler.parts import Bundle, Parts, Undelivered
from scheduler.rq_queue import JobKind
from storage.leases import LeaseLost
from storage.outbox import OutboxItem

_BATCH = 50
_BATCHES = 10  # then other kinds of jobs have their turn
_PAUSES_S = (2, 10, 60, 300, 1800, 3600, 3600, 7200, 7200, 14400, 14400)  # twelve attempts in 15 hours

log = structlog.get_logger()


def deliver_outbox(parts: Parts, now: datetime) -> None:
    """Deliver what waits, oldest first. Messages that events became follow in the next batch."""
    for _ in range(_BATCHES):
        items = parts.outbox.claim(parts.lease(), now, limit=_BATCH)
        if not items:
            return
        deliver(parts, items, now)
        now = parts.clock.now()
    parts.queue.wake(JobKind.OUTBOX)


def deliver(parts: Parts, items: Sequence[OutboxItem], now: datetime) -> None:
    """Try each claimed row once. A failure stops its lane, whose later rows go back untried."""
    stopped: set[str] = set()
    untried: list[int] = []
    for bundle in parts.bundle(items):
        rows = [row.id for row in bundle.rows]
        if bundle.item.lane in stopped:
            untried.extend(rows)
        elif not _delivered(parts, bundle, now):
            stopped.add(bundle.item.lane)
            untried.extend(rows[1:])
    parts.outbox.put_back(untried, owner=parts.owner)


def _delivered(parts: Parts, bundle: Bundle, now: datetime) -> bool:
    """Whether the lane may go on."""
    item = bundle.item
    try:
        if item.kind == "events":
            parts.outbox.told(item.id, parts.notify(item.payload, now), owner=parts.owner, now=now)
        else:
            parts.send(item, now)
            for row in bundle.rows:
                parts.outbox.sent(row.id, owner=parts.owner, now=now)
    except LeaseLost:
        log.warning("delivery_taken_over", key=item.key)
        return False
    except Undelivered as error:
        return _failed(parts, bundle, error, now)
    except Exception as error:  # one row must not stop the others; the queue's outermost loop
        log.exception("delivery_failed", key=item.key)
        return _failed(parts, bundle, Undelivered(repr(error)), now)
    return True


def _failed(parts: Parts, bundle: Bundle, error: Undelivered, now: datetime) -> bool:
    """The first row counts the attempts; who will not take the whole would take none of its rows."""
    item = bundle.item
    if error.final or item.attempts >= len(_PAUSES_S):
        for row in bundle.rows:
            log.error("delivery_parked", key=row.key, attempts=row.attempts + 1, reason=error.reason)
            parts.outbox.park(row.id, owner=parts.owner, now=now, error=error.reason)
        return True
    pause_s = max(_PAUSES_S[item.attempts], error.retry_after_s or 0)
    log.warning("delivery_deferred", key=item.key, attempt=item.attempts + 1, reason=error.reason)
    parts.outbox.defer(item.id, owner=parts.owner, until=now + timedelta(seconds=pause_s), error=error.reason)
    return False

"""What must be told: written with the change that caused it, sent afterwards, again and again until it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row
from sqlmodel import Session

from storage.database import Database
from storage.leases import Lease, LeaseLost, one_claim_at_a_time
from storage.sql import statement

_ADD = statement(
    """INSERT INTO outbox (key, kind, lane, payload, status, created_at, available_at, attempts, error,
                           lease_owner, lease_until)
       VALUES (:key, :kind, :lane, :payload, 'waiting', :now, :now, 0, '', :owner, :until)
       ON CONFLICT (key) WHERE kind <> 'events' DO NOTHING
       RETURNING id""",
    moments=("now", "until"),
)
# Rows of a lane go out in order: one that waits for its next attempt, or that another worker holds, stops
# those behind it. One pass over the waiting rows.
_NEXT = statement(
    """SELECT id, key, kind, lane, payload, attempts FROM (
         SELECT id, key, kind, lane, payload, attempts,
           MAX(CASE WHEN available_at > :now OR (lease_until > :at AND lease_owner <> :owner)
                    THEN 1 ELSE 0 END) OVER (PARTITION BY lane ORDER BY id) AS stopped
         FROM outbox WHERE status = 'waiting') AS waiting
       WHERE stopped = 0 ORDER BY id LIMIT :limit""",
    moments=("now", "at"),
)
_TAKE = statement(
    "UPDATE outbox SET lease_owner = :owner, lease_until = :until WHERE id IN :ids",
    moments=("until",),
    lists=("ids",),
)
_CLOSE = statement(
    """UPDATE outbox SET status = :status, error = :error, done_at = :now,
         lease_owner = NULL, lease_until = NULL
       WHERE id = :id AND status = 'waiting' AND lease_owner = :owner""",
    moments=("now",),
)
_DEFER = statement(
    """UPDATE outbox SET attempts = attempts + 1, available_at = :available_at, error = :error,
         lease_owner = NULL, lease_until = NULL
       WHERE id = :id AND status = 'waiting' AND lease_owner = :owner""",
    moments=("available_at",),
)
_RELEASE = statement(
    """UPDATE outbox SET lease_owner = NULL, lease_until = NULL
       WHERE status = 'waiting' AND lease_owner = :owner"""
)
_RELEASE_THESE = statement(
    """UPDATE outbox SET lease_owner = NULL, lease_until = NULL
       WHERE status = 'waiting' AND lease_owner = :owner AND id IN :ids""",
    lists=("ids",),
)
_FORGET = statement(
    "UPDATE outbox SET status = 'done', done_at = :now WHERE status = 'waiting'", moments=("now",)
)
_ANY_DUE = statement(
    """SELECT 1 FROM outbox WHERE status = 'waiting' AND available_at <= :now
         AND (lease_until IS NULL OR lease_until <= :at) LIMIT 1""",
    moments=("now", "at"),
)


@dataclass(frozen=True, slots=True)
class NewMessage:
    """One message to one address. Added twice under one `key`, it is sent once. Lanes keep their order."""

    key: str
    lane: str
    payload: str
    kind: str = "message"


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """`kind` events: payload {process, from_seq, to_seq}; message: one message to one address; call: to
    another system.
    """

    id: int
    key: str
    kind: str
    lane: str
    payload: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Outbox:
    database: Database

    def claim(self, by: Lease, now: datetime, *, limit: int) -> tuple[OutboxItem, ...]:
        """The oldest rows that may go out now, leased."""
        with self.database.writing() as session:
            one_claim_at_a_time(self.database, session, "outbox")
            connection = session.connection()
            values = {"now": now, "at": by.at, "owner": by.owner, "limit": limit}
            items = tuple(_item(row) for row in connection.execute(_NEXT, values))
            if items:
                ids = [item.id for item in items]
                connection.execute(_TAKE, {"owner": by.owner, "until": by.until, "ids": ids})
        return items

    def add(self, messages: Sequence[NewMessage], *, now: datetime) -> None:
        """Letters that no turn and no event caused."""
        with self.database.writing() as session:
            add_messages(session, messages, now=now)

    def forget_waiting(self, now: datetime) -> None:
        """Whatever waits is no news any more: a history was written, and nobody is to be told of it."""
        with self.database.writing() as session:
            session.connection().execute(_FORGET, {"now": now})

    def sent(self, item: int, *, owner: str, now: datetime) -> None:
        """Raises LeaseLost."""
        with self.database.writing() as session:
            close_item(session, item, owner=owner, status="done", now=now)

    def told(self, item: int, messages: Sequence[NewMessage], *, owner: str, now: datetime) -> None:
        """An `events` row became these messages: one transaction. Raises LeaseLost."""
        with self.database.writing() as session:
            close_item(session, item, owner=owner, status="done", now=now)
            add_messages(session, messages, now=now)

    def defer(self, item: int, *, owner: str, until: datetime, error: str) -> None:
        """An attempt failed; the lane waits for the next one. Raises LeaseLost."""
        values = {"id": item, "owner": owner, "available_at": until, "error": error}
        with self.database.writing() as session:
            if not session.connection().execute(_DEFER, values).rowcount:
                raise LeaseLost(f"outbox {item}")

    def park(self, item: int, *, owner: str, now: datetime, error: str) -> None:
        """Given up; it stays for the operator's eyes, and the lane goes on. Raises LeaseLost."""
        with self.database.writing() as session:
            close_item(session, item, owner=owner, status="parked", now=now, error=error)

    def put_back(self, items: Sequence[int], *, owner: str) -> None:
        """Not attempted after all."""
        if items:
            with self.database.writing() as session:
                session.connection().execute(_RELEASE_THESE, {"owner": owner, "ids": list(items)})

    def release(self, owner: str) -> int:
        """Give back what a worker of this name held when it died; how many."""
        with self.database.writing() as session:
            return session.connection().execute(_RELEASE, {"owner": owner}).rowcount

    def has_due(self, now: datetime, at: datetime) -> bool:
        """Whether anything waits that nobody holds. `at` is machine time, for the leases."""
        with self.database.reading() as connection:
            return connection.execute(_ANY_DUE, {"now": now, "at": at}).first() is not None


def add_messages(
    session: Session, messages: Sequence[NewMessage], *, now: datetime, by: Lease | None = None
) -> tuple[OutboxItem, ...]:
    """Add rows in the caller's transaction, leased to whoever sends them at once. Known keys are left out."""
    held = {"owner": by.owner if by else None, "until": by.until if by else None}
    added = []
    for message in messages:
        row = {"key": message.key, "kind": message.kind, "lane": message.lane, "payload": message.payload}
        values = {**row, "now": now, **held}
        number = session.connection().execute(_ADD, values).scalar_one_or_none()
        if number is not None:
            added.append(OutboxItem(number, message.key, message.kind, message.lane, message.payload, 0))
    return tuple(added)


def close_item(
    session: Session, item: int, *, owner: str, status: str, now: datetime, error: str = ""
) -> None:
    """Mark it `done` or `parked` in the caller's transaction. Raises LeaseLost."""
    values = {"id": item, "owner": owner, "status": status, "error": error, "now": now}
    if not session.connection().execute(_CLOSE, values).rowcount:
        raise LeaseLost(f"outbox {item}")


def _item(row: Row[tuple[int, str, str, str, str, int]]) -> OutboxItem:
    return OutboxItem(row.id, row.key, row.kind, row.lane, row.payload, row.attempts)

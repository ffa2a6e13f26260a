"""Personal reminders. Those of tasks are the engine's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, UTCDateTime

from storage.database import Database
from storage.outbox import NewMessage, add_messages
from storage.sql import statement

_COLUMNS = "id, key, person, author, words, at, address"
_ADD = statement(
    """INSERT INTO reminder (key, person, author, words, at, address, status, created_at)
       VALUES (:key, :person, :author, :words, :at, :address, 'waiting', :now)
       ON CONFLICT (key) DO NOTHING""",
    moments=("at", "now"),
)
_DUE = statement(
    f"SELECT {_COLUMNS} FROM reminder WHERE status = 'waiting' AND at <= :now ORDER BY at, id LIMIT :limit",
    moments=("now",),
).columns(at=UTCDateTime())
_OF_PERSON = statement(
    f"SELECT {_COLUMNS} FROM reminder WHERE status = 'waiting' AND person = :person ORDER BY at, id"
).columns(at=UTCDateTime())
_CLOSE = statement(
    "UPDATE reminder SET status = :status, done_at = :now WHERE id = :id AND status = 'waiting'",
    moments=("now",),
)


@dataclass(frozen=True, slots=True)
class Reminder:
    """`author` asked for it. `address` is JSON; empty: wherever the person is reached."""

    id: int
    key: str
    person: str
    author: str
    words: str
    at: datetime
    address: str


@dataclass(frozen=True, slots=True)
class Reminders:
    database: Database

    def add(
        self, *, key: str, person: str, author: str, words: str, at: datetime, address: str, now: datetime
    ) -> bool:
        """False when one with this key is there already."""
        with self.database.writing() as session:
            return add_reminder(
                session, key=key, person=person, author=author, words=words, at=at, address=address, now=now
            )

    def due(self, now: datetime, *, limit: int) -> tuple[Reminder, ...]:
        with self.database.reading() as connection:
            rows = connection.execute(_DUE, {"now": now, "limit": limit})
            return tuple(Reminder(**row._mapping) for row in rows)

    def of_person(self, person: str) -> tuple[Reminder, ...]:
        """What still waits, soonest first."""
        with self.database.reading() as connection:
            rows = connection.execute(_OF_PERSON, {"person": person})
            return tuple(Reminder(**row._mapping) for row in rows)

    def remind(self, reminder: int, messages: Sequence[NewMessage], *, now: datetime) -> bool:
        """Done, and its messages in the outbox: one transaction. False when somebody else was first."""
        with self.database.writing() as session:
            if not _close(session, reminder, status="done", now=now):
                return False
            add_messages(session, messages, now=now)
        return True

    def cancel(self, reminder: int, *, now: datetime) -> bool:
        """False when it is done or cancelled already."""
        with self.database.writing() as session:
            return _close(session, reminder, status="cancelled", now=now)


def add_reminder(
    session: Session,
    *,
    key: str,
    person: str,
    author: str,
    words: str,
    at: datetime,
    address: str,
    now: datetime,
) -> bool:
    """In the caller's transaction; False when one with this key is there already."""
    values = {
        "key": key,
        "person": person,
        "author": author,
        "words": words,
        "at": at,
        "address": address,
        "now": now,
    }
    return bool(session.connection().execute(_ADD, values).rowcount)


def _close(session: Session, reminder: int, *, status: str, now: datetime) -> bool:
    values = {"id": reminder, "status": status, "now": now}
    return bool(session.connection().execute(_CLOSE, values).rowcount)

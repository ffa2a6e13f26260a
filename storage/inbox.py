"""Messages as received: kept before the callback is answered, handled in order, each once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from storage.database import Database
from storage.leases import Lease, LeaseLost, one_claim_at_a_time
from storage.sql import statement

_ACCEPT = statement(
    """INSERT INTO inbox (platform, message_id, conversation, payload, status, received_at, available_at,
                          attempts, error)
       VALUES (:platform, :message_id, :conversation, :payload, 'waiting', :now, :now, 0, '')
       ON CONFLICT (platform, message_id) DO NOTHING""",
    moments=("now",),
)
# Only the first waiting message of a conversation may be claimed, and only when nobody holds another one of
# it (on PostgreSQL an earlier number can become visible later). What it was answered last must have gone out,
# or have been tried: two workers could otherwise send a conversation's answers in the wrong order, and the
# second would not find the card that it is to replace. (The lane of an answer is its conversation.)
_NEXT = statement(
    """SELECT id, platform, message_id, conversation, payload, attempts, error FROM inbox AS mine
       WHERE status = 'waiting' AND available_at <= :now
         AND (lease_until IS NULL OR lease_until <= :at OR lease_owner = :owner)
         AND NOT EXISTS (
           SELECT 1 FROM inbox AS other
           WHERE other.status = 'waiting' AND other.conversation = mine.conversation AND other.id <> mine.id
             AND (other.id < mine.id OR (other.lease_until > :at AND other.lease_owner <> :owner)))
         AND NOT EXISTS (
           SELECT 1 FROM outbox AS answer
           WHERE answer.status = 'waiting' AND answer.attempts = 0 AND answer.lane = mine.conversation)
       ORDER BY id LIMIT 1""",
    moments=("now", "at"),
)
_TAKE = statement(
    """UPDATE inbox SET lease_owner = :owner, lease_until = :until, attempts = attempts + 1, error = ''
       WHERE id = :id""",
    moments=("until",),
)
_CLOSE = statement(
    """UPDATE inbox SET status = :status, error = :error, done_at = :now,
         lease_owner = NULL, lease_until = NULL
       WHERE id = :id AND status = 'waiting' AND lease_owner = :owner""",
    moments=("now",),
)
_DEFER = statement(
    """UPDATE inbox SET available_at = :available_at, error = :error, lease_owner = NULL, lease_until = NULL
       WHERE id = :id AND status = 'waiting' AND lease_owner = :owner""",
    moments=("available_at",),
)
_RELEASE = statement(
    """UPDATE inbox SET lease_owner = NULL, lease_until = NULL
       WHERE status = 'waiting' AND lease_owner = :owner"""
)
_KNOWN = statement("SELECT 1 FROM inbox WHERE platform = :platform AND message_id = :message_id")
_ANY_DUE = statement(
    """SELECT 1 FROM inbox WHERE status = 'waiting' AND available_at <= :now
         AND (lease_until IS NULL OR lease_until <= :at) LIMIT 1""",
    moments=("now", "at"),
)


@dataclass(frozen=True, slots=True)
class WaitingMessage:
    """One received message; `payload` is the IncomingMessage as JSON. `attempts` counts this one.

    `cut_short`: nobody knows how the last attempt ended; it may have killed the worker.
    """

    id: int
    platform: str
    message_id: str
    conversation: str
    payload: str
    attempts: int
    cut_short: bool = False


@dataclass(frozen=True, slots=True)
class Inbox:
    database: Database

    def accept(
        self, *, platform: str, message_id: str, conversation: str, payload: str, now: datetime
    ) -> bool:
        """Keep a message; False when it was received before. Once this returns, it will be handled."""
        values = {
            "platform": platform,
            "message_id": message_id,
            "conversation": conversation,
            "payload": payload,
            "now": now,
        }
        with self.database.writing() as session:
            return bool(session.connection().execute(_ACCEPT, values).rowcount)

    def knows(self, platform: str, message_id: str) -> bool:
        """Whether it was received, and not so long ago that it is forgotten."""
        with self.database.reading() as connection:
            values = {"platform": platform, "message_id": message_id}
            return connection.execute(_KNOWN, values).first() is not None

    def claim(self, by: Lease, now: datetime) -> WaitingMessage | None:
        """The oldest message that may be handled now; no other worker gets one of its conversation."""
        with self.database.writing() as session:
            one_claim_at_a_time(self.database, session, "inbox")
            connection = session.connection()
            row = connection.execute(_NEXT, {"now": now, "at": by.at, "owner": by.owner}).one_or_none()
            if row is None:
                return None
            connection.execute(_TAKE, {"owner": by.owner, "until": by.until, "id": row.id})
        return WaitingMessage(
            id=row.id,
            platform=row.platform,
            message_id=row.message_id,
            conversation=row.conversation,
            payload=row.payload,
            attempts=row.attempts + 1,
            cut_short=row.attempts > 0 and not row.error,
        )

    def defer(self, message: int, *, owner: str, until: datetime, error: str) -> None:
        """Handling failed: try again later; the conversation waits that long. Raises LeaseLost."""
        values = {"id": message, "owner": owner, "available_at": until, "error": error}
        with self.database.writing() as session:
            if not session.connection().execute(_DEFER, values).rowcount:
                raise LeaseLost(f"inbox {message}")

    def release(self, owner: str) -> int:
        """Give back what a worker of this name held when it died; how many."""
        with self.database.writing() as session:
            return session.connection().execute(_RELEASE, {"owner": owner}).rowcount

    def has_due(self, now: datetime, at: datetime) -> bool:
        """Whether anything waits that nobody holds. `at` is machine time, for the leases."""
        with self.database.reading() as connection:
            return connection.execute(_ANY_DUE, {"now": now, "at": at}).first() is not None


def close_message(
    session: Session, message: int, *, owner: str, status: str, now: datetime, error: str = ""
) -> None:
    """Mark it `done` or `parked` in the caller's transaction. Raises LeaseLost."""
    values = {"id": message, "owner": owner, "status": status, "error": error, "now": now}
    if not session.connection().execute(_CLOSE, values).rowcount:
        raise LeaseLost(f"inbox {message}")

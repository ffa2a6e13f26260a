"""The end of a turn: what was understood, what is answered and that it was handled change together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from storage.database import Database
from storage.dialogues import Dialogue, save_dialogue
from storage.inbox import close_message
from storage.leases import Lease
from storage.outbox import NewMessage, OutboxItem, add_messages
from storage.sql import statement

_RECORD = statement(
    """INSERT INTO turn_record (message, person, parser, intent, confidence, ms, tokens, at)
       VALUES (:message, :person, :parser, :intent, :confidence, :ms, :tokens, :now)""",
    moments=("now",),
)


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """Which parser answered, how sure, how long it took and at what price. Never the words."""

    message: str  # platform/message_id
    person: str
    parser: str  # local | llm | button
    intent: str
    confidence: float
    ms: float
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class Turns:
    database: Database

    def finish(
        self,
        message: int,
        replies: Sequence[NewMessage],
        *,
        by: Lease,
        now: datetime,
        dialogue: Dialogue | None = None,
        record: TurnRecord | None = None,
    ) -> tuple[OutboxItem, ...]:
        """One transaction; the replies, leased to `by`, which sends them at once.

        `message` is the inbox row. Raises LeaseLost, having written nothing, when another took it over.
        """
        with self.database.writing() as session:
            close_message(session, message, owner=by.owner, status="done", now=now)
            if dialogue is not None:
                save_dialogue(session, dialogue, now=now)
            if record is not None:
                _save_record(session, record, now)
            return add_messages(session, replies, now=now, by=by)

    def give_up(
        self, message: int, replies: Sequence[NewMessage], *, by: Lease, now: datetime, error: str
    ) -> tuple[OutboxItem, ...]:
        """Park a message that cannot be handled, and say so to whoever wrote it. Raises LeaseLost."""
        with self.database.writing() as session:
            close_message(session, message, owner=by.owner, status="parked", now=now, error=error)
            return add_messages(session, replies, now=now, by=by)


def _save_record(session: Session, record: TurnRecord, now: datetime) -> None:
    session.connection().execute(
        _RECORD,
        {
            "message": record.message,
            "person": record.person,
            "parser": record.parser,
            "intent": record.intent,
            "confidence": record.confidence,
            "ms": record.ms,
            "tokens": record.tokens,
            "now": now,
        },
    )

"""Messages in and out, and what the assistant keeps in mind between them."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.tables.columns import Row, long, serial, some


class InboxRow(Row, table=True):
    """A message as received. The pair of platform and message id makes a repeated callback harmless."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("platform", "message_id"),
        some("ix_inbox_waiting", "conversation", "id", where="status = 'waiting'"),
    )
    id: int | None = Field(default=None, sa_column=serial())
    platform: str
    message_id: str
    conversation: str  # the key under which order is kept: one worker at a time
    payload: str = Field(sa_column=long())
    status: str = "waiting"  # waiting | done | parked
    received_at: datetime
    available_at: datetime
    attempts: int = 0
    lease_owner: str | None = None
    lease_until: datetime | None = None
    done_at: datetime | None = None
    error: str = Field(default="", sa_column=long())


class OutboxRow(Row, table=True):
    """What must be told: `events` a stretch of a process's log, `message` to one address, `call` to a URL."""

    __tablename__ = "outbox"
    __table_args__ = (
        some("ix_outbox_waiting", "available_at", "id", where="status = 'waiting'"),
        # Those of `events` are as unique as the events that are written with them: no tree is kept for them.
        some("ix_outbox_key", "key", where="kind <> 'events'", unique=True),
    )
    id: int | None = Field(default=None, sa_column=serial())
    key: str
    kind: str  # events | message | call
    lane: str = ""  # rows of one lane go out in order: the conversation, or the process
    payload: str = Field(sa_column=long())
    status: str = "waiting"  # waiting | done | parked
    created_at: datetime
    available_at: datetime
    attempts: int = 0
    lease_owner: str | None = None
    lease_until: datetime | None = None
    done_at: datetime | None = None
    error: str = Field(default="", sa_column=long())


class DialogueRow(Row, table=True):
    __tablename__ = "dialogue"
    conversation: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    state: str = Field(sa_column=long())
    updated_at: datetime


class PostedCardRow(Row, table=True):
    """Where a card stands, so that it can be updated and a reply under it understood."""

    __tablename__ = "posted_card"
    __table_args__ = (
        UniqueConstraint("platform", "conversation", "message"),
        Index("ix_posted_card_card", "card"),
    )
    id: int | None = Field(default=None, sa_column=serial())
    card: str  # the card's key, e.g. task/NP-12-3
    platform: str
    conversation: str
    message: str  # the platform's id of the message
    address: str = Field(default="", sa_column=long())  # JSON
    person: str | None = None
    posted_at: datetime
    content_hash: str = ""  # of what it shows now: an update that changes nothing is not sent


class ReminderRow(Row, table=True):
    """A personal reminder; the reminders of tasks are the engine's."""

    __tablename__ = "reminder"
    __table_args__ = (some("ix_reminder_waiting", "at", where="status = 'waiting'"),)
    id: int | None = Field(default=None, sa_column=serial())
    key: str = Field(unique=True)  # of the command that set it
    person: str
    author: str
    words: str = Field(sa_column=long())
    at: datetime
    address: str = Field(default="", sa_column=long())  # JSON; empty: wherever the person is reached
    status: str = "waiting"  # waiting | done | cancelled
    created_at: datetime
    done_at: datetime | None = None


class TurnRecordRow(Row, table=True):
    """One turn: which parser answered, how sure, how long, at what price. Never the words."""

    __tablename__ = "turn_record"
    __table_args__ = (Index("ix_turn_record_at", "at"),)
    id: int | None = Field(default=None, sa_column=serial())
    message: str  # platform/message_id
    person: str
    parser: str  # local | llm | button
    intent: str
    confidence: float
    ms: float
    tokens: int = 0
    at: datetime


class HookMessageRow(Row, table=True):
    """A message of another system, kept until a process takes it."""

    __tablename__ = "hook_message"
    __table_args__ = (some("ix_hook_message_waiting", "name", "key", where="taken_by IS NULL"),)
    source: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    name: str
    key: str
    data: str = Field(sa_column=long())
    at: datetime
    taken_by: str | None = None

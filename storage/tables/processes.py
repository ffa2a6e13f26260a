"""Processes as they stand, their tasks and their history; templates."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from storage.tables.columns import BY_KEY, Row, long, some


class ProcessRow(Row, table=True):
    """A process as it stands: `state` is the engine's `Process` without its template."""

    __tablename__ = "process"
    __table_args__ = (
        Index("ix_process_created_at", "created_at", "number"),
        Index("ix_process_starter", "starter", "created_at"),
        some("ix_process_running", "created_at", where="status = 'running'"),
    )
    number: str = Field(primary_key=True)
    template: str
    version: int
    title: str
    starter: str
    status: str
    created_at: datetime
    due_at: datetime | None = None
    ended_at: datetime | None = None
    halted: bool = False
    seq: int
    last_hash: str
    state: str = Field(sa_column=long())


class ParticipantRow(Row, table=True):
    """Who may see a process."""

    __tablename__ = "participant"
    __table_args__ = (BY_KEY,)
    person: str = Field(primary_key=True)
    process: str = Field(primary_key=True)


class TaskRow(Row, table=True):
    """A task, open or closed. `timer_*` is what an open one waits for next."""

    __tablename__ = "task"
    __table_args__ = (
        Index("ix_task_process", "process"),
        Index("ix_task_assignee", "assignee", "opened_at"),
        some("ix_task_open", "assignee", "due_at", where="status = 'open'"),
        some("ix_task_timer", "timer_at", where="timer_at IS NOT NULL"),
        BY_KEY,
    )
    id: str = Field(primary_key=True)
    process: str
    step: str
    kind: str
    round: int
    seat: int
    assignee: str
    status: str
    opened_at: datetime
    due_at: datetime | None = None
    because: str = Field(sa_column=long())
    timer_kind: str | None = None
    timer_at: datetime | None = None
    timer_turn: int | None = None
    snoozed_until: datetime | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None
    comment: str = Field(default="", sa_column=long())


class EventRow(Row, table=True):
    """One fact; never changed. `hash` chains it to the one before (`storage/hash_chain.py`)."""

    __tablename__ = "event"
    __table_args__ = (BY_KEY,)
    process: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    at: datetime
    type: str
    actor: str
    task: str | None = None
    data: str = Field(sa_column=long())
    hash: str


class SeriesRow(Row, table=True):
    """The last number given under a prefix."""

    __tablename__ = "series"
    __table_args__ = (BY_KEY,)
    prefix: str = Field(primary_key=True)
    last: int


class AppliedCommandRow(Row, table=True):
    """What the command under a key did: the events (`from_seq`, `to_seq`] of a process."""

    __tablename__ = "applied_command"
    __table_args__ = (BY_KEY,)
    key: str = Field(primary_key=True)
    process: str
    from_seq: int
    to_seq: int


class TemplateRow(Row, table=True):
    """One version of a template, as it was written. Published sources never change."""

    __tablename__ = "template"
    id: str = Field(primary_key=True)
    version: int = Field(primary_key=True)
    status: str  # draft | published | retired
    format: str = "yaml"
    source: str = Field(sa_column=long())
    author: str | None = None
    created_at: datetime

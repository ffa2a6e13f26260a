"""Processes as they stand, their tasks and their history; templates."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from storage.tables.columns import BY_KEY, Row, long, serial, some


class ProcessRow(Row, table=True):
    """A process as it stands: `state` is the engine's `Process` without its template."""

    __tablename__ = "process"
    __table_args__ = (
        Index("ix_process_created_at", "created_at", "number"),
        Index("ix_process_starter", "starter", "created_at"),
        some("ix_process_running", "created_at", where="status = 'running'"),
        some("ix_process_next_wait", "next_wait_at", where="next_wait_at IS NOT NULL"),
        some("ix_process_awaits", "number", where="awaits <> ''"),
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
    next_wait_at: datetime | None = None  # when the earliest of its timers fires
    awaits: str = ""  # what else it waits for: lines of a kind, a name and a key, apart by tabs
    state: str = Field(sa_column=long())


class ParticipantRow(Row, table=True):
    """Who may see a process."""

    __tablename__ = "participant"
    __table_args__ = (BY_KEY,)
    person: str = Field(primary_key=True)
    process: str = Field(primary_key=True)


class TaskRow(Row, table=True):
    """A task, open or closed. `timer_*` is what an open one waits for next.

    The id begins with the process's number, so that its tree serves the tasks of a process as well.
    """

    __tablename__ = "task"
    __table_args__ = (
        Index("ix_task_assignee", "assignee", "status", "opened_at"),
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
    on_behalf_of: str | None = None  # the principal while a deputy is the assignee
    pool: str = ""  # who may claim it, as `|person|person|`


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


class DelegationRow(Row, table=True):
    """A period in which a deputy acts for a principal."""

    __tablename__ = "delegation"
    __table_args__ = (Index("ix_delegation_ends_at", "ends_at"),)
    id: int | None = Field(default=None, sa_column=serial())
    principal: str
    deputy: str
    starts_at: datetime
    ends_at: datetime  # moved forward when it is revoked
    template: str = ""
    department: str = ""
    up_to_cny: float | None = None
    made_by: str
    made_at: datetime
    begun: bool = False  # whether open tasks were redirected to the deputy
    ended: bool = False  # … and back


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
    __table_args__ = (Index("ix_template_key", "key", unique=True),)
    id: str = Field(primary_key=True)
    version: int = Field(primary_key=True)
    status: str  # draft | published | retired
    format: str = "yaml"
    source: str = Field(sa_column=long())
    author: str | None = None
    created_at: datetime
    key: str | None = None  # of the message or request that published it


class TemplateDraftRow(Row, table=True):
    """What is being worked on for the next version."""

    __tablename__ = "template_draft"
    id: str = Field(primary_key=True)
    source: str = Field(sa_column=long())
    author: str | None = None
    updated_at: datetime

"""Tasks, open and closed; and which timers are due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from msgspec import json
from sqlalchemy import Boolean, ColumnElement, Row, Select, and_, literal_column, or_, select

from engine.people import PersonId
from engine.process import Because, Number, TaskId, TaskKind, TaskStatus
from engine.template import StepId
from storage.database import Database
from storage.queries.pages import Page, newest_first
from storage.queries.visibility import Viewer, seen_by
from storage.tables import METADATA

_T = METADATA.tables["task"]
_P = METADATA.tables["process"]
# Literally, not as a parameter: only so is the small index of open tasks used.
_OPEN: ColumnElement[bool] = literal_column("task.status = 'open'", type_=Boolean)


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """A task with what a list shows of its process. `closed_by`: who ended it, the holder or another."""

    id: TaskId
    process: Number
    step: StepId
    kind: TaskKind
    assignee: PersonId
    status: TaskStatus
    opened_at: datetime
    due_at: datetime | None
    because: Because
    snoozed_until: datetime | None
    closed_at: datetime | None
    closed_by: PersonId | None
    comment: str
    on_behalf_of: PersonId | None
    pool: tuple[PersonId, ...]
    title: str  # of the process, like the following
    template: str
    version: int
    starter: PersonId

    @property
    def is_open(self) -> bool:
        return self.status is TaskStatus.OPEN


class TaskQueries:
    def __init__(self, database: Database) -> None:
        self._database = database

    def task(self, task: str) -> TaskRecord | None:
        """One, open or closed."""
        found = self._few(_select().where(_T.c.id == task.upper()))
        return found[0] if found else None

    def open_of(self, person: PersonId) -> tuple[TaskRecord, ...]:
        """What somebody has to do, the most urgent first; what has no due time comes last."""
        return self._few(_by_due(_select().where(_OPEN, _mine(person))))

    def of_process(self, process: str) -> tuple[TaskRecord, ...]:
        """All that a process ever had, in the order of opening."""
        return self._few(
            _select().where(_of(process.upper())).order_by(_T.c.opened_at, _T.c.round, _T.c.seat)
        )

    def overdue(self, now: datetime, *, assignee: PersonId | None = None) -> tuple[TaskRecord, ...]:
        """The longest overdue first."""
        return self._few(_by_due(_select().where(_OPEN, _T.c.due_at < now, *_given(assignee=assignee))))

    def page(
        self,
        *,
        assignee: PersonId | None = None,
        status: TaskStatus | None = None,
        process: str | None = None,
        seen: Viewer | None = None,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Page[TaskRecord]:
        """Newest first. `seen` None: no restriction. Raises CursorInvalid."""
        number = process.upper() if process else None
        wanted = _given(status=status)
        wanted += [_of(number)] if number else []
        wanted += [_mine(assignee)] if assignee else []
        query = _select().where(seen_by(seen), *wanted)
        with self._database.reading() as connection:
            by = (_T.c.opened_at, _T.c.id)
            return newest_first(connection, query, by=by, cursor=cursor, limit=limit, make=_record)

    def between(
        self, start: datetime, end: datetime, *, seen: Viewer | None = None
    ) -> tuple[TaskRecord, ...]:
        """Tasks that were open at some time of a period, in the order of opening: for charts and reports."""
        lived = (_T.c.opened_at < end) & (_T.c.closed_at.is_(None) | (_T.c.closed_at >= start))
        return self._few(_select().where(lived, seen_by(seen)).order_by(_T.c.opened_at, _T.c.id))

    def _few(self, query: Select[Any]) -> tuple[TaskRecord, ...]:
        with self._database.reading() as connection:
            return tuple(map(_record, connection.execute(query).all()))


def _select() -> Select[Any]:
    about = (_P.c.title, _P.c.template, _P.c.version, _P.c.starter)
    return select(*_T.c, *about).select_from(_T.join(_P, _P.c.number == _T.c.process))


def _of(process: str) -> ColumnElement[bool]:
    """The ids of a process's tasks lie together: `NP-12-1` … below `NP-12.`."""
    return and_(_T.c.id > f"{process}-", _T.c.id < f"{process}.", _T.c.process == process)


def _by_due(query: Select[Any]) -> Select[Any]:
    return query.order_by(_T.c.due_at.is_(None), _T.c.due_at, _T.c.opened_at, _T.c.id)


def _mine(person: PersonId) -> ColumnElement[bool]:
    """Assigned, or waiting in a pool of theirs to be claimed."""
    unclaimed = and_(_T.c.assignee == "", _T.c.pool.contains(f"|{person}|", autoescape=True))
    return or_(_T.c.assignee == person, unclaimed)


def _given(**wanted: str | None) -> list[ColumnElement[bool]]:
    return [_T.c[name] == value for name, value in wanted.items() if value is not None]


def _record(row: Row[Any]) -> TaskRecord:
    return TaskRecord(
        id=row.id,
        process=row.process,
        step=row.step,
        kind=TaskKind(row.kind),
        assignee=row.assignee,
        status=TaskStatus(row.status),
        opened_at=row.opened_at,
        due_at=row.due_at,
        because=json.decode(row.because, type=Because),
        snoozed_until=row.snoozed_until,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        comment=row.comment,
        on_behalf_of=row.on_behalf_of,
        pool=tuple(PersonId(each) for each in row.pool.split("|") if each),
        title=row.title,
        template=row.template,
        version=row.version,
        starter=row.starter,
    )

"""Processes: lists, and the one that somebody means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from msgspec import json
from sqlalchemy import ColumnElement, Row, Select, and_, case, literal, or_, select

from engine.errors import NotFound
from engine.people import PersonId
from engine.process import Number, Process, ProcessStatus
from engine.template import Template
from storage.database import Database
from storage.queries.pages import Page, newest_first
from storage.queries.visibility import Viewer, seen_by
from storage.sql import statement
from storage.state import process_from
from storage.tables import METADATA

_P = METADATA.tables["process"].c
_PROCESS = statement("SELECT template, version, state FROM process WHERE number = :number")
_SUMMARY = [each for each in _P if each.name not in ("last_hash", "state")]


@dataclass(frozen=True, slots=True)
class ProcessSummary:
    """What a list shows of a process."""

    number: Number
    template: str
    version: int
    title: str
    starter: PersonId
    status: ProcessStatus
    created_at: datetime
    due_at: datetime | None
    ended_at: datetime | None
    halted: bool
    seq: int


class ProcessQueries:
    """`read_template` gives a published version (`TemplateStore.read`)."""

    def __init__(self, database: Database, read_template: Callable[[str, int], Template]) -> None:
        self._database, self._read_template = database, read_template

    def process(self, number: str) -> Process:
        """The whole process as it stands. Raises NotFound."""
        with self._database.reading() as connection:
            row = connection.execute(_PROCESS, {"number": number.upper()}).first()
        if row is None:
            raise NotFound("process", number)
        return process_from(row.state, self._read_template(row.template, row.version))

    def by_number(self, number: str) -> ProcessSummary | None:
        """`np-12` is as good as `NP-12`."""
        found = self._few(_select().where(_P.number == number.upper()))
        return found[0] if found else None

    def page(
        self,
        *,
        status: ProcessStatus | None = None,
        template: str | None = None,
        starter: PersonId | None = None,
        seen: Viewer | None = None,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Page[ProcessSummary]:
        """Newest first. `seen` None: no restriction. Raises CursorInvalid."""
        query = _select().where(seen_by(seen), *_given(status=status, template=template, starter=starter))
        with self._database.reading() as connection:
            by = (_P.created_at, _P.number)
            return newest_first(connection, query, by=by, cursor=cursor, limit=limit, make=_summary)

    def naming(self, person: PersonId) -> tuple[Process, ...]:
        """The running ones that have to do with somebody, in whatever part: for who must look closer."""
        query = _whole().where(_P.status == ProcessStatus.RUNNING.value)
        named = query.where(_P.state.contains(json.encode(person).decode(), autoescape=True))
        with self._database.reading() as connection:
            rows = connection.execute(named.order_by(_P.created_at, _P.number)).all()
        return tuple(
            process_from(each.state, self._read_template(each.template, each.version)) for each in rows
        )

    def find(
        self,
        words: str,
        *,
        seen: Viewer | None,
        templates: tuple[str, ...] = (),
        status: ProcessStatus | None = None,
        limit: int = 6,
    ) -> tuple[ProcessSummary, ...]:
        """Processes that the words may mean, the likeliest first: a number, words of the title, or the title
        among the words ("极光手表立项" for "极光手表"). `templates` narrows to those when given.

        Running ones come first, then the newest.
        """
        if not words.strip():
            return ()
        query = _select().where(_meant(words), seen_by(seen), *_given(status=status))
        if templates:
            query = query.where(_P.template.in_(templates))
        running_first = case((_P.status == ProcessStatus.RUNNING.value, 0), else_=1)
        return self._few(query.order_by(running_first, _P.created_at.desc(), _P.number.desc()).limit(limit))

    def last_started(self, starter: PersonId, *, template: str | None = None) -> ProcessSummary | None:
        """The one that somebody means by "the one I just started"."""
        query = _select().where(*_given(starter=starter, template=template))
        found = self._few(query.order_by(_P.created_at.desc(), _P.number.desc()).limit(1))
        return found[0] if found else None

    def _few(self, query: Select[Any]) -> tuple[ProcessSummary, ...]:
        with self._database.reading() as connection:
            return tuple(map(_summary, connection.execute(query).all()))


def _select() -> Select[Any]:
    return select(*_SUMMARY)


def _whole() -> Select[Any]:
    return select(_P.template, _P.version, _P.state)


def _given(**wanted: str | None) -> list[ColumnElement[bool]]:
    return [_P[name] == value for name, value in wanted.items() if value is not None]


def _meant(words: str) -> ColumnElement[bool]:
    each_word = and_(*(_P.title.icontains(word, autoescape=True) for word in words.split()))
    among_them = and_(_P.title != "", literal(words).icontains(_P.title))
    return or_(_P.number == words.strip().upper(), each_word, among_them)


def _summary(row: Row[Any]) -> ProcessSummary:
    return ProcessSummary(
        number=row.number,
        template=row.template,
        version=row.version,
        title=row.title,
        starter=row.starter,
        status=ProcessStatus(row.status),
        created_at=row.created_at,
        due_at=row.due_at,
        ended_at=row.ended_at,
        halted=row.halted,
        seq=row.seq,
    )

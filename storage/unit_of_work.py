"""One command's transaction: load the process, write what follows, commit. The hot path of everything.

SQLite: the write lock first, then a read and one statement for each table.
PostgreSQL: a change is two round trips, a read and one statement that writes all rows if the process still
has the seq that was read; a start takes its number under a lock on the series and needs three.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from types import TracebackType
from typing import Any, Self

from pydantic_core import to_json

from engine.errors import ConcurrentChange, NotFound
from engine.events import AnyEvent
from engine.people import SYSTEM, PersonId
from engine.ports import ClosedTask, Recorded, Work
from engine.process import Number, Process, TaskId, TaskStatus
from engine.template import Template
from storage.database import Database
from storage.hash_chain import NOTHING, Link, moment
from storage.hot_connections import HotConnections
from storage.rows import Moment, Row, sqlite_moment, writing
from storage.state import process_from
from storage.statements import (
    WRITTEN,
    PostgresStatements,
    SqliteStatements,
    Statements,
    for_postgres,
    for_sqlite,
)

ReadTemplate = Callable[[str, int], Template]


@dataclass(frozen=True, slots=True)
class _Templates:
    version: ReadTemplate
    current: dict[str, int]  # the current version when last looked; checked when a number is taken


class UnitOfWork:
    """`engine.ports.UnitOfWork` on a database.

    `read_template` gives a published version, and quickly: it keeps what it parsed (`TemplateStore.read`).
    """

    def __init__(self, database: Database, read_template: ReadTemplate) -> None:
        templates = _Templates(read_template, {})
        self._work: Callable[[], AbstractContextManager[Work]]
        if database.is_sqlite:
            self._work = partial(_SqliteWork, database.hot, templates, for_sqlite())
        else:
            self._work = partial(_PostgresWork, database.hot, templates, for_postgres())

    def __call__(self) -> AbstractContextManager[Work]:
        return self._work()


class _Work(ABC):
    """What both databases have in common: all that only reads."""

    _moment: Moment

    def __init__(self, hot: HotConnections, templates: _Templates, statements: Statements) -> None:
        self._hot, self._connection = hot, hot.take()
        self._templates, self._reads = templates, statements
        self._template: tuple[str, int] | None = None  # that a start was promised
        self._last_hash = NOTHING

    def load(self, number: Number) -> Process:
        row = self._one(self._reads.load, number)
        if row is None:
            raise NotFound("process", number)
        template, version, self._last_hash, state = row
        return process_from(state, self._templates.version(template, version))

    def template(self, template_id: str) -> Template:
        version = self._templates.current.get(template_id)
        if version is None:
            [version] = self._one(self._reads.version, template_id) or (None,)
            if version is None:
                raise NotFound("template", template_id)
            self._templates.current[template_id] = version
        self._template = (template_id, version)
        return self._templates.version(template_id, version)

    def version(self, template_id: str, version: int) -> Template:
        return self._templates.version(template_id, version)

    def next_number(self, prefix: str) -> Number:
        if self._template is None:
            raise TypeError("ask for the template first: the number is its process's")
        template, version = self._template
        last, current = self._take_number(prefix, template)
        if current != version:  # published or retired since we looked
            self._templates.current.pop(template, None)
            raise ConcurrentChange(f"{template} {version} is no longer the current version")
        return Number(f"{prefix}-{last}")

    def closed_task(self, task: TaskId) -> ClosedTask | None:
        row = self._one(self._reads.closed, task)
        if row is None:
            return None
        process, status, by, at = row
        who = None if by == SYSTEM else PersonId(by)
        return ClosedTask(task, Number(process), TaskStatus(status), who, _aware(at))

    def recorded(self, key: str) -> Recorded | None:
        row = self._one(self._reads.recorded, key)
        if row is None:
            return None
        number, from_seq, to_seq = row
        rows = self._connection.execute(self._reads.events, (number, from_seq, to_seq)).fetchall()
        events = tuple(Link(n, seq, _aware(at), *rest).event for n, seq, at, *rest in rows)
        return Recorded(self.load(number), events)

    def save(
        self, process: Process, events: Sequence[AnyEvent], *, before: Process | None, key: str | None
    ) -> None:
        new = writing(process, events, before=before, last_hash=self._last_hash, key=key, moment=self._moment)
        if before is None:
            self._start(new.process, new.rows)
        else:
            self._change((*new.changed, before.number, before.seq), new.rows)

    def _one(self, statement: str, *parameters: object) -> Any:
        return self._connection.execute(statement, parameters).fetchone()

    @abstractmethod
    def __enter__(self) -> Self: ...

    @abstractmethod
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    @abstractmethod
    def _take_number(self, prefix: str, template: str) -> tuple[int, int | None]: ...

    @abstractmethod
    def _start(self, process: Row, rows: dict[str, list[Row]]) -> None: ...

    @abstractmethod
    def _change(self, changed: Row, rows: dict[str, list[Row]]) -> None: ...


class _SqliteWork(_Work):
    _moment = staticmethod(sqlite_moment)

    def __init__(self, hot: HotConnections, templates: _Templates, statements: SqliteStatements) -> None:
        super().__init__(hot, templates, statements)
        self._statements = statements

    def __enter__(self) -> Self:
        self._connection.execute("BEGIN IMMEDIATE")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        self._hot.give(self._connection)

    def _take_number(self, prefix: str, template: str) -> tuple[int, int | None]:
        last, current = self._one(self._statements.number, prefix, template)
        return last, current

    def _start(self, process: Row, rows: dict[str, list[Row]]) -> None:
        self._connection.execute(self._statements.start, process)
        self._write(rows)

    def _change(self, changed: Row, rows: dict[str, list[Row]]) -> None:
        if self._connection.execute(self._statements.change, changed).rowcount != 1:
            raise ConcurrentChange("the process has another seq")
        self._write(rows)

    def _write(self, rows: dict[str, list[Row]]) -> None:
        for table, values in rows.items():
            self._connection.executemany(self._statements.rows[table], values)
        self._connection.execute("COMMIT")


class _PostgresWork(_Work):
    """Outside a start nothing is begun: the one statement that writes is its own transaction."""

    _moment = staticmethod(moment)

    def __init__(self, hot: HotConnections, templates: _Templates, statements: PostgresStatements) -> None:
        super().__init__(hot, templates, statements)
        self._statements = statements

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._connection.closed:
            self._connection.rollback()  # no round trip when nothing is open
            self._hot.give(self._connection)

    def _take_number(self, prefix: str, template: str) -> tuple[int, int | None]:
        from psycopg import ClientCursor  # noqa: PLC0415 - nine MiB that SQLite does without

        cursor = ClientCursor(self._connection)  # it can send two statements in one round trip
        cursor.execute("BEGIN; " + self._statements.number, (prefix, template))
        cursor.nextset()
        last, current = cursor.fetchone() or (0, None)
        return last, current

    def _start(self, process: Row, rows: dict[str, list[Row]]) -> None:
        self._write(self._statements.start, process, rows)
        self._connection.commit()

    def _change(self, changed: Row, rows: dict[str, list[Row]]) -> None:
        self._write(self._statements.change, changed, rows)

    def _write(self, statement: str, process: Row, rows: dict[str, list[Row]]) -> None:
        given = [
            to_json([dict(zip(columns, row, strict=True)) for row in rows.get(table, ())]).decode()
            for table, columns in WRITTEN.items()
        ]
        from psycopg.errors import UniqueViolation  # noqa: PLC0415 - as above

        try:
            written = self._one(statement, *process, *given)
        except UniqueViolation as taken:  # the key: the same command at the same time
            raise ConcurrentChange(str(taken)) from taken
        if written is None:
            raise ConcurrentChange("the process has another seq")


def _aware(at: datetime | str) -> datetime:
    """A moment as the driver gives it: SQLite's is text."""
    if isinstance(at, str):
        return datetime.fromisoformat(at).replace(tzinfo=UTC)
    return at.astimezone(UTC)

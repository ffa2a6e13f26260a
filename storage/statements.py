"""The hot path's SQL: built from the tables once, compiled to the driver's own text once for each dialect.

Run on the driver's cursor it costs a fraction of what the same statements cost through a session.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    CTE,
    ClauseElement,
    Dialect,
    bindparam,
    column,
    func,
    insert,
    literal_column,
    select,
    true,
    update,
)
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from storage.tables import METADATA

_TABLES = METADATA.tables
_PROCESS, _TASK, _SERIES, _TEMPLATE = (_TABLES[name] for name in ("process", "task", "series", "template"))

# The rows written along with a process: table → columns.
WRITTEN: Mapping[str, tuple[str, ...]] = {
    "event": tuple(_TABLES["event"].columns.keys()),
    "task": tuple(_TASK.columns.keys()),
    "participant": tuple(_TABLES["participant"].columns.keys()),
    "applied_command": tuple(_TABLES["applied_command"].columns.keys()),
    "outbox": (
        *("key", "kind", "lane", "payload", "status"),
        *("created_at", "available_at", "attempts", "error"),
    ),
}
PROCESS_COLUMNS = tuple(_PROCESS.columns.keys())
CHANGED_COLUMNS = (
    *("version", "title", "status", "due_at", "ended_at", "halted"),
    *("seq", "last_hash", "next_wait_at", "awaits", "state"),
)
_KNOWN = ("this_number", "this_seq")  # the process to change, and the seq that it must still have
_TASK_CHANGES = (
    *("step", "assignee", "status", "due_at", "timer_kind", "timer_at", "timer_turn"),
    *("snoozed_until", "closed_at", "closed_by", "comment", "on_behalf_of", "pool"),
)

_binds = {
    name: {each: bindparam(each, type_=_TABLES[name].c[each].type) for each in columns}
    for name, columns in {**WRITTEN, "process": PROCESS_COLUMNS}.items()
}
_LOAD = select(*(_PROCESS.c[name] for name in ("template", "version", "last_hash", "state"))).where(
    _PROCESS.c.number == bindparam("this_number")
)
_START = insert(_PROCESS).values(_binds["process"])
_CHANGE = (
    update(_PROCESS)
    .where(_PROCESS.c.number == bindparam("this_number"), _PROCESS.c.seq == bindparam("this_seq"))
    .values({name: _binds["process"][name] for name in CHANGED_COLUMNS})
)
_APPLIED, _EVENT = (_TABLES[name] for name in ("applied_command", "event"))
_RECORDED = select(_APPLIED.c.process, _APPLIED.c.from_seq, _APPLIED.c.to_seq).where(
    _APPLIED.c.key == bindparam("key")
)
_EVENTS = (
    select(*_EVENT.columns)
    .where(_EVENT.c.process == bindparam("this_number"))
    .where(_EVENT.c.seq.between(bindparam("from_seq"), bindparam("to_seq")))
    .order_by(_EVENT.c.seq)
)
_CLOSED = select(_TASK.c.process, _TASK.c.status, _TASK.c.closed_by, _TASK.c.closed_at).where(
    _TASK.c.id == bindparam("id"), _TASK.c.closed_at.is_not(None)
)
_CURRENT_VERSION = (
    select(func.max(_TEMPLATE.c.version))
    .where(_TEMPLATE.c.id == bindparam("template"), _TEMPLATE.c.status == literal_column("'published'"))
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class Statements:
    """Driver SQL with positional parameters.

    `load`: number → template, version, last_hash, state.
    `recorded`: key → process, from_seq, to_seq. `events`: number, from_seq, to_seq → the columns of event.
    `closed`: task → process, status, closed_by, closed_at. `version`: template → its current version.
    `number`: prefix, template → the number taken from the series, the template's current version.
    `start`: PROCESS_COLUMNS. `change`: CHANGED_COLUMNS, the number, the seq that the process must still have.
    """

    load: str
    recorded: str
    events: str
    closed: str
    version: str
    number: str
    start: str
    change: str


@dataclass(frozen=True, slots=True)
class SqliteStatements(Statements):
    rows: Mapping[str, str]  # one for each table of WRITTEN


@dataclass(frozen=True, slots=True)
class PostgresStatements(Statements):
    """`start` and `change` write all rows in one round trip, or none: they return one row, or none.

    The rows of each table of WRITTEN are one more parameter, a JSON list of objects.
    """


@cache
def for_sqlite() -> SqliteStatements:
    dialect = SQLiteDialect_pysqlite()
    rows = {name: insert(_TABLES[name]).values(_binds[name]) for name in WRITTEN}
    task = sqlite_insert(_TASK).values(_binds["task"])
    changes = {name: task.excluded[name] for name in _TASK_CHANGES}
    number = sqlite_insert(_SERIES).values(prefix=bindparam("prefix"), last=literal_column("1"))
    return SqliteStatements(
        **_reads(dialect),
        number=_compiled(
            number.on_conflict_do_update(
                index_elements=["prefix"], set_={"last": _SERIES.c.last + literal_column("1")}
            ).returning(_SERIES.c.last, _CURRENT_VERSION),
            dialect,
            ("prefix", "template"),
        ),
        start=_compiled(_START, dialect, PROCESS_COLUMNS),
        change=_compiled(_CHANGE, dialect, (*CHANGED_COLUMNS, *_KNOWN)),
        rows={name: _compiled(each, dialect, WRITTEN[name]) for name, each in rows.items()}
        | {
            "task": _compiled(
                task.on_conflict_do_update(index_elements=["id"], set_=changes), dialect, WRITTEN["task"]
            )
        },
    )


@cache
def for_postgres() -> PostgresStatements:
    from sqlalchemy.dialects.postgresql import insert as postgres_insert  # noqa: PLC0415 - SQLite needs none
    from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg  # noqa: PLC0415 - likewise

    dialect: Dialect = PGDialect_psycopg(paramstyle="format")  # type: ignore[no-untyped-call]
    number = postgres_insert(_SERIES).values(prefix=bindparam("prefix"), last=literal_column("1"))
    start = _START.returning(_PROCESS.c.number).cte("written")
    change = _CHANGE.returning(_PROCESS.c.number).cte("written")
    return PostgresStatements(
        **_reads(dialect),
        number=_compiled(
            number.on_conflict_do_update(
                index_elements=["prefix"], set_={"last": _SERIES.c.last + literal_column("1")}
            ).returning(_SERIES.c.last, _CURRENT_VERSION),
            dialect,
            ("prefix", "template"),
        ),
        start=_compiled(_with_rows(start), dialect, (*PROCESS_COLUMNS, *WRITTEN)),
        change=_compiled(_with_rows(change), dialect, (*CHANGED_COLUMNS, *_KNOWN, *WRITTEN)),
    )


def _reads(dialect: Dialect) -> dict[str, str]:
    return {
        "load": _compiled(_LOAD, dialect, ("this_number",)),
        "recorded": _compiled(_RECORDED, dialect, ("key",)),
        "events": _compiled(_EVENTS, dialect, ("this_number", "from_seq", "to_seq")),
        "closed": _compiled(_CLOSED, dialect, ("id",)),
        "version": _compiled(select(_CURRENT_VERSION), dialect, ("template",)),
    }


def _with_rows(written: CTE) -> ClauseElement:
    """The rows are joined to the process written, so that a change that came too late writes none of them."""
    return select(written.c.number).add_cte(*(_rows(name, written) for name in WRITTEN))


def _rows(name: str, written: CTE) -> CTE:
    from sqlalchemy.dialects.postgresql import JSON  # noqa: PLC0415 - likewise
    from sqlalchemy.dialects.postgresql import insert as postgres_insert  # noqa: PLC0415 - likewise

    table, columns = _TABLES[name], WRITTEN[name]
    given = (
        func.json_to_recordset(bindparam(name, type_=JSON))
        .table_valued(*(column(each, table.c[each].type) for each in columns))
        .render_derived(name=f"given_{name}", with_types=True)
    )
    found = select(*(given.c[each] for each in columns)).select_from(written.join(given, true()))
    made: Any = insert(table)
    if name == "task":
        made = postgres_insert(table)
    made = made.from_select(columns, found)
    if name == "task":
        made = made.on_conflict_do_update(
            index_elements=["id"], set_={each: made.excluded[each] for each in _TASK_CHANGES}
        )
    rows: CTE = made.cte(f"new_{name}")
    return rows


def _compiled(statement: ClauseElement, dialect: Dialect, names: Sequence[str]) -> str:
    """Driver SQL whose parameters are exactly `names`, in that order."""
    compiled: Any = statement.compile(dialect=dialect)
    if tuple(compiled.positiontup) != tuple(names):
        raise TypeError(f"parameters are {compiled.positiontup}, not {names}")
    return str(compiled)

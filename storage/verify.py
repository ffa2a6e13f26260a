"""Whether the record is as it was written: for `tuitui doctor`. Reads everything, changes nothing.

The chain of hashes proves the events; replaying them proves the rest. Values are read as the driver gives
them, so that a moment which has become none is found, not stumbled over.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, Table, func, select, type_coerce
from sqlalchemy.types import NullType

from engine.errors import NotFound
from engine.events import AnyEvent, ProcessStarted
from engine.evolve import replay
from engine.process import Number, Process
from engine.template import Template
from storage.database import Database
from storage.hash_chain import NOTHING, Link, hash_of, moment
from storage.rows import Moment, sqlite_moment, writing
from storage.state import process_from
from storage.statements import PROCESS_COLUMNS
from storage.tables import METADATA

_PROCESS, _EVENT, _SERIES, _TASK, _PARTICIPANT = (
    METADATA.tables[name] for name in ("process", "event", "series", "task", "participant")
)
_AT_ONCE = 200  # processes
ReadTemplate = Callable[[str, int], Template]


class Fault(StrEnum):
    ALTERED = "altered"  # an event is not as it was written
    MISSING = "missing"  # an event or a whole process was taken out
    CUT_OFF = "cut_off"  # the newest events were taken off
    ORPHANED = "orphaned"  # events of a process that is not there
    STATE_DIFFERS = "state_differs"  # the process is not what its events make
    TASKS_DIFFER = "tasks_differ"  # its tasks or participants are not


@dataclass(frozen=True, slots=True)
class Damage:
    """The first thing wrong with a process. `seq`: the event's, None where it is not about one."""

    process: str
    fault: Fault
    seq: int | None = None


def verify(database: Database, read_template: ReadTemplate) -> Iterator[Damage]:
    """At most one damage for each process; none when all is well."""
    as_stored = sqlite_moment if database.is_sqlite else moment
    with database.reading() as connection:
        last = ""
        while processes := _some_processes(connection, after=last):
            last = processes[-1].number
            rows = _Rows(connection, [each.number for each in processes])
            for process in processes:
                damage = _chain_damage(process, rows.events[process.number]) or _replay_damage(
                    process, rows, read_template, as_stored
                )
                if damage is not None:
                    yield damage
        yield from _lost_processes(connection)


class _Rows:
    """What belongs to some processes, by process."""

    def __init__(self, connection: Connection, numbers: Sequence[str]) -> None:
        self.events = _by_process(connection, _EVENT, numbers)
        self.tasks = _by_process(connection, _TASK, numbers)
        self.participants = _by_process(connection, _PARTICIPANT, numbers)


def _by_process(
    connection: Connection, table: Table, numbers: Sequence[str]
) -> defaultdict[str, list[Row[Any]]]:
    query = _raw(table).where(table.c.process.in_(numbers)).order_by(*table.primary_key.columns)
    found: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.process].append(row)
    return found


def _some_processes(connection: Connection, *, after: str) -> Sequence[Row[Any]]:
    number = _PROCESS.c.number
    return connection.execute(_raw(_PROCESS).where(number > after).order_by(number).limit(_AT_ONCE)).all()


def _raw(table: Table) -> Any:
    return select(*(type_coerce(each, NullType()).label(each.name) for each in table.columns))


def _chain_damage(process: Row[Any], events: Sequence[Row[Any]]) -> Damage | None:
    previous = NOTHING
    for expected, row in enumerate(events, 1):
        if row.seq != expected:
            return Damage(process.number, Fault.MISSING, expected)
        previous = hash_of(previous, row.process, row.seq, _at(row), row.type, row.actor, row.task, row.data)
        if previous != row.hash:
            return Damage(process.number, Fault.ALTERED, row.seq)
    if len(events) != process.seq or previous != process.last_hash:
        return Damage(process.number, Fault.CUT_OFF, len(events) + 1)
    return None


def _at(event: Row[Any]) -> str:
    """Its moment as it was hashed."""
    if isinstance(event.at, datetime):
        return moment(event.at)
    return str(event.at).replace(" ", "T", 1) + "+00:00"


def _replay_damage(
    process: Row[Any], rows: _Rows, read_template: ReadTemplate, as_stored: Moment
) -> Damage | None:
    number = Number(process.number)
    history = [
        Link._make(row)._replace(at=datetime.fromisoformat(_at(row))).event for row in rows.events[number]
    ]
    first = history[0]
    assert isinstance(first, ProcessStarted)
    try:
        stored = process_from(process.state, read_template(process.template, process.version))
        template = read_template(first.template, first.version)
    except (ValueError, NotFound):
        return Damage(number, Fault.STATE_DIFFERS)
    replayed = replay(number, template, history, lambda version: read_template(first.template, version))
    made = _made(replayed, history, as_stored)
    if stored != replayed or _plain([process], but=_UNMADE) != made["process"]:
        return Damage(number, Fault.STATE_DIFFERS)
    if any(_plain(getattr(rows, f"{name}s")[number]) != made[name] for name in ("task", "participant")):
        return Damage(number, Fault.TASKS_DIFFER)
    return None


def _made(process: Process, history: list[AnyEvent], as_stored: Moment) -> dict[str, Counter[Any]]:
    """The rows that a history makes."""
    made = writing(process, history, before=None, last_hash=NOTHING, key=None, moment=as_stored)
    rows = {name: Counter(made.rows.get(name, ())) for name in ("task", "participant")}
    return rows | {"process": Counter([_but_unmade(made.process)])}


_UNMADE = {"last_hash", "state"}  # proved by the chain, and by comparing what it says


def _but_unmade(process: Sequence[Any]) -> tuple[Any, ...]:
    named = zip(PROCESS_COLUMNS, process, strict=True)
    return tuple(value for name, value in named if name not in _UNMADE)


def _plain(rows: Sequence[Row[Any]], *, but: frozenset[str] | set[str] = frozenset()) -> Counter[Any]:
    return Counter(
        tuple(
            moment(value) if isinstance(value, datetime) else value
            for name, value in row._mapping.items()
            if name not in but
        )
        for row in rows
    )


def _lost_processes(connection: Connection) -> Iterator[Damage]:
    known = select(_PROCESS.c.number)
    orphans = select(_EVENT.c.process).where(_EVENT.c.process.not_in(known)).distinct()
    for [number] in connection.execute(orphans.order_by(_EVENT.c.process)).all():
        yield Damage(number, Fault.ORPHANED)
    for prefix, last in connection.execute(select(_SERIES.c.prefix, _SERIES.c.last)).all():
        of_series = known.where(func.substr(_PROCESS.c.number, 1, len(prefix) + 1) == f"{prefix}-")
        there = set(connection.execute(of_series).scalars())
        for each in range(1, last + 1):
            if f"{prefix}-{each}" not in there:
                yield Damage(f"{prefix}-{each}", Fault.MISSING)

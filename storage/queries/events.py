"""A process's history: its events in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select

from engine.events import AnyEvent
from engine.process import Number
from storage.database import Database
from storage.hash_chain import Link
from storage.tables import METADATA

_EVENT = METADATA.tables["event"]


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    process: Number
    seq: int
    event: AnyEvent
    hash: str


class EventQueries:
    def __init__(self, database: Database) -> None:
        self._database = database

    def of(
        self, process: str, *, from_seq: int = 1, to_seq: int | None = None, limit: int | None = None
    ) -> tuple[RecordedEvent, ...]:
        """In order, `from_seq` and `to_seq` included."""
        wanted = [_EVENT.c.process == process.upper(), _EVENT.c.seq >= from_seq]
        if to_seq is not None:
            wanted.append(_EVENT.c.seq <= to_seq)
        return self._read(*wanted, limit=limit)

    def cause_of_closing(self, process: str, task: str) -> str:
        """Of a task that another act than its holder's decision closed; empty for one that was decided."""
        closing = ("task_skipped", "task_cancelled", "task_transferred")
        found = self._read(_EVENT.c.process == process, _EVENT.c.task == task, _EVENT.c.type.in_(closing))
        return str(getattr(found[-1].event, "cause", "")) if found else ""

    def with_files(self, process: str) -> tuple[RecordedEvent, ...]:
        """The decisions that files came with, in order."""
        named = _EVENT.c.data.contains('"files"', autoescape=True)
        deciding = _EVENT.c.type.in_(("task_approved", "task_completed"))
        return self._read(_EVENT.c.process == process, deciding, named)

    def of_types(self, *types: str, processes: tuple[str, ...]) -> tuple[RecordedEvent, ...]:
        """Events of some types in several processes, by process and in order: for charts."""
        return self._read(_EVENT.c.process.in_(processes), _EVENT.c.type.in_(types))

    def _read(self, *wanted: ColumnElement[Any], limit: int | None = None) -> tuple[RecordedEvent, ...]:
        query = select(_EVENT).where(*wanted).order_by(_EVENT.c.process, _EVENT.c.seq).limit(limit)
        with self._database.reading() as connection:
            links = [Link(*row) for row in connection.execute(query).all()]
        return tuple(RecordedEvent(Number(each.process), each.seq, each.event, each.hash) for each in links)

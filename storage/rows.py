"""All that a command writes, as rows of plain values; their columns are named in `storage/statements.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from msgspec.json import Encoder

from engine.events import AnyEvent
from engine.process import Process
from storage.hash_chain import chain
from storage.state import state_of
from storage.task_changes import task_changes

_encode = Encoder().encode
Row = tuple[Any, ...]
Moment = Callable[[datetime], str]  # how the driver wants a moment written


@lru_cache(maxsize=512)
def sqlite_moment(at: datetime) -> str:
    """As SQLAlchemy writes it into SQLite: comparable as text."""
    return at.astimezone(UTC).isoformat(" ", "microseconds")[:-6]


@dataclass(frozen=True, slots=True)
class Writing:
    """`rows` has an entry for each table of WRITTEN that gets any."""

    process: Row  # PROCESS_COLUMNS
    rows: dict[str, list[Row]]

    @property
    def changed(self) -> Row:
        """CHANGED_COLUMNS of the process."""
        _number, _template, version, title, _starter, status, _created_at, *rest = self.process
        return (version, title, status, *rest)


def writing(
    process: Process,
    events: Sequence[AnyEvent],
    *,
    before: Process | None,
    last_hash: str,
    key: str | None,
    moment: Moment,
) -> Writing:
    """`last_hash` is that of the event before these."""
    seq = before.seq if before else 0
    at = moment(events[-1].at)
    links = chain(process.number, events, after=seq, last_hash=last_hash)
    rows: dict[str, list[Row]] = {
        "event": [(n, s, moment(when), *rest) for n, s, when, *rest in links],
        "outbox": [
            (
                f"events/{process.number}/{process.seq}",
                "events",
                process.number,
                _encode({"process": process.number, "from_seq": seq + 1, "to_seq": process.seq}).decode(),
                "waiting",
                at,
                at,
                0,
                "",
            )
        ],
    }
    if tasks := task_changes(before, process, events, moment):
        rows["task"] = tasks
    known = before.participants if before else ()
    if process.participants != known:
        new = dict.fromkeys(each for each in process.participants if each not in known)
        rows["participant"] = [(each, process.number) for each in new]
    if key is not None:
        rows["applied_command"] = [(key, process.number, seq + 1, process.seq)]
    return Writing(_process(process, links[-1].hash, moment), rows)


def _process(process: Process, last_hash: str, moment: Moment) -> Row:
    return (
        process.number,
        process.template.id,
        process.template.version,
        process.title,
        process.starter,
        process.status.value,
        moment(process.created_at),
        moment(process.due_at) if process.due_at else None,
        moment(process.ended_at) if process.ended_at else None,
        bool(process.halts),
        process.seq,
        last_hash,
        *(_awaited(process, moment) if process.waits else (None, "")),
        state_of(process),
    )


def _awaited(process: Process, moment: Moment) -> tuple[str | None, str]:
    """When the earliest timer fires, and what else is awaited. Nothing fires while suspended."""
    moments = [each.at for each in process.waits if each.at is not None and process.suspended_at is None]
    others = [f"{each.kind.value}\t{each.name}\t{each.key}" for each in process.waits if each.at is None]
    return moment(min(moments)) if moments else None, "\n".join(others)

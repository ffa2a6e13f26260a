"""Numbers for /metrics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Boolean, ColumnElement, Table, func, literal_column, select

from storage.database import Database
from storage.tables import METADATA

_TASK, _PROCESS, _OUTBOX, _INBOX = (METADATA.tables[name] for name in ("task", "process", "outbox", "inbox"))


@dataclass(frozen=True, slots=True)
class Counts:
    """`outbox` and `inbox`: what waits there. `timer_late_s`: how long the oldest due timer has waited."""

    processes: Mapping[str, int]  # by status
    halted: int
    open_tasks: int
    overdue_tasks: int
    outbox: int
    inbox: int
    timer_late_s: float


def counts(database: Database, now: datetime) -> Counts:
    with database.reading() as connection:

        def number(table: Table, *where: ColumnElement[bool]) -> int:
            return connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one()

        by_status = connection.execute(
            select(_PROCESS.c.status, func.count()).group_by(_PROCESS.c.status)
        ).all()
        first_timer = connection.execute(
            select(func.min(_TASK.c.timer_at)).where(_TASK.c.timer_at.is_not(None))
        ).scalar_one()
        return Counts(
            processes={row[0]: row[1] for row in by_status},
            halted=number(_PROCESS, _PROCESS.c.halted),
            open_tasks=number(_TASK, _is("open")),
            overdue_tasks=number(_TASK, _is("open"), _TASK.c.due_at < now),
            outbox=number(_OUTBOX, _is("waiting")),
            inbox=number(_INBOX, _is("waiting")),
            timer_late_s=max(0.0, (now - first_timer).total_seconds()) if first_timer else 0.0,
        )


def _is(status: str) -> ColumnElement[bool]:
    """Literally, not as a parameter: only so are the small indexes of open and waiting rows used."""
    return literal_column(f"status = '{status}'", type_=Boolean)

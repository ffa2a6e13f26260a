"""Processes with a timer that is due: for the scheduler, by the one index made for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from engine.process import Number
from storage.database import Database
from storage.sql import statement

_DUE = statement(
    """SELECT number FROM process
       WHERE next_wait_at IS NOT NULL AND next_wait_at <= :now AND status = 'running'
       ORDER BY next_wait_at, number LIMIT :limit""",
    moments=("now",),
)


@dataclass(frozen=True, slots=True)
class Waits:
    database: Database

    def due(self, now: datetime, limit: int) -> tuple[Number, ...]:
        """The longest overdue first. The engine looks again before it acts."""
        with self.database.reading() as connection:
            rows = connection.execute(_DUE, {"now": now, "limit": limit}).all()
        return tuple(Number(row.number) for row in rows)

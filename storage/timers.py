"""Which timers of open tasks are due: for the scheduler, by the one index made for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from engine.commands import FireTimer
from engine.people import SYSTEM
from engine.process import Number, TaskId, TimerKind
from storage.database import Database
from storage.sql import statement

_DUE = statement(
    """SELECT process, id, timer_kind, timer_turn FROM task
       WHERE timer_at IS NOT NULL AND timer_at <= :now AND status = 'open'
       ORDER BY timer_at, id LIMIT :limit""",
    moments=("now",),
)


@dataclass(frozen=True, slots=True)
class Timers:
    database: Database

    def due(self, now: datetime, limit: int) -> tuple[FireTimer, ...]:
        """The commands that fire them, longest overdue first. The engine looks again before it acts."""
        with self.database.reading() as connection:
            rows = connection.execute(_DUE, {"now": now, "limit": limit}).all()
        return tuple(
            FireTimer(
                actor=SYSTEM,
                process=Number(row.process),
                task=TaskId(row.id),
                kind=TimerKind(row.timer_kind),
                turn=row.timer_turn or 1,
            )
            for row in rows
        )

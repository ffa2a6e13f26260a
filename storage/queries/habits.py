"""How processes of a template usually went, from the latest finished ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from sqlmodel import UTCDateTime

from storage.database import Database
from storage.sql import statement

_LATEST = 200  # enough to tell the usual, and quick
_SPANS = statement(
    "SELECT number, created_at, ended_at FROM process "
    "WHERE template = :template AND status = 'completed' AND ended_at IS NOT NULL "
    "ORDER BY created_at DESC LIMIT :latest"
).columns(created_at=UTCDateTime(), ended_at=UTCDateTime())
_STEPS = statement(
    "SELECT step, count(DISTINCT process) AS times FROM task WHERE process IN :numbers GROUP BY step",
    lists=("numbers",),
)


@dataclass(frozen=True, slots=True)
class Habit:
    """`steps`: those that at least half of the processes came to."""

    finished: int
    median: timedelta | None = None
    steps: frozenset[str] = frozenset()


def habit(database: Database, template: str) -> Habit:
    with database.reading() as connection:
        spans = connection.execute(_SPANS, {"template": template, "latest": _LATEST}).all()
        if not spans:
            return Habit(0)
        steps = connection.execute(_STEPS, {"numbers": [each.number for each in spans]}).all()
    return Habit(
        finished=len(spans),
        median=median(each.ended_at - each.created_at for each in spans),
        steps=frozenset(each.step for each in steps if each.times * 2 >= len(spans)),
    )

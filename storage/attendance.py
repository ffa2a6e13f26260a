"""Who checked in and out, where and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import UTCDateTime

from storage.database import Database
from storage.sql import statement

_ADD = statement(
    """INSERT INTO attendance (key, person, kind, place, at) VALUES (:key, :person, :kind, :place, :at)
       ON CONFLICT (key) DO NOTHING""",
    moments=("at",),
)
_OF = statement(
    "SELECT kind, place, at FROM attendance WHERE person = :person ORDER BY at DESC, key LIMIT :limit"
).columns(at=UTCDateTime())


@dataclass(frozen=True, slots=True)
class Presence:
    kind: str  # check_in | check_out
    place: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Attendance:
    database: Database

    def add(self, *, key: str, person: str, kind: str, place: str, at: datetime) -> None:
        """Twice under one key is once."""
        row = {"key": key, "person": person, "kind": kind, "place": place, "at": at}
        with self.database.writing() as session:
            session.connection().execute(_ADD, row)

    def of(self, person: str, *, limit: int = 100) -> Sequence[Presence]:
        """Newest first."""
        with self.database.reading() as connection:
            rows = connection.execute(_OF, {"person": person, "limit": limit}).all()
        return [Presence(row.kind, row.place, row.at) for row in rows]

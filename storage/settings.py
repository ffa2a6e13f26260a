"""A few named values that all processes share, such as the demo's clock."""

from __future__ import annotations

from dataclasses import dataclass

from storage.database import Database
from storage.sql import statement

_GET = statement("SELECT value FROM setting WHERE key = :key")
_SET = statement(
    """INSERT INTO setting (key, value) VALUES (:key, :value)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value"""
)
_CREATE = statement("INSERT INTO setting (key, value) VALUES (:key, '0') ON CONFLICT (key) DO NOTHING")
# The update that changes nothing takes the row's lock: SELECT … FOR UPDATE is unknown to SQLite.
_LOCKED = statement("UPDATE setting SET value = value WHERE key = :key RETURNING value")


@dataclass(frozen=True, slots=True)
class SharedSettings:
    database: Database

    def get(self, key: str) -> str | None:
        with self.database.reading() as connection:
            value: str | None = connection.execute(_GET, {"key": key}).scalar_one_or_none()
            return value

    def set(self, key: str, value: str) -> None:
        with self.database.writing() as session:
            session.connection().execute(_SET, {"key": key, "value": value})

    def add(self, key: str, amount: float) -> float:
        """Add to a number that starts at 0; its new value. Two that add at once both count."""
        with self.database.writing() as session:
            connection = session.connection()
            connection.execute(_CREATE, {"key": key})
            total = float(connection.execute(_LOCKED, {"key": key}).scalar_one()) + amount
            connection.execute(_SET, {"key": key, "value": repr(total)})
        return total

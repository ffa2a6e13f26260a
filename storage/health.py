"""What an operator asks the database: its clock, and what was given up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.database import Database
from storage.sql import statement

_NOW = statement("SELECT now()")
_PARKED = statement(
    """SELECT (SELECT count(*) FROM inbox WHERE status = 'parked') AS received,
              (SELECT count(*) FROM outbox WHERE status = 'parked') AS sent"""
)


@dataclass(frozen=True, slots=True)
class Parked:
    """Messages that could not be handled, and such that could not be delivered."""

    received: int
    sent: int


def server_moment(database: Database) -> datetime | None:
    """The server's clock; None for SQLite, which has none of its own."""
    if database.is_sqlite:
        return None
    with database.reading() as connection:
        moment: datetime = connection.execute(_NOW).scalar_one()
        return moment


def parked(database: Database) -> Parked:
    with database.reading() as connection:
        row = connection.execute(_PARKED).one()
        return Parked(row.received, row.sent)

"""Who works on a waiting row, and until when. Machine time: a demo's journey through time ends no lease."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlmodel import Session

from storage.database import Database

# Claims of a table wait for each other, so that two never judge the same rows at once. SQLite's write lock
# does that already.
_CLAIMING = text("SELECT pg_advisory_xact_lock(hashtext(:table))")


@dataclass(frozen=True, slots=True)
class Lease:
    """`owner` names one worker, which does one thing at a time and keeps its name over a restart.

    What it still holds when it claims again was left behind by a crash: it takes it up once more.
    """

    owner: str
    at: datetime
    until: datetime


class LeaseLost(Exception):
    """The row was finished or taken over meanwhile; the transaction that noticed wrote nothing."""


def lease(owner: str, at: datetime, seconds: float) -> Lease:
    return Lease(owner=owner, at=at, until=at + timedelta(seconds=seconds))


def one_claim_at_a_time(database: Database, session: Session, table: str) -> None:
    if not database.is_sqlite:
        session.connection().execute(_CLAIMING, {"table": f"claim {table}"})

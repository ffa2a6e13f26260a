"""Answers to POSTs under an Idempotency-Key, so that a repeated request is answered and not done again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from sqlalchemy import delete, select, update

from storage.database import Database
from storage.tables import METADATA
from storage.upsert import insert_into

KEPT = timedelta(days=1)
_ABANDONED = timedelta(minutes=1)  # no request takes longer: the process that began it is gone
_ROW = METADATA.tables["idempotency"]


class Standing(Enum):
    NEW = auto()  # ours to do
    RUNNING = auto()  # somebody is at it
    OTHER_REQUEST = auto()  # the key was used for something else


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    media_type: str
    body: str


@dataclass(frozen=True, slots=True)
class IdempotencyStore:
    """`caller` is the API key's name: callers do not meet in each other's keys."""

    database: Database

    def begin(self, caller: str, key: str, request_hash: str, now: datetime) -> Answer | Standing:
        """What was answered before, or how things stand. With NEW, `finish` or `forget` must follow."""
        row = {"api_key": caller, "key": key, "request_hash": request_hash, "created_at": now}
        row |= {"headers": "", "body": ""}
        mine = (_ROW.c.api_key == caller) & (_ROW.c.key == key)
        stale = (_ROW.c.created_at < now - KEPT) | (
            _ROW.c.status.is_(None) & (_ROW.c.created_at < now - _ABANDONED)
        )
        with self.database.writing() as session:
            connection = session.connection()
            connection.execute(delete(_ROW).where(mine & stale))
            # Asked for the row and not for a count: of an INSERT, psycopg's count is not passed on.
            added = insert_into(_ROW, connection).on_conflict_do_nothing().returning(_ROW.c.key)
            if connection.execute(added, row).first() is not None:
                return Standing.NEW
            found = connection.execute(select(_ROW).where(mine)).mappings().one()
        if found["request_hash"] != request_hash:
            return Standing.OTHER_REQUEST
        if found["status"] is None:
            return Standing.RUNNING
        return Answer(found["status"], found["headers"], found["body"])

    def finish(self, caller: str, key: str, answer: Answer) -> None:
        values = {"status": answer.status, "headers": answer.media_type, "body": answer.body}
        with self.database.writing() as session:
            done = update(_ROW).where(_ROW.c.api_key == caller, _ROW.c.key == key).values(**values)
            session.connection().execute(done)

    def forget(self, caller: str, key: str) -> None:
        """Nothing was decided: the caller may try again under the same key."""
        with self.database.writing() as session:
            session.connection().execute(
                delete(_ROW).where(_ROW.c.api_key == caller, _ROW.c.key == key, _ROW.c.status.is_(None))
            )

    def prune(self, now: datetime) -> int:
        """Drop what is too old to be asked for again."""
        with self.database.writing() as session:
            dropped = session.connection().execute(delete(_ROW).where(_ROW.c.created_at < now - KEPT))
        return int(dropped.rowcount)

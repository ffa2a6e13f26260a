"""Inserts with ON CONFLICT, in the dialect of the database at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import sqlite

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert as PostgresInsert


def insert_into(table: Table, connection: Connection) -> sqlite.Insert | PostgresInsert:
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - thirty modules that SQLite does without

    return postgresql.insert(table)

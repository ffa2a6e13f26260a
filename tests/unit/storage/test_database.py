"""Opening, migrating and locking: the same on SQLite and PostgreSQL."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from storage.database import Database, open_database
from storage.tables import METADATA, SeriesRow


def test_the_migrations_make_exactly_the_tables_of_the_models(database: Database) -> None:
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_an_upgrade_may_be_repeated(database: Database) -> None:
    database.upgrade()
    has, newest = database.revision()
    assert has == newest is not None


def test_an_answering_database_is_ready(database: Database) -> None:
    database.ready()


def test_a_locked_database_is_not_ready_and_says_so_at_once(sqlite_database: Database) -> None:
    begun = perf_counter()
    with sqlite_database.writing(), pytest.raises(sqlite3.OperationalError, match="locked"):
        sqlite_database.ready()
    assert perf_counter() - begun < 2
    sqlite_database.ready()


def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    def add_twice() -> None:
        with database.writing() as session:
            session.add(SeriesRow(prefix="NP", last=1))
            session.flush()
            session.connection().execute(insert(SeriesRow).values(prefix="NP", last=2))

    with pytest.raises(IntegrityError):
        add_twice()
    with database.writing() as session:
        assert session.exec(select(SeriesRow)).all() == []


def test_readers_that_write_do_not_lose_updates_on_sqlite(sqlite_database: Database) -> None:
    with sqlite_database.writing() as session:
        session.add(SeriesRow(prefix="NP", last=0))

    def add(_: int) -> None:
        with sqlite_database.writing() as session:
            session.get_one(SeriesRow, "NP").last += 1

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(100)))
    with sqlite_database.writing() as session:
        assert session.get_one(SeriesRow, "NP").last == 100


def test_every_sqlite_connection_has_its_pragmas(sqlite_database: Database) -> None:
    with sqlite_database.reading() as one, sqlite_database.reading() as two:
        for connection in (one, two):
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 10_000


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(ValueError, match="mysql is not supported"):
        open_database("mysql://localhost/x")

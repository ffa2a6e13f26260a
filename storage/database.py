"""The database behind a URL: SQLite in a file or PostgreSQL. The pool is the only state."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import cast

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InterfaceError, InvalidatePoolError, OperationalError, TimeoutError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

from storage.hot_connections import HotConnections

_OUT_OF_REACH = (OperationalError, InterfaceError, TimeoutError, sqlite3.OperationalError)
_CHECKPOINT_PAGES = 8000  # 32 MiB of log between the moments when it is written back into the file
_PATIENCE_S = 10.0
_READY_MS = 1000
_CONNECT_TIMEOUT_S = 5
_TRUSTED_IDLE_S = 1.0  # a connection that rested longer is tried before use
_POOL_SIZE = 20  # threads of one process that may use the database at once


def is_out_of_reach(error: BaseException) -> bool:
    """Whether the database was locked or away; nothing was written then."""
    psycopg = sys.modules.get("psycopg")  # loaded only where PostgreSQL is used
    return isinstance(error, _OUT_OF_REACH) or (
        psycopg is not None and isinstance(error, psycopg.OperationalError)
    )


@dataclass(frozen=True, slots=True)
class Database:
    """A pool of connections for queries, another for commands. Open it after a fork, never before."""

    engine: Engine
    hot: HotConnections

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for queries: one consistent picture, nothing to commit."""
        with self.engine.connect() as connection:
            self._begin(connection, "BEGIN")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session in a transaction, committed at the end, rolled back by an exception.

        On SQLite the write lock is taken at the start: a transaction that reads first and writes later could
        otherwise lose an update, or fail at once whatever the busy timeout.
        """
        with self._changing() as connection, Session(connection, expire_on_commit=False) as session:
            yield session
            session.flush()

    def upgrade(self) -> None:
        """Bring the tables to the newest revision. Safe to repeat, and by several processes at once."""
        from storage import revisions  # noqa: PLC0415 - Alembic: only who upgrades needs it

        with self._changing() as connection:
            if not self.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(84118117)"))  # any fixed number
            revisions.upgrade(connection)

    def revision(self) -> tuple[str | None, str | None]:
        """The revision that the tables have, and the newest one."""
        from storage import revisions  # noqa: PLC0415 - Alembic: only who examines needs it

        with self.reading() as connection:
            return revisions.revision(connection)

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        with self.engine.connect() as connection, connection.begin():
            self._begin(connection, "BEGIN IMMEDIATE")
            yield connection

    def _begin(self, connection: Connection, words: str) -> None:
        """SQLite's transactions are begun by us: its driver would begin none for a query.

        Not in a "begin" event of the engine: with one, every statement pays for looking for listeners.
        """
        if self.is_sqlite:
            driver = cast(sqlite3.Connection, connection.connection.driver_connection)
            driver.execute(words)

    def ready(self) -> None:
        """Raises within two seconds what the driver raises when it does not answer or takes no changes."""
        with self.engine.connect() as connection:
            if not self.is_sqlite:
                connection.execute(text(f"SET LOCAL statement_timeout = {_READY_MS}"))
                connection.execute(text("SELECT 1"))
                return
            driver = cast(sqlite3.Connection, connection.connection.driver_connection)
            [patience_ms] = driver.execute("PRAGMA busy_timeout").fetchone()
            driver.execute(f"PRAGMA busy_timeout = {_READY_MS}")
            try:
                driver.execute("BEGIN IMMEDIATE")
                driver.rollback()
            finally:
                driver.execute(f"PRAGMA busy_timeout = {patience_ms}")

    def close(self) -> None:
        self.hot.close()
        self.engine.dispose()


def open_database(url: str, *, synchronous: str = "NORMAL", patience_s: float = _PATIENCE_S) -> Database:
    """`sqlite:///path` or `postgresql+psycopg://…`. Nothing is connected yet.

    `patience_s` is how long a change waits for SQLite's lock; `synchronous` is SQLite's too: FULL survives a
    power loss to the last commit, at one fdatasync each.
    """
    where = make_url(url)
    kind = where.get_backend_name()
    if kind not in ("sqlite", "postgresql"):
        raise ValueError(f"{kind} is not supported; use sqlite or postgresql+psycopg")
    engine = _sqlite(url, synchronous, patience_s) if kind == "sqlite" else _postgres(where)
    return Database(engine, HotConnections(engine))


def _postgres(url: URL) -> Engine:
    import psycopg  # noqa: PLC0415 - nine MiB that SQLite does without

    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=_POOL_SIZE,
        connect_args={"connect_timeout": _CONNECT_TIMEOUT_S},
    )

    @event.listens_for(engine, "checkin")
    def _returned(_connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
        entry.info["idle_since"] = perf_counter()

    @event.listens_for(engine, "checkout")
    def _taken(connection: DBAPIConnection, entry: ConnectionPoolEntry, _proxy: object) -> None:
        # SQLAlchemy's pre-ping would cost every command a round trip of its two or three.
        if perf_counter() - entry.info.get("idle_since", perf_counter()) > _TRUSTED_IDLE_S:
            try:
                engine.dialect.do_ping(connection)
            except psycopg.Error as lost:
                raise InvalidatePoolError("the server went away") from lost

    return engine


def _sqlite(url: str, synchronous: str, patience_s: float) -> Engine:
    engine = create_engine(
        url,
        pool_size=_POOL_SIZE,
        connect_args={
            "timeout": patience_s,
            "isolation_level": None,
            "check_same_thread": False,
        },
    )

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        connection.execute(f"PRAGMA busy_timeout = {round(patience_s * 1000)}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")

    return engine

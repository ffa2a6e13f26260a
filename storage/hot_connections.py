"""Driver connections for the hot path, kept open beside the pool: taking one costs nothing.

SQLAlchemy's pool takes 20–30 µs to lend a connection and to clean it up, a tenth of a command on SQLite.
Here the borrower cleans up: a connection is given back outside any transaction, or not at all.
"""

from __future__ import annotations

from collections import deque
from time import perf_counter
from typing import Any

from sqlalchemy import Engine


class HotConnections:
    """Of sqlite3, or of psycopg in autocommit. Grows with the threads that work at once."""

    def __init__(self, engine: Engine) -> None:
        self.trusted_idle_s = 1.0  # a connection to a server that rested longer is tried before use
        self._engine = engine
        self._remote = engine.dialect.name != "sqlite"
        self._idle: deque[tuple[Any, float]] = deque()

    def take(self) -> Any:
        while self._idle:
            try:
                connection, since = self._idle.pop()
            except IndexError:  # another thread took the last
                break
            if not self._remote or perf_counter() - since < self.trusted_idle_s or self._answers(connection):
                return connection
            self.close()  # its neighbours are lost as well
        return self._opened()

    def give(self, connection: Any) -> None:
        self._idle.append((connection, perf_counter()))

    def close(self) -> None:
        while self._idle:
            connection, _since = self._idle.pop()
            connection.close()

    def _opened(self) -> Any:
        lent = self._engine.raw_connection()
        connection: Any = lent.driver_connection
        lent.detach()
        if self._remote:
            connection.autocommit = True
        return connection

    def _answers(self, connection: Any) -> bool:
        try:
            connection.execute("SELECT 1")
        except self._engine.dialect.loaded_dbapi.Error:
            connection.close()
            return False
        return True

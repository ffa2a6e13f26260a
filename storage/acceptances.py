"""Received messages of many callbacks, committed together: who waits for the disk waits with all others.

One thread writes. While it commits, the next callbacks gather; each is told only after the commit that holds
its messages, so that what was answered is durable.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any

import msgspec

from storage.database import Database, is_out_of_reach
from storage.rows import sqlite_moment

_MOST = 200  # callbacks in one transaction: other writers wait for it
_SQLITE = """INSERT INTO inbox (platform, message_id, conversation, payload, status, received_at,
                                available_at, attempts, error)
             VALUES (?, ?, ?, ?, 'waiting', ?, ?, 0, '')
             ON CONFLICT (platform, message_id) DO NOTHING"""
# All rows in one round trip, as one parameter, numbered as they arrived.
_POSTGRES = """INSERT INTO inbox (platform, message_id, conversation, payload, status, received_at,
                                  available_at, attempts, error)
               SELECT platform, message_id, conversation, payload, 'waiting', at, at, 0, ''
               FROM ROWS FROM (json_to_recordset(%s::json)
                                 AS (platform text, message_id text, conversation text, payload text,
                                     now timestamptz))
                 WITH ORDINALITY AS given (platform, message_id, conversation, payload, at, place)
               ORDER BY place
               ON CONFLICT (platform, message_id) DO NOTHING
               RETURNING platform, message_id"""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message as it is kept; `payload` is the IncomingMessage as JSON."""

    platform: str
    message_id: str
    conversation: str
    payload: str
    now: datetime


Make = Callable[[], Sequence[Arrived]]
_Waiting = tuple[Make, "Future[list[bool]]"]


class Acceptances:
    """Serves all threads and event loops of one process; its thread starts with the first message."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: SimpleQueue[_Waiting] = SimpleQueue()
        self._lock = Lock()
        self._thread: Thread | None = None

    def submit(self, make: Make) -> Future[list[bool]]:
        """Durable when the future is done: for each message whether it is new, False for a repetition.

        `make` runs in the writing thread: the moment that it reads is that of the commit.
        """
        future: Future[list[bool]] = Future()
        self._waiting.put((make, future))
        if self._thread is None:
            self._start()
        return future

    def _start(self) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = Thread(target=self._write, name="acceptances", daemon=True)
                self._thread.start()

    def _write(self) -> None:
        while True:
            batch = [self._waiting.get()]
            try:
                while len(batch) < _MOST:
                    batch.append(self._waiting.get_nowait())
            except Empty:
                pass
            self._take([each for each in batch if each[1].set_running_or_notify_cancel()])

    def _take(self, batch: Sequence[_Waiting]) -> None:
        """Each by itself where one of them spoils it for all."""
        try:
            results = self._commit([make() for make, _ in batch])
        except Exception as error:  # whoever waits gets it, and answers for it
            if len(batch) > 1 and not is_out_of_reach(error):
                for each in batch:
                    self._take([each])
                return
            for _, future in batch:
                future.set_exception(error)
            return
        for (_, future), result in zip(batch, results, strict=True):
            future.set_result(result)

    def _commit(self, groups: Sequence[Sequence[Arrived]]) -> list[list[bool]]:
        hot = self._database.hot
        connection = hot.take()
        write = _on_sqlite if self._database.is_sqlite else _on_postgres
        try:
            results = write(connection, groups)
        except BaseException:
            connection.close()  # what it was about is rolled back with it
            raise
        hot.give(connection)
        return results


def _on_sqlite(connection: Any, groups: Sequence[Sequence[Arrived]]) -> list[list[bool]]:
    connection.execute("BEGIN IMMEDIATE")
    results = [[_inserted(connection, each) for each in group] for group in groups]
    connection.execute("COMMIT")
    return results


def _inserted(connection: Any, arrived: Arrived) -> bool:
    at = sqlite_moment(arrived.now)
    row = (arrived.platform, arrived.message_id, arrived.conversation, arrived.payload, at, at)
    return bool(connection.execute(_SQLITE, row).rowcount)


def _on_postgres(connection: Any, groups: Sequence[Sequence[Arrived]]) -> list[list[bool]]:
    rows = [each for group in groups for each in group]
    if not rows:
        return [[] for _ in groups]
    given = msgspec.json.encode(rows).decode()
    fresh = set(connection.execute(_POSTGRES, (given,)).fetchall())
    return [[_first(fresh, each) for each in group] for group in groups]


def _first(fresh: set[tuple[str, ...]], arrived: Arrived) -> bool:
    """Of several alike in one batch the first is the new one."""
    key = (arrived.platform, arrived.message_id)
    is_new = key in fresh
    fresh.discard(key)
    return is_new

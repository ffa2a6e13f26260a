"""How long is kept what nobody needs any more once it is done. Processes and their record stay for ever."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from storage.database import Database
from storage.idempotency import IdempotencyStore
from storage.queries.traffic import TURNS_BEFORE
from storage.sql import statement

_BATCH = 1000  # rows of one transaction: SQLite's lock is never held for long
_BATCHES = 50
_OLD = {
    "inbox": "status = 'done' AND done_at < :before",
    "outbox": "status = 'done' AND done_at < :before",
    "reminder": "status <> 'waiting' AND done_at < :before",
    "turn_record": "at < :before",
}
_FIND = {
    table: statement(f"SELECT id FROM {table} WHERE {old} ORDER BY id LIMIT {_BATCH}", moments=("before",))
    for table, old in _OLD.items()
}
_DROP = {table: statement(f"DELETE FROM {table} WHERE id IN :ids", lists=("ids",)) for table in _OLD}
_COUNT = statement(
    "SELECT parser, count(*), sum(tokens) FROM turn_record WHERE id IN :ids GROUP BY parser", lists=("ids",)
)
_BEFORE = statement("SELECT value FROM setting WHERE key = :key")
_KEEP_BEFORE = statement(
    """INSERT INTO setting (key, value) VALUES (:key, :value)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value"""
)


@dataclass(frozen=True, slots=True)
class Retention:
    """`messages`: received and delivered ones, reminders; a platform may repeat a message for that long.

    `turns`: what was understood, never the words. What was parked stays until somebody has looked.
    """

    database: Database
    messages: timedelta
    turns: timedelta

    def prune(self, now: datetime) -> Mapping[str, int]:
        """How many rows of each table were dropped."""
        dropped = {"idempotency": IdempotencyStore(self.database).prune(now)}
        for table in _OLD:
            before = now - (self.turns if table == "turn_record" else self.messages)
            dropped[table] = sum(self._dropped(table, before) for _ in range(_BATCHES))
        return {table: rows for table, rows in dropped.items() if rows}

    def _dropped(self, table: str, before: datetime) -> int:
        with self.database.reading() as connection:
            ids = connection.execute(_FIND[table], {"before": before}).scalars().all()
        if not ids:
            return 0
        with self.database.writing() as session:
            connection = session.connection()
            if table == "turn_record":
                _remember(connection, ids)
            connection.execute(_DROP[table], {"ids": ids})
        return len(ids)


def _remember(connection: Connection, ids: Sequence[int]) -> None:
    """Counters of /metrics never fall."""
    kept = connection.execute(_BEFORE, {"key": TURNS_BEFORE}).scalar_one_or_none()
    before = json.loads(kept) if kept else {}
    for parser, turns, tokens in connection.execute(_COUNT, {"ids": ids}):
        old_turns, old_tokens = before.get(parser, (0, 0))
        before[parser] = [old_turns + turns, old_tokens + int(tokens)]
    connection.execute(_KEEP_BEFORE, {"key": TURNS_BEFORE, "value": json.dumps(before)})

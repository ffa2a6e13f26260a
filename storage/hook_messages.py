"""Messages of other systems: kept until a process takes them, each once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import JsonValue

from engine.process import Number
from storage.database import Database
from storage.sql import statement

_KEPT = timedelta(days=7)  # a message may come before its step is reached
_ADD = statement(
    """INSERT INTO hook_message (source, id, name, key, data, at)
       VALUES (:source, :id, :name, :key, :data, :now)
       ON CONFLICT (source, id) DO NOTHING""",
    moments=("now",),
)
_OLDEST = statement(
    """SELECT source, id, data FROM hook_message
       WHERE name = :name AND key = :key AND taken_by IS NULL AND at > :since ORDER BY at, id LIMIT 1""",
    moments=("since",),
)
_TAKE = statement(
    "UPDATE hook_message SET taken_by = :process WHERE source = :source AND id = :id AND taken_by IS NULL"
)
_AWAITED = statement(
    """SELECT number, awaits FROM process
       WHERE awaits <> '' AND status = 'running' AND awaits LIKE :line ESCAPE '\\' ORDER BY number"""
)


@dataclass(frozen=True, slots=True)
class HookMessage:
    id: tuple[str, str]  # source, and the id that it gave
    data: JsonValue


@dataclass(frozen=True, slots=True)
class HookMessages:
    database: Database

    def keep(self, source: str, id_: str, name: str, key: str, data: JsonValue, now: datetime) -> bool:
        """False for a repetition."""
        row = {"source": source, "id": id_, "name": name, "key": key, "now": now}
        with self.database.writing() as session:
            made = session.connection().execute(_ADD, {**row, "data": json.dumps(data, ensure_ascii=False)})
            return bool(made.rowcount)

    def oldest(self, name: str, key: str, now: datetime) -> HookMessage | None:
        with self.database.reading() as connection:
            row = connection.execute(_OLDEST, {"name": name, "key": key, "since": now - _KEPT}).first()
        return HookMessage((row.source, row.id), json.loads(row.data)) if row else None

    def take(self, id_: tuple[str, str], process: Number, now: datetime) -> bool:
        """False when another process was faster."""
        with self.database.writing() as session:
            row = {"source": id_[0], "id": id_[1], "process": process}
            return bool(session.connection().execute(_TAKE, row).rowcount)

    def awaited(self, name: str, key: str) -> Sequence[Number]:
        """The running processes that wait for it."""
        line = f"message\t{name}\t{key}"
        pattern = line.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        with self.database.reading() as connection:
            rows = connection.execute(_AWAITED, {"line": f"%{pattern}%"}).all()
        return [Number(row.number) for row in rows if line in row.awaits.split("\n")]

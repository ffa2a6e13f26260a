"""The floor: the very rows that the engine writes, made beforehand, written by the bare driver."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from bench.purchase import SOURCE, parsed
from engine.events import AnyEvent
from engine.process import Number, Process, TaskId
from engine.template import Template
from storage.hash_chain import NOTHING
from storage.rows import Moment, Writing, writing
from storage.statements import CHANGED_COLUMNS, PROCESS_COLUMNS, WRITTEN


class Rehearsal:
    """A memory without a database: it keeps what is saved. One object plays unit of work and work."""

    def __init__(self, moment: Moment) -> None:
        self._moment = moment
        self._template = parsed(SOURCE, 1)
        self._processes: dict[str, tuple[Process, str]] = {}
        self.saved: list[Writing] = []

    def __call__(self) -> Rehearsal:
        return self

    def __enter__(self) -> Rehearsal:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def load(self, number: Number) -> Process:
        return self._processes[number][0]

    def template(self, template_id: str) -> Template:
        return self._template

    def version(self, template_id: str, version: int) -> Template:
        return self._template

    def next_number(self, prefix: str) -> Number:
        return Number(f"{prefix}-{len(self._processes) + 1}")

    def closed_task(self, task: TaskId) -> None:
        return None

    def recorded(self, key: str) -> None:
        return None

    def save(
        self, process: Process, events: Sequence[AnyEvent], *, before: Process | None, key: str | None
    ) -> None:
        last_hash = self._processes[before.number][1] if before else NOTHING
        new = writing(process, events, before=before, last_hash=last_hash, key=key, moment=self._moment)
        self._processes[process.number] = (process, new.rows["event"][-1][-1])
        self.saved.append(new)


def _insert(table: str, columns: Sequence[str]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"


_START = _insert("process", PROCESS_COLUMNS)
_NUMBER = (
    "INSERT INTO series (prefix, last) VALUES ('PR', 1)"
    " ON CONFLICT (prefix) DO UPDATE SET last = series.last + 1 RETURNING last"
)
_LOAD = "SELECT template, version, last_hash, state FROM process WHERE number = ?"
_CHANGE = f"UPDATE process SET {' = ?, '.join(CHANGED_COLUMNS)} = ? WHERE number = ? AND seq = ?"
_EVENT, _OPEN = (_insert(table, WRITTEN[table]) for table in ("event", "task"))
_WAIT = "UPDATE task SET timer_kind = ?, timer_at = ?, timer_turn = ?, snoozed_until = ? WHERE id = ?"
_CLOSE = (
    "UPDATE task SET status = ?, timer_kind = NULL, timer_at = NULL, timer_turn = NULL, closed_at = ?,"
    " closed_by = ?, comment = ? WHERE id = ?"
)
_PARTICIPANT = "INSERT INTO participant VALUES (?, ?)"
_OUTBOX = (
    "INSERT INTO outbox (key, kind, lane, payload, status, created_at, available_at, attempts, error)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


class Floor:
    """On a connection of sqlite3 or psycopg. `begin` is empty where the driver begins by itself."""

    def __init__(self, connection: Any, *, begin: str, mark: str) -> None:
        self._connection, self._begin, self._mark = connection, begin, mark
        self._many = connection.cursor().executemany
        self._seen: set[str] = set()  # tasks that have their row

    def write(self, new: Writing) -> None:
        """One action: the process read and written, its events, tasks and outbox entry, committed."""
        if self._begin:
            self._run(self._begin)
        seq, events = new.process[10], new.rows["event"]
        if events[0][1] == 1:
            self._run(_NUMBER).fetchone()
            self._run(_START, *new.process)
        else:
            state = self._run(_LOAD, new.process[0]).fetchone()[3]
            json.loads(state)
            self._run(_CHANGE, *new.changed, new.process[0], seq - len(events))
        self._many(_EVENT.replace("?", self._mark), events)
        for task in new.rows.get("task", ()):
            if task[0] not in self._seen:
                self._seen.add(task[0])
                self._run(_OPEN, *task)
            elif task[7] == "open":
                self._run(_WAIT, *task[11:15], task[0])
            else:
                self._run(_CLOSE, task[7], *task[15:18], task[0])
        for participant in new.rows.get("participant", ()):
            self._run(_PARTICIPANT, *participant)
        self._run(_OUTBOX, *new.rows["outbox"][0])
        self._connection.commit()

    def _run(self, sql: str, *parameters: Any) -> Any:
        return self._connection.execute(sql.replace("?", self._mark), parameters)

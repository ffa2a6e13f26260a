"""Who is called when something happens to a process: other systems, each at its URL, with its own secret."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Row
from sqlmodel import UTCDateTime

from storage.database import Database
from storage.sql import statement

_COLUMNS = "id, url, secret, events, created_by, created_at"
_ADD = statement(
    f"""INSERT INTO webhook ({_COLUMNS})
        VALUES (:id, :url, :secret, :events, :created_by, :created_at)""",
    moments=("created_at",),
)
_ALL = statement(f"SELECT {_COLUMNS} FROM webhook ORDER BY created_at DESC, id").columns(
    created_at=UTCDateTime()
)
_ONE = statement(f"SELECT {_COLUMNS} FROM webhook WHERE id = :id").columns(created_at=UTCDateTime())
_REMOVE = statement("DELETE FROM webhook WHERE id = :id")


@dataclass(frozen=True, slots=True)
class Subscription:
    """`events` are types of events, none for all. `secret` as in Standard Webhooks: `whsec_` and base64."""

    id: str
    url: str
    secret: str = field(repr=False)
    events: tuple[str, ...]
    created_by: str  # the API key's name
    created_at: datetime

    def wants(self, event: str) -> bool:
        return not self.events or event in self.events


@dataclass(frozen=True, slots=True)
class Subscriptions:
    database: Database

    def add(self, url: str, events: Sequence[str], *, by: str, now: datetime) -> Subscription:
        made = Subscription(
            id=f"wh_{secrets.token_hex(8)}",
            url=url,
            secret="whsec_" + base64.b64encode(secrets.token_bytes(32)).decode(),
            events=tuple(events),
            created_by=by,
            created_at=now,
        )
        values = {name: getattr(made, name) for name in _COLUMNS.split(", ")}
        with self.database.writing() as session:
            session.connection().execute(_ADD, values | {"events": json.dumps(made.events)})
        return made

    def all(self) -> tuple[Subscription, ...]:
        """The newest first."""
        with self.database.reading() as connection:
            return tuple(map(_subscription, connection.execute(_ALL)))

    def find(self, subscription: str) -> Subscription | None:
        with self.database.reading() as connection:
            row = connection.execute(_ONE, {"id": subscription}).one_or_none()
        return _subscription(row) if row else None

    def remove(self, subscription: str) -> bool:
        """False when there is none. What waits to be sent there is sent nowhere."""
        with self.database.writing() as session:
            return bool(session.connection().execute(_REMOVE, {"id": subscription}).rowcount)


def _subscription(row: Row[tuple[str, str, str, str, str, datetime]]) -> Subscription:
    return Subscription(**{**row._mapping, "events": tuple(json.loads(row.events))})

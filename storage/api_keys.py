"""Keys of the open API. Only their hashes are kept: a key is shown once, when it is made."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import RowMapping, select, update
from sqlalchemy.exc import IntegrityError

from storage.database import Database
from storage.tables import METADATA

PREFIX = "tt_"
_KEY = METADATA.tables["api_key"]
_USE_NOTED_EVERY = timedelta(minutes=5)  # a write for every read would be a poor trade


class Scope(StrEnum):
    READ = "read"
    ACT = "act"  # for people, named as `actor`
    CHAT = "chat"
    HOOK = "hook"  # sends messages that processes wait for; its name is the source


class KeyExists(Exception):
    """There is a key of that name; revoke it or choose another name."""


@dataclass(frozen=True, slots=True)
class ApiKey:
    name: str
    scopes: frozenset[Scope]
    created_at: datetime
    revoked_at: datetime | None
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class ApiKeyStore:
    database: Database

    def create(self, name: str, scopes: Iterable[Scope], now: datetime) -> str:
        """The new key. Without scopes it may do everything. Raises KeyExists."""
        key = PREFIX + secrets.token_urlsafe(32)
        row = {"name": name, "sha256": _hash(key), "scope": " ".join(sorted(scopes)), "created_at": now}
        try:
            with self.database.writing() as session:
                session.connection().execute(_KEY.insert(), row)
        except IntegrityError as error:
            raise KeyExists(name) from error
        return key

    def is_valid(self, name: str, scope: Scope) -> bool:
        """Whether a key of that name is in use and was made for that alone."""
        query = select(_KEY.c.scope).where(_KEY.c.name == name, _KEY.c.revoked_at.is_(None))
        with self.database.reading() as connection:
            return connection.execute(query).scalar() == scope

    def all(self) -> list[ApiKey]:
        with self.database.reading() as connection:
            rows = connection.execute(select(_KEY).order_by(_KEY.c.created_at, _KEY.c.name)).mappings().all()
        return [_api_key(row) for row in rows]

    def revoke(self, name: str, now: datetime) -> bool:
        """False when there is no such key in use."""
        with self.database.writing() as session:
            done = session.connection().execute(
                update(_KEY).where(_KEY.c.name == name, _KEY.c.revoked_at.is_(None)).values(revoked_at=now)
            )
        return bool(done.rowcount)

    def holder(self, key: str, now: datetime) -> ApiKey | None:
        """Whose key this is; None for one that is unknown or revoked."""
        if not key.startswith(PREFIX):
            return None
        digest = _hash(key)
        with self.database.reading() as connection:
            row = connection.execute(select(_KEY).where(_KEY.c.sha256 == digest)).mappings().first()
        if row is None or row["revoked_at"] is not None or not hmac.compare_digest(row["sha256"], digest):
            return None
        used = row["last_used_at"]
        if used is None or now - used > _USE_NOTED_EVERY:
            with self.database.writing() as session:
                noted = update(_KEY).where(_KEY.c.sha256 == digest).values(last_used_at=now)
                session.connection().execute(noted)
        return _api_key(row)


def _hash(key: str) -> str:
    """A plain hash is enough: the key has 256 random bits, so there is nothing to guess."""
    return hashlib.sha256(key.encode()).hexdigest()


def _api_key(row: RowMapping) -> ApiKey:
    scopes = frozenset(Scope(name) for name in row["scope"].split()) or frozenset(Scope)
    return ApiKey(row["name"], scopes, row["created_at"], row["revoked_at"], row["last_used_at"])

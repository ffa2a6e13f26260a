"""Lists in pages, newest first. A cursor says where the last page ended; rows added since do not shift it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Column, Connection, Row, Select, tuple_

MAX_LIMIT = 200
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    items: tuple[T, ...]
    next_cursor: str | None = None


class CursorInvalid(ValueError):
    """The cursor is none that a page gave out."""


def newest_first(
    connection: Connection,
    query: Select[Any],
    *,
    by: tuple[Column[Any], Column[Any]],
    cursor: str | None,
    limit: int,
    make: Callable[[Row[Any]], T],
) -> Page[T]:
    """`by`: the moment and the unique id that order the list. Raises CursorInvalid."""
    at, unique = by
    limit = max(1, min(limit, MAX_LIMIT))
    if cursor is not None:
        query = query.where(tuple_(at, unique) < tuple_(*_read(cursor)))
    query = query.order_by(at.desc(), unique.desc()).limit(limit + 1)
    rows = connection.execute(query).all()
    page = rows[:limit]
    following = None
    if len(rows) > limit:
        last = page[-1]._mapping
        following = _write(last[at], last[unique])
    return Page(tuple(map(make, page)), following)


def _write(at: datetime, unique: str) -> str:
    return base64.urlsafe_b64encode(f"{at.isoformat()} {unique}".encode()).decode().rstrip("=")


def _read(cursor: str) -> tuple[datetime, str]:
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        at, _, unique = text.partition(" ")
        moment = datetime.fromisoformat(at)
    except (binascii.Error, ValueError) as error:
        raise CursorInvalid(cursor) from error
    if moment.tzinfo is None or not unique:
        raise CursorInvalid(cursor)
    return moment, unique

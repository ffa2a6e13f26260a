"""SQL that reads alike on SQLite and PostgreSQL, prepared once: what many turns and jobs run."""

from __future__ import annotations

from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import UTCDateTime

DatabaseError = SQLAlchemyError  # for those above, who do not speak SQL: the database did not do it


def statement(sql: str, *, moments: tuple[str, ...] = (), lists: tuple[str, ...] = ()) -> TextClause:
    """`moments` are the parameters that are aware datetimes; `lists` those that stand after IN."""
    binds = [bindparam(name, type_=UTCDateTime()) for name in moments]
    binds += [bindparam(name, expanding=True) for name in lists]
    return text(sql).bindparams(*binds)

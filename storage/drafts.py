"""Drafts of templates: one per template, kept as it was drawn or written, also while it is unfinished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import UTCDateTime

from storage.database import Database
from storage.sql import statement

_KEEP = statement(
    """INSERT INTO template_draft (id, source, author, updated_at) VALUES (:id, :source, :author, :updated_at)
       ON CONFLICT (id) DO UPDATE SET source = :source, author = :author, updated_at = :updated_at""",
    moments=("updated_at",),
)
_ALL = "SELECT id, source, author, updated_at FROM template_draft"
_OF = statement(f"{_ALL} WHERE id = :id").columns(updated_at=UTCDateTime())
_LISTED = statement(f"{_ALL} ORDER BY id").columns(updated_at=UTCDateTime())
_DROP = statement("DELETE FROM template_draft WHERE id = :id")


@dataclass(frozen=True, slots=True)
class Draft:
    id: str
    source: str
    author: str | None  # None: another system, by the open API
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Drafts:
    database: Database

    def keep(self, draft: Draft) -> None:
        """The last one wins; there is one draft per template."""
        row = {"id": draft.id, "source": draft.source, "author": draft.author, "updated_at": draft.updated_at}
        with self.database.writing() as session:
            session.connection().execute(_KEEP, row)

    def of(self, template: str) -> Draft | None:
        with self.database.reading() as connection:
            row = connection.execute(_OF, {"id": template}).first()
        return Draft(*row) if row is not None else None

    def all(self) -> Sequence[Draft]:
        with self.database.reading() as connection:
            return [Draft(*row) for row in connection.execute(_LISTED).all()]

    def drop(self, template: str) -> None:
        """Nothing happens when there is none."""
        with self.database.writing() as session:
            session.connection().execute(_DROP, {"id": template})

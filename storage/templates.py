"""Templates as they were written, version by version. A published version never changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, select, update

from engine.errors import NotFound
from engine.template import Template
from storage.database import Database
from storage.leases import one_claim_at_a_time
from storage.sql import statement
from storage.tables import METADATA, TemplateRow

Parse = Callable[[str, int], Template]  # source, version → template; raises TemplateInvalid
_T = METADATA.tables["template"].c

# Each turn asks for it.
_CURRENT = statement(
    "SELECT id, max(version) AS version FROM template WHERE status = 'published' GROUP BY id ORDER BY id"
)

_KNOWN = statement("SELECT id, max(version) AS version FROM template GROUP BY id ORDER BY id")


class TemplateStatus(StrEnum):
    PUBLISHED = "published"
    RETIRED = "retired"  # starts no processes any more; those under way go on


@dataclass(frozen=True, slots=True)
class TemplateVersion:
    id: str
    version: int
    status: TemplateStatus
    source: str
    author: str | None
    created_at: datetime


class TemplateStore:
    """`parse` is handed in: formats are the engine's, and the step types are found by the wiring."""

    def __init__(self, database: Database, parse: Parse) -> None:
        self._database, self._parse = database, parse
        self._parsed: dict[tuple[str, int], Template] = {}

    def publish(
        self, template: str, source: str, now: datetime, *, author: str | None = None, key: str | None = None
    ) -> int:
        """Make a source the current version and return its number; the current one's if it is the same text.

        Raises TemplateInvalid. Of two that publish at once the second waits for the first; under one `key`
        the second finds what the first published.
        """
        self._parse(source, 0)
        with self._database.writing() as session:
            one_claim_at_a_time(self._database, session, f"template {template}")
            if key is not None and (done := session.connection().execute(_under(key)).first()) is not None:
                return int(done.version)
            newest = session.connection().execute(_newest_first(template)).first()
            if newest is not None and newest.status == TemplateStatus.PUBLISHED and newest.source == source:
                return int(newest.version)
            version = (newest.version if newest is not None else 0) + 1
            session.add(
                TemplateRow(
                    id=template,
                    version=version,
                    status=TemplateStatus.PUBLISHED.value,
                    source=source,
                    author=author,
                    created_at=now,
                    key=key,
                )
            )
            return version

    def published_by(self, key: str) -> Template | None:
        """What a message or request has published already."""
        with self._database.reading() as connection:
            row = connection.execute(_under(key)).first()
        return self.read(row.id, row.version) if row is not None else None

    def retire(self, template: str) -> None:
        """Let it start no more processes. Raises NotFound."""
        with self._database.writing() as session:
            retired = session.connection().execute(
                update(TemplateRow)
                .where(_T.id == template, _T.status == TemplateStatus.PUBLISHED)
                .values(status=TemplateStatus.RETIRED.value)
            )
            if retired.rowcount == 0:
                raise NotFound("template", template)

    def read(self, template: str, version: int) -> Template:
        """A version, parsed once. Raises NotFound."""
        found = self._parsed.get((template, version))
        if found is None:
            source = self.version(template, version).source
            found = self._parsed[template, version] = self._parse(source, version)
        return found

    def current(self) -> tuple[Template, ...]:
        """What can be started, by id."""
        with self._database.reading() as connection:
            rows = connection.execute(_CURRENT).all()
        return tuple(self.read(row.id, row.version) for row in rows)

    def known(self) -> tuple[Template, ...]:
        """The newest version of every template, retired ones included, by id."""
        with self._database.reading() as connection:
            rows = connection.execute(_KNOWN).all()
        return tuple(self.read(row.id, row.version) for row in rows)

    def version(self, template: str, version: int | None = None) -> TemplateVersion:
        """A version as it was written, the newest when none is named. Raises NotFound."""
        found = self.versions(template)
        chosen = found[:1] if version is None else [each for each in found if each.version == version]
        if not chosen:
            raise NotFound("template", template if version is None else f"{template} {version}")
        return chosen[0]

    def versions(self, template: str) -> tuple[TemplateVersion, ...]:
        """All versions of a template as they were written, newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(_newest_first(template)).all()
        return tuple(
            TemplateVersion(
                id=row.id,
                version=row.version,
                status=TemplateStatus(row.status),
                source=row.source,
                author=row.author,
                created_at=row.created_at,
            )
            for row in rows
        )


def _under(key: str) -> Select[Any]:
    return select(METADATA.tables["template"]).where(_T.key == key)


def _newest_first(template: str) -> Select[Any]:
    return select(METADATA.tables["template"]).where(_T.id == template).order_by(_T.version.desc())

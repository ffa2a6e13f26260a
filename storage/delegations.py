"""委托: who stands in for whom, and which open tasks that has not been carried over to yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from time import perf_counter
from typing import Any

from sqlmodel import UTCDateTime, select

from engine.deputies import Delegation, Scope
from engine.people import PersonId
from engine.process import Number
from storage.database import Database
from storage.sql import statement
from storage.tables import METADATA, DelegationRow

_LOOK_EVERY_S = 1.0  # how soon one made by another process is seen here
_D = METADATA.tables["delegation"]
_DUE = statement(
    """SELECT id, principal, starts_at, ends_at FROM delegation
       WHERE ended = :no AND ((begun = :no AND starts_at <= :now) OR ends_at <= :now) ORDER BY id""",
    moments=("now",),
).columns(starts_at=UTCDateTime(), ends_at=UTCDateTime())
_CARRIED = statement(
    """UPDATE delegation SET begun = :yes, ended = (ends_at <= :now) WHERE id = :id""", moments=("now",)
)
_REVOKE = statement(
    """UPDATE delegation SET ends_at = :now WHERE principal = :person AND ends_at > :now""",
    moments=("now",),
)
_OPEN = statement(
    """SELECT DISTINCT process FROM task
       WHERE status = 'open' AND (assignee = :person OR on_behalf_of = :person) ORDER BY process"""
)


@dataclass(slots=True)
class Delegations:
    """Keeps what it read for a second. One object serves all threads."""

    database: Database
    _lock: Lock = field(default_factory=Lock)
    _known: tuple[Delegation, ...] = ()
    _looked_at: float = float("-inf")

    def current(self) -> tuple[Delegation, ...]:
        """Those that have not ended, future ones included."""
        with self._lock:
            if perf_counter() - self._looked_at > _LOOK_EVERY_S:
                with self.database.reading() as connection:
                    rows = connection.execute(select(*_D.c).where(_D.c.ended.is_(False)).order_by(_D.c.id))
                    self._known = tuple(map(_delegation, rows))
                self._looked_at = perf_counter()
            return self._known

    def add(
        self,
        principal: str,
        deputy: str,
        start: datetime,
        end: datetime,
        *,
        by: str,
        scope: Scope,
        now: datetime,
    ) -> None:
        """The rules are the engine's (`deputies.check`). The same period and scope twice is one."""
        with self.database.writing() as session:
            same = select(_D.c.id).where(
                _D.c.principal == principal,
                _D.c.deputy == deputy,
                _D.c.starts_at == start,
                _D.c.ends_at == end,
                _D.c.template == scope.template,
                _D.c.department == scope.department,
                _D.c.up_to_cny.is_not_distinct_from(scope.up_to_cny),
            )
            if session.connection().execute(same).first() is None:
                session.add(
                    DelegationRow(
                        principal=principal,
                        deputy=deputy,
                        starts_at=start,
                        ends_at=end,
                        template=scope.template,
                        department=scope.department,
                        up_to_cny=scope.up_to_cny,
                        made_by=by,
                        made_at=now,
                    )
                )
        self._forget()

    def revoke(self, principal: str, now: datetime) -> None:
        with self.database.writing() as session:
            session.connection().execute(_REVOKE, {"person": principal, "now": now})
        self._forget()

    def due(self, now: datetime) -> tuple[tuple[int, PersonId], ...]:
        """Whose period began or ended without their open tasks being carried over: id and principal."""
        with self.database.reading() as connection:
            rows = connection.execute(_DUE, {"now": now, "no": False}).all()
        return tuple((row.id, PersonId(row.principal)) for row in rows)

    def affected(self, principal: str) -> Sequence[Number]:
        """The processes in which they, or a deputy for them, have an open task."""
        with self.database.reading() as connection:
            return [Number(row.process) for row in connection.execute(_OPEN, {"person": principal})]

    def carried(self, delegation: int, now: datetime) -> None:
        with self.database.writing() as session:
            session.connection().execute(_CARRIED, {"id": delegation, "now": now, "yes": True})
        self._forget()

    def _forget(self) -> None:
        with self._lock:
            self._looked_at = float("-inf")


def _delegation(row: Any) -> Delegation:
    return Delegation(
        id=row.id,
        principal=PersonId(row.principal),
        deputy=PersonId(row.deputy),
        start=row.starts_at,
        end=row.ends_at,
        scope=Scope(row.template, row.department, row.up_to_cny),
    )

"""Whose account on a chat platform is whose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update

from engine.people import PersonId
from storage.database import Database
from storage.tables import METADATA, AccountRow

_ACCOUNT = METADATA.tables["account"]


@dataclass(frozen=True, slots=True)
class Account:
    """`address` (JSON) is where to reach the person directly, once that is known."""

    platform: str
    platform_user: str
    person: PersonId
    address: str | None
    linked_by: str  # email | mobile | demo | confirmed


class Accounts:
    def __init__(self, database: Database) -> None:
        self._database = database

    def person_of(self, platform: str, platform_user: str) -> PersonId | None:
        query = select(_ACCOUNT.c.person).where(
            _ACCOUNT.c.platform == platform, _ACCOUNT.c.platform_user == platform_user
        )
        with self._database.reading() as connection:
            person: PersonId | None = connection.execute(query).scalar()
        return person

    def of(self, person: PersonId) -> tuple[Account, ...]:
        """In the order of linking."""
        query = (
            select(_ACCOUNT)
            .where(_ACCOUNT.c.person == person)
            .order_by(_ACCOUNT.c.linked_at, _ACCOUNT.c.platform)
        )
        with self._database.reading() as connection:
            return tuple(
                Account(row.platform, row.platform_user, row.person, row.address, row.linked_by)
                for row in connection.execute(query).all()
            )

    def link(
        self, platform: str, platform_user: str, person: PersonId, *, linked_by: str, now: datetime
    ) -> None:
        """The account is this person's from now on, whoever's it was."""
        with self._database.writing() as session:
            session.merge(
                AccountRow(
                    platform=platform,
                    platform_user=platform_user,
                    person=person,
                    linked_by=linked_by,
                    linked_at=now,
                )
            )

    def on(self, platform: str, person: PersonId) -> tuple[Account, ...]:
        return tuple(each for each in self.of(person) if each.platform == platform)

    def unlink(self, platform: str, person: PersonId, *, linked_by: str) -> bool:
        """Forget the person's accounts there that were linked so; whether there were any."""
        gone = delete(_ACCOUNT).where(
            _ACCOUNT.c.platform == platform, _ACCOUNT.c.person == person, _ACCOUNT.c.linked_by == linked_by
        )
        with self._database.writing() as session:
            return bool(session.connection().execute(gone).rowcount)

    def reach(self, platform: str, platform_user: str, address: str) -> None:
        """Remember the direct conversation with an account."""
        with self._database.writing() as session:
            session.connection().execute(
                update(_ACCOUNT)
                .where(_ACCOUNT.c.platform == platform, _ACCOUNT.c.platform_user == platform_user)
                .values(address=address)
            )

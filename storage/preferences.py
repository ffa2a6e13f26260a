"""What a person has chosen, and where they were last seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from storage.database import Database
from storage.sql import statement

_GET = statement(
    """SELECT person, language, quiet_hours, digest, last_platform, last_address, spoken
       FROM preference WHERE person = :person"""
)
_CREATE = statement("INSERT INTO preference (person) VALUES (:person) ON CONFLICT (person) DO NOTHING")
_CHOOSE = {
    name: statement(f"UPDATE preference SET {name} = :value WHERE person = :person")
    for name in ("language", "quiet_hours", "digest")
}
_SPOKE = statement("UPDATE preference SET spoken = :language WHERE person = :person")
_SEEN = statement(
    "UPDATE preference SET last_platform = :platform, last_address = :address WHERE person = :person"
)


@dataclass(frozen=True, slots=True)
class Preferences:
    """None: never chosen. `quiet_hours` is 21:00-08:00 or off, `digest` 09:00 or off."""

    person: str
    language: str | None = None
    quiet_hours: str | None = None
    digest: str | None = None
    last_platform: str | None = None
    last_address: str | None = None
    spoken: str | None = None  # the language of the last sentence that tells

    @property
    def reads(self) -> str | None:
        """The language chosen, else the one spoken."""
        return self.language or self.spoken


@dataclass(frozen=True, slots=True)
class PreferenceBook:
    database: Database

    def of(self, person: str) -> Preferences:
        with self.database.reading() as connection:
            row = connection.execute(_GET, {"person": person}).one_or_none()
        return Preferences(person) if row is None else Preferences(**row._mapping)

    def choose(self, person: str, choices: Mapping[str, str | None]) -> None:
        """Keep choices of `language`, `quiet_hours`, `digest`; None takes one back."""
        with self.database.writing() as session:
            connection = session.connection()
            connection.execute(_CREATE, {"person": person})
            for name, value in choices.items():
                connection.execute(_CHOOSE[name], {"person": person, "value": value})

    def heard(self, known: Preferences, language: str) -> Preferences:
        """They just spoke this language."""
        if known.spoken == language:
            return known
        with self.database.writing() as session:
            connection = session.connection()
            connection.execute(_CREATE, {"person": known.person})
            connection.execute(_SPOKE, {"person": known.person, "language": language})
        return replace(known, spoken=language)

    def saw(self, known: Preferences, *, platform: str, address: str) -> None:
        """They just wrote from there; `address` (JSON) reaches them alone."""
        if (known.last_platform, known.last_address) == (platform, address):
            return  # the common case costs nothing
        person = known.person
        with self.database.writing() as session:
            connection = session.connection()
            connection.execute(_CREATE, {"person": person})
            connection.execute(_SEEN, {"person": person, "platform": platform, "address": address})

"""Where cards stand, so that a decision made elsewhere changes them and a reply under one is understood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row
from sqlmodel import UTCDateTime

from storage.database import Database
from storage.sql import statement

_COLUMNS = "card, platform, conversation, message, address, person, posted_at, content_hash"
_RECORD = statement(
    f"""INSERT INTO posted_card ({_COLUMNS})
        VALUES (:card, :platform, :conversation, :message, :address, :person, :posted_at, :content_hash)
        ON CONFLICT (platform, conversation, message) DO UPDATE
          SET card = excluded.card, content_hash = excluded.content_hash""",
    moments=("posted_at",),
)
_OF_CARD = statement(f"SELECT {_COLUMNS} FROM posted_card WHERE card = :card ORDER BY id").columns(
    posted_at=UTCDateTime()
)
_UNDER = statement(
    """SELECT card FROM posted_card
       WHERE platform = :platform AND conversation = :conversation AND message = :message"""
)
_NEWEST = statement(
    """SELECT card FROM posted_card WHERE platform = :platform AND conversation = :conversation
       ORDER BY id DESC LIMIT :limit"""
)


@dataclass(frozen=True, slots=True)
class PostedCard:
    """`message` is the platform's id, `address` JSON; `content_hash` of what it shows now."""

    card: str
    platform: str
    conversation: str
    message: str
    address: str
    person: str | None
    posted_at: datetime
    content_hash: str = ""


@dataclass(frozen=True, slots=True)
class PostedCards:
    database: Database

    def record(self, posted: PostedCard) -> None:
        """It was posted, or the message at that place now shows it."""
        values = {name: getattr(posted, name) for name in _COLUMNS.split(", ")}
        with self.database.writing() as session:
            session.connection().execute(_RECORD, values)

    def of_card(self, card: str) -> tuple[PostedCard, ...]:
        """Every place where it stands, oldest first."""
        with self.database.reading() as connection:
            return tuple(_posted(row) for row in connection.execute(_OF_CARD, {"card": card}))

    def under(self, platform: str, conversation: str, message: str) -> str | None:
        """The key of the card in that message: what a reply or a quotation means."""
        values = {"platform": platform, "conversation": conversation, "message": message}
        with self.database.reading() as connection:
            card: str | None = connection.execute(_UNDER, values).scalar_one_or_none()
            return card

    def newest(self, platform: str, conversation: str, *, limit: int = 5) -> tuple[str, ...]:
        """The keys of the last cards posted in a conversation, newest first."""
        values = {"platform": platform, "conversation": conversation, "limit": limit}
        with self.database.reading() as connection:
            return tuple(connection.execute(_NEWEST, values).scalars())


def _posted(row: Row[tuple[str, str, str, str, str, str | None, datetime, str]]) -> PostedCard:
    return PostedCard(**row._mapping)

"""Where a conversation stands with one person: JSON that only `bot.turn` understands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from storage.database import Database
from storage.sql import statement

_GET = statement("SELECT state FROM dialogue WHERE conversation = :conversation AND person = :person")
_SAVE = statement(
    """INSERT INTO dialogue (conversation, person, state, updated_at)
       VALUES (:conversation, :person, :state, :now)
       ON CONFLICT (conversation, person) DO UPDATE
         SET state = excluded.state, updated_at = excluded.updated_at""",
    moments=("now",),
)


@dataclass(frozen=True, slots=True)
class Dialogue:
    conversation: str
    person: str
    state: str


@dataclass(frozen=True, slots=True)
class Dialogues:
    database: Database

    def get(self, conversation: str, person: str) -> str | None:
        """The state last saved; None when they never spoke there."""
        with self.database.reading() as connection:
            values = {"conversation": conversation, "person": person}
            state: str | None = connection.execute(_GET, values).scalar_one_or_none()
            return state


def save_dialogue(session: Session, dialogue: Dialogue, *, now: datetime) -> None:
    """In the caller's transaction."""
    session.connection().execute(
        _SAVE,
        {
            "conversation": dialogue.conversation,
            "person": dialogue.person,
            "state": dialogue.state,
            "now": now,
        },
    )

"""What went through since the beginning, for /metrics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from storage.database import Database
from storage.tables import METADATA

_PROCESS, _TURN, _MESSAGE = (METADATA.tables[name] for name in ("process", "turn_record", "chat_message"))


@dataclass(frozen=True, slots=True)
class Traffic:
    turns: Mapping[str, int]  # by parser: local, llm, button
    tokens: int  # spent on language models
    events: int
    chat_messages: int


def traffic(database: Database) -> Traffic:
    """Events are summed over the processes, which know how many they have: the log itself may be long."""
    with database.reading() as connection:
        turns = connection.execute(
            select(_TURN.c.parser, func.count(), func.sum(_TURN.c.tokens)).group_by(_TURN.c.parser)
        ).all()
        events = connection.execute(select(func.coalesce(func.sum(_PROCESS.c.seq), 0))).scalar_one()
        messages = connection.execute(select(func.count()).select_from(_MESSAGE)).scalar_one()
    return Traffic(
        turns={parser: count for parser, count, _ in turns},
        tokens=sum(tokens for _, _, tokens in turns),
        events=int(events),
        chat_messages=messages,
    )

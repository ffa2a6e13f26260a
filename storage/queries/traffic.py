"""What went through since the beginning, for /metrics."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from storage.database import Database
from storage.tables import METADATA

_PROCESS, _TURN, _MESSAGE, _SETTING = (
    METADATA.tables[name] for name in ("process", "turn_record", "chat_message", "setting")
)
TURNS_BEFORE = "turns_before"  # the setting with what dropped records had: parser → [turns, tokens], JSON


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
        kept = connection.execute(select(_SETTING.c.value).where(_SETTING.c.key == TURNS_BEFORE)).scalar()
        events = connection.execute(select(func.coalesce(func.sum(_PROCESS.c.seq), 0))).scalar_one()
        messages = connection.execute(select(func.count()).select_from(_MESSAGE)).scalar_one()
    counts, tokens = Counter[str](), 0
    before = [(parser, *both) for parser, both in json.loads(kept or "{}").items()]
    for parser, count, spent in [*turns, *before]:
        counts[parser] += count
        tokens += spent
    return Traffic(
        turns=counts,
        tokens=tokens,
        events=int(events),
        chat_messages=messages,
    )

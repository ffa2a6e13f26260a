"""What requests to the open API have in common: people who act, and pages of lists."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from bot.messages import Text
from engine.errors import PersonInactive
from engine.people import PersonId
from webhook.parts import HttpParts
from webhook.problems import Problem

Cursor = Annotated[str | None, Query(max_length=500, description="`next_cursor` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=200)]
Name = Annotated[str, Field(min_length=1, max_length=200)]


class Asked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def somebody(person: str, parts: HttpParts) -> PersonId:
    """A key acts for people of the company; what they may do, the engine says. Raises PersonInactive."""
    if not parts.directory().is_active(PersonId(person)):
        raise PersonInactive(person)
    return PersonId(person)


def wrong_cursor() -> Problem:
    detail = Text(zh="这个 cursor 不是我们给出的。", en="This cursor is none that a page gave out.")
    return Problem(422, "cursor_invalid", detail)

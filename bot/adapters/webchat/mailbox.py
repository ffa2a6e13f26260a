"""Where the web chat's messages are kept, as far as the adapter needs it (`storage/mailbox.py`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from pydantic import JsonValue


class Mailbox(Protocol):
    def put(
        self,
        conversation: str,
        parts: Sequence[dict[str, JsonValue]],
        *,
        key: str,
        thread: str | None,
        replaces: str | None,
        now: datetime,
    ) -> str:
        """Keep what the bot says, tell the open pages, and return the message's id.

        Under a known `key` nothing is added; with `replaces` that message changes in place.
        Raises KeyError for a conversation that does not exist.
        """
        ...

    def file(self, ref: str) -> tuple[str, bytes] | None:
        """Name and content of what somebody sent up beside their words."""
        ...

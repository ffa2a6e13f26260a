"""The terminal as a platform: `tuitui chat` reads a mailbox and shows it as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, cast

from pydantic import JsonValue

from bot.adapter import Opened, PlatformSpec, Refused, Tools
from bot.cards import Reply
from bot.kept import Part, kept
from bot.messages import Address, Language, OutgoingMessage, Text


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
        """Keep what is said and return its id. Raises KeyError for a terminal that was never opened."""
        ...


@dataclass(frozen=True, slots=True)
class TerminalConfig:
    mailbox: Mailbox


@dataclass(frozen=True, slots=True)
class TerminalAdapter:
    mailbox: Mailbox

    def render(
        self, reply: Reply, language: Language, address: Address, *, key: str, replaces: str | None = None
    ) -> tuple[OutgoingMessage, ...]:
        """Layout is left to the screen that shows it, which knows its own width."""
        return tuple(
            OutgoingMessage(
                address=address, payload={"part": kept(part)}, key=f"{key}/{place}", replaces=replaces
            )
            for place, part in enumerate(reply.parts)
        )

    def send(self, message: OutgoingMessage, now: datetime) -> str:
        part = cast(Part, message.payload["part"])  # `render` made it
        try:
            return self.mailbox.put(
                message.address.conversation,
                [part],
                key=message.key,
                thread=None,
                replaces=message.replaces,
                now=now,
            )
        except KeyError as error:
            raise Refused("no_terminal", message.address.conversation) from error


def _open(config: TerminalConfig, tools: Tools) -> Opened:
    return Opened(TerminalAdapter(config.mailbox))


PLATFORM = PlatformSpec(name="terminal", open=_open, title=Text(zh="终端", en="Terminal"))

"""The web chat as a platform. Its way in is the web floor itself, which knows who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from pydantic import JsonValue

from bot.adapter import Fetched, Opened, PlatformSpec, Refused, Tools
from bot.adapters.webchat.mailbox import Mailbox
from bot.adapters.webchat.render import render
from bot.cards import Reply
from bot.messages import Address, Attachment, Language, OutgoingMessage, Text


@dataclass(frozen=True, slots=True)
class WebchatConfig:
    mailbox: Mailbox


@dataclass(frozen=True, slots=True)
class WebchatAdapter:
    mailbox: Mailbox

    def render(
        self, reply: Reply, language: Language, address: Address, *, key: str, replaces: str | None = None
    ) -> tuple[OutgoingMessage, ...]:
        """Both languages are kept: a page shows its reader's, also after the reader changed it."""
        return render(reply, address, key=key, replaces=replaces)

    def send(self, message: OutgoingMessage, now: datetime) -> str:
        # `render` made the payload: a list of objects under "parts".
        parts = cast(list[dict[str, JsonValue]], message.payload["parts"])
        try:
            return self.mailbox.put(
                message.address.conversation,
                parts,
                key=message.key,
                thread=message.address.thread,
                replaces=message.replaces,
                now=now,
            )
        except KeyError as error:
            raise Refused("no_conversation", message.address.conversation) from error


@dataclass(frozen=True, slots=True)
class WebchatMedia:
    """`Attachment.ref` is the id under which the web floor kept the file."""

    mailbox: Mailbox

    def fetch(self, attachment: Attachment) -> Fetched:
        found = self.mailbox.file(attachment.ref)
        if found is None:
            raise Refused("no_file", attachment.ref)
        name, data = found
        return Fetched(name, data)


def _open(config: WebchatConfig, tools: Tools) -> Opened:
    return Opened(WebchatAdapter(config.mailbox), media=WebchatMedia(config.mailbox))


PLATFORM = PlatformSpec(name="web", open=_open, title=Text(zh="网页聊天", en="Web chat"))

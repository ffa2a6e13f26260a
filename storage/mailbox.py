"""The bot's mailbox in the web chat: what it says is kept, pictures apart, and open pages are told."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from pydantic import JsonValue

from engine.people import Label
from storage.blobs import BlobStore, png_size
from storage.chat import BOT, DIRECT, ChatStore, Posted
from storage.live import LiveBus

BOT_NAME = Label("推推", "Tuitui")


@dataclass(frozen=True, slots=True)
class ChatMailbox:
    chat: ChatStore
    blobs: BlobStore
    live: LiveBus

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
        Raises KeyError for a conversation that does not exist; a person's own is made when first needed.
        """
        kept = json.dumps([self._kept(conversation, part, now) for part in parts], ensure_ascii=False)
        posted = self.chat.replace(replaces, kept, now) if replaces else None
        if posted is None:  # nothing to replace: it is said anew
            posted = self._said(conversation, kept, key=key, thread=thread, now=now)
        if posted.changed:
            self.live.message(posted)
        return posted.message.id

    def file(self, ref: str) -> tuple[str, bytes] | None:
        """Name and content of what somebody sent up; None for what is nobody's file."""
        found = self.blobs.find(ref) if self.blobs.file_name(ref) is not None else None
        return (found.name, found.data) if found else None

    def _said(self, conversation: str, parts: str, *, key: str, thread: str | None, now: datetime) -> Posted:
        post = partial(
            self.chat.post,
            conversation,
            message_id=message_id("bot", conversation, key),
            author=BOT,
            parts=parts,
            reply_to=thread,
            now=now,
        )
        try:
            return post()
        except KeyError:
            if not conversation.startswith(DIRECT):
                raise
            open_direct(self.chat, conversation.removeprefix(DIRECT), now)
            return post()

    def _kept(self, conversation: str, part: dict[str, JsonValue], now: datetime) -> dict[str, JsonValue]:
        if part.get("type") != "image":
            return part
        data = base64.b64decode(str(part["png"]))
        name = str(part["name"])
        blob = self.blobs.keep(conversation, name=name, media_type="image/png", data=data, now=now)
        size = png_size(data)
        kept: dict[str, JsonValue] = {"type": "image", "name": name, "alt": part["alt"], "blob": blob}
        return kept | ({"width": size[0], "height": size[1]} if size else {})


def open_direct(chat: ChatStore, person: str, now: datetime) -> str:
    """The conversation of a person with the bot; made when there is none yet."""
    conversation = DIRECT + person
    chat.open(conversation, BOT_NAME, [person], direct=True, now=now)
    return conversation


def message_id(*parts: str) -> str:
    """An id made of what makes a message unique, so that a repetition meets itself."""
    return "m" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]

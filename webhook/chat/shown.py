"""Messages and conversations as their reader gets them."""

from __future__ import annotations

import json
from datetime import datetime
from typing import cast

from pydantic import JsonValue

from bot.messages import Language, Text
from bot.present import names
from engine.people import PersonId
from storage.chat import BOT, ChatMessage, Conversation
from storage.mailbox import BOT_NAME
from webhook.parts import HttpParts, Part

_PICTURE = Text(zh="[图片]", en="[picture]")
_SNIPPET = 80  # characters of the last message beside a conversation's name


def message(kept: ChatMessage, parts: HttpParts, language: Language) -> dict[str, JsonValue]:
    pieces: list[JsonValue] = [*_parts(kept, parts, language)]
    return {
        "id": kept.id,
        "conversation": kept.conversation,
        "seq": kept.seq,
        "version": kept.version,
        "author": {"id": kept.author, "name": _author(kept.author, parts, language)},
        "at": moment(kept.at),
        "reply_to": kept.reply_to,
        "parts": pieces,
    }


def conversation(found: Conversation, parts: HttpParts, language: Language) -> dict[str, JsonValue]:
    last = found.last
    return {
        "id": found.id,
        "title": {"zh": found.title.zh, "en": found.title.en},
        "direct": found.direct,
        "unread": found.unread,
        "last": {"at": moment(last.at), "text": _snippet(last, parts, language)} if last else None,
    }


def moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _parts(kept: ChatMessage, parts: HttpParts, language: Language) -> list[Part]:
    return parts.chat.show(cast(list[Part], json.loads(kept.parts)), language)  # we wrote them


def _author(author: str, parts: HttpParts, language: Language) -> str:
    if author == BOT:
        return names.text(BOT_NAME).said_in(language)
    return names.name(PersonId(author), parts.directory()).said_in(language)


def _snippet(kept: ChatMessage, parts: HttpParts, language: Language) -> str:
    for part in _parts(kept, parts, language):
        match part["type"]:
            case "text":
                return " ".join(str(part["text"]).split())[:_SNIPPET]
            case "card":
                return str(part["title"])[:_SNIPPET]
            case _:
                return _PICTURE.said_in(language)
    return ""

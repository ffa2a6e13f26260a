"""What platforms and the assistant exchange: one shape for every chat."""

from __future__ import annotations

import re
from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict, JsonValue

_HAN = re.compile(r"[\u3400-\u9fff]")
_ENGLISH = re.compile(r"(?<![\w.@-])[a-zA-Z]{2,}(?![\w@-]|\.\w)")


class Value(BaseModel):
    """A frozen value that forbids unknown fields."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid")


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


def language_of(words: str) -> Language | None:
    """What somebody speaks; None for what tells nothing, such as a number, a name or "ok"."""
    if _HAN.search(words):
        return Language.ZH
    return Language.EN if len(_ENGLISH.findall(words)) > 1 else None


class Text(Value):
    """A sentence for people, written in both languages side by side."""

    zh: str
    en: str

    def said_in(self, language: Language) -> str:
        return self.zh if language is Language.ZH else self.en


def same(words: str) -> Text:
    """A text that reads alike in both languages: a number, a name, what somebody typed."""
    return Text(zh=words, en=words)


class Address(Value):
    """Where a message came from or goes to. `conversation` and `thread` are the platform's own ids."""

    platform: str
    conversation: str
    thread: str | None = None
    direct: bool = True  # a group otherwise: the bot hears only what mentions it


class Press(Value):
    """A button or a form's submit on a card. `values` holds the form's inputs by id, as text."""

    action: str
    values: dict[str, str] = {}
    card: str | None = None  # the card's key (`Card.key`), None when the platform does not return it


class Attachment(Value):
    """A file, picture or recording. `ref` is what the platform's client needs to fetch it."""

    kind: str  # file | image | voice
    name: str
    ref: str
    seconds: float | None = None
    input: str = ""  # of the pressed form, when it was chosen there


class Place(Value):
    """A shared location; degrees, WGS-84 or as the platform gives it."""

    name: str
    latitude: float
    longitude: float


class IncomingMessage(Value):
    """Who, where, what was said or pressed. `(platform, message_id)` makes a repeated callback harmless."""

    platform: str
    message_id: str
    sender: str  # the platform's id of the person
    address: Address
    at: AwareDatetime
    text: str = ""  # `<@ID>` mentions an account of the platform
    press: Press | None = None
    attachments: tuple[Attachment, ...] = ()
    place: Place | None = None
    voice: bool = False  # `text` is a transcript: what it changes is confirmed first
    quotes: str | None = None  # the platform's id of the message answered or quoted
    opened: bool = False  # first contact or home view: nothing was said yet


class OutgoingMessage(Value):
    """A finished platform payload. Sending it twice under one `key` shows it once."""

    address: Address
    payload: dict[str, JsonValue]
    key: str
    replaces: str | None = None  # the platform's id of the message that this one updates in place

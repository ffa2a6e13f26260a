"""What people say and press in the web chat, on its way to the assistant.

It is kept in the chat first, so that it shows at once, then accepted into the inbox under the same id.
A request that is repeated after a crash between the two meets its own message and is accepted then.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime

from bot.cards import Saying
from bot.messages import Address, Attachment, IncomingMessage, Press, Text, same
from engine.people import PersonId
from storage.chat import BOT
from storage.mailbox import message_id
from webhook.parts import HttpParts
from webhook.problems import Problem

PLATFORM = "web"
MAX_TEXT = 4000  # characters
MAX_VALUE = 60_000  # characters of one answer of a form: a table has many cells
_MENTION = re.compile(r"@(推推|tuitui\b)[ ::,,]*", re.IGNORECASE)
_BINARY = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd\ufffe\uffff\ud800-\udfff]")

TOO_LONG = Text(
    zh="这条消息超过 4000 字,我读不过来。请分几条发,或只说重点。",
    en="That is more than 4,000 characters. Please send it in pieces, or just the gist.",
)
_BINARY_SENT = Text(
    zh="这里面有我读不懂的字符,像是文件内容。请用文字告诉我要办什么。",
    en="That holds characters I cannot read, as a file does. Please tell me in words what you need.",
)
_EMPTY = Text(zh="这条消息是空的。", en="That message is empty.")


@dataclass(frozen=True, slots=True)
class Said:
    """`key` is the client's own name for it: said twice under one key is said once."""

    person: PersonId
    conversation: str
    key: str
    text: str = ""
    reply_to: str | None = None
    voice: bool = False
    press: Press | None = None
    files: tuple[str, ...] = ()  # their ids; the text names them for people


def checked(text: str, most: int = MAX_TEXT) -> str:
    """The text without its margins. Raises Problem with a kind sentence for what cannot be read."""
    if len(text) > most:
        raise Problem(413, "text_too_long", TOO_LONG)
    if _BINARY.search(text):
        raise Problem(422, "text_unreadable", _BINARY_SENT)
    if not text.strip():
        raise Problem(422, "text_empty", _EMPTY)
    return text.strip()


def say(said: Said, parts: HttpParts, now: datetime) -> str:
    """Show what was said in the conversation and hand it to the assistant. The message's id."""
    key = message_id(PLATFORM, said.person, said.key)
    kept = {"type": "text", **Saying(text=same(said.text)).model_dump(mode="json")}
    posted = parts.chat.store.post(
        said.conversation,
        message_id=key,
        author=said.person,
        parts=json.dumps([kept], ensure_ascii=False),
        reply_to=said.reply_to,
        now=now,
    )
    if posted.changed:
        parts.chat.live.message(posted)
    _hand_over(said, key, posted.members, parts, now)
    return key


def press(said: Said, parts: HttpParts, now: datetime) -> str:
    """Hand a press to the assistant; its answer shows, the press itself does not."""
    key = message_id(PLATFORM, said.person, said.key)
    _hand_over(said, key, parts.chat.store.members(said.conversation), parts, now)
    return key


def _hand_over(said: Said, key: str, members: tuple[PersonId, ...], parts: HttpParts, now: datetime) -> None:
    direct = parts.chat.store.is_direct(said.conversation) is not False
    if not direct and said.press is None and not _means_the_bot(said, parts):
        return  # people among themselves
    sent = [found for each in said.files if (found := parts.chat.blobs.find(each)) is not None]
    text = "" if sent else said.text if direct else _MENTION.sub("", said.text).strip()
    message = IncomingMessage(
        platform=PLATFORM,
        message_id=key,
        sender=said.person,
        address=Address(platform=PLATFORM, conversation=said.conversation, direct=direct),
        at=now,
        text=text,
        press=said.press,
        voice=said.voice,
        quotes=said.reply_to,
        attachments=tuple(Attachment(kind="file", name=each.name, ref=each.id) for each in sent),
    )
    if parts.inbox.accept(message, now):
        parts.chat.live.typing(said.conversation, members, on=True)
    parts.inbox.wake()


def _means_the_bot(said: Said, parts: HttpParts) -> bool:
    """In a group the bot hears what mentions it or answers it."""
    if _MENTION.search(said.text):
        return True
    answered = parts.chat.store.message(said.reply_to) if said.reply_to else None
    return answered is not None and answered.author == BOT

"""The smart bot's frames → IncomingMessages. Pure. It hears direct messages, and groups where it is @-ed.

An address's thread is the request that was received, `m/REQ` for a message, `w/REQ` for a first contact and
`c/REQ` for a click: only with it an answer hangs under the question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import structlog
from pydantic import ValidationError

from bot.adapter import Received
from bot.adapters.wecom import places
from bot.adapters.wecom.payloads import BotFile, BotMessage, Click
from bot.adapters.wecom.press import digest, joined, pressed
from bot.messages import Address, Attachment, IncomingMessage, Press

MESSAGE, EVENT = "aibot_msg_callback", "aibot_event_callback"
ELSEWHERE = "disconnected_event"
_MENTION = re.compile(r"^\s*@\S+\s*|\s+@\S+\s*$")  # of the bot; its name is not told
_FILES = {"image": ("image", "jpg"), "file": ("file", "bin"), "video": ("file", "mp4")}

log = structlog.get_logger()


def read(frame: Mapping[str, Any], now: datetime) -> Received:
    """What a frame says. What is malformed or unknown is logged and means nothing."""
    try:
        message = BotMessage.model_validate(frame.get("body"))
        request = str(frame["headers"]["req_id"])
    except (ValidationError, KeyError, TypeError) as error:
        log.warning("frame_malformed", platform=places.PLATFORM, error=type(error).__name__)
        return Received()
    if frame.get("cmd") == EVENT:
        return _event(message, request, now)
    text = (message.text.content if message.text else "").strip()
    match message.msgtype:
        case "text":
            return _said(message, f"m/{request}", now, text=_spoken_to(message, text))
        case "voice":
            words = (message.voice.content if message.voice else "").strip()
            return _said(message, f"m/{request}", now, text=words, voice=True)
        case "mixed":
            return _mixed(message, request, now)
        case "image" | "file" | "video" as kind:
            held: BotFile | None = getattr(message, kind)
            files = (_attachment(kind, held, message.msgid),) if held else ()
            return _said(message, f"m/{request}", now, attachments=files)
    log.info("frame_ignored", platform=places.PLATFORM, kind=message.msgtype[:80])
    return Received()


def click_of(frame: Mapping[str, Any]) -> tuple[str, str, str] | None:
    """Of a click: the place of the card it was on, the request that may change it, the card's task id."""
    try:
        message = BotMessage.model_validate(frame.get("body"))
    except ValidationError:
        return None
    if message.event is None or message.event.eventtype != "template_card_event":
        return None
    click = _clicked(message)
    card = pressed(click.event_key, {}).card
    where = _address(message, None).conversation
    request = str((frame.get("headers") or {}).get("req_id", ""))
    return (f"{where}|{card}", request, click.task_id) if card and request else None


def _event(message: BotMessage, request: str, now: datetime) -> Received:
    kind = message.event.eventtype if message.event else ""
    if kind == "enter_chat":
        id_ = f"opened/bot/{message.sender.userid.lower()}"
        return _said(message, f"w/{request}", now, id_=id_, opened=True)
    if kind == "template_card_event" and (click := _clicked(message)).event_key:
        items = click.selected_items.selected_item if click.selected_items else []
        values = {each.question_key: joined(each.option_ids.option_id) for each in items}
        made_of = (message.sender.userid, message.create_time, click.event_key, click.task_id)
        id_ = message.msgid or f"event/{digest(*made_of)}"
        return _said(message, f"c/{request}", now, id_=id_, press=pressed(click.event_key, values))
    log.info("frame_ignored", platform=places.PLATFORM, kind=kind[:80])
    return Received()


def _clicked(message: BotMessage) -> Click:
    event = message.event
    if event is None:
        return Click()
    return event.template_card_event or event


def _mixed(message: BotMessage, request: str, now: datetime) -> Received:
    items = message.mixed.msg_item if message.mixed else []
    text = "\n".join(each.text.content for each in items if each.text)
    files = tuple(
        _attachment("image", each.image, f"{message.msgid}-{place}")
        for place, each in enumerate(items)
        if each.image
    )
    return _said(message, f"m/{request}", now, text=_spoken_to(message, text.strip()), attachments=files)


def _attachment(kind: str, held: BotFile, name: str) -> Attachment:
    said_as, ending = _FILES[kind]
    return Attachment(kind=said_as, name=f"{name}.{ending}", ref=f"bot/{_path_safe(held.aeskey)}/{held.url}")


def _path_safe(key: str) -> str:
    """A key may hold slashes, and the address after it does."""
    return key.replace("/", "_")


def _spoken_to(message: BotMessage, text: str) -> str:
    """Without the mention that made the bot hear it."""
    return _MENTION.sub("", text, count=1).strip() if message.chattype == "group" else text


def _address(message: BotMessage, thread: str | None) -> Address:
    if message.chattype == "group":
        return places.in_group(message.chatid, thread)
    return places.by_bot(message.sender.userid, thread)


def _said(
    message: BotMessage,
    thread: str,
    now: datetime,
    *,
    id_: str = "",
    text: str = "",
    press: Press | None = None,
    attachments: tuple[Attachment, ...] = (),
    voice: bool = False,
    opened: bool = False,
) -> Received:
    said = IncomingMessage(
        platform=places.PLATFORM,
        message_id=id_ or message.msgid or f"frame/{digest(thread)}",
        sender=message.sender.userid.lower(),
        address=_address(message, thread),
        at=now,
        text=text,
        press=press,
        attachments=attachments,
        voice=voice and bool(text),
        opened=opened,
    )
    return Received((said,))

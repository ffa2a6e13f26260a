"""The app's callbacks → IncomingMessages. Pure, given the app's secrets; group messages never come here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

import structlog

from bot.adapter import NotGenuine, RawAnswer, RawRequest, Received
from bot.adapters.wecom import places
from bot.adapters.wecom.cipher import Callback
from bot.adapters.wecom.payloads import AppMessage
from bot.adapters.wecom.press import digest, joined, pressed
from bot.messages import Attachment, IncomingMessage, Place, Press

_FIRST_CONTACT = ("enter_agent", "subscribe")
_CLICKS = ("template_card_event", "template_card_menu_event")
_ATTACHED = {
    "image": ("image", "jpg"),
    "voice": ("voice", "amr"),
    "video": ("file", "mp4"),
    "file": ("file", "bin"),
}

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Receiver:
    callback: Callback

    def check_address(self, request: RawRequest, now: datetime) -> Received:
        """WeCom asks once, when the address is entered, and wants the plain text within a second."""
        return Received(answer=RawAnswer(self.callback.challenge(request, now).encode()))

    def __call__(self, request: RawRequest, now: datetime) -> Received:
        xml = self.callback.message(request, now)
        try:
            message = _parsed(xml)
        except (ValueError, KeyError, TypeError, AttributeError, ElementTree.ParseError) as error:
            raise NotGenuine(f"malformed: {type(error).__name__}") from error
        return _read(message, now)


def _parsed(xml: str) -> AppMessage:
    """Straight from the XML: wechatpy knows neither card events nor files, and takes three times as long."""
    return AppMessage.model_validate(_fields(ElementTree.fromstring(xml)))


def _fields(element: ElementTree.Element) -> Any:
    """Elements of one name are a list."""
    if not len(element):
        return (element.text or "").strip() or None
    fields: dict[str, Any] = {}
    for each in element:
        fields.setdefault(each.tag, []).append(_fields(each))
    return {name: found if len(found) > 1 else found[0] for name, found in fields.items()}


def _read(message: AppMessage, now: datetime) -> Received:
    kind = message.kind.lower()
    if kind == "event":
        return _event(message, now)
    if kind == "text":
        return _said(message, now, text=message.content or "")
    if kind == "link":
        return _said(message, now, text=f"{message.title or ''} {message.url or ''}".strip())
    if kind == "location" and message.latitude is not None and message.longitude is not None:
        place = Place(name=message.label or "", latitude=message.latitude, longitude=message.longitude)
        return _said(message, now, place=place)
    if kind in _ATTACHED and message.media:
        return _attached(message, kind, message.media, now)
    return _ignored(kind)


def _attached(message: AppMessage, kind: str, media: str, now: datetime) -> Received:
    said_as, ending = _ATTACHED[kind]
    ending = message.format or ending
    name = message.file_name or f"{message.id or 'file'}.{ending}"
    words = (message.recognition or "").strip() if kind == "voice" else ""
    attachment = Attachment(kind=said_as, name=name, ref=f"app/{media}")
    return _said(message, now, text=words, attachment=attachment, voice=bool(words))


def _event(message: AppMessage, now: datetime) -> Received:
    event, key = (message.event or "").lower(), message.event_key or ""
    if event in _FIRST_CONTACT:
        # It is entered often, the first contact is greeted: one id for all of them.
        return _said(message, now, id_=f"opened/{message.sender.lower()}", opened=True)
    if event in _CLICKS and key:
        return _said(message, now, press=pressed(key, _chosen(message)), thread=_code(message, key))
    if event == "click" and key:
        # A menu item is named by an action (`say/my_tasks`) or by what one would say.
        return _said(message, now, press=Press(action=key)) if "/" in key else _said(message, now, text=key)
    # `LOCATION` too: it comes by itself whenever the app is open, and nobody asked to be checked in.
    return _ignored(event)


def _chosen(message: AppMessage) -> Mapping[str, str]:
    items = message.selected.items if message.selected else []
    return {each.question: joined(each.options.ids) for each in items}


def _code(message: AppMessage, key: str) -> str | None:
    """The click's own right to change the card, with the card it is for."""
    card = pressed(key, {}).card
    return f"{card}|{message.response_code}" if card and message.response_code else None


def _said(
    message: AppMessage,
    now: datetime,
    *,
    id_: str = "",
    text: str = "",
    press: Press | None = None,
    attachment: Attachment | None = None,
    place: Place | None = None,
    voice: bool = False,
    opened: bool = False,
    thread: str | None = None,
) -> Received:
    said = IncomingMessage(
        platform=places.PLATFORM,
        message_id=id_ or _id(message),
        sender=message.sender.lower(),
        address=places.by_app(message.sender, thread),
        at=now,
        text=text.strip(),
        press=press,
        attachments=(attachment,) if attachment else (),
        place=place,
        voice=voice,
        opened=opened,
    )
    return Received((said,))


def _id(message: AppMessage) -> str:
    """Events have none: who, when and what, which a repetition repeats."""
    if message.id:
        return message.id
    made_of = (message.sender, message.created, message.event, message.event_key, message.task)
    return f"event/{digest(*made_of)}"


def _ignored(kind: str) -> Received:
    log.info("callback_ignored", platform=places.PLATFORM, kind=kind[:80])
    return Received()

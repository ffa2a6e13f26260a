"""Replies as WeCom's messages, for the app or for the smart bot. Pure: nothing is sent or uploaded here."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from typing import Any

from bot.adapters.wecom import places
from bot.adapters.wecom.template_card import (
    card_body,
    choices_body,
    fits_choices,
    needs_page,
    words,
)
from bot.adapters.wecom.words import is_formatted, listed_plainly
from bot.cards import Card, Picture, Reply, Saying
from bot.messages import Address, Language, OutgoingMessage, Text
from bot.rendering import messages, pieces, short

MAX_TEXT = 2048  # bytes, of the app's text and markdown
MAX_BOT_TEXT = 20_480
_CHOOSE = Text(zh="请选择", en="Please choose")

Payload = dict[str, Any]


def render(
    reply: Reply, language: Language, address: Address, *, key: str, replaces: str | None, home: str
) -> tuple[OutgoingMessage, ...]:
    """`address` says by which connection. `home`: where a card leads that has nothing to press.

    Sentences that follow each other go as one message: a member is sent thirty a minute, no more.
    """
    kind, _ = places.parted(address)
    return messages(
        _merged(reply.parts),
        lambda part, own: _payloads(part, language, kind, key=own, home=home),
        address,
        key=key,
        replaces=replaces,
    )


def _merged(parts: tuple[Saying | Card | Picture, ...]) -> list[Saying | Card | Picture]:
    merged: list[Saying | Card | Picture] = []
    for part in parts:
        last = merged[-1] if merged else None
        if isinstance(part, Saying) and isinstance(last, Saying) and not last.choices:
            text = Text(zh=f"{last.text.zh}\n\n{part.text.zh}", en=f"{last.text.en}\n\n{part.text.en}")
            merged[-1] = Saying(text=text, choices=part.choices)
        else:
            merged.append(part)
    return merged


def _payloads(
    part: Saying | Card | Picture, language: Language, kind: str, *, key: str, home: str
) -> Iterable[Payload]:
    match part:
        case Saying():
            return _saying(part, language, kind, key=key)
        case Card():
            return [_card(part, language, kind, key=key, home=home)]
        case Picture():
            png = base64.b64encode(part.png).decode("ascii")
            return [{"file": {"name": part.name, "png": png}}]


def _saying(saying: Saying, language: Language, kind: str, *, key: str) -> list[Payload]:
    """A long one in several messages; the choices stand under the last."""
    if saying.choices and fits_choices(saying, language):
        return [{"card": choices_body(saying, language, key=f"{key}/c"), "words": _words(saying, language)}]
    text = saying.text.said_in(language).strip() or "…"
    messages = _texts(text, kind)
    if saying.choices:
        asked = Saying(text=_CHOOSE, choices=saying.choices)
        messages.append({"card": choices_body(asked, language, key=f"{key}/c"), "words": ""})
    return messages


def _texts(text: str, kind: str) -> list[Payload]:
    if kind != places.APP:
        return [{"markdown": piece} for piece in pieces(text, MAX_BOT_TEXT)]
    # Plain text is read everywhere, markdown not in the WeChat plug-in.
    said_as = "markdown" if is_formatted(text) else "text"
    return [{said_as: piece} for piece in pieces(listed_plainly(text), MAX_TEXT)]


def _words(saying: Saying, language: Language) -> str:
    labels = " / ".join(each.label.said_in(language) for each in saying.choices)
    return f"{saying.text.said_in(language)}\n{labels}"


def _card(card: Card, language: Language, kind: str, *, key: str, home: str) -> Payload:
    """A form is no card in a group: its page would be whoever opens it."""
    plain = short(words(card, language), MAX_TEXT // 3)
    if kind == places.GROUP and needs_page(card):
        return {"markdown": plain}
    body = card_body(card, language, key=key, home=home, links=kind == places.APP)
    payload: Payload = {"card": body, "words": plain, "about": card.key}
    if needs_page(card):
        payload["form"] = card.model_dump(mode="json")
        payload["language"] = language.value
    return payload

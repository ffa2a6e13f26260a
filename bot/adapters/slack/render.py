"""Replies as Block Kit: https://docs.slack.dev/reference/block-kit/blocks, whose limits are kept here."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from typing import Any

from bot.adapters.slack import inputs
from bot.adapters.slack.mrkdwn import escaped, fitting, pieces, written
from bot.cards import ON_PAGE, Button, Card, Fact, Picture, Reply, Saying, State, Style
from bot.messages import Address, Language, OutgoingMessage, Text
from bot.rendering import messages, short

INPUT = inputs.PREFIX
MAX_BLOCKS = 50  # in a message
MAX_VIEW_BLOCKS = 100  # in a modal and on the Home tab
MAX_SECTION = 3000  # characters of a section's text
MAX_TEXT = 3000  # of a message's plain text; an update takes 4000
MAX_TOTAL = 12_000  # of all blocks; Slack refuses from about 13 200
_MAX_HEADER = 150
_MAX_FIELD = 900  # Slack's own is 2000; six of them, and the rest, must stay under MAX_TOTAL
_MAX_LABEL = 75
_MAX_ALT = 1000
FILL_IN = Text(zh="填写", en="Fill in")
ASKS = "?"  # before the card's key in the value of a button that opens a form
_FORM = "form/"  # of a card's key: there is nothing on it but the form
_STRIPS = {
    State.WAITING: "🟡",
    State.DONE: "🟢",
    State.REJECTED: "🔴",
    State.CANCELLED: "⚪",
    State.INFO: "🔵",
}
_STYLES = {Style.PRIMARY: {"style": "primary"}, Style.DANGER: {"style": "danger"}, Style.PLAIN: {}}

Block = dict[str, Any]


def render(
    reply: Reply, language: Language, address: Address, *, key: str, replaces: str | None
) -> tuple[OutgoingMessage, ...]:
    return messages(
        reply.parts, lambda part, _: _payloads(part, language), address, key=key, replaces=replaces
    )


def _payloads(part: Saying | Card | Picture, language: Language) -> Iterable[dict[str, Any]]:
    match part:
        case Saying():
            return _saying(part, language)
        case Card():
            return [_card(part, language)]
        case Picture():
            png = base64.b64encode(part.png).decode("ascii")
            alt = short(part.alt.said_in(language), _MAX_ALT)
            return [{"file": {"name": part.name, "png": png, "alt": alt}}]


def _saying(saying: Saying, language: Language) -> list[dict[str, Any]]:
    """A long one in several messages; the choices stand under the last."""
    text = written(saying.text.said_in(language)) or "…"
    messages: list[dict[str, Any]] = [
        {"text": short(each, MAX_TEXT), "blocks": [_section(piece) for piece in pieces(each, MAX_SECTION)]}
        for each in pieces(text, MAX_TOTAL - MAX_SECTION)
    ]
    if saying.choices:
        messages[-1]["blocks"].append(_actions(saying.choices, "", language))
    return messages


def _card(card: Card, language: Language) -> dict[str, Any]:
    """Its form opens beside the chat."""
    first = tuple(
        each.model_copy(update={"asks": True, "label": FILL_IN if card.key.startswith(_FORM) else each.label})
        for each in card.buttons[:1]
        if card.inputs
    )
    buttons = (*first, *card.buttons[len(first) :])
    return form(card.model_copy(update={"inputs": (), "buttons": buttons}), language)


def form(card: Card, language: Language) -> dict[str, Any]:
    """With its inputs inside the message, as full as Slack takes it."""
    forms: tuple[tuple[Card, bool], ...] = (
        (card, False),
        (card.model_copy(update={"more": ()}), False),
        (card.model_copy(update={"more": (), "context": None}), True),
    )
    for shown, is_plain in forms:
        blocks = _blocks(shown, language, plain_inputs=is_plain)
        if len(blocks) <= MAX_BLOCKS and _size(blocks) <= MAX_TOTAL:
            break
    else:
        # What a form asks can also be answered in words.
        bare = card.model_copy(update={"more": (), "context": None, "inputs": (), "facts": card.facts[:3]})
        blocks = _blocks(bare, language, plain_inputs=True)
    said = (card.status, card.title, card.outcome)
    words = " · ".join(each.said_in(language) for each in said if each is not None)
    return {"text": fitting(f"{card.number} {words}".strip(), MAX_TEXT), "blocks": blocks}


def about(card: Card, language: Language) -> list[Block]:
    """What a form is about, above its questions."""
    bare = card.model_copy(update={"more": (), "inputs": (), "buttons": ()})
    return _blocks(bare, language, plain_inputs=True)


def home(reply: Reply, language: Language) -> dict[str, Any]:
    """A Home tab, with as many of the parts as Slack takes."""
    blocks: list[Block] = []
    for part in reply.parts:
        if isinstance(part, Picture):
            continue
        said = [each for payload in _payloads(part, language) for each in payload["blocks"]]
        if blocks:
            said = [{"type": "divider"}, *said]
        if len(blocks) + len(said) > MAX_VIEW_BLOCKS:
            break
        blocks += said
    return {"type": "home", "blocks": blocks}


def _blocks(card: Card, language: Language, *, plain_inputs: bool) -> list[Block]:
    blocks: list[Block] = []
    if title := card.title.said_in(language).strip():
        blocks.append({"type": "header", "text": _plain(title, _MAX_HEADER)})
    number = f" · {escaped(card.number)}" if card.number else ""
    status = fitting(card.status.said_in(language), _MAX_HEADER)
    blocks.append(_context(f"{_STRIPS[card.state]} *{status}*{number}"))
    if card.facts:
        blocks.append({"type": "section", "fields": [_field(each, language) for each in card.facts]})
    if card.more:
        lines = "\n".join(_line(each, language) for each in card.more)
        blocks += [_section(piece) for piece in pieces(lines, MAX_SECTION)]
    if card.context:
        blocks.append(_context(fitting(card.context.said_in(language), 1500)))
    if card.outcome:
        blocks.append(_section(f"*{fitting(card.outcome.said_in(language), 1500)}*"))
    if card.page:
        blocks.append(_section(f"<{card.page}|{ON_PAGE.said_in(language)}>"))
    asked = (each for each in card.inputs if each.type in inputs.IN_MESSAGES)
    blocks += [inputs.block(each, language, is_plain=plain_inputs) for each in asked]
    if card.buttons:
        blocks.append(_actions(card.buttons, card.key, language))
    return blocks


def _actions(buttons: Iterable[Button], card: str, language: Language) -> Block:
    """A button carries its card's key, so that a click tells which card it was on."""
    return {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "action_id": each.id,
                "text": _plain(each.label.said_in(language), _MAX_LABEL),
                **_value(each, card),
                **_STYLES[each.style],
            }
            for each in buttons
        ],
    }


def _value(button: Button, card: str) -> Block:
    value = f"{ASKS if button.asks else ''}{card}"
    return {"value": value} if value else {}


def _field(fact: Fact, language: Language) -> Block:
    label, value = fitting(fact.label.said_in(language), 100), fact.value.said_in(language)
    return _mrkdwn(f"*{label}*\n{_links(fact) or fitting(value, _MAX_FIELD) or '—'}")


def _line(fact: Fact, language: Language) -> str:
    label, value = fact.label.said_in(language), fact.value.said_in(language)
    return f"{fitting(label, 100)}:{_links(fact) or fitting(value, _MAX_FIELD)}"


def _links(fact: Fact) -> str:
    return " ".join(f"<{each.url}|{fitting(each.label, 80)}>" for each in fact.links[:3] if each.url)


def _section(text: str) -> Block:
    return {"type": "section", "text": _mrkdwn(text)}


def _context(text: str) -> Block:
    return {"type": "context", "elements": [_mrkdwn(text)]}


def _mrkdwn(text: str) -> Block:
    """Verbatim: an @here that somebody typed into a field calls nobody."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _plain(text: str, limit: int) -> Block:
    return {"type": "plain_text", "text": short(text, limit)}


def _size(value: Any) -> int:
    """All that is to be read, options included."""
    match value:
        case dict():
            own = sum(len(each) for each in value.values() if isinstance(each, str))
            return own + sum(_size(each) for each in value.values() if isinstance(each, dict | list))
        case list():
            return sum(map(_size, value))
        case _:
            return 0

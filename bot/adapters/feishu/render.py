"""Replies as Feishu's messages: plain sentences as text, everything else as a card of JSON 2.0.

open.feishu.cn, "卡片 JSON 2.0 结构" and the pages of its components, whose limits are kept here.
"""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Iterable
from typing import Any

from bot.adapters.feishu import inputs
from bot.adapters.feishu.inputs import text
from bot.adapters.feishu.markdown import as_text, pieces, plain, written
from bot.cards import ON_PAGE, Button, Card, Fact, Picture, Reply, Saying, State, Style
from bot.messages import Address, Language, OutgoingMessage, Text
from bot.rendering import is_marked, messages, short

MAX_ELEMENTS = 180  # Feishu's own is 200, and its count was seen to run higher than ours
MAX_CARD = 28_000  # bytes of its JSON; Feishu's own is 30 KB
MAX_TEXT = 20_000  # bytes of one message, far below the 150 KB of a text: who would read it
_MAX_MARKDOWN = 13_000  # bytes, which JSON may double
_MAX_TITLE = 200
_MAX_VALUE = 500
_MAX_LABEL = 100
_SHORT = 24  # characters of a value that leaves room for another beside it
_TEMPLATES = {
    State.WAITING: "orange",
    State.DONE: "green",
    State.REJECTED: "red",
    State.CANCELLED: "grey",
    State.INFO: "blue",
}
_TAGS = {**_TEMPLATES, State.CANCELLED: "neutral"}
_TYPES = {Style.PRIMARY: "primary_filled", Style.PLAIN: "default", Style.DANGER: "danger"}
_MORE = Text(zh="详情", en="Details")
_IN_WORDS = Text(zh="直接回复即可:", en="Just answer: ")

Block = dict[str, Any]


def render(
    reply: Reply, language: Language, address: Address, *, key: str, replaces: str | None
) -> tuple[OutgoingMessage, ...]:
    return messages(
        reply.parts, lambda part, _: _payloads(part, language, address), address, key=key, replaces=replaces
    )


def bare(words: str) -> Block:
    """A card of which nothing can be refused: for one that was, where a card has to stand."""
    return _card_of([{"tag": "div", "text": text(words, 4000)}], words)


def _payloads(part: Saying | Card | Picture, language: Language, address: Address) -> list[dict[str, Any]]:
    match part:
        case Saying():
            return _saying(part, language, address)
        case Card():
            words = _words(part, language)
            return [_interactive(_fitting(part, language, address), words)]
        case Picture():
            png = base64.b64encode(part.png).decode("ascii")
            return [{"image": {"name": part.name, "png": png}}]


def _saying(saying: Saying, language: Language, address: Address) -> list[dict[str, Any]]:
    """A long one in several messages; the choices stand under the last."""
    words = saying.text.said_in(language).strip() or "…"
    if not saying.choices and not is_marked(words):
        return [{"msg_type": "text", "content": {"text": each}} for each in pieces(as_text(words), MAX_TEXT)]
    parts = pieces(written(words), _MAX_MARKDOWN)
    messages = []
    for number, each in enumerate(parts, 1):
        elements: list[Block] = [{"tag": "markdown", "content": each}]
        if saying.choices and number == len(parts):
            elements.append(_row(_buttons(saying.choices, "", language, address)))
        read = html.unescape(each)
        messages.append(_interactive(_card_of(elements, read), as_text(read)))
    return messages


def _interactive(card: Block, words: str) -> dict[str, Any]:
    return {"msg_type": "interactive", "content": card, "words": words}


def _fitting(card: Card, language: Language, address: Address) -> Block:
    """As full as Feishu takes it: over a limit it shows nothing at all."""
    less = card.model_copy(update={"more": ()})
    least = less.model_copy(update={"context": None})
    for shown, longest in ((card, 150), (less, 150), (less, 40), (least, 10), (least, 0)):
        block = _card(shown, language, address, longest_menu=longest)
        if count(block) <= MAX_ELEMENTS and size(block) <= MAX_CARD:
            return block
    # What a form asks can also be answered in words.
    rest = card.model_copy(update={"more": (), "context": None, "inputs": (), "facts": card.facts[:3]})
    return _card(rest, language, address, longest_menu=0)


def _card(card: Card, language: Language, address: Address, *, longest_menu: int) -> Block:
    title, status = card.title.said_in(language), card.status.said_in(language)
    elements: list[Block] = []
    elements += _facts(card.facts, language)
    if card.more:
        elements.append(_panel(card.more, language))
    if card.context:
        grey = plain(short(card.context.said_in(language), 1500))
        content = f"<font color='grey'>{grey}</font>"
        elements.append({"tag": "markdown", "content": content, "text_size": "notation"})
    if card.outcome:
        outcome = plain(short(card.outcome.said_in(language), 1500))
        elements.append({"tag": "markdown", "content": f"**{outcome}**"})
    if card.page:
        button = {"tag": "button", "text": text(ON_PAGE.said_in(language), _MAX_LABEL), "type": "primary"}
        elements.append({**button, "behaviors": [{"type": "open_url", "default_url": card.page}]})
    elements += _answers(card, language, address, longest_menu=longest_menu)
    if not elements:  # a card without any is refused
        elements = [{"tag": "markdown", "content": plain(status or title or "…")}]
    block = _card_of(elements, f"{card.number} {status} · {title}".strip())
    block["header"] = {
        "title": text(title.strip() or status, _MAX_TITLE),
        "template": _TEMPLATES[card.state],
        "text_tag_list": [
            {"tag": "text_tag", "text": text(words, _MAX_LABEL), "color": color}
            for words, color in ((status, _TAGS[card.state]), (card.number, "neutral"))
            if words
        ],
    }
    return block


def _card_of(elements: list[Block], summary: str) -> Block:
    """Shared: a change is seen by everybody who has it."""
    return {
        "schema": "2.0",
        "config": {"update_multi": True, "summary": {"content": short(summary, _MAX_LABEL)}},
        "body": {"elements": elements},
    }


def _answers(card: Card, language: Language, address: Address, *, longest_menu: int) -> list[Block]:
    buttons = _buttons(card.buttons, card.key, language, address)
    if not card.inputs or not buttons:
        return [_row(buttons)] if buttons else []
    asked = [
        block for each in card.inputs for block in inputs.elements(each, language, longest_menu=longest_menu)
    ]
    # The likely button submits; the others stand outside and work however little was filled in.
    likely = next((n for n, each in enumerate(card.buttons) if each.style is Style.PRIMARY), 0)
    submit = {**buttons.pop(likely), "name": "submit", "form_action_type": "submit"}
    form = {"tag": "form", "name": "form", "elements": [*asked, submit]}
    return [form, _row(buttons)] if buttons else [form]


def _buttons(buttons: Iterable[Button], card: str, language: Language, address: Address) -> list[Block]:
    return [
        {
            "tag": "button",
            "text": text(each.label.said_in(language), _MAX_LABEL),
            "type": _TYPES[each.style],
            "behaviors": [{"type": "callback", "value": _value(each.id, card, address)}],
        }
        for each in buttons
    ]


def _value(action: str, card: str, address: Address) -> dict[str, str]:
    """Where the card stands goes with it: a click does not tell."""
    where = {} if address.direct else {"chat": address.conversation}
    thread = {"thread": address.thread} if address.thread else {}
    return {"do": action, **({"card": card} if card else {}), **where, **thread}


def _row(buttons: list[Block]) -> Block:
    columns = [{"tag": "column", "width": "auto", "elements": [each]} for each in buttons]
    return {"tag": "column_set", "flex_mode": "flow", "horizontal_spacing": "8px", "columns": columns}


def _facts(facts: Iterable[Fact], language: Language) -> list[Block]:
    """Two short ones side by side, a long one on its own."""
    rows: list[Block] = []
    waits: Block | None = None
    for each in facts:
        label, value = _said(each, language)
        linked = " ".join(f"[{plain(link.label)}]({link.url})" for link in each.links if link.url)
        block = {"tag": "markdown", "content": f"**{plain(label)}**\n{linked or plain(value)}"}
        if len(value) > _SHORT or linked:
            rows += [waits, block] if waits else [block]
            waits = None
        elif waits is None:
            waits = block
        else:
            rows.append(_pair(waits, block))
            waits = None
    return [*rows, waits] if waits else rows


def _pair(*blocks: Block) -> Block:
    columns = [{"tag": "column", "width": "weighted", "weight": 1, "elements": [each]} for each in blocks]
    return {"tag": "column_set", "flex_mode": "bisect", "columns": columns}


def _panel(facts: Iterable[Fact], language: Language) -> Block:
    said = (_said(each, language) for each in facts)
    lines = "\n".join(f"{plain(label)}:{plain(value)}" for label, value in said)
    return {
        "tag": "collapsible_panel",
        "expanded": False,
        "header": {
            "title": text(_MORE.said_in(language), _MAX_LABEL),
            "icon": {"tag": "standard_icon", "token": "down-small-ccm_outlined", "size": "16px 16px"},
            "icon_position": "follow_text",
            "icon_expanded_angle": -180,
        },
        "elements": [{"tag": "markdown", "content": lines}],
    }


def _said(fact: Fact, language: Language) -> tuple[str, str]:
    label, value = fact.label.said_in(language), fact.value.said_in(language)
    return short(label, _MAX_LABEL), short(value, _MAX_VALUE) or "—"


def _words(card: Card, language: Language) -> str:
    """The card as a plain text: what is asked, and how to answer it."""
    lines = [f"{card.number} {card.status.said_in(language)} · {card.title.said_in(language)}".strip()]
    lines += [":".join(_said(each, language)) for each in card.facts]
    lines += [each.said_in(language) for each in (card.context, card.outcome) if each is not None]
    if card.buttons:
        labels = " / ".join(each.label.said_in(language) for each in card.buttons)
        lines.append(f"{_IN_WORDS.said_in(language)}{labels}")
    return as_text(pieces("\n".join(lines), MAX_TEXT)[0])


def count(value: Any) -> int:
    """Elements as Feishu counts them: all that has a tag, texts and options included."""
    match value:
        case dict():
            return ("tag" in value) + sum(map(count, value.values()))
        case list():
            return sum(map(count, value))
        case _:
            return 0


def size(card: Block) -> int:
    return len(json.dumps(card, ensure_ascii=False).encode())

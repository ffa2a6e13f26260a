"""Replies as DingTalk's messages: sentences as text or markdown, cards as the variables of the card template.

A card always brings its words too: for organisations without the template, and for cards that are refused.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Sequence
from typing import Any

from bot.adapters.dingtalk.markdown import plain, says, title_of, written
from bot.cards import ON_PAGE, Button, Card, Fact, Input, InputType, Picture, Reply, Saying, State, Style
from bot.messages import Address, Language, OutgoingMessage, Text
from bot.rendering import is_marked, messages, pieces, short

MAX_TEXT = 5000  # bytes of one message; DingTalk takes about 15 000 of JSON
MAX_CARD = 15_000  # bytes of all variables; DingTalk's own limit is not documented
_MAX_ACTIONS = 5  # of an ActionCard
_MAX_TITLE = 200
_MAX_VALUE = 500
_MAX_LABEL = 100
_STRIPS = {
    State.WAITING: "🟡",
    State.DONE: "🟢",
    State.REJECTED: "🔴",
    State.CANCELLED: "⚪",
    State.INFO: "🔵",
}
_STYLES = {Style.PRIMARY: "primary", Style.PLAIN: "default", Style.DANGER: "danger"}
_IN_WORDS = Text(zh="直接回复即可:", en="Just answer: ")
_ASKED = Text(zh="要填的", en="To fill in")

HELD = frozenset(InputType) - {InputType.FILE, InputType.TABLE}

Params = dict[str, str]


def render(
    reply: Reply, language: Language, address: Address, *, key: str, replaces: str | None
) -> tuple[OutgoingMessage, ...]:
    return messages(
        reply.parts, lambda part, _: _payloads(part, language), address, key=key, replaces=replaces
    )


def _payloads(part: Saying | Card | Picture, language: Language) -> list[dict[str, Any]]:
    match part:
        case Saying():
            return _saying(part, language)
        case Card():
            words = _words(part, language)
            actions = _actions(part.buttons, part.number, language)
            said = {"title": title_of(f"{part.number} {part.title.said_in(language)}".strip()), "text": words}
            return [{"card": _card(part, language), "key": part.key, "say": said, "actions": actions}]
        case Picture():
            png = base64.b64encode(part.png).decode("ascii")
            return [{"picture": {"name": part.name, "png": png}}]


def _saying(saying: Saying, language: Language) -> list[dict[str, Any]]:
    """A long one in several messages; the choices stand under the last."""
    words = saying.text.said_in(language).strip() or "…"
    parts = pieces(words, MAX_TEXT)
    messages: list[dict[str, Any]] = []
    for each in parts:
        marked = {"title": title_of(each), "text": written(each)}
        messages.append({"say": marked if is_marked(each) else {"text": each}})
    if saying.choices:
        last = parts[-1]
        labels = _labels(saying.choices, language)
        messages[-1] = {
            "card": _variables("", written(last), (), saying.choices, (), "", language),
            "key": "",
            "say": {"title": title_of(last), "text": f"{written(last)}\n\n{labels}"},
            "actions": _actions(saying.choices, "", language),
        }
    return messages


def _card(card: Card, language: Language) -> Params | None:
    """As full as fits; None when not even the least of it does."""
    less = card.model_copy(update={"more": ()})
    for shown, longest_menu in ((card, 200), (less, 100), (less, 20), (less, 0)):
        params = _variables(
            short(f"{card.number} {card.title.said_in(language)}".strip(), _MAX_TITLE),
            _content(shown, language),
            shown.facts,
            shown.buttons,
            shown.inputs,
            f"{_STRIPS[card.state]} {card.status.said_in(language)}",
            language,
            longest_menu=longest_menu,
        )
        if len(json.dumps(params, ensure_ascii=False).encode()) <= MAX_CARD:
            return params
    return None


def _variables(
    title: str,
    content: str,
    facts: Iterable[Fact],
    buttons: Iterable[Button],
    inputs: Iterable[Input],
    status: str,
    language: Language,
    *,
    longest_menu: int = 0,
) -> Params:
    """All six of the template, always, so that a change empties what it no longer has; lists are JSON."""
    return {
        "title": title,
        "content": content,
        "facts": _json([{"label": label, "value": value} for label, value in _pairs(facts, language)]),
        "buttons": _json(
            [
                {
                    "id": each.id,
                    "text": short(each.label.said_in(language), _MAX_LABEL),
                    "style": _STYLES[each.style],
                }
                for each in buttons
            ]
        ),
        "inputs": _json([_input(each, language, longest_menu) for each in inputs if each.type in HELD]),
        "status": status,
    }


def _input(asked: Input, language: Language, longest_menu: int) -> dict[str, Any]:
    """`value` and `hint` are more than the template must show. A menu that is too long is typed into."""
    fits = 0 < len(asked.options) <= longest_menu
    options = [
        {"value": each.id, "text": short(each.label.said_in(language) or each.id, _MAX_LABEL)}
        for each in (asked.options if fits else ())
    ]
    more = {"value": asked.value} if asked.value else {}
    hint = {"hint": short(asked.hint.said_in(language), _MAX_VALUE)} if asked.hint else {}
    return {
        "id": asked.id,
        "label": short(asked.label.said_in(language) or asked.id, _MAX_LABEL),
        "type": str(asked.type) if options or not asked.options else "text",
        "required": asked.required,
        "options": options,
        **more,
        **hint,
    }


def _content(card: Card, language: Language) -> str:
    said = [f"**{plain(card.outcome.said_in(language))}**"] if card.outcome else []
    said += [f"> {plain(short(card.context.said_in(language), 1500))}"] if card.context else []
    said += [f"[{ON_PAGE.said_in(language)}]({card.page})"] if card.page else []
    said += _files(card)
    more = [f"- {plain(label)}:{plain(value)}" for label, value in _pairs(card.more, language)]
    return "\n\n".join([*said, *(["\n".join(more)] if more else [])])


def _files(card: Card) -> list[str]:
    return [
        f"📎 [{plain(link.label)}]({link.url})"
        for fact in (*card.facts, *card.more)
        for link in fact.links
        if link.url
    ]


def _words(card: Card, language: Language) -> str:
    """The card as markdown: what is asked, and how to answer it."""
    number = f"{card.number} · " if card.number else ""
    head = f"{_STRIPS[card.state]} {number}{plain(card.status.said_in(language))}"
    blocks = [f"#### {plain(card.title.said_in(language))}", head]
    lines = [f"- {plain(label)}:{plain(value)}" for label, value in _pairs(card.facts, language)]
    blocks += ["\n".join(lines)] if lines else []
    blocks += [plain(short(card.context.said_in(language), 1500))] if card.context else []
    blocks += [f"**{plain(card.outcome.said_in(language))}**"] if card.outcome else []
    if card.page:
        blocks.append(f"[{ON_PAGE.said_in(language)}]({card.page})")
    blocks += _files(card)
    if card.inputs:
        asked = "、".join(plain(each.label.said_in(language)) for each in card.inputs)
        blocks.append(f"{_ASKED.said_in(language)}:{asked}")
    if card.buttons:
        blocks.append(_labels(card.buttons, language))
    return pieces("\n\n".join(each for each in blocks if each), MAX_TEXT)[0]


def _labels(buttons: Sequence[Button], language: Language) -> str:
    return _IN_WORDS.said_in(language) + " / ".join(each.label.said_in(language) for each in buttons)


def _actions(buttons: Sequence[Button], number: str, language: Language) -> list[dict[str, str]]:
    """Buttons of a card without template say their label, with the number that they mean, in the chat."""
    labels = [each.label.said_in(language) for each in buttons[:_MAX_ACTIONS]]
    return [{"title": short(each, 20), "url": says(f"{each} {number}".strip())} for each in labels]


def _pairs(facts: Iterable[Fact], language: Language) -> list[tuple[str, str]]:
    return [
        (
            short(each.label.said_in(language), _MAX_LABEL),
            short(each.value.said_in(language), _MAX_VALUE) or "—",
        )
        for each in facts
    ]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)

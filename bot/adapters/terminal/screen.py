"""What a terminal shows: a reply's parts as plain text, buttons by number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.cards import Button, Card, Fact, Saying, State
from bot.kept import Part, restored
from bot.messages import Language, Text

_MARKS = {
    State.WAITING: "⏳",
    State.DONE: "✅",
    State.REJECTED: "⚠️",
    State.CANCELLED: "✖",
    State.INFO: "•",
}
_EMPHASIS = re.compile(r"\*\*(.+?)\*\*")


def lines(
    part: Part, language: Language, *, site: str, first: int = 1
) -> tuple[list[str], tuple[Button, ...]]:
    """The part as lines, and its buttons, which are numbered from `first`; pictures are at `site`."""
    shown = restored(part)
    if isinstance(shown, Saying):
        text = _EMPHASIS.sub(r"\1", shown.text.said_in(language))
        return [*text.splitlines(), *_choices(shown.choices, language, first)], shown.choices
    if isinstance(shown, Card):
        buttons = (*shown.buttons, *shown.extra)
        return [*_card(shown, language), *_choices(buttons, language, first)], buttons
    alt = Text.model_validate(part["alt"]).said_in(language)
    where = {Language.ZH: "图片", Language.EN: "picture"}[language]
    return [f"[{where}] {alt}", f"  {site}/blobs/{part['blob']}"], ()


def news(part: Part, language: Language) -> str:
    """A card that was shown before has changed: one line is enough."""
    shown = restored(part)
    if not isinstance(shown, Card):
        return ""
    outcome = shown.outcome or shown.status
    return f"{_MARKS[shown.state]} {shown.title.said_in(language)} · {outcome.said_in(language)}"


def _card(card: Card, language: Language) -> Iterator[str]:
    number = f"  {card.number}" if card.number else ""
    yield f"┌ {_MARKS[card.state]} {card.status.said_in(language)}{number}"
    yield f"│ {card.title.said_in(language)}"
    yield from _facts((*card.facts, *card.more), language)
    for asked in card.inputs:
        star = "*" if asked.required else " "
        yield f"│ {star}{asked.label.said_in(language)}: {asked.value or '…'}"
    if card.context is not None:
        yield f"│ {card.context.said_in(language)}"
    outcome = card.outcome.said_in(language) if card.outcome else ""
    yield f"└ {outcome}".rstrip()


def _facts(facts: Sequence[Fact], language: Language) -> Iterator[str]:
    for fact in facts:
        yield f"│  {fact.label.said_in(language)}: {fact.value.said_in(language)}"


def _choices(buttons: Sequence[Button], language: Language, first: int) -> list[str]:
    if not buttons:
        return []
    named = (f"[{place}] {each.label.said_in(language)}" for place, each in enumerate(buttons, start=first))
    return ["  ".join(named)]

"""Replies as the web chat keeps them (`bot/kept.py`), and as one reader sees them."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import JsonValue

from bot.cards import Button, Card, Fact, Input, Reply, Saying
from bot.kept import Part, kept, restored
from bot.messages import Address, Language, OutgoingMessage, Text


def render(reply: Reply, address: Address, *, key: str, replaces: str | None) -> tuple[OutgoingMessage, ...]:
    """One message for each part, so that a card can later change alone.

    `replaces` is meant for the card, or for the whole when the reply has one part.
    """
    card = next((n for n, part in enumerate(reply.parts) if isinstance(part, Card)), 0)
    return tuple(
        OutgoingMessage(
            address=address,
            payload={"parts": [kept(part)]},
            key=f"{key}/{n}",
            replaces=replaces if n == card else None,
        )
        for n, part in enumerate(reply.parts)
    )


def shown(parts: Sequence[Part], language: Language) -> list[Part]:
    """The parts of a kept message, in the reader's language."""
    return [_shown(part, language) for part in parts]


def _shown(part: Part, language: Language) -> Part:
    match restored(part):
        case Saying(text=text, choices=choices):
            buttons: list[JsonValue] = [_button(each, language) for each in choices]
            return {"type": "text", "text": text.said_in(language), "choices": buttons}
        case Card() as card:
            return _card(card, language)
        case None:
            alt = Text.model_validate(part["alt"]).said_in(language)
            size: Part = {name: part[name] for name in ("width", "height") if name in part}
            return {"type": "image", "url": f"/blobs/{part['blob']}", "alt": alt, **size}


def _card(card: Card, language: Language) -> Part:
    return {
        "type": "card",
        "key": card.key,
        "state": card.state,
        "status": card.status.said_in(language),
        "title": card.title.said_in(language),
        "number": card.number,
        "facts": [_fact(each, language) for each in card.facts],
        "more": [_fact(each, language) for each in card.more],
        "context": card.context.said_in(language) if card.context else None,
        "inputs": [_input(each, language) for each in card.inputs],
        "buttons": [_button(each, language) for each in card.buttons],
        **({"extra": [_button(each, language) for each in card.extra]} if card.extra else {}),
        "outcome": card.outcome.said_in(language) if card.outcome else None,
    }


def _fact(fact: Fact, language: Language) -> Part:
    links: list[JsonValue] = [{"label": each.label, "url": f"/files/{each.file}"} for each in fact.links]
    return {
        "label": fact.label.said_in(language),
        "value": fact.value.said_in(language),
        **({"links": links} if links else {}),
    }


def _button(button: Button, language: Language) -> Part:
    return {"id": button.id, "label": button.label.said_in(language), "style": button.style}


def _input(asked: Input, language: Language) -> Part:
    return {
        "id": asked.id,
        "label": asked.label.said_in(language),
        "type": asked.type,
        "required": asked.required,
        "options": [{"id": each.id, "label": each.label.said_in(language)} for each in asked.options],
        "value": asked.value,
        "hint": asked.hint.said_in(language) if asked.hint else None,
        **({"columns": [_input(each, language) for each in asked.columns]} if asked.columns else {}),
    }

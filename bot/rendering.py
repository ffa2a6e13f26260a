"""What the renderers of all platforms have in common: a reply's parts as messages, and texts that fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from pydantic import JsonValue

from bot.cards import Card, Picture, Saying
from bot.messages import Address, OutgoingMessage

Part = TypeVar("Part", bound=Saying | Card | Picture)
_MARKED = re.compile(r"\*\*|^#{1,6} |^\s*[-*+] |^\s*\d+\. |`|\]\(", re.MULTILINE)


def messages(
    parts: Sequence[Part],
    payloads: Callable[[Part, str], Iterable[Mapping[str, JsonValue]]],
    address: Address,
    *,
    key: str,
    replaces: str | None,
) -> tuple[OutgoingMessage, ...]:
    """At least one message for each part, so that a card can later change alone.

    `payloads` is given a part and its key. What is replaced is the first card.
    """
    card = next((place for place, part in enumerate(parts) if isinstance(part, Card)), 0)
    return tuple(
        OutgoingMessage(
            address=address,
            payload=payload,
            key=f"{key}/{place}/{number}",
            replaces=replaces if (place, number) == (card, 0) else None,
        )
        for place, part in enumerate(parts)
        for number, payload in enumerate(payloads(part, f"{key}/{place}"))
    )


def is_marked(words: str) -> bool:
    """Whether our markdown holds more than plain words."""
    return _MARKED.search(words) is not None


def short(words: str, limit: int) -> str:
    """At most so many characters, with an ellipsis where they were cut."""
    return words if len(words) <= limit else f"{words[: limit - 1].rstrip()}…"


def in_bytes(text: str, limit: int) -> str:
    """The first so many, never half a character."""
    return text.encode()[:limit].decode(errors="ignore")


def in_characters(text: str, limit: int) -> str:
    return text[:limit]


def _as_it_is(head: str) -> str:
    return head


def pieces(
    text: str,
    limit: int,
    *,
    measured: Callable[[str, int], str] = in_bytes,
    unbroken: Callable[[str], str] = _as_it_is,
) -> list[str]:
    """In pieces that break at lines where they can; else `unbroken` takes away what a cut would break."""
    found = []
    while len(head := measured(text, limit)) < len(text):
        cut = max(head.rfind("\n"), 0) or len(unbroken(head)) or len(head)
        found.append(text[:cut])
        text = text[cut:].lstrip("\n")
    return [*found, text] if text else found

"""Our markdown in Feishu's: cards show most of it as it is, a text shows none."""

from __future__ import annotations

import re

from bot import rendering

_HEADING = re.compile(r"^#{1,6} +(.+?)\s*#*$", re.MULTILINE)
_TAG = re.compile(r"<(?=/?at\b)", re.IGNORECASE)
_ESCAPES = {"&": "&#38;", "<": "&#60;", ">": "&#62;"}
_PLAIN = re.compile(r"[\\`*_~\[\]]")
_SEAM = "\u200b"


def written(words: str) -> str:
    """Our markdown for a card. A tag that somebody typed stays words."""
    return _HEADING.sub(r"**\1**", "".join(_ESCAPES.get(each, each) for each in words))


def plain(words: str) -> str:
    """Words of a field for a card's markdown: nothing in them is markup."""
    return _PLAIN.sub(lambda found: f"&#{ord(found.group())};", "".join(_ESCAPES.get(c, c) for c in words))


def as_text(words: str) -> str:
    """For a message of type text: a tag in it calls people, so what was typed is kept from being one."""
    return _TAG.sub(f"<{_SEAM}", words)


def pieces(text: str, limit: int) -> list[str]:
    """In pieces of at most `limit` bytes."""
    return rendering.pieces(text, limit, unbroken=_unbroken)


def _unbroken(head: str) -> str:
    """Without an entity or a tag that the cut would break."""
    return re.sub(r"(&[#\w]*|<[^>]*)$", "", head)

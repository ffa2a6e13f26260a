"""Text as WeCom shows it: a small subset of markdown for the app, lengths in bytes and in characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BULLET = re.compile(r"^(\s*)[-*] ", re.MULTILINE)
_FORMATTED = re.compile(r"\*\*.+?\*\*|\[[^\]]+\]\([^)]+\)|`[^`]+`|^#{1,6} |^> ", re.MULTILINE)
_RULE = re.compile(r"^-{3,}$", re.MULTILINE)


def is_formatted(text: str) -> bool:
    return _FORMATTED.search(text) is not None


def listed_plainly(text: str) -> str:
    """The app's markdown has no lists and no rules."""
    return _RULE.sub("", _BULLET.sub(r"\1• ", text))


def bare(text: str) -> str:
    """Without marks: cards show them as they are typed."""
    text = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text)
    return listed_plainly(re.sub(r"\*\*(.+?)\*\*|`([^`]+)`", lambda found: found[1] or found[2], text))


def fitting(text: str, limit: int) -> str:
    """At most so many characters, with an ellipsis where it was cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def pieces(text: str, limit: int) -> Iterator[str]:
    """Parts of at most `limit` bytes, cut between lines where possible; never inside a character."""
    while len(text.encode()) > limit:
        head = text.encode()[:limit].decode(errors="ignore")
        at = head.rfind("\n")
        at = at if at > len(head) // 2 else len(head)
        yield text[:at].rstrip("\n")
        text = text[at:].lstrip("\n")
    if text:
        yield text

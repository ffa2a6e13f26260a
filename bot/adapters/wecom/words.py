"""Text as WeCom shows it: a small subset of markdown for the app, lengths in bytes and in characters."""

from __future__ import annotations

import re

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

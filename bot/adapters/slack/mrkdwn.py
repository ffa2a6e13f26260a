"""Slack's dialect of markdown: what people wrote in it, and our markdown in it."""

from __future__ import annotations

import re

from bot import rendering
from bot.rendering import in_characters

_MARKED = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.DOTALL)
_ITEM = re.compile(r"^(\s*)[-*+] +", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6} +(.+?)\s*#*$", re.MULTILINE)
_BOLD = re.compile(r"(\w?)\*\*(?=\S)(.+?)(?<=\S)\*\*(\w?)")
_LINK = re.compile(r"\[([^\]\n]+)\]\(((?:https?://|mailto:)[^\s)]+)\)")
_URL = re.compile(r"(?<![<|\w])(https?://[^\s<>|,。;、)」]+)")
_HALF = re.compile(r"(&\w*|<[^>]*)$")  # an entity or a link that a cut would break
_SEAM = "\u200b"  # Slack sees bold only at the border of a word, and Chinese has none


def read(text: str, bot: str) -> str:
    """What was typed, without a mention of `bot`; another account's mention stays as `<@ID>`."""
    return _unescaped(_MARKED.sub(lambda mark: _plain(mark, bot), text)).strip()


def _plain(mark: re.Match[str], bot: str) -> str:
    kind, what, label = mark.group(1), mark.group(2), mark.group(3)
    match kind:
        case "@":
            return "" if what == bot else f"<@{what}>"
        case "#":
            return f"#{label or what}"
        case "!":
            return f"@{label or what.partition('^')[0]}"
        case _:
            return label or what.removeprefix("mailto:")


def escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def written(markdown: str) -> str:
    """Our markdown (bold, lists, links, headings, code) in Slack's."""
    pieces = _CODE.split(escaped(markdown))
    return "".join(piece if place % 2 else _formatted(piece) for place, piece in enumerate(pieces))


def _formatted(text: str) -> str:
    text = _HEADING.sub(r"**\1**", _ITEM.sub(r"\1• ", text))
    text = _LINK.sub(lambda link: f"<{link.group(2)}|{link.group(1)}>", text)
    text = _URL.sub(r"<\1>", text)
    return _BOLD.sub(_bold, text)


def _bold(found: re.Match[str]) -> str:
    before, words, after = found.groups()
    left = before + _SEAM if before else ""
    right = _SEAM + after if after else ""
    return f"{left}*{words}*{right}"


def fitting(words: str, limit: int) -> str:
    """The words, escaped, in at most `limit` characters."""
    return _cut(escaped(words), limit)


def pieces(text: str, limit: int) -> list[str]:
    """`text`, already in Slack's dialect, in pieces that break at lines where they can."""
    return rendering.pieces(text, limit, measured=in_characters, unbroken=lambda head: _HALF.sub("", head))


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else _HALF.sub("", text[: limit - 1]) + "…"

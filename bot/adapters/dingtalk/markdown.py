"""Our markdown in DingTalk's, which has no tables and breaks no line at a single end of line."""

from __future__ import annotations

import re
from urllib.parse import quote

_MARKED = re.compile(r"\*\*|^#{1,6} |^\s*[-*+] |^\s*\d+\. |`|\]\(", re.MULTILINE)
_SPECIAL = re.compile(r"([\\`*_\[\]#~|<>])")
_BREAK = re.compile(r"(?<!\n)\n(?!\n)")
_HEADING = re.compile(r"^#{1,6} +")
_SAY = "dtmd://dingtalkclient/sendMessage?content="


def is_marked(words: str) -> bool:
    """Whether it holds more than plain words, so that it needs markdown to be shown well."""
    return _MARKED.search(words) is not None


def written(words: str) -> str:
    """Our markdown for DingTalk."""
    return _BREAK.sub("  \n", words)


def plain(words: str) -> str:
    """Words of a field: nothing in them is markup."""
    return _SPECIAL.sub(r"\\\1", words).replace("\r", "").replace("\n", " ")


def title_of(words: str) -> str:
    """What a notification shows of a message: its first line, unmarked."""
    line = next((each for each in words.split("\n") if each.strip()), "…")
    return short(_HEADING.sub("", line).replace("*", "").replace("`", "").strip() or "…", 60)


def says(words: str) -> str:
    """A link that says `words` in the conversation, as if they were typed."""
    return _SAY + quote(words, safe="")


def short(words: str, limit: int) -> str:
    return words if len(words) <= limit else f"{words[: limit - 1]}…"


def pieces(text: str, limit: int) -> list[str]:
    """In pieces of at most `limit` bytes that break at lines where they can."""
    found = []
    while len(text.encode()) > limit:
        head = text.encode()[:limit].decode(errors="ignore")
        cut = max(head.rfind("\n"), 0) or len(head)
        found.append(text[:cut])
        text = text[cut:].lstrip("\n")
    return [*found, text] if text else found

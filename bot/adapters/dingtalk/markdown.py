"""Our markdown in DingTalk's, which has no tables and breaks no line at a single end of line."""

from __future__ import annotations

import re
from urllib.parse import quote

from bot.rendering import short

_SPECIAL = re.compile(r"([\\`*_\[\]#~|<>])")
_BREAK = re.compile(r"(?<!\n)\n(?!\n)")
_HEADING = re.compile(r"^#{1,6} +")
_SAY = "dtmd://dingtalkclient/sendMessage?content="


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

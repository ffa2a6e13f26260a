"""The one font of all charts, Noto Sans CJK SC, and what can be known of a text before it is drawn.

It comes with the package `mplfonts`, of which nothing is imported: the file is passed by path.
"""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

ELLIPSIS = "…"
MISSING = "〓"  # the printers' mark for a character that the font has not

_CLAUSES = (re.compile(" · "), re.compile("[;;] ?"), re.compile(r", ?(?!\d{4}\b)"))
_WORDS = re.compile(
    r"(?:\d+年)?\d+月\d+日"  # a date stays together
    r"|[A-Z][a-z]{2} \d\d?(?:, \d{4})?\b"
    r"|[^\W\u2e80-\uffff]+(?:[.,:'’/-]?[^\W\u2e80-\uffff]+)*"  # and so does a word that is not Chinese
    r"|."
)
_CLINGS = set(",。、;:!?)》」”…·,.;:!?)–")  # never first in a line


@cache
def font_path() -> Path:
    found = importlib.util.find_spec("mplfonts")
    if found is None or found.origin is None:
        raise FileNotFoundError("the package mplfonts, which carries the charts' font, is not installed")
    return Path(found.origin).parent / "fonts" / "NotoSansCJKsc-Regular.otf"


@cache
def _face() -> FT2Font:
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415 - matplotlib takes a second to import

    face = FT2Font(font_path())
    face.set_size(1000, 72)  # 1000 units to the em, as the font is designed: advances come out unrounded
    return face


@lru_cache(maxsize=16384)
def _advance(character: str) -> float | None:
    """Width in ems; None when the font has no such character."""
    from matplotlib.ft2font import LoadFlags  # noqa: PLC0415 - as above

    face = _face()
    if not face.get_char_index(ord(character)):
        return None
    glyph = face.load_char(ord(character), flags=LoadFlags.NO_HINTING)
    return float(glyph.linearHoriAdvance) / 65536 / 1000


def printable(text: str) -> str:
    """The text in one line, without tofu: emoji and controls go, unknown letters become 〓."""
    kept = []
    for character in unicodedata.normalize("NFC", text):
        if character.isspace():
            kept.append(" ")
        elif _advance(character) is not None and not unicodedata.category(character).startswith("C"):
            kept.append(character)
        elif unicodedata.category(character)[0] in "LN":
            kept.append(MISSING)
    return re.sub(r" +", " ", "".join(kept)).strip()


def width(text: str, size: float) -> float:
    """Rendered width in px of a printable text."""
    return size * sum(_advance(character) or 0.0 for character in text)


def fit(text: str, size: float, room: float) -> str:
    """The text itself when it fits into `room` px, else as much as fits and an ellipsis."""
    if width(text, size) <= room:
        return text
    room -= width(ELLIPSIS, size)
    kept = ""
    for character in text:
        room -= width(character, size)
        if room < 0:
            break
        kept += character
    return kept.rstrip(" ,、·") + ELLIPSIS


def wrap(text: str, size: float, room: float, lines: int = 2) -> list[str]:
    """At most so many lines, broken where people would: between clauses if that fits, never inside a date."""
    if width(text, size) <= room:
        return [text]
    for clause in _CLAUSES:
        for end in reversed([found.end() for found in clause.finditer(text)]):
            halves = text[:end].rstrip(" ·"), text[end:]
            if all(width(half, size) <= room for half in halves):
                return list(halves)
    wrapped, line = [], ""
    for word in _WORDS.findall(text):
        if line and word not in _CLINGS and width(line + word.rstrip(), size) > room:
            wrapped.append(line.strip())
            line = ""
        line += word
    wrapped.append(line.strip())
    if len(wrapped) > lines:
        wrapped[lines - 1 :] = ["".join(wrapped[lines - 1 :])]
    return [fit(line, size, room) for line in wrapped]

"""The one font of all charts, Noto Sans CJK SC, and what can be known of a text before it is drawn.

It comes with the package `mplfonts`, of which nothing is imported: the file is passed by path.
"""

from __future__ import annotations

import importlib.util
import math
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

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


class Glyph(NamedTuple):
    """A character cut in one size; `left` and `top` lead from the pen's place to the mask's corner."""

    mask: Image
    left: float
    top: float


@cache
def _face() -> FT2Font:
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415 - matplotlib takes a second to import

    face = FT2Font(font_path())
    face.set_size(1000, 72)  # 1000 units to the em, as the font is designed: advances come out unrounded
    return face


@cache
def _type_case(size: int) -> FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415 - as above

    return ImageFont.truetype(str(font_path()), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def glyph(character: str, size: int) -> Glyph | None:
    """None for what leaves no mark, such as a space."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - as above

    left, top, right, bottom = _type_case(size).getbbox(character, anchor="ls")
    box = (math.ceil(right - left), math.ceil(bottom - top))
    if not all(box):
        return None
    mask = Image.new("L", box)
    ImageDraw.Draw(mask).text((-left, -top), character, fill=255, font=_type_case(size), anchor="ls")
    return Glyph(mask, left, top)


def is_known(character: str) -> bool:
    return bool(_face().get_char_index(ord(character)))


@lru_cache(maxsize=16384)
def advance(character: str) -> float:
    """Width in ems."""
    from matplotlib.ft2font import LoadFlags  # noqa: PLC0415 - as above

    loaded = _face().load_char(ord(character), flags=LoadFlags.NO_HINTING)
    return float(loaded.linearHoriAdvance) / 65536 / 1000


def printable(text: str) -> str:
    """The text in one line, without tofu: emoji and controls go, unknown letters become 〓."""
    kept = []
    for character in unicodedata.normalize("NFC", text):
        if character.isspace():
            kept.append(" ")
        elif is_known(character) and not unicodedata.category(character).startswith("C"):
            kept.append(character)
        elif unicodedata.category(character)[0] in "LN":
            kept.append(MISSING)
    return re.sub(r" +", " ", "".join(kept)).strip()


def width(text: str, size: int) -> float:
    """Rendered width in px of a printable text."""
    return size * sum(advance(character) for character in text)


def fit(text: str, size: int, room: float) -> str:
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


def wrap(text: str, size: int, room: float, lines: int = 2) -> list[str]:
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

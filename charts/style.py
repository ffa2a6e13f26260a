"""How every chart looks: colours with one meaning each, sizes for a phone, where matplotlib keeps its cache.

A picture is 1200 px wide and shown 390 px wide on a phone. Nine points there are 12 px, so the smallest text
is 37 px in the picture; nothing is drawn smaller.
"""

from __future__ import annotations

import os
from pathlib import Path

# Okabe–Ito, safe for colour-blind eyes; the same meaning in every chart.
LATE = "#D55E00"
LATE_INK = "#B34700"  # for words: 5.6:1 on white
ACTUAL = "#0072B2"
PLANNED = "#C4C9D0"

INK = "#1B1F24"
QUIET = "#5A626C"  # 6:1 on white: secondary text stays readable in the sun
LINE = "#E3E6EA"
SHADE = "#EFF1F4"  # weekends
PAPER = "#FFFFFF"

WIDTH = 1200
MARGIN = 40

TITLE_SIZE = 54
NAME_SIZE = 40
TEXT_SIZE = 37

_INKS = (INK, QUIET, LATE_INK, LATE, ACTUAL, PLANNED, LINE)
_GROUNDS = (PAPER, SHADE, PLANNED)
_SHADES = 14  # between an ink and its ground, for smooth edges
_APART = 8  # the quantizer looks four values at a time: a nearer neighbour could win over a flat colour


def palette() -> list[int]:
    """At most 256 colours, red, green and blue in a row: flat ones exactly, then smooth edges."""
    colours = [_rgb(colour) for colour in (*_GROUNDS, *_INKS[:5], LINE)]
    for ground in map(_rgb, _GROUNDS):
        for ink in map(_rgb, _INKS):
            for step in range(1, _SHADES):
                blend = tuple(round(a + (b - a) * step / _SHADES) for a, b in zip(ground, ink, strict=True))
                if all(_distance(blend, colour) >= _APART for colour in colours):
                    colours.append(blend)
    return [value for colour in colours[:256] for value in colour]


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def _distance(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def prepare(cache_dir: Path) -> None:
    """Give matplotlib a kept, writable place for its font list, which costs half a second to build.

    To be called before the first chart of the process; matplotlib reads it when it is first imported.
    """
    cache_dir.mkdir(parents=True, exist_ok=True)
    os.environ["MPLCONFIGDIR"] = str(cache_dir)  # noqa: TID251 - written, not read: matplotlib asks nowhere else

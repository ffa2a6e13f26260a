"""A finished sheet as SVG: the same shapes and words, for screens that zoom and for documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from charts import style
from charts.font import width

Point = tuple[float, float]

# Whichever of these is there; each text is told how wide it is, so that others do not overflow.
_FONTS = "'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif"


class Words(NamedTuple):
    x: float
    baseline: float
    words: str
    size: int
    colour: str


def svg(
    height: int, shapes: Iterable[Sequence[Point]], colours: Iterable[str], texts: Iterable[Words]
) -> bytes:
    """`shapes` are measured upwards from the bottom, as they are drawn; texts downwards from the top."""
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg"'
        f' viewBox="0 0 {style.WIDTH} {height}" font-family="{_FONTS}">',
        f'<rect width="{style.WIDTH}" height="{height}" fill="{style.PAPER}"/>',
    ]
    for corners, colour in zip(shapes, colours, strict=True):
        points = " ".join(f"{x:.1f},{height - y:.1f}" for x, y in corners)
        lines.append(f'<polygon points="{points}" fill="{colour}"/>')
    for text in texts:
        wide = width(text.words, text.size)
        lines.append(
            f'<text x="{text.x:.1f}" y="{text.baseline:.1f}" font-size="{text.size}" fill="{text.colour}"'
            f' textLength="{wide:.1f}" xml:space="preserve">{escape(text.words)}</text>'
        )
    return "\n".join([*lines, "</svg>\n"]).encode()

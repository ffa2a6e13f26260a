"""A sheet of paper 1200 px wide, measured in pixels from its top left corner, that becomes a PNG.

Ticks, axes and texts laid out anew are what makes matplotlib slow and hungry. A sheet has one collection of
polygons, kept for the next picture; letters are printed over it like type, each cut once per size
(`bench/gantt.py` has the figures).
"""

from __future__ import annotations

import io
import math
import string
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from threading import Lock

from charts import style
from charts.chart import Form
from charts.font import advance, glyph, printable, width
from charts.vector import Point, Words, svg

_DPI = 72  # one point is one pixel
_RLE = 3  # zlib's strategy for flat colours: as small as its default here, and four times as fast
_COMMON = (
    "年月日周一二三四五六天今现在计划实际晚了预计完成办理中到期小时分钟没走驳回步来源的流程记录审核批·,;"
)
_drawing = Lock()  # matplotlib's settings and font caches are the process's; two threads would be no faster


class Sheet:
    def __init__(self) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - takes a second to import
        from matplotlib.collections import PolyCollection  # noqa: PLC0415 - as above
        from matplotlib.figure import Figure  # noqa: PLC0415 - as above
        from matplotlib.transforms import IdentityTransform  # noqa: PLC0415 - as above
        from PIL import Image  # noqa: PLC0415 - as above

        self._figure = Figure(dpi=_DPI, facecolor=style.PAPER)
        self._canvas = FigureCanvasAgg(self._figure)
        self._polygons = PolyCollection([], transform=IdentityTransform(), edgecolors="none")
        self._figure.add_artist(self._polygons)
        self._palette = Image.new("P", (1, 1))
        self._palette.putpalette(style.palette())
        self.clear(height=100)

    def clear(self, *, height: int) -> None:
        self.height = height
        self._figure.set_size_inches(style.WIDTH / _DPI, height / _DPI)
        self._shapes: list[list[Point]] = []
        self._colours: list[str] = []
        self._texts: list[Words] = []

    def polygon(self, corners: Sequence[Point], colour: str) -> None:
        self._shapes.append([(x, self.height - y) for x, y in corners])
        self._colours.append(colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], colour)

    def bar(
        self, left: float, top: float, right: float, bottom: float, colour: str, *, radius: float = 6
    ) -> None:
        """A box with round corners."""
        radius = min(radius, (right - left) / 2, (bottom - top) / 2)
        corners = []
        for quarter, (x, y) in enumerate(
            ((right - radius, bottom - radius), (left + radius, bottom - radius),
             (left + radius, top + radius), (right - radius, top + radius))
        ):  # fmt: skip
            for part in range(4):
                angle = math.pi / 2 * (quarter + part / 3)
                corners.append((x + radius * math.cos(angle), y + radius * math.sin(angle)))
        self.polygon(corners, colour)

    def hatch(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        """A framed box of slanting stripes: a forecast."""
        self.box(left, top, right, bottom, style.PAPER)
        rise, stripe, pitch = bottom - top, 5.0, 13.0
        foot = left - rise
        while foot < right:
            # Each stripe leans by 45°; its ends move along it until nothing sticks out at either side.
            low, high = max(foot, left), min(foot + rise, right - stripe)
            if high > low:
                below, above = bottom - (low - foot), bottom - (high - foot)
                self.polygon(
                    [(low, below), (low + stripe, below), (high + stripe, above), (high, above)], colour
                )
            foot += pitch
        for edge in ((left, top, right, top + 2), (left, bottom - 2, right, bottom),
                     (left, top, left + 2, bottom), (right - 2, top, right, bottom)):  # fmt: skip
            self.box(*edge, colour)

    def write(self, x: float, baseline: float, words: str, size: int, colour: str = style.INK) -> float:
        """A printable text from its left end on its baseline, above all shapes; gives its width."""
        self._texts.append(Words(x, baseline, words, size, colour))
        return width(words, size)

    def write_bold(self, x: float, baseline: float, words: str, size: int) -> None:
        """Struck twice, a pixel apart: no sans-serif of the font package has a bold weight."""
        self.write(x, baseline, words, size)
        self.write(x + 1, baseline, words, size)

    def picture(self, form: Form) -> bytes:
        return self.png() if form == "png" else svg(self.height, self._shapes, self._colours, self._texts)

    def png(self) -> bytes:
        """A picture in the house's palette: a tenth of the time and a third of the size of RGBA."""
        from PIL import Image  # noqa: PLC0415 - as above

        self._polygons.set_verts(self._shapes)
        self._polygons.set_facecolor(self._colours)
        self._canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib leaves it untyped
        pixels = self._canvas.buffer_rgba()  # type: ignore[no-untyped-call]  # as above
        size = (pixels.shape[1], pixels.shape[0])
        picture = Image.frombuffer("RGBA", size, pixels, "raw", "RGBA", 0, 1).convert("RGB")
        for text in self._texts:
            pen = text.x
            for character in text.words:
                if type_ := glyph(character, text.size):
                    place = (round(pen + type_.left), round(text.baseline + type_.top))
                    picture.paste(text.colour, place, type_.mask)
                pen += advance(character) * text.size
        file = io.BytesIO()
        flat = picture.quantize(palette=self._palette, dither=Image.Dither.NONE)
        flat.save(file, "PNG", compress_type=_RLE)
        return file.getvalue()


def warm_up(words: str = "") -> None:
    """Import matplotlib, cut the commonest letters, draw throw-away pictures, so that the first is fast.

    `words`: whatever the company's charts will show, such as its people's names; a new letter takes 0.4 ms.
    """
    letters = "".join(sorted({*_COMMON, *printable(words), *string.printable.strip()}))
    with blank() as sheet:
        for height in (4000, 1500):  # the second finds what the first one set up, as a real one will
            sheet.clear(height=height)
            for top in range(0, 1000, 20):
                sheet.bar(10, top, 100, top + 10, style.PLANNED)
                sheet.hatch(110, top, 200, top + 10, style.LATE)
            for size in (style.TEXT_SIZE, style.NAME_SIZE, style.TITLE_SIZE):
                sheet.write(10, 80, letters, size)
            sheet.png()


@cache
def _kept() -> Sheet:
    return Sheet()


@contextmanager
def blank() -> Iterator[Sheet]:
    """The process's one sheet, for one picture at a time."""
    with _drawing:
        yield _kept()

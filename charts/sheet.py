"""A sheet of paper 1200 px wide, measured in pixels from its top left corner, that becomes a PNG.

Ticks, legends and axes are what makes matplotlib slow and hungry. A sheet has none: one collection of
polygons below, texts above, all kept and used again for the next picture (`bench/gantt.py` has the figures).
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from charts import style
from charts.font import font_path, width

if TYPE_CHECKING:
    from matplotlib.text import Text as TextArtist

Point = tuple[float, float]

_DPI = 72  # one point is one pixel
_RLE = 3  # zlib's strategy for flat colours: as small as its default here, and four times as fast
_drawing = Lock()  # matplotlib's settings and font caches are the process's; two threads would be no faster


class Sheet:
    def __init__(self) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - takes a second to import
        from matplotlib.collections import PolyCollection  # noqa: PLC0415 - as above
        from matplotlib.figure import Figure  # noqa: PLC0415 - as above
        from matplotlib.font_manager import FontProperties  # noqa: PLC0415 - as above
        from matplotlib.transforms import IdentityTransform  # noqa: PLC0415 - as above
        from PIL import Image  # noqa: PLC0415 - as above

        self._figure = Figure(dpi=_DPI, facecolor=style.PAPER)
        self._canvas = FigureCanvasAgg(self._figure)
        self._pixels = IdentityTransform()
        self._polygons = PolyCollection([], transform=self._pixels, edgecolors="none")
        self._figure.add_artist(self._polygons)
        self._font = FontProperties(fname=str(font_path()))
        self._texts: list[TextArtist] = []
        self._palette = Image.new("P", (1, 1))
        self._palette.putpalette(style.palette())
        self.clear(height=100)

    def clear(self, *, height: int) -> None:
        self.height = height
        self._figure.set_size_inches(style.WIDTH / _DPI, height / _DPI)
        self._shapes: list[list[Point]] = []
        self._colours: list[str] = []
        self._written = 0

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

    def write(self, x: float, baseline: float, words: str, size: float, colour: str = style.INK) -> float:
        """A text from its left end on its baseline; gives its width."""
        if self._written == len(self._texts):
            artist = self._figure.text(0, 0, "", transform=self._pixels, parse_math=False)
            artist.set_fontproperties(self._font)
            artist.set_verticalalignment("baseline")
            self._texts.append(artist)
        artist = self._texts[self._written]
        self._written += 1
        artist.set_text(words)
        artist.set_fontsize(size)
        artist.set_color(colour)
        artist.set_position((x, self.height - baseline))
        artist.set_visible(True)
        return width(words, size)

    def write_bold(self, x: float, baseline: float, words: str, size: float) -> None:
        """Struck twice, a pixel apart: no sans-serif of the font package has a bold weight."""
        self.write(x, baseline, words, size)
        self.write(x + 1.2, baseline, words, size)

    def png(self) -> bytes:
        """A picture in the house's palette: a tenth of the time and a third of the size of RGBA."""
        from PIL import Image  # noqa: PLC0415 - as above

        for artist in self._texts[self._written :]:
            artist.set_visible(False)
        self._polygons.set_verts(self._shapes)
        self._polygons.set_facecolor(self._colours)
        self._canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib leaves it untyped
        pixels = self._canvas.buffer_rgba()  # type: ignore[no-untyped-call]  # as above
        size = (pixels.shape[1], pixels.shape[0])
        picture = Image.frombuffer("RGBA", size, pixels, "raw", "RGBA", 0, 1).convert("RGB")
        file = io.BytesIO()
        flat = picture.quantize(palette=self._palette, dither=Image.Dither.NONE)
        flat.save(file, "PNG", compress_type=_RLE)
        return file.getvalue()


def warm_up() -> None:
    """Import matplotlib, open the font and draw a throw-away picture, so that the first is no slower."""
    with blank() as sheet:
        sheet.clear(height=100)
        sheet.hatch(10, 10, 100, 30, style.LATE)
        sheet.write(10, 80, "推推 Tuitui", style.TEXT_SIZE)
        sheet.png()


@cache
def _kept() -> Sheet:
    return Sheet()


@contextmanager
def blank() -> Iterator[Sheet]:
    """The process's one sheet, for one picture at a time."""
    with _drawing:
        yield _kept()

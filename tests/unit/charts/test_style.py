"""The palette: exact flat colours, within what a PNG of 256 colours holds."""

from __future__ import annotations

from charts import style


def test_flat_colours_are_in_the_palette_as_they_are() -> None:
    values = style.palette()
    colours = list(zip(values[::3], values[1::3], values[2::3], strict=True))
    for colour in (style.PAPER, style.SHADE, style.PLANNED, style.INK, style.QUIET, style.LATE, style.ACTUAL):
        assert tuple(bytes.fromhex(colour.removeprefix("#"))) in colours
    assert len(colours) <= 256


def test_words_contrast_with_paper_and_weekends_as_wcag_aa_asks() -> None:
    for ink in (style.INK, style.QUIET, style.LATE_INK):
        for ground in (style.PAPER, style.SHADE):
            assert (_light(ground) + 0.05) / (_light(ink) + 0.05) >= 4.5


def _light(colour: str) -> float:
    red, green, blue = (value / 255 for value in bytes.fromhex(colour.removeprefix("#")))
    return sum(
        share * (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
        for share, value in ((0.2126, red), (0.7152, green), (0.0722, blue))
    )

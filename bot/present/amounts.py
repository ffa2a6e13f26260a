"""Money and numbers as people read them: 62 万元, ¥620k."""

from __future__ import annotations

from bot.messages import Text


def money(yuan: float) -> Text:
    """Exact: 1200 元, 62 万元, 35.6 万元, 1.2 亿元 / ¥1,200, ¥620k, ¥1.2M."""
    return Text(zh=_zh(yuan), en=f"¥{_en(yuan)}")


def number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0").rstrip(".")


def _zh(yuan: float) -> str:
    for size, word in ((100_000_000, "亿"), (10_000, "万")):
        if yuan >= size and round(yuan / size, 4) * size == yuan:
            return f"{_plain(yuan / size)} {word}元"
    return f"{number(yuan)} 元"


def _en(yuan: float) -> str:
    for size, word in ((1_000_000, "M"), (10_000, "k")):
        unit = 1_000 if word == "k" else size
        if yuan >= size and round(yuan / unit, 2) * unit == yuan:
            return f"{_plain(yuan / unit)}{word}"
    return number(yuan)


def _plain(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")

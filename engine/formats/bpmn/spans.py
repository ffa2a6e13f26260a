"""ISO 8601 durations and dates, as timers and due dates of other tools write them."""

from __future__ import annotations

import re
from datetime import datetime

from engine.formats.expressions.parse import bare

_ISO = re.compile(
    r"^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$"
)
_IN_EXPRESSION = re.compile(r"""(?:duration\(\s*)?["'](P[^"']+)["']""")
_PLUS = re.compile(r"plus(Days|Hours|Minutes|Weeks)\(\s*(\d+)\s*\)")
_PLUS_UNITS = {"Days": ("d", 1), "Hours": ("h", 1), "Minutes": ("m", 1), "Weeks": ("d", 7)}
_MOMENT = re.compile(r"^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$")


def span(text: str) -> str | None:
    """`P2D`, `PT4H`, `= duration("P2D")`, `${dateTime().plusDays(2)}` → `2d`; else None.

    Years and months have no fixed length in days: a month is 30 of them. Seconds become a minute.
    """
    written = bare(text)
    plus = _PLUS.search(written)
    if plus:
        unit, times = _PLUS_UNITS[plus[1]]
        return _within(int(plus[2]) * times, unit)
    quoted = _IN_EXPRESSION.search(written)
    found = _ISO.match(quoted[1] if quoted else written)
    if not found or not any(found.groups()):
        return None
    years, months, weeks, days, hours, minutes, seconds = (int(each or 0) for each in found.groups())
    days += years * 365 + months * 30 + weeks * 7
    minutes += -(-seconds // 60)
    if minutes:
        return _within((days * 24 + hours) * 60 + minutes, "m") or _within(days * 24 + hours, "h")
    return _within(days * 24 + hours, "h") if hours else _within(days, "d")


def moment(text: str) -> str | None:
    """A fixed date or moment as a timer of ours takes it; None when it is something else."""
    found = _MOMENT.match(bare(text).strip("\"'"))
    if not found:
        return None
    written = f"{found[1]}T{found[2]}" if found[2] else found[1]
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return None
    return written


def _within(amount: int, unit: str) -> str | None:
    return f"{amount}{unit}" if 0 < amount <= 9999 else None

# ruff: noqa: E501 - a pattern is read as one line
"""The first and the last day of a leave: 下周三到周五, 明天请一天假, 从周一开始休三天, next Monday and Tuesday."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from pydantic import JsonValue

from bot.nlu.dates import Moment, find_duration
from bot.nlu.reading import Reading

Put = Callable[[str, JsonValue, tuple[int, int]], None]


def leave_dates(put: Put, reading: Reading) -> None:
    now, text = reading.now, reading.text
    if reading.ranges:
        one = reading.ranges[0]
        put("from", one.first.iso(now), (one.first.start, one.first.end))
        put("to", one.last.iso(now), (one.last.start, one.end))
        return
    for period in reading.periods:
        exact = [m for m in reading.moments if not m.rough]
        if period.value in ("this_week", "next_week") and not exact:
            today = now.date()
            monday = today - timedelta(days=today.weekday()) + timedelta(weeks=period.value == "next_week")
            put("from", (monday if monday > today else today).isoformat(), (period.start, period.end))
            put("to", (monday + timedelta(days=4)).isoformat(), (period.start, period.end))
            return
    if not reading.moments:
        return
    moment = reading.moments[0]
    span = (moment.start, moment.end)
    put("from", moment.iso(now), span)
    blanked = text[: moment.start] + "\0" * (moment.end - moment.start) + text[moment.end :]
    duration = find_duration(blanked)
    if duration and not moment.timed and duration[2] >= 1:
        put(
            "to",
            (moment.date(now) + timedelta(days=int(duration[2]) - 1)).isoformat(),
            (duration[0], duration[1]),
        )
    elif not _open(moment, text) and not moment.timed:
        put("to", moment.iso(now), span)


def _open(moment: Moment, text: str) -> bool:
    """`从周三开始` says when it begins and not when it ends."""
    return re.match(r"\s?(?:起|开始|以后|onwards?)", text[moment.end :]) is not None or (
        re.search(r"(?:从|自|starting|from)\s?$", text[: moment.start]) is not None
    )

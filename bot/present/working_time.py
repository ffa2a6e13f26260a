"""How a due time came about: so much working time, and which hours count."""

from __future__ import annotations

from bot.messages import Text
from engine.calendar import Calendar, Duration

_DAYS = ("一", "二", "三", "四", "五", "六", "日")
_EN_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_UNITS = {
    "d": (Text(zh="个工作日", en="working day"), "s"),
    "h": (Text(zh="小时工作时间", en="working hour"), "s"),
    "m": (Text(zh="分钟工作时间", en="working minute"), "s"),
}


def span(duration: Duration) -> Text:
    """2 个工作日 / 2 working days."""
    unit, plural = _UNITS[duration.unit]
    return Text(
        zh=f"{duration.amount} {unit.zh}",
        en=f"{duration.amount} {unit.en}{plural if duration.amount != 1 else ''}",
    )


def hours(calendar: Calendar) -> Text:
    """周一至周五 09:00–12:00、13:00–18:00."""
    first, last = calendar.weekdays[0], calendar.weekdays[-1]
    spans = [f"{start:%H:%M}–{end:%H:%M}" for start, end in calendar.hours]
    return Text(
        zh=f"周{_DAYS[first]}至周{_DAYS[last]} {'、'.join(spans)}",
        en=f"{_EN_DAYS[first]}–{_EN_DAYS[last]} {' and '.join(spans)}",
    )

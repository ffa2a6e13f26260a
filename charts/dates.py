"""Days, hours and spans of time, as people read them in a chart."""

from __future__ import annotations

from datetime import datetime, timedelta

from engine.people import Label

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS_ZH = "一二三四五六日"
_DAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_SMALLER = {_DAY: _HOUR, _HOUR: _MINUTE}


def day(moment: datetime, now: datetime) -> Label:
    """12月8日, Dec 8; with the year when it is another than now's."""
    zh, en = f"{moment.month}月{moment.day}日", f"{_MONTHS[moment.month - 1]} {moment.day}"
    if moment.year == now.year:
        return Label(zh, en)
    return Label(f"{moment.year}年{zh}", f"{en}, {moment.year}")


def weekday(moment: datetime) -> Label:
    return Label(f"周{_DAYS_ZH[moment.weekday()]}", _DAYS_EN[moment.weekday()])


def month(moment: datetime) -> Label:
    return Label(f"{moment.month}月", _MONTHS[moment.month - 1])


def year(moment: datetime) -> Label:
    return Label(f"{moment.year}年", str(moment.year))


def clock(moment: datetime) -> Label:
    return Label(f"{moment:%H:%M}", f"{moment:%H:%M}")


def day_and_clock(moment: datetime, now: datetime) -> Label:
    date, time = day(moment, now), clock(moment)
    return Label(f"{date.zh} {time.zh}", f"{date.en}, {time.en}")


def moment(moment: datetime, now: datetime) -> Label:
    """A day, with the hour when it is today."""
    return day_and_clock(moment, now) if moment.date() == now.date() else day(moment, now)


def period(start: datetime, end: datetime, now: datetime) -> Label:
    """11月13日–12月8日, Nov 13 – Dec 8; or one day."""
    first, last = day(start, now), day(end, now)
    if start.date() == end.date():
        return first
    return Label(f"{first.zh}–{last.zh}", f"{first.en} – {last.en}")


def span(length: timedelta) -> Label:
    """2 天, 5 小时, 40 分钟: rounded, in the largest unit that it then fills; at least one minute."""
    for unit, zh, en in ((_DAY, "天", "day"), (_HOUR, "小时", "hour")):
        if length >= unit or _rounded(length, _SMALLER[unit]) * _SMALLER[unit] >= unit:
            return _counted(_rounded(length, unit), zh, en)
    return _counted(max(1, _rounded(length, _MINUTE)), "分钟", "minute")


def working(length: timedelta, day: timedelta) -> Label:
    """2.5 个工作日, 3 小时: working time, of which a `day` has some hours."""
    if length < day:
        return span(length)
    days = f"{length / day:.1f}".removesuffix(".0")
    return Label(f"{days} 个工作日", f"{days} working day{'' if days == '1' else 's'}")


def _rounded(length: timedelta, unit: timedelta) -> int:
    """Half a unit counts as one."""
    return int(length / unit + 0.5)


def _counted(number: int, zh: str, en: str) -> Label:
    return Label(f"{number} {zh}", f"{number} {en}{'' if number == 1 else 's'}")

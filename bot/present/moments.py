"""Dates and times as people read them, never ISO: near ones by weekday in a sentence, by date on a card.

A sentence is read under the day it was said on; a card is acted on days later, when its 今天 would be untrue.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from bot.messages import Text
from charts import dates

_ZH = "一二三四五六日"
_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(at: datetime, now: datetime, zone: tzinfo) -> Text:
    """今天 18:00, 周五 18:00, 12月4日 周五 18:00 / today 18:00, Fri 18:00, Fri, Dec 4, 18:00."""
    local = at.astimezone(zone)
    clock = f"{local:%H:%M}"
    said = day(local.date(), now.astimezone(zone).date())
    return Text(zh=f"{said.zh} {clock}", en=f"{said.en} {clock}")


def lasting(at: datetime, now: datetime, zone: tzinfo) -> Text:
    """12月4日 周五 18:00 / Fri, Dec 4, 18:00: for what is still read when `now` is long past."""
    local = at.astimezone(zone)
    said = dated(local.date(), now.astimezone(zone).date())
    return Text(zh=f"{said.zh} {local:%H:%M}", en=f"{said.en}, {local:%H:%M}")


def day(on: date, today: date) -> Text:
    """今天, 明天, 周五, 12月4日 周五, 2027年1月4日 / today, tomorrow, Fri, Fri, Dec 4."""
    gap = (on - today).days
    near = {
        0: Text(zh="今天", en="today"),
        1: Text(zh="明天", en="tomorrow"),
        -1: Text(zh="昨天", en="yesterday"),
    }
    if gap in near:
        return near[gap]
    zh_week, en_week = f"周{_ZH[on.weekday()]}", _EN[on.weekday()]
    monday = today - timedelta(days=today.weekday())
    if gap > 0 and on < monday + timedelta(days=7):
        return Text(zh=zh_week, en=en_week)
    if monday + timedelta(days=7) <= on < monday + timedelta(days=14):
        return Text(
            zh=f"下{zh_week}({on.month}月{on.day}日)", en=f"{en_week}, {_MONTHS[on.month - 1]} {on.day}"
        )
    return dated(on, today)


def dated(on: date, today: date) -> Text:
    """12月4日 周五, 2027年1月4日 周一 / Fri, Dec 4: for what stays."""
    zh_week, en_week = f"周{_ZH[on.weekday()]}", _EN[on.weekday()]
    year_zh, year_en = (f"{on.year}年", f", {on.year}") if on.year != today.year else ("", "")
    return Text(
        zh=f"{year_zh}{on.month}月{on.day}日 {zh_week}",
        en=f"{en_week}, {_MONTHS[on.month - 1]} {on.day}{year_en}",
    )


def span(length: timedelta) -> Text:
    """2 天, 3 小时, 20 分钟 / 2 days, 3 hours, 20 minutes: in the same words as the chart beside it."""
    if length < timedelta(minutes=1):
        return Text(zh="不到 1 分钟", en="less than a minute")
    said = dates.span(length)
    return Text(zh=said.zh, en=said.en)

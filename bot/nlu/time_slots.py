# ruff: noqa: E501 - a pattern is read as one line
"""The slots that are about time and place: delegations, snoozing, reminders, settings, checking in."""

from __future__ import annotations

import itertools
import re
from datetime import date, timedelta

from bot.nlu.calendar_days import month_end
from bot.nlu.dates import find_duration
from bot.nlu.grammars.rule import Candidate
from bot.nlu.reading import Reading
from bot.nlu.shape import over_shape
from bot.nlu.words import (
    Slots,
    first_person,
    free_text,
    group,
    kept,
    number_or_thing,
    person,
    span_of,
)


def delegate(reading: Reading, candidate: Candidate | None) -> Slots:
    who = span_of(candidate, "who")
    first, last = stretch(reading)
    return kept(person=person(reading, who) if who else first_person(reading), **{"from": first, "to": last})


def stretch(reading: Reading) -> tuple[str | None, str | None]:
    """From when to when, for a delegation: a range, a week or month, an open end, or single days."""
    now, text = reading.now, reading.text
    if reading.ranges:
        one = reading.ranges[0]
        return one.first.iso(now), one.last.iso(now)
    for begin, stop in itertools.pairwise(reading.moments):
        between = text[begin.end : stop.start]
        if len(between) <= 12 and re.search(r"(?:到|至|until|till|through)\s?(?:the )?$", between):
            return begin.iso(now), stop.iso(now)  # 明天开始出差到周五
    today = now.date()
    week = {"this_week": 0, "next_week": 1}
    for period in reading.periods:
        if period.value in week and not any(m.start == period.start and not m.rough for m in reading.moments):
            monday = today - timedelta(days=today.weekday()) + timedelta(weeks=week[period.value])
            return (monday if week[period.value] else today).isoformat(), (
                monday + timedelta(days=6)
            ).isoformat()
        if period.value == "this_month" and not any(
            m.start == period.start and not m.rough for m in reading.moments
        ):
            return today.isoformat(), month_end(today).isoformat()
    if not reading.moments:
        days = _days_from(text, today)
        return days if days else (None, None)
    moment = reading.moments[0]
    before, after = text[: moment.start], text[moment.end :]
    day = moment.iso(now)
    duration = find_duration(text[: moment.start] + "\0" * (moment.end - moment.start) + after)
    if re.search(r"(?:到|直到|至|截止(?:到|日期)?(?:是|为)?|until|till?|through|up to)\s?(?:the )?$", before):
        return None, day
    if duration and not moment.timed:
        return day, (moment.date(now) + timedelta(days=int(duration[2]) - 1)).isoformat()
    if re.match(r"\s?(?:起|开始|以后|之后|onwards?|on\b)", after) or re.search(
        r"(?:从|自|from|starting|since)\s?$", before
    ):
        return day, None
    if re.match(r"\s?(?:[之以]?前|为止|截止|回来)", after):
        return None, day
    return day, day


def _days_from(text: str, today: date) -> tuple[str, str] | None:
    duration = find_duration(text)
    if duration is None or not re.search(r"接下来|未来|这|next|for the", text):
        return None
    return today.isoformat(), (today + timedelta(days=int(duration[2]) - 1)).isoformat()


def snooze(reading: Reading, candidate: Candidate | None) -> Slots:
    until = reading.moments[-1].iso(reading.now) if reading.moments else _after_duration(reading)
    return kept(until=until, task=number_or_thing(reading, candidate))


def _after_duration(reading: Reading) -> str | None:
    match = re.search(
        r"(?:for |snooze |later |in |延后|推迟|延迟|推后|顺延|缓|晚|过|等)\s?(an?|one|half an|半|\d+|[一二两三四五六七八九十]+)\s?个?(hours?|hrs?|h\b|小时|钟头|钟|minutes?|mins?|m\b|分钟|days?|d\b|天|weeks?|w\b|周)",
        reading.text,
    )
    if match is None:
        duration = find_duration(reading.text)
        return (reading.now.date() + timedelta(days=int(duration[2]))).isoformat() if duration else None
    from_words = {"半": 0.5, "half an": 0.5, "a": 1, "an": 1, "one": 1}
    amount = from_words.get(match[1]) or (
        float(match[1]) if match[1].isdigit() else "零一二三四五六七八九十".find(match[1].replace("两", "二"))
    )
    unit = match[2]
    if unit[0] in "d天":
        return (reading.now.date() + timedelta(days=int(amount))).isoformat()
    if unit[0] in "w周":
        return (reading.now.date() + timedelta(weeks=int(amount))).isoformat()
    minutes = amount * (60 if unit[0] in "h小钟" else 1)
    return (reading.now + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M")


def set_reminder(reading: Reading, candidate: Candidate | None) -> Slots:
    who_span = span_of(candidate, "who")
    words = reading.text[who_span[0] : who_span[1]].strip() if who_span else ""
    who = None if words in ("", "我", "me", "自己", "我们", "us") else person(reading, who_span)
    span = span_of(candidate, "text") or group(reading, _TO_DO)
    if who is None and candidate is None:
        told = _TOLD.search(reading.shape)
        if told:
            second = "2" if told["who2"] else ""
            who, span = person(reading, told.span("who" + second)), told.span("v" + second)
    if span is None and reading.moments:
        rest = _THEN.match(reading.text, reading.moments[-1].end)
        span = rest.span("v") if rest else None
    if span:
        inner = [
            m
            for m in reading.moments
            if span[0] < m.start and span[1] - 1 <= m.end <= span[1] and m.end - m.start >= 2
        ]
        if inner and span[1] >= reading.end and re.search(r"[,\s]$", reading.text[: inner[0].start]):
            span = (span[0], inner[0].start)  # 喊我订餐 明天: the day comes after the thing
    text = free_text(reading, span, cleaned=False)
    if text:
        text = re.sub(r"\s+(?:by|on|at|before|in|until|for|this)$", "", text, flags=re.I)
        text = re.sub(
            r"^(?:me to\b|me that\b|to\b|that\b|about\b|of\b|那天|要|去(?=..)|[一下声]{2}|提醒(?:我|他|她)?|记得|别忘了|:|,|，)\s*(?=\S)",
            "",
            text,
        )
    at = reading.moments[0].iso(reading.now) if reading.moments else None
    when = span_of(candidate, "when")
    if when:
        inside = [m for m in reading.moments if m.start < when[1] and m.end > when[0]]
        at = inside[0].iso(reading.now) if inside else at
    return kept(text=text, at=at, person=who)


_TO_DO = re.compile(
    r"(?:提醒|叫|喊|通知|\bremind|\bping)\s?(?:一下)?(?:我们?|大家|me\b|us\b)(?:要|记得|去(?=.{3})|to\b|that\b|about\b|:|,|\s)*(?P<v>.{2,})$",
    re.ASCII,
)


# Somebody else is to be told: 提醒何平提交资料 · 让他周五前交初稿,到点提醒他
_TOLD = over_shape(
    r"(?:提醒|通知|叫|喊|remind |ping )\s?(?P<who>[PD]+)(?: to | about |:|,|要|去|记得|\s)*(?P<v>(?![PDW]*$).{2,})$"
    r"|(?P<who2>[PD]+),\s?让[他她](?:在|于)?W+(?:之?前)?(?P<v2>[^,]{2,}?)(?=,|$)"
)
_THEN = re.compile(
    r"(?:之?前|的?时候|那天|[,\s:]|要|得|记得|别忘了?|提醒(?:我|他|她)?|喊我|叫我|一下|一声)*(?P<v>[^,]{2,}.*?)[\s.!。]*$"
)


def check_in(reading: Reading, candidate: Candidate | None) -> Slots:
    out = re.search(
        r"签退|下班|下斑|收工|离岗|check(?:ing)?(?: me)? ?out|clock(?:ing)?(?: me)? (?:out|off)|punch(?:ing)?(?: me)? out|sign(?:ing)? (?:me )?(?:out|off)|leaving|end(?:ing)? (?:my )?(?:shift|day)|done for|call(?:ing)? it a day|离开",
        reading.text,
    )
    at = group(reading, _PLACE)
    place = free_text(reading, span_of(candidate, "place") or at, cleaned=False)
    if place:
        place = re.sub(
            r"^(?:i'?m |i am |we'?re )?(?:at |in )?(?:the|our|my|at|in|在(?!家)|到|了)?\b\s*(?=\S)",
            "",
            place,
            flags=re.I,
        )
        place = (
            re.sub(
                r"(?:[^\w\s)）]|啦|离场|离开|了|这边|这里|那边|里|出来|(?<=在家)办公|(?<=家)办公)$", "", place
            )
            or None
        )
        if place and place.isascii() and not _LED_TO.search(reading.text[: reading.text.find(place.lower())]):
            place = None
        place = "在家" if place == "家" and "在家" in reading.text else place
    return kept(kind="check_out" if out else "check_in", place=place)


_LED_TO = re.compile(r"\b(?:at|from|to|in|on|reached|@|已?到|在)\s?(?:the |our |my )?$")
_PLACE = re.compile(
    r"(?:抵达|到达|到了|人(?:已经|已|就)*在|已到(?!达)|来到|人在|从|(?:^|[我,\s已])到|(?:^|[我,\s])在)(?P<v>[^,;?!的了签打报班岗]{2,14}?)(?=了|,|\s|$|签|打卡|报到|离场)"
    r"|\b(?:at|to|reached|in)\s(?:the |our )(?P<w>[a-z][\w' -]{2,30}?)(?=[,;.?!]|$| now\b| please\b| and\b)",
    re.ASCII,
)


def settings(reading: Reading, candidate: Candidate | None) -> Slots:
    for name in ("not", "lang"):
        span = span_of(candidate, "lang" if name == "not" else "not")
        if span and name == "not":
            words = reading.text[span[0] : span[1]]
            return {"key": "language", "value": "en" if re.search("英|english", words) else "zh"}
        if span:
            words = reading.text[span[0] : span[1]]
            return {"key": "language", "value": "zh" if re.search("英|english", words) else "en"}
    if span_of(candidate, "off"):
        return {"key": "quiet_hours", "value": "off"}
    spoken = _TONGUE_WANTED.search(reading.text) or _TONGUE.search(reading.text)
    if candidate is None and spoken:
        return {"key": "language", "value": "en" if re.search("英|en", spoken["tongue"]) else "zh"}
    if span_of(candidate, "digest") or (
        candidate is None and re.search(r"汇总|摘要|日报|简报|digest|summary", reading.text)
    ):
        return _digest(reading)
    hours = quiet_hours(reading) or ("off" if candidate is None and _OFF.search(reading.text) else None)
    return kept(key="quiet_hours", value=hours)


_SPOKEN = r"(?P<tongue>英文|英语|english|en\b|中文|汉语|chinese|mandarin|zh\b|普通话)"
_TONGUE_WANTED = re.compile(
    rf"(?:切|换|用|改|讲|说|设|\bin|\bto|\bspeak|\buse)(?:回|成|到|为|换)*\s?{_SPOKEN}", re.ASCII
)
_TONGUE = re.compile(_SPOKEN, re.ASCII)
_OFF = re.compile(r"关|取消|停|解除|不要了|\boff\b|disable|stop|end\b")


def _digest(reading: Reading) -> Slots:
    if re.search(
        r"关(?!于)|取消|不要|别|停|不用|退订|no more|off|stop|disable|cancel|unsubscribe|don't|不想",
        reading.text,
    ):
        return {"key": "digest", "value": "off"}
    clocks = [m for m in reading.moments if m.clock is not None and not m.clock.day_end]
    clocks = [m for m in clocks if m.clock and m.clock.hour is not None] or clocks
    return kept(key="digest", value=_clock(reading, len(clocks) - 1, clocks) if clocks else None)


def _clock(reading: Reading, index: int, moments: list) -> str:  # type: ignore[type-arg]
    hour, minute = moments[index].clock.at()
    return f"{hour % 24:02d}:{minute:02d}"


_BARE_HOURS = re.compile(
    r"(?:from |between )?(\d{1,2})(?::(\d\d))?\s?([ap]m)?\s?(?:点|时)?\s?(?:-|~|to|until|till|and|到|至)\s?(\d{1,2})(?::(\d\d))?\s?([ap]m)?"
)


def quiet_hours(reading: Reading) -> str | None:
    clocks = [m for m in reading.moments if m.clock is not None]
    if len(clocks) >= 2 and clocks[0].clock and clocks[1].clock:
        one, two = clocks[0].clock, clocks[1].clock
        hour, minute = (
            one.at()
            if not (one.part is None and not one.fixed and two.part and (one.hour or 0) >= 9)
            else ((one.hour or 0) + 12, one.minute)
        )
        last, last_minute = two.at()
        if two.part is None and not two.fixed and two.hour is not None and two.hour < 12:
            last = (
                two.hour
                if hour >= 18
                else (two.hour + 12 if two.hour <= hour and hour >= 11 else two.at()[0])
            )
        return f"{hour % 24:02d}:{minute:02d}-{last % 24:02d}:{last_minute:02d}"
    match = _BARE_HOURS.search(reading.text)
    if match is None:
        return None
    first, last = int(match[1]), int(match[4])
    if match[6] and match[6][0] == "p" and last < 12:
        last += 12
    if match[3] and match[3][0] == "p" and first < 12:
        first += 12
    if not match[3] and not match[6] and last < first <= 12 and first == 12:
        last += 12
    return f"{first % 24:02d}:{int(match[2] or 0):02d}-{last % 24:02d}:{int(match[5] or 0):02d}"

# ruff: noqa: E501 - a pattern is read as one line
"""Moments and ranges: days and times of day put together, counted from the moment of speaking."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.nlu.calendar_days import COUNT, MONTH, Day, count, find_days
from bot.nlu.clock_times import Clock, find_clocks

_GLUE = re.compile(r"[\s,的]*(?:\b(?:at|on|by|around|in the|before|the|of)\b\s*)?[\s,]*")
_BETWEEN = re.compile(
    r"\s*(?:号|日|的|,|当天|开始|起|以后|之后)*\s*(?:一直)?(?:到|至|~|-|--|或|\b(?:to|until|till|til|through|thru|and|up to)\b)+(?:到|the)?\s*"
)
_AND = re.compile(r"[\s,和跟与]*")
_BOTH = re.compile(r"(明|今)(?:天|日)?[、,和]?(后|明)[两二]?[天日]")
_SHORT = re.compile(
    rf"(?:再?过|等)?({COUNT})(个)?(半)?(小时|钟头|分钟|分|刻钟|钟|mins?|hours?|hrs?|h)(?:之后|以后|过后|后)|再?过({COUNT})(个)?(半)?(小时|钟头|分钟|刻钟|钟)"
    rf"|(?:in|after|for)\s({COUNT})( )?(and a half )?(hours?|hrs?|h|minutes?|mins?)\b"
    rf"|({COUNT})( )?(and a half )?(hours?|hrs?|minutes?|mins?) (?:later|from now)\b"
    rf"|({COUNT})(个)?(半)?(小时|钟头|分钟)(?=再|提醒)"
)
_DURATION = re.compile(
    rf"({COUNT})(?: full)?\s?(天半?|日(?!元)|个?工作日|个?(?:星期|礼拜)|周(?![一二三四五六日末报])|days?|working days?|business days?|weeks?)(?!前|后|内|之)"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time found in a text: a day, a time of day, or both."""

    start: int
    end: int
    day: date | None
    clock: Clock | None = None
    exact: datetime | None = None  # 半小时后: counted from now
    loose: bool = False
    rough: bool = False

    @property
    def timed(self) -> bool:
        return self.exact is not None or (self.clock is not None and not self.clock.day_end)

    def date(self, now: datetime) -> date:
        if self.exact is not None:
            return self.exact.date()
        return self.day or now.date()

    def resolved(self, now: datetime) -> datetime:
        """The moment itself; a time without a day is the next such time."""
        if self.exact is not None:
            return self.exact
        hour, minute = self.clock.at() if self.clock else (0, 0)
        day = self.day or now.date()
        found = datetime(day.year, day.month, day.day, tzinfo=now.tzinfo) + timedelta(
            hours=hour, minutes=minute
        )
        if self.day is None and self.clock is not None and found <= now:
            doubtful = not self.clock.fixed and self.clock.part is None and hour < 12
            later = found + timedelta(hours=12)
            found = later if doubtful and later > now else found + timedelta(days=1)
        return found

    def iso(self, now: datetime) -> str:
        """The normal form: a date, or a date and time when a time was said."""
        if self.timed:
            return self.resolved(now).strftime("%Y-%m-%dT%H:%M")
        return self.date(now).isoformat()


@dataclass(frozen=True, slots=True)
class Range:
    start: int
    end: int
    first: Moment
    last: Moment


def find_moments(text: str, now: datetime, *, past: bool = False) -> list[Moment]:
    """All moments of a normalised text, in order; adjacent days and times are one moment."""
    found = [_exact(match, now) for match in _SHORT.finditer(text)]
    pieces: list[Day | Clock] = [*find_days(text, now.date(), past=past), *find_clocks(text)]
    free = [p for p in pieces if not any(p.start < m.end and p.end > m.start for m in found)]
    for piece in sorted(free, key=lambda p: (p.start, -p.end)):
        last = found[-1] if found else None
        if isinstance(piece, Day) and last and piece.start < last.end:
            continue
        joined = _joined(last, piece, text) if last else None
        if joined:
            found[-1] = joined
        elif isinstance(piece, Day):
            found.append(Moment(piece.start, piece.end, piece.day, loose=piece.loose, rough=piece.rough))
        else:
            found.append(Moment(piece.start, piece.end, None, clock=piece))
    return sorted(found, key=lambda m: m.start)


def _exact(match: re.Match[str], now: datetime) -> Moment:
    groups = next(g for g in (match.groups()[i : i + 4] for i in range(0, 20, 4)) if g[0])
    amount, _, half, unit = groups
    value = count(amount) + (0.5 if half else 0)
    minutes = value * (60 if unit[0] in "小钟h" else 15 if unit[0] == "刻" else 1)
    moment = (now + timedelta(minutes=minutes)).replace(second=0, microsecond=0)
    return Moment(match.start(), match.end(), None, exact=moment)


def _joined(last: Moment, piece: Day | Clock, text: str) -> Moment | None:
    if last.exact is not None:
        return None
    overlap = piece.start < last.end  # 今晚: the day and the part share the words
    gap = text[last.end : piece.start]
    if not overlap and not _GLUE.fullmatch(gap):
        return None
    if (
        isinstance(piece, Clock)
        and piece.hour is None
        and piece.part
        and last.clock
        and last.clock.hour is not None
    ):
        if last.clock.part is None and not last.clock.fixed:
            return replace(last, end=max(piece.end, last.end), clock=replace(last.clock, part=piece.part))
        return None
    if isinstance(piece, Clock) and last.day is not None and (last.clock is None or last.clock.hour is None):
        clock = piece
        if last.clock is not None and last.clock.part and piece.part is None and not piece.fixed:
            clock = replace(piece, part=last.clock.part)
        return replace(last, end=max(piece.end, last.end), clock=clock)
    if isinstance(piece, Day) and last.day is None:
        return replace(last, end=piece.end, day=piece.day, loose=piece.loose)
    if isinstance(piece, Clock) and last.clock is not None and last.day is None:
        if piece.hour is None and piece.part and last.clock.part is None:  # 3 in the afternoon
            return replace(last, end=piece.end, clock=replace(last.clock, part=piece.part, end=piece.end))
        if last.clock.hour is None and piece.hour is not None:
            part = piece.part or last.clock.part
            return replace(last, end=piece.end, clock=replace(piece, part=part, start=last.start))
    return None


def find_ranges(text: str, now: datetime, *, past: bool = False) -> list[Range]:
    """下周三到周五, from Dec 1 to Dec 5, 下午两点到五点, 明后两天: what the end leaves out it takes from the start."""
    both = _BOTH.search(text)
    if both:
        offsets = {"今": 0, "明": 1, "后": 2}
        days = [now.date() + timedelta(days=offsets[name]) for name in both.groups()]
        first, last = (Moment(both.start(), both.end(), day) for day in days)
        return [Range(both.start(), both.end(), first, last)]
    moments = find_moments(text, now, past=past)
    found: list[Range] = []
    for one, two in itertools.pairwise(moments):
        gap = text[one.end : two.start]
        paired = _AND.fullmatch(gap) and re.match(r"\s?这?两天", text[two.end :]) and one.clock is None
        joined = (
            paired
            or _BETWEEN.fullmatch(gap)
            or (gap.strip() == "" and text[two.start - 1 : two.start] == "-")
        )
        if joined and (not found or found[-1].last is not one):
            found.append(Range(one.start, two.end, _begun(one, two), _completed(one, two, now)))
    return found or _short_start(text, moments) or _short_end(text, moments, now)


def _short_start(text: str, moments: list[Moment]) -> list[Range]:
    """3-7 Dec, the 3rd to the 7th of December: the start is only the day's number."""
    for one in moments:
        match = _DAY_BEFORE.search(text[: one.start])
        named = one.day is not None and one.clock is None and _MONTH_NAMED.search(text[one.start : one.end])
        if match and named and one.day is not None and 1 <= int(match[1]) < one.day.day:
            first = Moment(match.start(), match.end(), one.day.replace(day=int(match[1])))
            return [Range(match.start(), one.end, first, one)]
    return []


_DAY_BEFORE = re.compile(r"(?<![\d:.])(\d{1,2})(?:st|nd|rd|th)?\s?(?:-|~|to|through|until|till)\s?(?:the )?$")
_MONTH_NAMED = re.compile(MONTH)


def _short_end(text: str, moments: list[Moment], now: datetime) -> list[Range]:
    """12月1-5号, Dec 1-5, 21 to 25: the end is only the day's number."""
    for one in moments:
        match = re.match(
            r"\s?(?:-|~|到|至|to|through)\s?(?:the )?(3[01]|[12]\d|[1-9])(?:[日号]|st|nd|rd|th|(?![\d:点月.]))",
            text[one.end :],
        )
        if match and one.day is not None and one.clock is None and int(match[1]) >= one.day.day:
            try:
                last = one.day.replace(day=int(match[1]))
            except ValueError:
                continue
            end = one.end + match.end()
            return [Range(one.start, end, one, Moment(one.end, end, last))]
    return []


def _begun(one: Moment, two: Moment) -> Moment:
    """2pm to 5pm tomorrow: the day is said once, at the end."""
    if one.day is None and one.exact is None and one.timed and two.timed and two.day is not None:
        return replace(one, day=two.day)
    return one


def _completed(one: Moment, two: Moment, now: datetime) -> Moment:
    if two.day is None and one.day is not None and two.clock is not None:
        clock = two.clock
        if one.clock and one.clock.part and not clock.part and not clock.fixed and clock.hour is not None:
            clock = replace(clock, part=one.clock.part)
        end = replace(two, day=one.day, clock=clock)
        if clock.hour is not None and end.resolved(now) <= one.resolved(now) and not clock.fixed:
            end = replace(end, clock=replace(clock, hour=clock.hour + 12, fixed=True, part=None))
        return end
    if two.day is not None and one.day is not None and two.day < one.day:
        if two.loose:
            days = (two.day - one.day).days % 7
            return replace(two, day=one.day + timedelta(days=days))
        if two.day.replace(year=two.day.year + 1) > one.day:
            return replace(two, day=two.day.replace(year=two.day.year + 1))
    if two.loose and one.day is not None and (two.day or one.day) > one.day:
        days = ((two.day or one.day) - one.day).days % 7
        return replace(two, day=one.day + timedelta(days=days or 7))
    return two


def find_duration(text: str) -> tuple[int, int, float] | None:
    """Three days, 一周: where it stands, and how many days."""
    match = _DURATION.search(text)
    if match is None:
        return None
    days = count(match[1]) * (7 if re.search("周|星期|礼拜|week", match[2]) else 1)
    return match.start(), match.end(), days

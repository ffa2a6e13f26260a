# ruff: noqa: E501 - a pattern is read as one line
"""Stretches of time that charts, reports and lists are about: 上月, this quarter, 十月份, Q3, 最近30天, overdue."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.nlu.calendar_days import CN, COUNT, MONTH, MONTHS, add_months, count, month_end
from bot.numbers import chinese_number


@dataclass(frozen=True, slots=True)
class Period:
    start: int
    end: int
    value: str  # today … overdue, YYYY-MM or YYYY-MM-DD/YYYY-MM-DD


_WORDS = (
    (
        "overdue",
        r"逾期|超期|过期|过了(?:期限|时限|期|点|deadline)|超时|拖期|延误的|\boverdue\b|\bpast due\b|\blate on\b|\bbehind on\b|\bpast (?:the|its|their) deadline",
    ),
    (
        "last_week",
        r"上一?个?(?:周|星期|礼拜)(?![一二三四五六日天末\d])|\b(?:last|previous|past) week(?:'?s)?\b",
    ),
    (
        "next_week",
        r"(?<!下)下一?个?(?:周|星期|礼拜)(?![一二三四五六日天末\d])|\b(?:next|coming) week(?:'?s)?\b",
    ),
    (
        "this_week",
        r"(?:本|这|这个|当前|当)(?:一)?(?:周|星期|礼拜)(?![一二三四五六日天末\d])|\b(?:this|current) week(?:'?s)?\b",
    ),
    ("last_month", r"上一?个?月(?!\d)|\b(?:last|previous|past) month(?:'?s)?\b"),
    ("this_month", r"(?:本|这个?|当)月(?!\d)|\b(?:this|current) month(?:'?s)?\b"),
    ("last_quarter", r"上一?个?季度?|\b(?:last|previous) quarter(?:'?s)?\b"),
    ("this_quarter", r"(?:本|这个?|当)季度?|\b(?:this|current) quarter(?:'?s)?\b"),
    ("this_year", r"(?:今|本)年度?(?!\d)|\b(?:this|current) year(?:'?s)?\b|\byear to date\b|\bytd\b"),
    ("yesterday", r"昨[天日]|\byesterday(?:'?s)?\b"),
    ("tomorrow", r"明[天日儿]|\btomorrow(?:'?s)?\b|\btmrw?\b"),
    ("today", r"今[天日儿]|当天|\btoday(?:'?s)?\b"),
)
_PATTERNS = tuple((name, re.compile(pattern, re.ASCII)) for name, pattern in _WORDS)
_ZH_MONTH = re.compile(
    rf"(?:(20\d\d|\d\d|二[零〇]二[{CN}]|今|去)年)?(?<![\d个])(1[0-2]|0?[1-9]|十[一二]?|[{CN}])月份?(?![\d{CN}底末初中]|之?[前后])"
)
_YEAR_MONTH = re.compile(r"(?<!\d)(20\d\d)[-/.年](0?[1-9]|1[0-2])(?![-/.\d])月?")
_EN_MONTH = re.compile(rf"\b{MONTH}(?:,? (20\d\d))?(?! ?\d{{1,2}}\b)")
_QUARTER = re.compile(
    r"(?:(20\d\d|今|去)年?)?\s?(?:(?<!上)(?<!上个)(?<!这)(?<!下)第?([一二三四1-4])季度?|\bq([1-4])\b)(?:,? (20\d\d))?"
)
_HALF = re.compile(r"(今年|去年)?([上下])半年")
_FINAL_QUARTER = re.compile(
    r"\blast year'?s? (?:final|last|fourth) quarter|去年(?:最后一个?|末|四)季度?|(?:final|last) quarter of last year"
)
_LAST_YEAR = re.compile(r"去年(?!\d)|\blast year\b")
_RECENT = re.compile(
    rf"(?:最近|过去|近)({COUNT})个?(天|日|周|星期|月|年)|\b(?:last|past) ({COUNT}) (days?|weeks?|months?)\b"
)


_AFTER_FOR = re.compile(r"(?:\b(?:for|in|of|during|since)|,)\s?$")


def _span(first: date, last: date) -> str:
    return f"{first.isoformat()}/{last.isoformat()}"


def _year(words: str | None, today: date) -> int | None:
    if not words:
        return None
    if words in ("今", "去"):
        return today.year - (words == "去")
    number = int(chinese_number(words) or 0)
    return number + 2000 if number < 100 else number


def _month(year: int | None, month: int, today: date) -> str:
    """A month without a year is the last one that has begun: reports and charts look back."""
    return f"{year or (today.year if month <= today.month else today.year - 1)}-{month:02d}"


def _quarter(match: re.Match[str], today: date) -> str:
    number = match[3] or match[2]
    quarter = int(number) if number.isdigit() else "一二三四".index(number) + 1
    year = _year(match[1] or match[4], today)
    if year is None:
        year = today.year if quarter * 3 - 2 <= today.month else today.year - 1
    first = date(year, quarter * 3 - 2, 1)
    return _span(first, month_end(add_months(first, 2)))


def _half(match: re.Match[str], today: date) -> str:
    year = today.year - (match[1] == "去年")
    return (
        _span(date(year, 1, 1), date(year, 6, 30))
        if match[2] == "上"
        else _span(date(year, 7, 1), date(year, 12, 31))
    )


def _recent(match: re.Match[str], today: date) -> str:
    amount, unit = int(count(match[1] or match[3])), (match[2] or match[4])[0]
    if unit in "月m":
        return _span(add_months(today, -amount), today)
    if unit == "年":
        return _span(add_months(today, -12 * amount), today)
    return _span(today - timedelta(days=amount * (7 if unit in "周星w" else 1)), today)


_COMPUTED: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], str]], ...] = (
    (_RECENT, _recent),
    (_YEAR_MONTH, lambda m, today: f"{m[1]}-{int(m[2]):02d}"),
    (
        _FINAL_QUARTER,
        lambda m, today: (
            "last_quarter"
            if today.month <= 3
            else _span(date(today.year - 1, 10, 1), date(today.year - 1, 12, 31))
        ),
    ),
    (_QUARTER, _quarter),
    (_HALF, _half),
    (_LAST_YEAR, lambda m, today: _span(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))),
    (_ZH_MONTH, lambda m, today: _month(_year(m[1], today), int(chinese_number(m[2]) or 1), today)),
    (_EN_MONTH, lambda m, today: _month(_year(m[2], today), MONTHS[m[1][:3]], today)),
)


def find_periods(text: str, today: date) -> list[Period]:
    """All periods in a normalised text, in order, none overlapping."""
    found: list[Period] = []

    def add(match: re.Match[str], value: str) -> None:
        if not any(match.start() < p.end and match.end() > p.start for p in found):
            found.append(Period(match.start(), match.end(), value))

    for pattern, compute in _COMPUTED:
        for match in pattern.finditer(text):
            if match[0] not in ("may", "mar", "march") or _AFTER_FOR.search(
                text[: match.start()]
            ):  # as words they are hardly ever months
                add(match, compute(match, today))
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            add(match, name)
    return sorted(found, key=lambda period: period.start)

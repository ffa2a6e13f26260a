# ruff: noqa: E501 - a pattern is read as one line
"""Days as people say them: 明天, 下周三, 12月20号, 月底, next Thursday, Dec 20th, in three days, the 5th."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.numbers import chinese_number, english_number

CN = "零〇一二两三四五六七八九十"
COUNT = rf"(?:\d{{1,3}}|[{CN}]{{1,3}}|俩|半|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty[ -]five|forty|sixty|ninety|a couple of|half an?)"
MONTHS = {
    name: i
    for i, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAYS = {name: i for i, name in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])}
WEEKDAY = r"(mon|tues?|wed|thur?s?|fri|sat|sun)(?:day|nesday|rsday|sday|urday)?\b"
_ZH_WEEKDAYS = {name: i for i, name in enumerate("一二三四五六日")} | {"天": 6, "末": 5}
_ZH_WEEKDAYS |= {str(i + 1): i for i in range(7)}
_SMALL_DAYS = {"今": 0, "当": 0, "明": 1, "次": 1, "后": 2, "大后": 3, "昨": -1, "前": -2, "大前": -3}


@dataclass(frozen=True, slots=True)
class Day:
    """A day found in a text. `loose`: a weekday alone, which a range reads as the first one after its start."""

    start: int
    end: int
    day: date
    loose: bool = False
    rough: bool = False  # only a week or month was said; `day` is its first


def count(words: str) -> float:
    """A small count in either language: 3, 三, 两, 半, a, two, half an → 0.5."""
    if words in ("half", "半") or words.startswith("half"):
        return 0.5
    if words == "俩":
        return 2
    if words in ("a", "an"):
        return 1
    if words == "a couple of":
        return 2
    if words.isdigit():
        return int(words)
    number = chinese_number(words) if words[0] > "\u3000" else english_number(words.replace("-", " "))
    return number if number is not None else 1


def add_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def monday(day: date, weeks: int = 0) -> date:
    return day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)


def add_workdays(day: date, days: int) -> date:
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, today: date, past: bool) -> date | None:
    """A month and a day without a year: the next such day, or the last one where the past is meant."""
    found = _safe(today.year, month, day)
    if found is None:
        return None
    if past:
        return found if found <= today else _safe(today.year - 1, month, day)
    return found if found >= today else _safe(today.year + 1, month, day)


def _weekday_alone(weekday: int, today: date, past: bool) -> date:
    ahead = (weekday - today.weekday() - 1) % 7 + 1
    return today + timedelta(days=ahead - 7 if past else ahead)


Handler = Callable[[re.Match[str], date, bool], "date | tuple[date, str] | None"]


def _zh_small(m: re.Match[str], today: date, past: bool) -> date:
    return today + timedelta(days=_SMALL_DAYS[m[1]])


def _zh_weekday(m: re.Match[str], today: date, past: bool) -> date | tuple[date, str]:
    weekday = _ZH_WEEKDAYS[m[2]]
    which = (m[1] or "").replace("个", "").replace("一", "")
    if not which:
        if m[2] == "末" and today.weekday() == 5 and not past:
            return today
        return _weekday_alone(weekday, today, past), "loose"
    weeks = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1, "下下": 2}[which]
    return monday(today, weeks) + timedelta(days=weekday)


def _year(words: str | None, today: date) -> int | None:
    if not words:
        return None
    if words in "今本明后去":
        return today.year + {"今": 0, "本": 0, "明": 1, "后": 2, "去": -1}[words]
    number = chinese_number(words)
    return None if number is None else int(number) + (2000 if number < 100 else 0)


def _zh_date(m: re.Match[str], today: date, past: bool) -> date | None:
    month, day = chinese_number(m[2]), chinese_number(m[3])
    if month is None or day is None:
        return None
    year = _year(m[1], today)
    if year is None:
        return _nearest(int(month), int(day), today, past)
    return _safe(year, int(month), int(day))


def _zh_day_of_month(m: re.Match[str], today: date, past: bool) -> date | None:
    day = chinese_number(m[2])
    if day is None:
        return None
    which = (m[1] or "").replace("个", "")
    if which:
        first = add_months(today.replace(day=1), {"上": -1, "这": 0, "本": 0, "当": 0, "下": 1}[which[0]])
        return _safe(first.year, first.month, int(day))
    return _bare_day(int(day), today, past)


def _bare_day(day: int, today: date, past: bool) -> date | None:
    for months in (0, -1, -2) if past else (0, 1, 2):
        first = add_months(today.replace(day=1), months)
        found = _safe(first.year, first.month, day)
        if found is not None and (found <= today if past else found >= today):
            return found
    return None


def _zh_part_of_month(m: re.Match[str], today: date, past: bool) -> date:
    which = (m[1] or "").replace("个", "")
    months = {"上": -1, "下": 1}.get(which[:1], 0)
    first = add_months(today.replace(day=1), months)
    if m[2] in ("底", "末"):
        return month_end(first)
    found = first if m[2] == "初" else first.replace(day=15)
    return add_months(found, 1) if not which and found < today and not past else found


def _zh_month_part(m: re.Match[str], today: date, past: bool) -> date | None:
    month = chinese_number(m[1])
    first = _nearest(int(month), 1, today, past) if month else None
    if first is None and month:
        return None
    if month and int(month) == today.month:
        first = today.replace(day=1)
    if first is None:
        return None
    return month_end(first) if m[2] in ("底", "末") else first if m[2] == "初" else first.replace(day=15)


def _year_end(m: re.Match[str], today: date, past: bool) -> date:
    return date(today.year, 12, 31)


def _quarter_end(m: re.Match[str], today: date, past: bool) -> date:
    return month_end(date(today.year, (today.month - 1) // 3 * 3 + 3, 1))


def _iso(m: re.Match[str], today: date, past: bool) -> date | None:
    return _safe(int(m[1]), int(m[2]), int(m[3]))


def _slash(m: re.Match[str], today: date, past: bool) -> date | None:
    return _nearest(int(m[1]), int(m[2]), today, past) if int(m[1]) <= 12 else None


def _shift(amount: float, unit: str, today: date) -> date:
    if "工作日" in unit or "work" in unit or "business" in unit:
        return add_workdays(today, int(amount))
    if unit[0] in "天日d":
        return today + timedelta(days=int(amount))
    if unit[0] in "周星礼w":
        return today + timedelta(weeks=int(amount))
    if unit[0] in "月m":
        return add_months(today, int(amount)) if amount >= 1 else today + timedelta(days=15)
    return add_months(today, 12 * int(amount))


def _relative(m: re.Match[str], today: date, past: bool) -> date:
    return _shift(count(m[1]), m[2], today)


def _ago(m: re.Match[str], today: date, past: bool) -> date:
    amount = count(m[1])
    if m[2][0] in "月m":
        return add_months(today, -int(amount))
    return today - (_shift(amount, m[2], today) - today)


def _en_small(m: re.Match[str], today: date, past: bool) -> date:
    words = m[0]
    if "after" in words:
        return today + timedelta(days=2)
    if "before yesterday" in words:
        return today - timedelta(days=2)
    if words.startswith("y"):
        return today - timedelta(days=1)
    return today + timedelta(days=0 if words.startswith("to") and "m" not in words else 1)


def _en_weekday(m: re.Match[str], today: date, past: bool) -> date | tuple[date, str]:
    weekday = WEEKDAYS[m[2][:3]]
    which = (m[1] or "").strip()
    after = (m[3] or "").strip()
    if after == "next week" or which == "next":
        return monday(today, 1) + timedelta(days=weekday)
    if after == "this week":
        return monday(today) + timedelta(days=weekday)
    if which == "last" or after == "last week":
        return (
            monday(today, -1) + timedelta(days=weekday)
            if after
            else _weekday_alone(weekday, today, past=True)
        )
    if which:
        return _weekday_alone(weekday, today, past=False)
    return _weekday_alone(weekday, today, past), "loose"


def _en_date(m: re.Match[str], today: date, past: bool) -> date | None:
    groups = m.groups()
    name = next(g for g in groups if g and g[:3] in MONTHS)
    numbers = [g for g in groups if g and g.isdigit()]
    month, day = MONTHS[name[:3]], int(numbers[0])
    return _safe(int(numbers[1]), month, day) if len(numbers) > 1 else _nearest(month, day, today, past)


def _zh_month_of_year(m: re.Match[str], today: date, past: bool) -> date | None:
    """明年三月: a month for a day is its last one."""
    year, month = _year(m[1], today), chinese_number(m[2])
    first = _safe(year, int(month), 1) if year and month else None
    return month_end(first) if first else None


def _en_month_end(m: re.Match[str], today: date, past: bool) -> date:
    year = int(m[2]) if m[2] else today.year
    month = MONTHS[m[1][:3]]
    return month_end(date(year + (not m[2] and month < today.month and not past), month, 1))


def _en_day_of_month(m: re.Match[str], today: date, past: bool) -> date | None:
    return _bare_day(int(m[1]), today, past)


def _en_end(m: re.Match[str], today: date, past: bool) -> date:
    words = m[0]
    if "week" in words or "eow" in words:
        return monday(today, 1 if "next" in words else 0) + timedelta(days=4)
    if "quarter" in words or "eoq" in words:
        return _quarter_end(m, today, past)
    if "year" in words or "eoy" in words:
        return date(today.year, 12, 31)
    return month_end(add_months(today.replace(day=1), 1 if "next" in words else 0))


def _rough(m: re.Match[str], today: date, past: bool) -> tuple[date, str]:
    words = m[0]
    ahead = 2 if words.startswith("下下") else 1
    if "月" in words or "month" in words:
        first = today.replace(day=1)
        return add_months(first, ahead if words[0] in "下n" else 0), "rough"
    return monday(today, ahead if words[0] in "下n" else 0), "rough"


_UNIT_ZH = r"(天|日|个?工作日|个?星期|个?礼拜|周|个?月|年)"
_UNIT_EN = r"(days?|working days?|business days?|weeks?|months?)"
_PATTERNS: tuple[tuple[re.Pattern[str], Handler], ...] = tuple(
    (re.compile(pattern, re.ASCII), handler)
    for pattern, handler in (
        (r"(?<!\d)(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", _iso),
        (
            rf"(?:(20\d\d|\d\d|二[零〇]二[{CN}]|今|明|后|去)年)?(1[0-2]|0?[1-9]|十[一二]?|[{CN}])月"
            rf"(3[01]|[12]\d|0?[1-9]|三十一?|二?十[{CN}]?|[{CN}])(?:[日号]|(?![\d{CN}个]))",
            _zh_date,
        ),
        (r"((?:这|本|下|上)个?)月(底|末|初|中旬?)", _zh_part_of_month),
        (rf"(1[0-2]|0?[1-9]|十[一二]?|[{CN}])月份?(底|末|初|中旬?)", _zh_month_part),
        (r"(?<![个\d])()月(底|末|初|中旬?)(?!心)", _zh_part_of_month),
        (
            rf"(?:((?:这|本|下|上|当)个?月)的?|(?<![\d{CN}.月第]))(3[01]|[12]\d|0?[1-9]|三十一?|二?十[{CN}]?|[{CN}])[号日]"
            r"(?!线|楼|会议|门|机|店|仓|院|员|称|码|常|期|报|程|志|历|产|单|子|用)",
            _zh_day_of_month,
        ),
        (rf"(今|明|后)年(1[0-2]|0?[1-9]|十[一二]?|[{CN}])月份?(?![\d{CN}底末初中])", _zh_month_of_year),
        (r"年底|年末|年前", _year_end),
        (r"季度?[末底]", _quarter_end),
        (rf"(?:再?过|等)?({COUNT}){_UNIT_ZH}(?:之后|以后|过后|后|内|之内|以内)", _relative),
        (rf"再?过({COUNT}){_UNIT_ZH}", _relative),
        (rf"({COUNT}){_UNIT_ZH}(?:之前|以前|前)(?!完|交|提|把)", _ago),
        (r"(大后|大前|今|当|明|次|后|昨|前)(?:天|日(?!常)|儿个?)", _zh_small),
        (r"(明|今|昨|后)(?=[早晚晨](?!会|餐|报|饭)|上午|下午|中午)", _zh_small),
        (
            r"(下下个?|下一?个?|上上个?|上一?个?|这一?个?|本)?(?:周|星期|礼拜)([一二三四五六日天末]|[1-7](?!\d|[天个周月点:]))"
            r"(?!定|般|直|样|会|些|个|次|月|年)",
            _zh_weekday,
        ),
        (
            r"\bday after tomorrow\b|\bday before yesterday\b|\b(?:tomorrow|tmrw|tmr|tomoz|today|tonight|yesterday)\b",
            _en_small,
        ),
        (
            rf"\b(?:(this coming|coming|this|next|last) )?{WEEKDAY}(?:,? (?:of )?(next week|this week|last week)\b)?",
            _en_weekday,
        ),
        (rf"\b(?:the )?(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{MONTH}(?:,? (20\d\d))?", _en_date),
        (rf"\b{MONTH} (?:the )?(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (20\d\d))?", _en_date),
        (r"\b(?:the )?(\d{1,2})(?:st|nd|rd|th)\b", _en_day_of_month),
        (rf"\b(?:in|within|after) ({COUNT}) {_UNIT_EN}(?:'? time)?\b", _relative),
        (rf"\b({COUNT}) {_UNIT_EN} (?:later|from now|from today)\b", _relative),
        (rf"\b({COUNT}) {_UNIT_EN} ago\b", _ago),
        (
            r"\b(?:the )?end of (?:the |this |next )?(?:month|week|quarter|year)\b|\b(?:month|week|quarter|year)[ -]end\b"
            r"|\beo[mwqy]\b",
            _en_end,
        ),
        (r"(?<![\d/.])(\d{1,2})/(\d{1,2})(?![\d/%])", _slash),
        (r"(?<![\d/.])(\d{1,2})\.(\d{1,2})(?=[号日前到至~-])", _slash),
        (r"(?<=[-~到至])(\d{1,2})\.(\d{1,2})(?![\d%]|\s?[万亿千百km元块天])", _slash),
        (rf"\b(?:the )?end of {MONTH}(?:,? (20\d\d))?", _en_month_end),
        (r"下下个?(?:周|星期|礼拜|月)|下个?(?:周|星期|礼拜|月)(?!报)|next (?:week|month)\b", _rough),
    )
)


def find_days(text: str, today: date, *, past: bool = False) -> list[Day]:
    """All days in a normalised text. `past`: a date without a year, or a weekday alone, is the last such one."""
    found: list[Day] = []
    for pattern, handler in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if start == end or any(start < other.end and end > other.start for other in found):
                continue
            day = handler(match, today, past)
            if isinstance(day, tuple):
                found.append(Day(start, end, day[0], loose=day[1] == "loose", rough=day[1] == "rough"))
            elif day is not None:
                found.append(Day(start, end, day))
    return sorted(found, key=lambda day: day.start)

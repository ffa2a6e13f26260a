# ruff: noqa: E501 - a pattern is read as one line
"""Times of day: 下午三点半, 15:30, 晚上9点, 3pm, half past nine, noon; and the parts of a day."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.nlu.calendar_days import CN
from bot.numbers import chinese_number, english_number

# Part of the day → (the hour when none is said, from hour, to hour: which half of the clock an hour falls in)
_ZH_PARTS = {
    "凌晨": (2, 0, 6),
    "一大早": (8, 4, 12),
    "一早": (9, 4, 12),
    "大清早": (8, 4, 12),
    "清晨": (7, 4, 12),
    "早晨": (9, 4, 12),
    "早上": (9, 4, 12),
    "晨": (9, 4, 12),
    "早": (9, 4, 12),
    "上午": (9, 4, 12),
    "中午": (12, 11, 14),
    "正午": (12, 11, 14),
    "午后": (14, 12, 18),
    "午饭后": (13, 12, 18),
    "饭后": (13, 12, 18),
    "下午": (14, 12, 19),
    "傍晚": (18, 16, 20),
    "晚上": (20, 17, 24),
    "夜里": (22, 18, 24),
    "夜间": (22, 18, 24),
    "半夜": (0, 0, 6),
    "深夜": (23, 21, 27),
    "晚间": (20, 17, 24),
    "晚": (20, 17, 24),
}
_EN_PARTS = {
    "morning": (9, 4, 12),
    "afternoon": (14, 12, 19),
    "evening": (19, 17, 24),
    "night": (20, 17, 24),
    "lunchtime": (12, 11, 14),
    "noon": (12, 11, 14),
    "midday": (12, 11, 14),
    "midnight": (0, 0, 6),
    "after lunch": (13, 12, 18),
    "tonight": (20, 17, 24),
}
_PARTS = _ZH_PARTS | _EN_PARTS
_PART_ZH = "|".join(sorted(_ZH_PARTS, key=len, reverse=True))
_HOUR_EN = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day found in a text. `hour` None: only a part of the day was said. `fixed`: the half is certain."""

    start: int
    end: int
    hour: int | None
    minute: int = 0
    part: str | None = None
    fixed: bool = False
    day_end: bool = False  # EOD, 下班前: says the day and no time

    def at(self) -> tuple[int, int]:
        """Hour (24 and more: past midnight) and minute, the likelier half of the day when none is said."""
        if self.hour is None:
            return (_PARTS[self.part][0], 0) if self.part else (9, 0)
        if self.fixed:
            return self.hour, self.minute
        if self.part:
            _, low, high = _PARTS[self.part]
            if self.hour == 12 and low >= 17:
                return 24, self.minute
            if self.hour == 12 and low == 0:
                return 0, self.minute
            hour = (
                self.hour + 12 if self.hour < 12 and self.hour + 12 <= high and self.hour < low else self.hour
            )
            return hour, self.minute
        return (self.hour + 12 if 1 <= self.hour <= 6 else self.hour), self.minute


_ZH_CLOCK = re.compile(
    rf"(?<![快慢亮暗好多少高低大小深浅长短轻重])(?P<part>{_PART_ZH})?的?\s?(?P<hour>2[0-4]|1\d|0?\d|二十[一二三四]?|十[{CN}]?|[{CN}])\s?"
    rf"(?:点钟?|时(?!间|候|段|效|长))(?!击|评|赞|子|心|名|出|明|到名|个|儿)"
    rf"(?:(?P<half>半)|(?P<quarter>[一三])刻|整|过?(?P<minute>[0-5]?\d|[二三四五]?十[{CN}]?|[零〇]?[{CN}])(?:分钟?)?(?![\d个天小台万千元块]))?",
    re.ASCII,
)
_DIGITAL = re.compile(
    rf"(?P<part>{_PART_ZH})?\s?(?<![\d:])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\d:])\s?(?P<half>[ap]\.?m\b\.?)?",
    re.ASCII,
)
_EN_HALF = re.compile(
    r"(?<![\w:.])(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.?m\b\.?)",
    re.ASCII,
)
_EN_AT = re.compile(
    rf"(?:\b(?:at|by|around|until|till|before|from|after|@)\s?)(?P<hour>1[0-9]|2[0-3]|0?[1-9]|(?:{_HOUR_EN})\b)"
    rf"(?:[:.](?P<minute>[0-5]\d))?(?P<thirty> thirty\b)?(?: o'?clock)?(?![\w:%]|[-,./]\d| (?:days?|weeks?|hours?|hrs?|min|months?|percent|k\b|units?|yuan))",
    re.ASCII,
)
_EN_WORDS = re.compile(
    rf"\b(?P<shift>half past|quarter past|quarter to)\s(?P<hour>1[0-2]|[1-9]|{_HOUR_EN})\b"
    rf"|\b(?P<oclock>1[0-2]|[1-9]|{_HOUR_EN}) o'?clock\b",
    re.ASCII,
)
_EN_IN = re.compile(
    rf"\b(?P<oclock>1[0-2]|[1-9]|{_HOUR_EN})(?= (?:in the|at) (?:morning|afternoon|evening|night)| tonight\b| this (?:morning|afternoon|evening)\b)",
    re.ASCII,
)
_PART_ONLY = re.compile(
    rf"(?P<zh>{_PART_ZH})(?!会|好|曦|光|星|风|跑|安|餐|饭|点|期|安|就|已|日|报|高峰|退|班|了|于|知|晚|早|些|来|说|上好(?!了)|上九|餐)"
    r"|\b(?:in the |this |at )?(?P<en>morning|afternoon|evening|night|noon|midday|midnight|lunchtime|after lunch|tonight)\b",
    re.ASCII,
)
_DAY_END = re.compile(
    r"下班[前后]?(?!打卡|了|签)|收工前|\b(?:eod|cob|end of (?:the )?(?:business )?day|close of business)\b",
    re.ASCII,
)


def _hour(words: str) -> int:
    if words.isdigit():
        return int(words)
    number = chinese_number(words) if words[0] > "\u3000" else english_number(words)
    return int(number or 0)


def _from_zh(match: re.Match[str]) -> Clock:
    minute = 0
    if match["half"]:
        minute = 30
    elif match["quarter"]:
        minute = 15 if match["quarter"] == "一" else 45
    elif match["minute"]:
        minute = int(chinese_number(match["minute"]) or 0)
    hour = _hour(match["hour"])
    return Clock(
        match.start(),
        match.end(),
        hour,
        minute,
        match["part"],
        fixed=hour > 12 or hour == 0 or (hour == 12 and not match["part"]),
    )


def _from_digital(match: re.Match[str]) -> Clock:
    hour, minute, half = int(match["hour"]), int(match["minute"]), match["half"]
    if half:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    fixed = bool(half) or hour > 12 or match["hour"].startswith("0") or (hour >= 7 and not match["part"])
    return Clock(match.start(), match.end(), hour, minute, match["part"], fixed=fixed)


def _from_half(match: re.Match[str]) -> Clock:
    hour = int(match["hour"]) % 12 + (12 if match["half"][0] == "p" else 0)
    return Clock(match.start(), match.end(), hour, int(match["minute"] or 0), fixed=True)


def _from_at(match: re.Match[str]) -> Clock:
    hour = _hour(match["hour"])
    minute = 30 if match["thirty"] else int(match["minute"] or 0)
    return Clock(match.start("hour"), match.end(), hour, minute, fixed=hour > 12 or hour == 12)


def _from_words(match: re.Match[str]) -> Clock:
    if match["oclock"]:  # the patterns without a shift
        return Clock(match.start(), match.end(), _hour(match["oclock"]))
    hour = _hour(match["hour"])
    if match["shift"] == "quarter to":
        return Clock(match.start(), match.end(), hour - 1, 45)
    return Clock(match.start(), match.end(), hour, 30 if match["shift"] == "half past" else 15)


def _from_part(match: re.Match[str]) -> Clock:
    return Clock(match.start(), match.end(), None, part=match["zh"] or match["en"])


def _from_day_end(match: re.Match[str]) -> Clock:
    return Clock(match.start(), match.end(), None, day_end=True)


_FINDERS = (
    (_DAY_END, _from_day_end),
    (_ZH_CLOCK, _from_zh),
    (_DIGITAL, _from_digital),
    (_EN_HALF, _from_half),
    (_EN_WORDS, _from_words),
    (_EN_IN, _from_words),
    (_EN_AT, _from_at),
    (_PART_ONLY, _from_part),
)


def find_clocks(text: str) -> list[Clock]:
    """All times and parts of the day in a normalised text, none overlapping, in order."""
    found: list[Clock] = []
    for pattern, read in _FINDERS:
        for match in pattern.finditer(text):
            clock = read(match)
            if not any(clock.start < other.end and clock.end > other.start for other in found):
                found.append(clock)
    return sorted(found, key=lambda clock: clock.start)

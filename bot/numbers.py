# ruff: noqa: E501 - a pattern is read as one line
"""Numbers as people say them: 62, 1,200, 三十五万六, 两千五, 50来万, 800k, half a million, two hundred and fifty."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.spelling import normalise

_DIGITS = {d: i for i, d in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "俩": 2,
    "幺": 1,
    "壹": 1,
    "贰": 2,
}
_DIGITS |= {"叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9}
_UNITS = {
    "十": 10,
    "拾": 10,
    "百": 100,
    "佰": 100,
    "千": 1000,
    "仟": 1000,
    "万": 10**4,
    "w": 10**4,
    "亿": 10**8,
}
_LETTERS = {
    "k": 10**3,
    "kw": 10**7,
    "m": 10**6,
    "mn": 10**6,
    "mil": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "grand": 10**3,
}
_ROUNDING = "来多几余"

_CN = "零〇一二两俩三四五六七八九"
_CHINESE = re.compile(
    rf"(?:\d[\d,]*(?:\.\d+)?(?:\s(?=[万亿]))?|[{_CN}壹贰叁肆伍陆柒捌玖十拾百佰千仟万])"
    rf"(?:[{_CN}壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿\d.点]|(?<=[十百千万\d])[{_ROUNDING}](?=[十百千万亿w]|个亿)|(?<=[十百千])几(?=万)"
    rf"|个(?=亿|w(?![a-z])|万)|w(?![a-z])|半(?=万|亿|$|[^\w]|块|元))*"
)
_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = dict(
    zip(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        range(20, 100, 10),
        strict=True,
    )
)
_WORDS = (
    {word: i for i, word in enumerate(_SMALL)}
    | _TENS
    | {"a": 1, "an": 1, "half": 0, "couple": 2, "dozen": 12}
)
_SCALES = {"hundred": 100, "thousand": 1000, "grand": 1000, "million": 10**6, "mil": 10**6, "billion": 10**9}
_COUNT = "|".join([*_SMALL, *_TENS])
_ENGLISH = re.compile(
    rf"\b(?:half a (?:million|billion|thousand)|(?:(?:{_COUNT}|an?|hundred)\b[ -]?(?:and )?)"
    rf"(?:(?:{_COUNT}|point|half|hundred|thousand|grand|million|mil|billion)\b[ -]?(?:and )?)*)"
)
_SUFFIXED = re.compile(
    r"(?<![\w.])(\d[\d,]*(?:\.\d+)?)\s?(kw|k|m|mn|mil|b|bn|grand|thousand|million|billion|hundred(?: thousand)?)(?![a-z])",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number found in a text: where, and how much."""

    start: int
    end: int
    value: float
    scaled: bool  # said with 万, k, million …: hardly ever anything but money


def plain(value: float) -> int | float:
    """A whole number as an int, so that 620000.0 reads 620000."""
    rounded = round(value, 4)
    return int(rounded) if rounded == int(rounded) else rounded


def chinese_number(words: str) -> float | None:
    """三十五万六 → 356000, 1千2 → 1200, 两百五十 → 250, 二零二六 → 2026; None when it is no number."""
    words = re.sub(rf"[{_ROUNDING}个, ]", "", words).replace("点", ".")
    if re.fullmatch(rf"[{_CN}]{{2,}}", words):
        return float("".join(str(_DIGITS[c]) for c in words))
    total = section = 0.0
    pending: float | None = None
    last_unit = 1.0
    after_zero = False
    for literal, other in re.findall(r"(\d+(?:\.\d+)?)|(.)", words):
        if literal:
            pending = (pending or 0) * (10 ** len(literal)) + float(literal)
            after_zero = after_zero or "." in literal or len(literal) > 1
        elif other in "零〇":
            pending, after_zero = None, True
        elif other in _DIGITS:
            pending, after_zero = (pending * 10 if pending is not None else 0) + _DIGITS[other], after_zero
        elif other == "半":
            return total + section + (pending or 0) + 0.5 * (last_unit if last_unit > 1 else 1)
        elif other == ".":
            whole, _, fraction = words.partition(".")
            return _decimal(whole, fraction)
        elif other in _UNITS:
            unit = float(_UNITS[other])
            if unit >= 10**4:
                total = (
                    (total + section + (pending or 0)) * unit
                    if total < unit and total
                    else total + (section + (1 if pending is None and section == 0 else pending or 0)) * unit
                )
                section = 0.0
            else:
                section += (1 if pending is None else pending) * unit
            pending, last_unit, after_zero = None, unit, False
        else:
            return None
    if pending is not None:
        tail = last_unit / 10 if last_unit > 10 and not after_zero and pending < 10 else 1
        section += pending * tail
    return total + section


def _decimal(whole: str, fraction: str) -> float | None:
    """一点二亿: digits after the point, then units."""
    digits = re.match(rf"[{_CN}\d]+", fraction)
    before = chinese_number(whole) if whole else 0.0
    if digits is None or before is None:
        return None
    value = before + float("0." + "".join(str(_DIGITS.get(c, c)) for c in digits.group()))
    for unit in fraction[digits.end() :]:
        if unit not in _UNITS:
            return None
        value *= _UNITS[unit]
    return value


def english_number(words: str) -> float | None:
    """two hundred and fifty → 250, half a million → 500000, one point two million → 1200000."""
    tokens = [token for token in re.split(r"[ -]+", words.strip()) if token != "and"]
    if tokens[:1] == ["half"] and len(tokens) > 1:
        return 0.5 * _SCALES[tokens[-1]]
    total = current = 0.0
    fraction = 0.0
    said = False
    for token in tokens:
        if token == "point":
            fraction = 0.1
        elif token in _SCALES:
            scale = _SCALES[token]
            current = (current or 1) * scale
            if scale > 100:
                total, current = total + current, 0.0
            fraction, said = 0.0, True
        elif token in _WORDS and fraction:
            current, fraction = current + _WORDS[token] * fraction, fraction / 10
        elif token in _WORDS:
            current += _WORDS[token]
            said = said or token not in ("a", "an")
        else:
            return None
    return total + current if said else None


def typed_number(text: str) -> int | float | None:
    """What was typed into a field for a number: 二十台, two dozen; None when there is none, or a doubt."""
    words = normalise(text)
    numbers = find_numbers(words)
    found = numbers[0] if len(numbers) == 1 else None
    return plain(found.value) if found and not is_negative(words, found.start) else None


def is_negative(text: str, start: int) -> bool:
    """Whether a minus stands before what begins at `start`."""
    return text[:start].rstrip().endswith(("-", "负", "minus"))


def find_numbers(text: str) -> list[Quantity]:
    """All numbers of a normalised text, longest reading first, none overlapping."""
    found: list[Quantity] = []
    for match in _SUFFIXED.finditer(text):
        number = float(match[1].replace(",", ""))
        for unit in match[2].split():
            number *= _LETTERS.get(unit) or _SCALES[unit]
        found.append(Quantity(match.start(), match.end(), number, True))
    for match in _CHINESE.finditer(text):
        words = match.group().rstrip(".,点个").rstrip(_ROUNDING)
        value = chinese_number(words) if words and words not in _UNITS else None
        if value is not None:
            scaled = bool(re.search(r"[万亿w]|[十百千].*[十百千]|\d[千百]", words))
            found.append(Quantity(match.start(), match.start() + len(words), value, scaled))
    for match in _ENGLISH.finditer(text):
        words = re.sub(r"(?:[ -]|\band)+$", "", match.group())
        value = english_number(words)
        if value is not None:
            scaled = bool(re.search("hundred|thousand|grand|million|mil|billion", words))
            found.append(Quantity(match.start(), match.start() + len(words), value, scaled))
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Quantity] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept

# ruff: noqa: E501 - a pattern is read as one line
"""Conditions as people say them: 超20万, 5万以下, 大于等于三天, above 200k, 1万到5万, 否则."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.modelling.draft import Gate
from bot.money import Money, find_money

_BEFORE = (
    (">=", r"大于等于|不低于|不少于|不小于|至少|达到|满|(?:>=|≥)|at least|no less than|from"),
    ("<=", r"小于等于|不超过?|不大于|不多于|不高于|最多|至多|(?:<=|≤)|at most|no more than|not more than|up to|not over"),
    (">", r"超过|超出|超|大于|高于|多于|>|over|above|more than|exceed(?:s|ing)?|greater than|larger than|beyond"),
    ("<", r"小于|低于|少于|不足|不到|不满|未达到?|<|below|under|less than|smaller than"),
)  # fmt: skip
_AFTER = (
    (">=", r"及以上|或以上|以上|or more|or above|and above|and up|\+"),
    ("<=", r"及以下|或以下|以内|之内|or less|or below|and below"),
    ("<", r"以下|之下"),
    (">", r"以外"),
)
_UNIT = r"\s*(?:块钱|块|元钱|元|人民币|yuan|rmb|cny)?\s*"
_DAYS = re.compile(r"\s*(?:个?工作日|天|日(?!期)|days?|working days?)", re.IGNORECASE)
_PIECES = re.compile(r"\s*(?:台|件|个(?!工作日|月|小时)|套|份|箱|把|units?|pieces?|items?)", re.IGNORECASE)
_FIELD = (("budget", r"预算|budget"), ("days", r"天数|时长|days"), ("quantity", r"数量|quantity"),
          ("amount", r"金额|费用|总价|价格|额度|款项|amount|cost|price|total|value"))  # fmt: skip
_ELSE = re.compile(
    r"^\s*(?:而|则|如果)?\s*(?:(?P<above>以上|超过的?|超出的?|above that|over that)|(?P<below>以下|以内)|否则|不然|其余|其他|其它|otherwise|else\b)"
    r"(?:的|部分|则|就|,)?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"^\s*(?:到|至|-|~|—|–|to|and)\s*$")
_IF = re.compile(
    r"(?:如果|若|要是|当|的话|时(?!间)|的(?=$|[^字])|则|就|if|when|where|only)\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Found:
    """A condition and where it stands."""

    start: int
    end: int
    gate: Gate


def gates(text: str, last: Gate | None) -> list[Found]:
    """`last`: the condition said before, which 否则 and a bare 以上 are about."""
    numbers = find_money(text)
    found: list[Found] = []
    for place, number in enumerate(numbers):
        if found and number.start < found[-1].end:
            continue
        following = numbers[place + 1] if place + 1 < len(numbers) else None
        if each := _range(text, number, following) or _single(text, number):
            found.append(each)
    if not found and last is not None and (other := _ELSE.match(text)):
        found.append(Found(other.start(), other.end(), _other(last, other)))
    return found


def _other(last: Gate, said: re.Match[str]) -> Gate:
    if last.upper is not None:
        return Gate(field=last.field, op=">=", value=last.upper)
    if said["above"] and last.op in (">", ">="):
        return last
    return last.opposite() or last


def _range(text: str, low: Money, high: Money | None) -> Found | None:
    """1万到5万: from the first up to the second, which belongs to the next range."""
    if high is None or not _RANGE.match(text[low.end : high.start]):
        return None
    value, upper = float(low.value), float(high.value)
    if value * 100 <= upper and value < 1000 <= upper and re.search("[万wk]", text[high.start : high.end]):
        value *= 10_000 if "k" not in text[high.start : high.end] else 1_000  # 1到5万
    field, end = _field(text, low.start, high.end, upper)
    between = Gate(field=field, op=">=", value=value, upper=upper)
    return Found(low.start, end, between) if upper > value else None


def _single(text: str, number: Money) -> Found | None:
    for op, words in _BEFORE:
        if before := re.search(
            rf"(?:{words})\s*(?:了|过|of|¥|￥|\$)?\s*$", text[: number.start], re.IGNORECASE
        ):
            field, end = _field(text, before.start(), number.end, float(number.value))
            if after := re.match(rf"{_UNIT}(?:以上|的|以下)?", text[end:]):
                end += after.end()
            return Found(
                _lead(text, before.start()), end, Gate(field=field, op=op, value=float(number.value))
            )
    field, end = _field(text, number.start, number.end, float(number.value))
    for op, words in _AFTER:
        if after := re.match(rf"{_UNIT}(?:{words})(?:的|部分)?", text[end:], re.IGNORECASE):
            if field == "days" and after.group().strip() in ("以内", "之内"):
                return None  # 三天以内: a due time
            gate = Gate(field=field, op=op, value=float(number.value))
            return Found(_lead(text, number.start), end + after.end(), gate)
    return None


def _lead(text: str, start: int) -> int:
    """Where the condition begins, its field's name and 如果 included."""
    names = "|".join(words for _, words in _FIELD)
    before = re.search(rf"(?:如果|若|要是|当|if|when|where)?\s*(?:the )?(?:\w*?(?:{names}))?\s*(?:is|为|are|it'?s)?\s*$",
                       text[:start], re.IGNORECASE)  # fmt: skip
    return before.start() if before else start


def _field(text: str, start: int, end: int, value: float) -> tuple[str, int]:
    """What the number counts, and where its unit ends."""
    if unit := _DAYS.match(text, end):
        return "days", unit.end()
    if value < 100_000 and (unit := _PIECES.match(text, end)):
        return "quantity", unit.end()
    before = text[max(0, start - 12) : start]
    for field, words in _FIELD:
        if re.search(rf"(?:{words})\s*(?:is|为)?\s*$", before, re.IGNORECASE):
            return field, end
    return "amount", end

"""Amounts of money, in yuan: 62万, 1.2亿, 800k, ¥3,500, 两百五十块, 3千元, half a million, 99 bucks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.numbers import find_numbers, is_negative, plain
from bot.spelling import normalise

_BEFORE = re.compile(r"(?:[¥￥$]|rmb|cny|人民币|usd)\s?$")
_AFTER = re.compile(
    r"[来多]?\s?(?:(?:块钱|块|元整|元|圆|人民币|rmb|cny|yuan|刀|美元|dollars?|bucks|kuai|大洋)(?![a-z])"
    r"(?:(?<=块)(?P<jiao>[一二两三四五六七八九\d])(?![\d个台份天人张件万千百十月号点])毛?)?)"
)


@dataclass(frozen=True, slots=True)
class Money:
    start: int
    end: int
    value: int | float
    certain: bool  # said with a currency or a big unit; a bare number is money only where money is expected


def find_money(text: str) -> list[Money]:
    """Every number of the text as an amount; `certain` tells which are surely money."""
    found: list[Money] = []
    for number in find_numbers(text):
        start, end, value = number.start, number.end, number.value
        before = _BEFORE.search(text, 0, start)
        after = _AFTER.match(text, end)
        if before:
            start = before.start()
        if after:
            end = after.end()
            if after["jiao"]:
                value += (
                    "零一二三四五六七八九".find(after["jiao"].replace("两", "二")) / 10
                    if not after["jiao"].isdigit()
                    else int(after["jiao"]) / 10
                )
        if found and start < found[-1].end:
            continue
        found.append(Money(start, end, plain(value), bool(before or after) or number.scaled))
    return found


def typed_amount(text: str) -> int | float | None:
    """What was typed into a field for money: its one amount; None when there is none, or a doubt."""
    words = normalise(text)
    amounts = find_money(words)
    return amounts[0].value if len(amounts) == 1 and not is_negative(words, amounts[0].start) else None

"""Amounts as people say them, in yuan."""

from __future__ import annotations

import pytest

from bot.money import typed_amount
from bot.numbers import typed_number


@pytest.mark.parametrize(
    ("said", "yuan"),
    [
        ("62万", 620000),
        ("1.2亿", 120000000),
        ("800k", 800000),
        ("三十五万六", 356000),
        ("50来万", 500000),
        ("about 500k", 500000),
        ("两百五十块", 250),
        ("两千五", 2500),
        ("1千2", 1200),
        ("3w", 30000),
        ("¥3,500", 3500),
        ("rmb 300", 300),
        ("half a million", 500000),
        ("one point two million", 1200000),
        ("fifty grand", 50000),
        ("一亿两千万", 120000000),
        ("12万5千元", 125000),
        ("86块5", 86.5),
        ("120 万", 1200000),
        ("３５０元", 350),
        ("一千零五十", 1050),
        ("62.5万", 625000),
    ],
)
def test_an_amount(said: str, yuan: float) -> None:
    assert typed_amount(said) == yuan


@pytest.mark.parametrize("typed", ["", "很多", "-5万", "负3000", "5到8万", "10台62万", "2026-12-20", "nan"])
def test_no_amount_is_read_into_what_is_none_or_doubtful(typed: str) -> None:
    assert typed_amount(typed) is None


@pytest.mark.parametrize(("typed", "number"), [("二十台", 20), ("10 台", 10), ("1,200", 1200), ("2.5", 2.5)])
def test_a_number(typed: str, number: float) -> None:
    assert typed_number(typed) == number

"""How long something took, in a chart and on a card alike."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.present import moments
from charts import dates


@pytest.mark.parametrize(
    ("length", "zh"),
    [
        (timedelta(minutes=1), "1 分钟"),
        (timedelta(minutes=59, seconds=20), "59 分钟"),
        (timedelta(minutes=59, seconds=40), "1 小时"),
        (timedelta(hours=3, minutes=29), "3 小时"),
        (timedelta(hours=3, minutes=30), "4 小时"),
        (timedelta(hours=2, minutes=30), "3 小时"),
        (timedelta(hours=23, minutes=40), "1 天"),
        (timedelta(days=1, hours=11), "1 天"),
        (timedelta(days=2, hours=12), "3 天"),
    ],
)
def test_a_span_is_rounded_and_the_same_in_charts_and_on_cards(length: timedelta, zh: str) -> None:
    assert dates.span(length).zh == zh
    assert moments.span(length).zh == zh

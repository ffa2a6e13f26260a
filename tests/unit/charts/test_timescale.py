"""Ticks that people can read, at round moments, without touching one another."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.font import width
from charts.timescale import TimeScale

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 11, 20, 10, tzinfo=ZONE)


def scale(**length: float) -> TimeScale:
    return TimeScale(START, START + timedelta(**length), 40, 1160)


@pytest.mark.parametrize(
    ("length", "zh", "en"),
    [
        ({"hours": 2}, ["10:00 11月20日", "10:30 11月20日", "11:00 11月20日"], "10:00 Nov 20"),
        ({"hours": 20}, ["12:00 11月20日", "18:00 11月20日", "00:00 11月21日"], "12:00 Nov 20"),
        ({"days": 4}, ["11月21日 周六", "11月22日 周日", "11月23日 周一", "11月24日 周二"], "Nov 21 Sat"),
        ({"days": 25}, ["11月23日 周一", "11月30日 周一", "12月7日 周一", "12月14日 周一"], "Nov 23 Mon"),
        ({"days": 130}, ["12月 2026年", "1月 2027年", "2月 2027年", "3月 2027年"], "Dec 2026"),
        ({"days": 1200}, ["1月 2027年", "7月 2027年", "1月 2028年"], "Jan 2027"),
    ],
)  # fmt: skip
def test_ticks_are_round_moments_as_people_read_them(
    length: dict[str, float], zh: list[str], en: str
) -> None:
    ticks = scale(**length).ticks("zh", 37)
    assert [f"{tick.label.zh} {tick.below.zh}" for tick in ticks][: len(zh)] == zh
    assert f"{ticks[0].label.en} {ticks[0].below.en}" == en


@given(st.integers(60, 60 * 24 * 3650), st.sampled_from(["zh", "en"]))
def test_labels_never_touch_and_there_are_some(minutes: int, language: str) -> None:
    time = scale(minutes=minutes)
    ticks = time.ticks(language, 37)
    spans = []
    for tick in ticks:
        label = tick.label.zh if language == "zh" else tick.label.en
        below = tick.below.zh if language == "zh" else tick.below.en
        half = max(width(label, 37), width(below, 37)) / 2
        spans.append((time.x(tick.at) - half, time.x(tick.at) + half))
    assert ticks
    assert all(left[1] < right[0] for left, right in pairwise(spans))


def test_weekends_are_shaded_from_saturday_to_monday() -> None:
    time = scale(days=10)
    saturday = datetime(2026, 11, 21, tzinfo=ZONE)
    assert time.weekends() == [
        (time.x(saturday), time.x(saturday + timedelta(days=2))),
        (time.x(saturday + timedelta(days=7)), time.x(saturday + timedelta(days=9))),
    ]


def test_a_scale_that_begins_on_a_sunday_begins_shaded() -> None:
    sunday = datetime(2026, 11, 22, 10, tzinfo=ZONE)
    time = TimeScale(sunday, sunday + timedelta(days=3), 40, 1160)
    assert time.weekends() == [(40, time.x(datetime(2026, 11, 23, tzinfo=ZONE)))]


def test_hair_thin_weekends_are_left_out() -> None:
    assert scale(days=200).weekends() == []

"""Moments and ranges, counted from a Wednesday morning, 25 November 2026, in Shanghai."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.nlu.dates import find_moments, find_ranges
from bot.spelling import normalise

NOW = datetime.fromisoformat("2026-11-25T10:30:00+08:00")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("明天下午三点", "2026-11-26T15:00"),
        ("下周三", "2026-12-02"),
        ("周五前", "2026-11-27"),
        ("礼拜五", "2026-11-27"),
        ("下下周一", "2026-12-07"),
        ("12月20号", "2026-12-20"),
        ("明年1月5号", "2027-01-05"),
        ("二零二六年十二月三号", "2026-12-03"),
        ("下个月5号", "2026-12-05"),
        ("月底", "2026-11-30"),
        ("下月初", "2026-12-01"),
        ("半小时后", "2026-11-25T11:00"),
        ("两小时后", "2026-11-25T12:30"),
        ("一个半小时后", "2026-11-25T12:00"),
        ("三天内", "2026-11-28"),
        ("明早九点半", "2026-11-26T09:30"),
        ("今晚八点", "2026-11-25T20:00"),
        ("晚上12点", "2026-11-26T00:00"),
        ("周五下班前", "2026-11-27"),
        ("EOD Friday", "2026-11-27"),
        ("next Thursday", "2026-12-03"),
        ("this Thursday", "2026-11-26"),
        ("Monday 9am", "2026-11-30T09:00"),
        ("at 3pm tomorrow", "2026-11-26T15:00"),
        ("at 9 tonight", "2026-11-25T21:00"),
        ("Dec 20", "2026-12-20"),
        ("20th of December", "2026-12-20"),
        ("the 5th", "2026-12-05"),
        ("in 30 minutes", "2026-11-25T11:00"),
        ("in three days", "2026-11-28"),
        ("half past three", "2026-11-25T15:30"),
        ("end of next month", "2026-12-31"),
    ],
)
def test_a_moment(said: str, meant: str) -> None:
    assert [moment.iso(NOW) for moment in find_moments(normalise(said), NOW)] == [meant]


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("下周三到周五", "2026-12-02", "2026-12-04"),
        ("12月1号到5号", "2026-12-01", "2026-12-05"),
        ("12月1-5号", "2026-12-01", "2026-12-05"),
        ("明后两天", "2026-11-26", "2026-11-27"),
        ("下午两点到五点", "2026-11-25T14:00", "2026-11-25T17:00"),
        ("from Dec 21 to Dec 25", "2026-12-21", "2026-12-25"),
        ("Dec 21 to 25", "2026-12-21", "2026-12-25"),
        ("next Monday and Tuesday", "2026-11-30", "2026-12-01"),
    ],
)
def test_the_end_of_a_range_takes_what_it_leaves_out_from_the_start(said: str, first: str, last: str) -> None:
    [found] = find_ranges(normalise(said), NOW)
    assert (found.first.iso(NOW), found.last.iso(NOW)) == (first, last)

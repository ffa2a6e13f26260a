from __future__ import annotations

from datetime import date

import pytest

from bot.nlu.periods import find_periods
from bot.spelling import normalise


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("上个月的月报", "last_month"),
        ("本周工作", "this_week"),
        ("this quarter", "this_quarter"),
        ("last week's report", "last_week"),
        ("逾期的任务", "overdue"),
        ("十月份", "2026-10"),
        ("12月份", "2025-12"),
        ("report for October", "2026-10"),
        ("2026年9月", "2026-09"),
        ("第三季度", "2026-07-01/2026-09-30"),
        ("去年", "2025-01-01/2025-12-31"),
        ("最近30天", "2026-10-26/2026-11-25"),
    ],
)
def test_a_period(said: str, period: str) -> None:
    assert [found.value for found in find_periods(normalise(said), date(2026, 11, 25))] == [period]

"""Which bars a chart has, and what stands beside each."""

from __future__ import annotations

import pytest

from charts.bars import MAX_BARS
from charts.schedule import PlannedStep, StepState
from engine.people import Label
from engine.process import ProcessStatus
from tests.unit.charts.samples import (
    BUDGET,
    BUDGET_MOVED,
    DESIGN,
    DESIGN_LATE,
    LEGAL,
    LEGAL_LATE,
    LEGAL_REJECTED,
    NOW,
    at,
    data,
    many,
    process,
    step,
)


@pytest.mark.parametrize(
    ("one", "zh", "en"),
    [
        (DESIGN, "11月18日 完成", "done Nov 18"),
        (DESIGN_LATE, "11月19日 完成,晚 1 天", "done Nov 19, 1 day late"),
        (LEGAL, "办理中,11月25日 到期", "in progress, due Nov 25"),
        (LEGAL_LATE, "晚 2 天", "2 days late"),
        (LEGAL_REJECTED, "11月23日 驳回", "rejected Nov 23"),
        (BUDGET, "计划 12月4日 完成", "planned by Dec 4"),
        (BUDGET_MOVED, "预计 12月8日 完成,晚 4 天", "expected Dec 8, 4 days late"),
    ],
)
def test_the_note_says_when_and_how_late(one: PlannedStep, zh: str, en: str) -> None:
    assert data(process(one)).bars[0].note == Label(zh, en)


def test_bars_stand_in_the_order_of_the_plan_and_the_finish_is_last() -> None:
    labels = [bar.label.zh for bar in data(process(BUDGET, LEGAL, DESIGN)).bars]
    assert labels == ["设计初稿", "法务审核", "预算审批", "完成"]


def test_today_hours_are_told() -> None:
    soon = step("签字", "Signature", (at(24, 9), at(24)), StepState.RUNNING, (at(24, 9), None))
    assert data(process(soon)).bars[0].note.zh == "办理中,11月24日 18:00 到期"


def test_the_finish_of_a_withdrawn_process_was_not_reached() -> None:
    withdrawn = process(DESIGN, LEGAL, status=ProcessStatus.CANCELLED, ended_at=at(24, 10))
    assert [bar.note.zh for bar in data(withdrawn).bars] == ["11月18日 完成", "11月24日 10:00 中止", "没走到"]


def test_thirty_bars_are_shown_one_by_one() -> None:
    bars = data(many(MAX_BARS - 1, done=5)).bars
    assert len(bars) == MAX_BARS
    assert not any("另" in bar.label.zh for bar in bars)


@pytest.mark.parametrize(("count", "done"), [(30, 5), (60, 11), (200, 150)])
def test_more_bars_are_grouped_and_the_rest_counted(count: int, done: int) -> None:
    bars = data(many(count, done=done)).bars
    groups = [bar for bar in bars if bar.label.zh.startswith("另")]
    hidden = sum(int(bar.label.zh.split()[1]) for bar in groups)
    assert len(bars) <= MAX_BARS
    assert hidden + len(bars) - len(groups) - 1 == count


def test_a_grouped_chart_keeps_what_runs_and_what_was_late() -> None:
    bars = data(many(60, done=20, late=4)).bars
    names = [bar.label.zh for bar in bars]
    assert {"第 1 步", "第 4 步", "第 21 步"} <= set(names)
    assert names[-1] == "完成"


def test_a_group_spans_its_steps_and_counts_the_late_ones() -> None:
    bars = data(many(60, done=50, late=40)).bars
    (group,) = [bar for bar in bars if bar.label.en.endswith("ended")]
    assert group.label == Label("另 25 步已结束", "25 more steps ended")
    assert group.note == Label("其中 15 步晚", "15 of them late")


def test_the_period_covers_plan_actual_and_forecast() -> None:
    found = data(process(DESIGN, LEGAL_LATE, BUDGET_MOVED))
    assert (found.start, found.end) == (at(16, 9), at(8, month=12))
    assert "11月16日–12月8日" in found.subtitle.zh


def test_a_running_process_shows_today_even_outside_its_plan() -> None:
    assert data(process(BUDGET)).start == NOW

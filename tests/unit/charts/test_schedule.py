"""Plan against what happened: when a step is late, by whose doing, and when all may be expected to end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from charts.schedule import GanttProcess, PlannedStep, StepState, schedule
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
    process,
    step,
)

A_DAY = timedelta(days=1)
PLAN = (at(19, 9), at(22))


@pytest.mark.parametrize(
    ("one", "state", "late"),
    [
        (DESIGN, StepState.DONE, timedelta()),
        (DESIGN_LATE, StepState.DONE, A_DAY),
        (LEGAL, StepState.RUNNING, timedelta()),
        (LEGAL_LATE, StepState.LATE, NOW - at(22)),
        (BUDGET, StepState.WAITING, timedelta()),
        (BUDGET_MOVED, StepState.WAITING, 4 * A_DAY),
        (LEGAL_REJECTED, StepState.REJECTED, timedelta()),
    ],
)
def test_late_is_what_ends_behind_its_plan(one: PlannedStep, state: StepState, late: timedelta) -> None:
    (found,) = schedule(process(one), NOW).steps
    assert (found.state, found.late) == (state, late)


def test_a_step_begun_late_by_others_is_behind_the_plan_but_not_overdue() -> None:
    given_anew = step("签字", "Signature", PLAN, StepState.RUNNING, (at(24, 9), None), due_at=at(27))
    (found,) = schedule(process(given_anew), NOW).steps
    assert found.state is StepState.RUNNING
    assert found.late == at(27) - at(22)
    assert found.own_late == timedelta()


def test_the_cause_is_the_one_that_took_too_long_not_the_one_that_waited_for_it() -> None:
    slow = step("法务审核", "Legal", (at(16, 9), at(18)), StepState.DONE, (at(16, 9), at(21)), due_at=at(18))
    quick = step("签字", "Sign", (at(18), at(19)), StepState.DONE, (at(21), at(23)), due_at=at(24))
    found = schedule(process(slow, quick), NOW)
    assert [each.step.name.zh for each in found.late_steps] == ["法务审核", "签字"]
    assert found.cause is not None
    assert found.cause.step is slow


def test_what_still_holds_things_up_is_named_before_what_once_did() -> None:
    worse = step("调研", "Research", (at(1, 9), at(2)), StepState.DONE, (at(1, 9), at(18)))
    found = schedule(process(worse, LEGAL_LATE), NOW)
    assert found.cause is not None
    assert found.cause.step is LEGAL_LATE


def test_nobody_is_expected_to_end_in_the_past() -> None:
    overdue = step("签字", "Signature", (at(20, 9), at(21)))
    assert schedule(process(overdue), NOW).finish == NOW


@pytest.mark.parametrize(
    ("sample", "finish", "late"),
    [
        (process(LEGAL, BUDGET), at(4, month=12), timedelta()),
        (process(LEGAL_LATE, BUDGET_MOVED), at(8, month=12), 4 * A_DAY),
        (process(LEGAL_LATE, BUDGET_MOVED, due_at=at(10, month=12)), at(8, month=12), timedelta()),
        (process(DESIGN, status=ProcessStatus.COMPLETED, ended_at=at(20)), at(20), 2 * A_DAY),
    ],
)
def test_the_finish_is_the_last_expected_end_against_the_promised_one(
    sample: GanttProcess, finish: object, late: timedelta
) -> None:
    found = schedule(sample, NOW)
    assert (found.finish, found.late) == (finish, late)


def test_steps_that_the_end_overtook_are_stopped_or_never_reached_and_not_late() -> None:
    withdrawn = process(LEGAL_LATE, BUDGET, status=ProcessStatus.CANCELLED, ended_at=at(24, 10))
    found = schedule(withdrawn, NOW)
    assert [each.state for each in found.steps] == [StepState.STOPPED, StepState.UNREACHED]
    assert found.late_steps == ()

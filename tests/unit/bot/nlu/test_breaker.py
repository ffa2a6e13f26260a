"""The breaker: three failures open it, a rest later one call may try."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.nlu.breaker import Breaker


@dataclass
class Ticks:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


def _opened(ticks: Ticks) -> Breaker:
    breaker = Breaker(ticks)
    for _ in range(3):
        breaker.failed()
    return breaker


def test_two_failures_leave_it_closed_and_the_third_opens_it(ticks: Ticks) -> None:
    breaker = Breaker(ticks)
    breaker.failed()
    breaker.failed()
    assert breaker.lets_through()

    breaker.failed()
    assert not breaker.lets_through()


def test_a_success_between_starts_the_count_again(ticks: Ticks) -> None:
    breaker = Breaker(ticks)
    for _ in range(5):
        breaker.failed()
        breaker.failed()
        breaker.succeeded()

    assert breaker.lets_through()


def test_after_the_rest_one_call_may_try_and_no_second(ticks: Ticks) -> None:
    breaker = _opened(ticks)
    ticks.now += 29.9
    assert not breaker.lets_through()

    ticks.now += 0.2
    assert [breaker.lets_through() for _ in range(3)] == [True, False, False]


def test_a_try_that_succeeds_closes_it(ticks: Ticks) -> None:
    breaker = _opened(ticks)
    ticks.now += 31
    breaker.lets_through()
    breaker.succeeded()

    assert [breaker.lets_through() for _ in range(3)] == [True, True, True]


def test_each_try_that_fails_doubles_the_rest_up_to_five_minutes(ticks: Ticks) -> None:
    breaker = _opened(ticks)
    for rest_s in (30, 60, 120, 240, 300, 300):
        ticks.now += rest_s - 0.5
        assert not breaker.lets_through()
        ticks.now += 0.6
        assert breaker.lets_through()
        breaker.failed()


def test_late_failures_of_calls_already_under_way_do_not_lengthen_the_rest(ticks: Ticks) -> None:
    breaker = _opened(ticks)
    for _ in range(4):
        breaker.failed()
    ticks.now += 31

    assert breaker.lets_through()


def test_a_try_that_never_reports_back_does_not_block_for_ever(ticks: Ticks) -> None:
    breaker = _opened(ticks)
    ticks.now += 31
    assert breaker.lets_through()

    ticks.now += 31
    assert breaker.lets_through()


def test_a_pause_that_the_server_asks_for_is_kept_but_not_for_hours(ticks: Ticks) -> None:
    breaker = Breaker(ticks)
    breaker.failed(retry_after_s=12)
    assert not breaker.lets_through()
    ticks.now += 12.1
    assert breaker.lets_through()

    breaker.failed(retry_after_s=86400)
    ticks.now += 301
    assert breaker.lets_through()

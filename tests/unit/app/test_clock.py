"""Company time moves on with real time, and in the demo by the time machine."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.app.clock import Clock
from storage.database import Database
from storage.settings import SharedSettings

MOMENT = timedelta(seconds=5)


def test_company_time_is_real_time_where_there_is_no_time_machine() -> None:
    clock = Clock()
    assert abs(clock.now() - clock.machine_now()) < MOMENT
    with pytest.raises(ValueError, match="only the demo"):
        clock.advance(timedelta(days=1))


def test_the_time_machine_moves_the_company_and_not_the_machine(sqlite_database: Database) -> None:
    clock = Clock(SharedSettings(sqlite_database))
    before = clock.machine_now()
    clock.advance(timedelta(days=1))
    clock.advance(timedelta(hours=1))
    assert abs(clock.now() - before - timedelta(days=1, hours=1)) < MOMENT
    assert abs(clock.machine_now() - before) < MOMENT


def test_every_process_lives_at_the_same_time(sqlite_database: Database) -> None:
    Clock(SharedSettings(sqlite_database)).advance(timedelta(days=7))
    other = Clock(SharedSettings(sqlite_database))
    assert abs(other.now() - other.machine_now() - timedelta(days=7)) < MOMENT


def test_time_does_not_run_backwards(sqlite_database: Database) -> None:
    with pytest.raises(ValueError, match="forwards"):
        Clock(SharedSettings(sqlite_database)).advance(timedelta(seconds=-1))

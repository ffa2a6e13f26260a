"""Who is on call, and when nobody is."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from engine.people import Label, PersonId
from engine.rota import Rota, Turn

BERLIN = ZoneInfo("Europe/Berlin")
DAY, NIGHT = PersonId("huang.lei"), PersonId("zhou.ting")


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=BERLIN)


def turn(person: PersonId, start: str, end: str, every_days: int = 0) -> Turn:
    return Turn(person, at(start), at(end), every_days)


def rota(*turns: Turn) -> Rota:
    return Rota("ops", Label("运维值班", "Operations"), BERLIN, turns)


SHIFTS = (
    turn(DAY, "2026-01-05T09:00", "2026-01-05T18:00", 1),
    turn(NIGHT, "2026-01-05T18:00", "2026-01-06T09:00", 1),
)


@pytest.mark.parametrize(
    ("moment", "person"),
    [
        ("2026-01-05T08:59", None),  # before it begins
        ("2026-01-05T09:00", DAY),
        ("2026-01-05T18:00", NIGHT),  # half-open: the next one has it
        ("2026-11-25T03:00", NIGHT),
        ("2026-07-01T09:30", DAY),  # by the clock on the wall, in summer too
        ("2026-07-01T08:30", NIGHT),
    ],
)
def test_shifts_come_again_by_the_clock_on_the_wall(moment: str, person: PersonId | None) -> None:
    assert rota(*SHIFTS).on_call(at(moment)) == ((person,) if person else ())


def test_shifts_that_follow_one_another_leave_no_gap() -> None:
    assert rota(*SHIFTS).gap() is None


def test_a_gap_is_the_first_moment_that_nobody_has() -> None:
    assert rota(SHIFTS[0]).gap() == at("2026-01-05T18:00")
    weekly = rota(
        turn(DAY, "2026-01-05T00:00", "2026-01-12T00:00", 21), turn(NIGHT, "2026-01-12", "2026-01-19", 21)
    )
    assert weekly.gap() == at("2026-01-19")


def test_the_end_of_the_last_turn_is_no_gap() -> None:
    assert rota(turn(DAY, "2026-01-05", "2026-01-06"), turn(NIGHT, "2026-01-06", "2026-01-07")).gap() is None
    assert rota(turn(DAY, "2026-01-05", "2026-01-06"), turn(NIGHT, "2026-01-07", "2026-01-08")).gap() == at(
        "2026-01-06"
    )

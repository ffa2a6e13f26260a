"""Working time, reminders and escalations. 23 November 2026 is a Monday; a working day is 9-12 and 13-18."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from engine import commands as c
from engine import errors as x
from engine.calendar import Calendar, Duration
from engine.people import SYSTEM, PersonId
from engine.process import TimerKind
from tests.unit.engine.company import Play, begin

ZONE = ZoneInfo("Asia/Shanghai")
STEP = "  - {id: s, kind: approval, name: 步, who: [{manager_of: starter}], due: 1d}\n"


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("start", "span", "end"),
    [
        ("23T09:00", "4h", "23T14:00"),  # lunch does not count
        ("23T17:00", "2h", "24T10:00"),
        ("27T17:00", "1d", "30T17:00"),  # over the weekend
        ("28T10:00", "30m", "30T09:30"),  # a Saturday
        ("23T12:30", "1h", "23T14:00"),
        ("23T20:00", "1d", "24T18:00"),
        ("23T09:00", "5d", "27T18:00"),
    ],
)
def test_working_time(start: str, span: str, end: str) -> None:
    calendar = Calendar()
    length = calendar.length(Duration.parse(span))
    assert calendar.after(at(start), length) == at(end)
    assert calendar.between(at(start), at(end)) == length


@pytest.mark.parametrize("text", ["", "2", "2w", "-1d", "1.5d", "d", "99999d"])
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(ValueError, match="duration"):
        Duration.parse(text)


def _fire(play: Play) -> Play:
    task = play.process.tasks[0]
    assert task.timer is not None
    play.now = max(play.now, task.timer.at)
    return play.does(
        c.FireTimer(
            process=play.process.number,
            task=task.id,
            actor=SYSTEM,
            kind=task.timer.kind,
            turn=task.timer.turn,
        )
    )


def test_soon_due_then_overdue_then_the_manager_then_every_working_day() -> None:
    play = begin(STEP)  # Monday 09:00, due 18:00
    heard = []
    for _ in range(5):
        timer = play.process.tasks[0].timer
        assert timer is not None
        heard.append((timer.kind.value, timer.at.astimezone(ZONE).strftime("%d %H:%M")))
        _fire(play)
    assert heard == [
        ("due_soon", "23 14:00"),
        ("overdue", "23 18:00"),
        ("escalate", "24 18:00"),
        ("overdue", "25 18:00"),
        ("overdue", "26 18:00"),
    ]


def test_an_escalation_goes_to_the_holders_manager_and_gives_no_right() -> None:
    play = _fire(_fire(_fire(begin(STEP))))
    assert play.latest == ["task_escalated"]
    assert "boss" in play.process.participants
    with pytest.raises(x.NotYours):
        play.does(
            c.Approve(process=play.process.number, task=play.process.tasks[0].id, actor=PersonId("boss"))
        )


def test_a_timer_fires_once_however_often_it_is_tried() -> None:
    play = begin(STEP)
    task = play.process.tasks[0]
    assert task.timer is not None
    fire = c.FireTimer(
        process=play.process.number, task=task.id, actor=SYSTEM, kind=task.timer.kind, turn=task.timer.turn
    )
    play.now = task.timer.at
    assert play.does(fire).latest == ["task_reminded"]
    assert play.does(fire).latest == []


def test_a_timer_never_fires_early_nor_on_a_closed_task() -> None:
    play = begin(STEP + "  - {id: t, kind: task, name: 后, who: [{starter: true}]}\n")
    task = play.process.tasks[0]
    fire = c.FireTimer(process=play.process.number, task=task.id, actor=SYSTEM, kind=TimerKind.DUE_SOON)
    assert play.does(fire).latest == []
    play.approve("lead").passes(days=3)
    assert play.does(fire).latest == []


def test_a_snooze_moves_the_reminder_but_not_the_escalation() -> None:
    play = begin(STEP)
    until = at("25T15:00")
    play.does(
        c.Snooze(
            process=play.process.number, task=play.process.tasks[0].id, actor=PersonId("lead"), until=until
        )
    )
    assert play.task_of("lead").timer is not None
    assert _fire(play).latest == ["task_escalated"]  # Tuesday 18:00, before the snooze ends
    timer = play.task_of("lead").timer
    assert timer is not None
    assert (timer.kind, timer.at) == (TimerKind.SNOOZE, until)


def test_a_task_can_be_urged_once_an_hour() -> None:
    play = begin(STEP)
    urge = c.Urge(process=play.process.number, actor=PersonId("ann"))
    assert play.does(urge).latest == ["task_urged"]
    with pytest.raises(x.TooOften):
        play.does(urge)
    assert play.passes(hours=1).does(urge).latest == ["task_urged"]


def test_a_new_holder_keeps_the_due_time_but_gets_half_a_day_at_least() -> None:
    play = begin(STEP).passes(hours=8)  # 17:00, due at 18:00
    play.transfer("lead", "bob")
    assert play.task_of("bob").due_at == at("24T13:00") or play.task_of("bob").due_at == at("24T12:00")


def test_due_times_are_aware_and_later_than_their_opening() -> None:
    task = begin(STEP).process.tasks[0]
    assert task.due_at is not None
    assert task.due_at - task.opened_at >= timedelta(hours=8)

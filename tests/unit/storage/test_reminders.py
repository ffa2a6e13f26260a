"""A personal reminder comes once, at its time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from storage.database import Database
from storage.leases import lease
from storage.outbox import NewMessage, Outbox
from storage.reminders import Reminders

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
THREE = NOON + timedelta(hours=3)
ANNA = lease("worker-anna", NOON, 60)


def remember(reminders: Reminders, key: str = "web/m1/0", at: datetime = THREE) -> bool:
    return reminders.add(
        key=key, person="liu.yang", author="liu.yang", words="给供应商回电话", at=at, address="", now=NOON
    )


def test_it_is_due_at_its_time_and_not_before(database: Database) -> None:
    reminders = Reminders(database)
    remember(reminders)
    assert reminders.due(THREE - timedelta(seconds=1), limit=10) == ()
    due = reminders.due(THREE, limit=10)
    assert [(each.words, each.at) for each in due] == [("给供应商回电话", THREE)]


def test_the_same_wish_repeated_makes_one_reminder(database: Database) -> None:
    reminders = Reminders(database)
    assert remember(reminders)
    assert not remember(reminders)
    assert len(reminders.of_person("liu.yang")) == 1


def test_it_comes_once(database: Database) -> None:
    reminders = Reminders(database)
    remember(reminders)
    due = reminders.due(THREE, limit=10)[0]
    assert reminders.remind(due.id, [NewMessage("remind/1", "liu.yang", "{}")], now=THREE)
    assert not reminders.remind(due.id, [NewMessage("remind/1b", "liu.yang", "{}")], now=THREE)
    assert reminders.due(THREE, limit=10) == ()
    assert [item.key for item in Outbox(database).claim(ANNA, THREE, limit=10)] == ["remind/1"]


def test_a_cancelled_one_does_not_come(database: Database) -> None:
    reminders = Reminders(database)
    remember(reminders)
    assert reminders.cancel(reminders.of_person("liu.yang")[0].id, now=NOON)
    assert reminders.due(THREE, limit=10) == ()

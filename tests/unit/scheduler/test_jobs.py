"""What the workers do: handle, deliver, fire, remind; and what becomes of what fails."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import text

from engine.commands import FireTimer
from engine.people import SYSTEM
from engine.process import Number, TaskId, TimerKind
from scheduler.jobs.inbox import handle_inbox
from scheduler.jobs.outbox import deliver_outbox
from scheduler.jobs.reminders import send_reminders
from scheduler.jobs.timers import fire_timers
from scheduler.parts import NotNow, Undelivered
from storage.outbox import NewMessage, add_messages
from storage.reminders import Reminders
from tests.unit.scheduler.office import NOON, Office


def handle(office: Office) -> None:
    handle_inbox(office.parts(), office.clock.now())


def deliver(office: Office) -> None:
    deliver_outbox(office.parts(), office.clock.now())


def write(office: Office, *keys: str, lane: str = "desk") -> None:
    with office.database.writing() as session:
        add_messages(session, [NewMessage(key, lane, key) for key in keys], now=office.clock.now())


def write_events(office: Office, payload: str) -> None:
    write(office, payload)
    with office.database.writing() as session:
        session.connection().execute(text("UPDATE outbox SET kind = 'events'"))


def test_a_message_is_handled_and_its_answer_sent_at_once(office: Office) -> None:
    office.receives("hello")
    handle(office)
    assert (office.handled, office.sent) == (["hello"], ["re hello"])


def test_all_that_waits_is_handled_in_order(office: Office) -> None:
    office.receives("one", "two", "three")
    handle(office)
    assert office.handled == ["one", "two", "three"]
    assert office.sent == ["re one", "re two", "re three"]


def test_a_second_look_does_nothing_again(office: Office) -> None:
    office.receives("hello")
    handle(office)
    handle(office)
    deliver(office)
    assert (office.handled, office.sent) == (["hello"], ["re hello"])


def test_a_message_that_fails_is_tried_again_and_holds_up_no_other_conversation(office: Office) -> None:
    office.receives("bad", "after")
    office.receives("elsewhere", conversation="other")
    office.failures["bad"] = RuntimeError("boom")
    handle(office)
    assert office.handled == ["elsewhere"]
    del office.failures["bad"]
    office.clock.passes(1)
    handle(office)
    assert office.handled == ["elsewhere", "bad", "after"]


def test_a_message_that_always_fails_is_given_up_with_an_apology(office: Office) -> None:
    office.receives("bad", "after")
    office.failures["bad"] = RuntimeError("boom")
    for pause_s in (0, 1, 5, 30):
        office.clock.passes(pause_s)
        handle(office)
    assert office.handled == ["after"]
    assert office.sent == ["sorry", "re after"]


def test_a_turn_that_needs_somebody_who_is_away_comes_when_they_are_back(office: Office) -> None:
    office.failures["hello"] = NotNow("no answer", retry_after_s=9)
    office.receives("hello")
    handle_inbox(office.parts(), office.clock.now())
    office.failures.clear()
    handle_inbox(office.parts(), office.clock.passes(8))
    assert office.handled == []
    handle_inbox(office.parts(), office.clock.passes(2))
    assert office.handled == ["hello"]


def test_whoever_is_away_may_be_so_for_hours_and_no_message_is_lost(office: Office) -> None:
    office.failures["hello"] = NotNow("no answer")
    office.receives("hello", "after")
    for pause_s in (0, 2, 20, 120, 300, 600, 1200, 1800):
        office.clock.passes(pause_s)
        handle(office)
    assert office.sent == [], "an hour later it still waits"
    office.failures.clear()
    office.clock.passes(3600)
    handle(office)
    assert office.handled == ["hello", "after"], "in order"


def test_and_who_never_comes_back_ends_in_an_apology(office: Office) -> None:
    office.failures["hello"] = NotNow("no answer")
    office.receives("hello")
    for _ in range(12):
        office.clock.passes(7200)
        handle(office)
    assert office.sent == ["sorry"]


def test_a_message_that_kills_its_worker_is_given_up(office: Office) -> None:
    office.receives("deadly")
    parts = office.parts()
    for _ in range(4):
        parts.inbox.claim(parts.lease(), office.clock.passes(600))
        parts.inbox.release(parts.owner)
    handle(office)
    assert office.sent == ["sorry"]
    assert office.handled == []


def test_an_answer_that_cannot_be_sent_now_is_sent_later(office: Office) -> None:
    office.receives("hello")
    office.failures["re hello"] = Undelivered("unreachable")
    handle(office)
    del office.failures["re hello"]
    deliver(office)
    assert office.sent == []
    office.clock.passes(2)
    deliver(office)
    assert office.sent == ["re hello"]
    assert office.handled == ["hello"]


def test_workflow_events_become_messages_and_are_sent_in_the_same_run(office: Office) -> None:
    write_events(office, "NP-1")
    deliver(office)
    assert office.sent == ["NP-1 for a", "NP-1 for b"]


def test_attempts_come_at_growing_intervals_and_end(office: Office) -> None:
    write(office, "bad")
    office.failures["bad"] = Undelivered("unreachable")
    pauses = (0, 2, 10, 60, 300, 1800, 3600, 3600, 7200, 7200, 14400, 14400)
    for pause_s in pauses:
        office.clock.passes(pause_s)
        deliver(office)
    del office.failures["bad"]
    office.clock.passes(86400)
    deliver(office)
    assert office.sent == []  # parked after the twelfth attempt
    write(office, "next")
    deliver(office)
    assert office.sent == ["next"]


def test_a_platform_may_say_when_to_come_back(office: Office) -> None:
    write(office, "limited")
    office.failures["limited"] = Undelivered("rate limit", retry_after_s=90)
    deliver(office)
    del office.failures["limited"]
    office.clock.passes(89)
    deliver(office)
    assert office.sent == []
    office.clock.passes(1)
    deliver(office)
    assert office.sent == ["limited"]


def test_what_a_platform_refuses_is_parked_and_the_lane_goes_on(office: Office) -> None:
    write(office, "refused", "next")
    office.failures["refused"] = Undelivered("too long", final=True)
    deliver(office)
    assert office.sent == ["next"]


def test_a_failure_stops_its_lane_only(office: Office) -> None:
    write(office, "bad", "after")
    write(office, "elsewhere", lane="other")
    office.failures["bad"] = ValueError("a bug of ours")
    deliver(office)
    assert office.sent == ["elsewhere"]
    del office.failures["bad"]
    office.clock.passes(2)
    deliver(office)
    assert office.sent == ["elsewhere", "bad", "after"]


def timer(task: str) -> FireTimer:
    process = Number(task.rpartition("-")[0])
    return FireTimer(actor=SYSTEM, process=process, task=TaskId(task), kind=TimerKind.OVERDUE)


def test_a_process_whose_timer_fails_does_not_stop_the_others(office: Office) -> None:
    waiting = [timer("NP-1-1"), timer("NP-2-1"), timer("NP-3-1")]
    office.failures["NP-2-1"] = RuntimeError("boom")

    def due(_now: datetime, limit: int) -> Sequence[FireTimer]:
        return [each for each in waiting if each not in office.fired][:limit]

    fire_timers(office.parts(due), NOON)
    assert [each.task for each in office.fired] == ["NP-1-1", "NP-3-1"]


def test_a_personal_reminder_comes_at_its_time_and_once(office: Office) -> None:
    Reminders(office.database).add(
        key="r1",
        person="liu.yang",
        author="liu.yang",
        words="call back",
        at=NOON + timedelta(hours=1),
        address="",
        now=NOON,
    )
    for _ in range(3):
        send_reminders(office.parts(), office.clock.now())
        deliver(office)
        office.clock.passes(3600)
    assert office.sent == ["call back"]

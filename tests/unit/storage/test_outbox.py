"""What must be told goes out in the order of its lane, again and again until it is sent or parked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from storage.database import Database
from storage.leases import Lease, LeaseLost, lease
from storage.outbox import NewMessage, Outbox, OutboxItem, add_messages

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
ANNA, BERT = "worker-anna", "worker-bert"


def held_by(owner: str, at: datetime = NOON) -> Lease:
    return lease(owner, at, 60)


def write(database: Database, *keys: str, lane: str = "liu.yang") -> tuple[OutboxItem, ...]:
    with database.writing() as session:
        return add_messages(session, [NewMessage(key, lane, "{}") for key in keys], now=NOON)


def keys_claimed(outbox: Outbox, owner: str, now: datetime = NOON, at: datetime = NOON) -> list[str]:
    return [item.key for item in outbox.claim(held_by(owner, at), now, limit=10)]


def test_a_message_added_twice_is_sent_once(database: Database) -> None:
    assert len(write(database, "m1")) == 1
    assert write(database, "m1") == ()
    assert keys_claimed(Outbox(database), ANNA) == ["m1"]


def test_a_failed_transaction_tells_nothing(database: Database) -> None:
    def fail() -> None:
        with database.writing() as session:
            add_messages(session, [NewMessage("m1", "liu.yang", "{}")], now=NOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert keys_claimed(Outbox(database), ANNA) == []


def test_a_lane_is_held_by_one_worker(database: Database) -> None:
    outbox = Outbox(database)
    write(database, "m1")
    assert keys_claimed(outbox, ANNA) == ["m1"]
    write(database, "m2")
    write(database, "elsewhere", lane="wang.min")
    assert keys_claimed(outbox, BERT) == ["elsewhere"]


def test_a_failed_attempt_stops_its_lane_until_the_next(database: Database) -> None:
    outbox = Outbox(database)
    write(database, "m1", "m2")
    write(database, "elsewhere", lane="wang.min")
    first = outbox.claim(held_by(ANNA), NOON, limit=1)[0]
    outbox.defer(first.id, owner=ANNA, until=NOON + timedelta(seconds=2), error="unreachable")
    assert keys_claimed(outbox, ANNA) == ["elsewhere"]
    later = outbox.claim(held_by(ANNA), NOON + timedelta(seconds=2), limit=10)
    assert [(item.key, item.attempts) for item in later if item.lane == "liu.yang"] == [("m1", 1), ("m2", 0)]


def test_a_parked_message_lets_the_lane_go_on(database: Database) -> None:
    outbox = Outbox(database)
    write(database, "m1", "m2")
    first = outbox.claim(held_by(ANNA), NOON, limit=1)[0]
    outbox.park(first.id, owner=ANNA, now=NOON, error="refused")
    assert keys_claimed(outbox, ANNA) == ["m2"]


def test_a_sent_message_never_goes_again(database: Database) -> None:
    outbox = Outbox(database)
    write(database, "m1")
    item = outbox.claim(held_by(ANNA), NOON, limit=1)[0]
    outbox.sent(item.id, owner=ANNA, now=NOON)
    assert keys_claimed(outbox, ANNA) == []
    assert write(database, "m1") == ()


def test_events_and_the_messages_they_become_change_together(database: Database) -> None:
    outbox = Outbox(database)
    write(database, "events/NP-1", lane="NP-1")
    item = outbox.claim(held_by(ANNA), NOON, limit=1)[0]
    outbox.told(item.id, [NewMessage("card/1", "liu.yang", "{}")], owner=ANNA, now=NOON)
    assert keys_claimed(outbox, ANNA) == ["card/1"]
    with pytest.raises(LeaseLost):
        outbox.told(item.id, [NewMessage("card/2", "liu.yang", "{}")], owner=ANNA, now=NOON)
    assert keys_claimed(outbox, BERT) == []


def test_what_was_claimed_and_not_tried_goes_back(database: Database) -> None:
    outbox = Outbox(database)
    write(database, "m1", "m2")
    items = outbox.claim(held_by(ANNA), NOON, limit=10)
    outbox.put_back([item.id for item in items], owner=ANNA)
    assert keys_claimed(outbox, BERT) == ["m1", "m2"]


def test_what_a_dead_worker_held_is_free_when_its_lease_ends(database: Database) -> None:
    outbox = Outbox(database)
    write(database, "m1")
    keys_claimed(outbox, ANNA)
    assert not outbox.has_due(NOON, NOON)
    assert keys_claimed(outbox, BERT, at=NOON + timedelta(seconds=60)) == ["m1"]


def test_a_restarted_worker_gives_back_what_it_held(database: Database) -> None:
    outbox = Outbox(database)
    write(database, "m1")
    keys_claimed(outbox, ANNA)
    assert outbox.release(ANNA) == 1
    assert outbox.has_due(NOON, NOON)
    assert keys_claimed(outbox, BERT) == ["m1"]


def test_many_workers_send_everything_once(database: Database) -> None:
    outbox = Outbox(database)
    for lane in range(6):
        write(database, *(f"{lane}-{number:02}" for number in range(10)), lane=str(lane))
    sent: list[str] = []

    def work(owner: str) -> None:
        while items := outbox.claim(held_by(owner), NOON, limit=7):
            for item in items:
                sent.append(item.key)
                outbox.sent(item.id, owner=owner, now=NOON)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(work, ["a", "b", "c"]))
    work("d")
    assert len(sent) == len(set(sent)) == 60
    for lane in range(6):
        keys = [key for key in sent if key.startswith(f"{lane}-")]
        assert keys == sorted(keys)

"""Received messages are kept once, handled in order, one conversation by one worker."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from storage.database import Database
from storage.inbox import Inbox, WaitingMessage
from storage.leases import Lease, LeaseLost, lease
from storage.outbox import NewMessage, Outbox
from storage.turns import Turns

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
ANNA, BERT = "worker-anna", "worker-bert"


def held_by(owner: str, at: datetime = NOON) -> Lease:
    return lease(owner, at, 60)


def receive(inbox: Inbox, message_id: str, conversation: str = "liu.yang") -> bool:
    return inbox.accept(
        platform="web", message_id=message_id, conversation=conversation, payload="{}", now=NOON
    )


def claimed(inbox: Inbox, owner: str, at: datetime = NOON) -> str | None:
    message = inbox.claim(held_by(owner, at), NOON)
    return message.message_id if message else None


def finish(database: Database, message: WaitingMessage | None, owner: str) -> None:
    assert message is not None
    Turns(database).finish(message.id, [], by=held_by(owner), now=NOON)


def test_a_repeated_callback_is_accepted_once(database: Database) -> None:
    inbox = Inbox(database)
    assert receive(inbox, "m1")
    assert not receive(inbox, "m1")
    assert claimed(inbox, ANNA) == "m1"


def test_an_empty_inbox_has_nothing_to_claim(database: Database) -> None:
    assert Inbox(database).claim(held_by(ANNA), NOON) is None


def test_a_conversation_is_handled_in_order(database: Database) -> None:
    inbox = Inbox(database)
    receive(inbox, "m1")
    receive(inbox, "m2")
    first = inbox.claim(held_by(ANNA), NOON)
    assert first is not None
    assert first.message_id == "m1"
    finish(database, first, ANNA)
    assert claimed(inbox, ANNA) == "m2"


def test_a_conversation_belongs_to_one_worker_at_a_time(database: Database) -> None:
    inbox = Inbox(database)
    receive(inbox, "m1")
    receive(inbox, "m2")
    receive(inbox, "elsewhere", conversation="wang.min")
    assert claimed(inbox, ANNA) == "m1"
    assert claimed(inbox, BERT) == "elsewhere"


def test_the_next_message_waits_until_the_answer_before_it_was_sent(database: Database) -> None:
    inbox, outbox = Inbox(database), Outbox(database)
    receive(inbox, "m1")
    receive(inbox, "m2")
    first = inbox.claim(held_by(ANNA), NOON)
    assert first is not None
    answer = NewMessage(key="reply/web/m1", lane="liu.yang", payload="{}")
    (sent,) = Turns(database).finish(first.id, [answer], by=held_by(ANNA), now=NOON)
    assert claimed(inbox, BERT) is None
    outbox.sent(sent.id, owner=ANNA, now=NOON)
    assert claimed(inbox, BERT) == "m2"


def test_an_answer_that_cannot_be_sent_holds_up_no_conversation(database: Database) -> None:
    inbox, outbox = Inbox(database), Outbox(database)
    receive(inbox, "m1")
    receive(inbox, "m2")
    first = inbox.claim(held_by(ANNA), NOON)
    assert first is not None
    answer = NewMessage(key="reply/web/m1", lane="liu.yang", payload="{}")
    (tried,) = Turns(database).finish(first.id, [answer], by=held_by(ANNA), now=NOON)
    outbox.defer(tried.id, owner=ANNA, until=NOON + timedelta(seconds=2), error="away")
    assert claimed(inbox, BERT) == "m2"


def test_a_handled_message_never_comes_back(database: Database) -> None:
    inbox = Inbox(database)
    receive(inbox, "m1")
    finish(database, inbox.claim(held_by(ANNA), NOON), ANNA)
    assert claimed(inbox, ANNA) is None
    assert not receive(inbox, "m1")


def test_what_a_dead_worker_held_is_free_when_its_lease_ends(database: Database) -> None:
    inbox = Inbox(database)
    receive(inbox, "m1")
    claimed(inbox, ANNA)
    assert claimed(inbox, BERT, at=NOON + timedelta(seconds=59)) is None
    assert claimed(inbox, BERT, at=NOON + timedelta(seconds=60)) == "m1"


def test_a_restarted_worker_takes_up_its_own_message_at_once(database: Database) -> None:
    inbox = Inbox(database)
    receive(inbox, "m1")
    claimed(inbox, ANNA)
    again = inbox.claim(held_by(ANNA), NOON)
    assert again is not None
    assert (again.message_id, again.attempts) == ("m1", 2)


def test_a_restarted_worker_gives_back_what_it_held(database: Database) -> None:
    inbox = Inbox(database)
    receive(inbox, "m1")
    claimed(inbox, ANNA)
    assert inbox.release(ANNA) == 1
    assert claimed(inbox, BERT) == "m1"


def test_a_worker_whose_lease_was_taken_over_writes_nothing(database: Database) -> None:
    inbox = Inbox(database)
    receive(inbox, "m1")
    slow = inbox.claim(held_by(ANNA), NOON)
    claimed(inbox, BERT, at=NOON + timedelta(minutes=2))
    with pytest.raises(LeaseLost):
        finish(database, slow, ANNA)


def test_a_deferred_message_holds_back_its_conversation_and_no_other(database: Database) -> None:
    inbox = Inbox(database)
    receive(inbox, "m1")
    receive(inbox, "m2")
    first = inbox.claim(held_by(ANNA), NOON)
    assert first is not None
    inbox.defer(first.id, owner=ANNA, until=NOON + timedelta(seconds=5), error="boom")
    receive(inbox, "elsewhere", conversation="wang.min")
    assert claimed(inbox, ANNA) == "elsewhere"
    assert claimed(inbox, BERT) is None
    later = NOON + timedelta(seconds=5)
    due = inbox.claim(held_by(BERT), later)
    assert due is not None
    assert (due.message_id, due.attempts) == ("m1", 2)


def test_the_tick_sees_what_waits_and_what_a_dead_worker_left(database: Database) -> None:
    inbox = Inbox(database)
    assert not inbox.has_due(NOON, NOON)
    receive(inbox, "m1")
    assert inbox.has_due(NOON, NOON)
    claimed(inbox, ANNA)
    assert not inbox.has_due(NOON, NOON)
    assert inbox.has_due(NOON, NOON + timedelta(minutes=2))


def test_many_workers_handle_everything_once_and_in_order(database: Database) -> None:
    inbox = Inbox(database)
    for number in range(60):
        receive(inbox, f"{number:03}", conversation=f"chat-{number % 5}")
    handled: list[tuple[str, str]] = []
    held: set[str] = set()

    def work(owner: str) -> None:
        while (message := inbox.claim(held_by(owner), NOON)) is not None:
            assert message.conversation not in held
            held.add(message.conversation)
            handled.append((message.conversation, message.message_id))
            held.discard(message.conversation)
            finish(database, message, owner)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, ["a", "b", "c", "d"]))
    while (left := inbox.claim(held_by("e"), NOON)) is not None:  # seen busy by the last to look
        handled.append((left.conversation, left.message_id))
        finish(database, left, "e")
    assert len(handled) == 60
    for chat in range(5):
        seen = [message for conversation, message in handled if conversation == f"chat-{chat}"]
        assert seen == sorted(set(seen))

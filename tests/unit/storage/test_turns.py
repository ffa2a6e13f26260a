"""The end of a turn: dialogue, replies and the handled message change together, or not at all."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from storage.database import Database
from storage.dialogues import Dialogue, Dialogues
from storage.inbox import Inbox
from storage.leases import LeaseLost, lease
from storage.outbox import NewMessage, Outbox
from storage.turns import TurnRecord, Turns

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
ANNA = lease("worker-anna", NOON, 60)
BERT = lease("worker-bert", NOON, 60)
RECORD = TurnRecord("web/m1", "liu.yang", "local", "start_process", 0.98, 12.5)
ASKING = Dialogue("web/liu.yang", "liu.yang", '{"asking": "budget"}')
REPLY = NewMessage("web/m1/0", "web/liu.yang", "{}")


def claim(database: Database) -> int:
    inbox = Inbox(database)
    inbox.accept(platform="web", message_id="m1", conversation="web/liu.yang", payload="{}", now=NOON)
    message = inbox.claim(ANNA, NOON)
    assert message is not None
    return message.id


def test_a_finished_turn_keeps_its_dialogue_and_hands_its_replies_to_the_worker(database: Database) -> None:
    message = claim(database)
    replies = Turns(database).finish(message, [REPLY], by=ANNA, now=NOON, dialogue=ASKING, record=RECORD)
    assert [(reply.key, reply.lane) for reply in replies] == [("web/m1/0", "web/liu.yang")]
    assert Dialogues(database).get("web/liu.yang", "liu.yang") == ASKING.state
    assert Outbox(database).claim(BERT, NOON, limit=10) == ()


def test_a_turn_finished_twice_changes_nothing_the_second_time(database: Database) -> None:
    message = claim(database)
    Turns(database).finish(message, [], by=ANNA, now=NOON)
    with pytest.raises(LeaseLost):
        Turns(database).finish(message, [REPLY], by=ANNA, now=NOON, dialogue=ASKING)
    assert Dialogues(database).get("web/liu.yang", "liu.yang") is None
    assert Outbox(database).claim(BERT, NOON, limit=10) == ()


def test_a_message_given_up_is_answered_and_does_not_come_back(database: Database) -> None:
    message = claim(database)
    replies = Turns(database).give_up(message, [REPLY], by=ANNA, now=NOON, error="boom")
    assert len(replies) == 1
    assert Inbox(database).claim(ANNA, NOON) is None


def test_a_dialogue_is_kept_apart_for_each_person_and_place(database: Database) -> None:
    message = claim(database)
    Turns(database).finish(message, [], by=ANNA, now=NOON, dialogue=ASKING)
    assert Dialogues(database).get("web/liu.yang", "wang.min") is None
    assert Dialogues(database).get("web/group", "liu.yang") is None

"""The web chat's memory, on both databases."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from engine.people import Label
from storage.blobs import BlobStore, png_size
from storage.chat import ChatStore
from storage.database import Database

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
TEAM = Label("极光项目组", "Aurora team")


@pytest.fixture
def chat(database: Database) -> ChatStore:
    store = ChatStore(database)
    store.open("g", TEAM, ["liu.yang", "li.na"], direct=False, now=NOW)
    return store


def test_messages_are_numbered_without_gaps_also_when_many_write_at_once(chat: ChatStore) -> None:
    def write(who: int) -> None:
        for n in range(5):
            chat.post("g", message_id=f"m{who}-{n}", author="liu.yang", parts="[]", now=NOW)

    writers = [threading.Thread(target=write, args=(who,)) for who in range(4)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()

    found, more = chat.messages("g", limit=100)
    assert [each.seq for each in found] == list(range(1, 21))
    assert not more


def test_a_message_is_kept_once_under_its_id(chat: ChatStore) -> None:
    first = chat.post("g", message_id="m", author="liu.yang", parts="[1]", now=NOW)
    again = chat.post("g", message_id="m", author="liu.yang", parts="[2]", now=NOW)

    assert (first.changed, again.changed) == (True, False)
    assert again.message == first.message
    assert set(again.members) == {"liu.yang", "li.na"}


def test_a_message_that_changes_keeps_its_place(chat: ChatStore) -> None:
    chat.post("g", message_id="m", author="bot", parts="[1]", now=NOW)
    chat.post("g", message_id="n", author="bot", parts="[]", now=NOW)
    changed = chat.replace("m", "[2]", NOW)
    same = chat.replace("m", "[2]", NOW)

    assert changed is not None
    assert (changed.message.seq, changed.message.version, changed.message.parts) == (1, 2, "[2]")
    assert same is not None
    assert (same.changed, same.message.version) == (False, 2)
    assert chat.replace("unknown", "[]", NOW) is None


def test_where_there_is_no_conversation_nothing_is_posted(chat: ChatStore) -> None:
    with pytest.raises(KeyError):
        chat.post("nowhere", message_id="m", author="bot", parts="[]", now=NOW)
    assert chat.message("m") is None


def test_ones_own_messages_are_never_unread(chat: ChatStore) -> None:
    chat.post("g", message_id="a", author="liu.yang", parts="[]", now=NOW)
    chat.post("g", message_id="b", author="bot", parts="[]", now=NOW)

    assert [each.unread for each in chat.conversations("liu.yang")] == [1]
    assert [each.unread for each in chat.conversations("li.na")] == [2]
    chat.read("g", "li.na", 1, NOW)
    assert [each.unread for each in chat.conversations("li.na")] == [1]


def test_conversations_with_the_newest_message_come_first(chat: ChatStore) -> None:
    chat.open("old", TEAM, ["li.na"], direct=True, now=NOW)
    chat.open("new", TEAM, ["li.na"], direct=True, now=NOW)
    chat.post("old", message_id="a", author="bot", parts="[]", now=NOW + timedelta(minutes=1))
    chat.post("new", message_id="b", author="bot", parts="[]", now=NOW + timedelta(minutes=2))

    assert [each.id for each in chat.conversations("li.na")] == ["new", "old", "g"]
    assert chat.conversations("chen.jie") == []


def test_opening_again_lets_others_in_and_changes_nothing_else(chat: ChatStore) -> None:
    chat.open("g", Label("别的", "Other"), ["chen.jie"], direct=True, now=NOW)

    (seen,) = chat.conversations("chen.jie")
    assert (seen.title, seen.direct) == (TEAM, False)


def test_the_same_picture_is_kept_once_for_each_conversation(database: Database) -> None:
    blobs = BlobStore(database)
    first, again, other = (
        blobs.keep(where, name="g.png", media_type="image/png", data=b"png", now=NOW)
        for where in ("a", "a", "b")
    )

    assert first == again != other
    found = blobs.find(other)
    assert found is not None
    assert (found.conversation, found.data) == ("b", b"png")
    assert blobs.find("none") is None


def test_only_a_png_tells_its_size() -> None:
    head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x04\xb0\x00\x00\x03\x20"

    assert png_size(head) == (1200, 800)
    assert png_size(b"GIF89a") is None

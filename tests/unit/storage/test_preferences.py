"""What people choose, where they were last seen, where cards stand, and what all processes share."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from storage.database import Database
from storage.posted import PostedCard, PostedCards
from storage.preferences import PreferenceBook, Preferences
from storage.settings import SharedSettings

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def posted(card: str, message: str, conversation: str = "c1", content_hash: str = "") -> PostedCard:
    return PostedCard(card, "slack", conversation, message, "{}", "liu.yang", NOON, content_hash)


def test_someone_who_chose_nothing_has_no_preferences(database: Database) -> None:
    assert PreferenceBook(database).of("liu.yang") == Preferences("liu.yang")


def test_choices_are_kept_one_by_one_and_may_be_taken_back(database: Database) -> None:
    book = PreferenceBook(database)
    book.choose("liu.yang", {"language": "en", "quiet_hours": "21:00-08:00"})
    book.choose("liu.yang", {"quiet_hours": None, "digest": "09:00"})
    assert book.of("liu.yang") == Preferences("liu.yang", language="en", digest="09:00")


def test_the_language_spoken_is_read_until_one_is_chosen(database: Database) -> None:
    book = PreferenceBook(database)
    known = book.heard(book.of("liu.yang"), "en")
    assert known == book.of("liu.yang")
    assert known.reads == "en"
    book.choose("liu.yang", {"language": "zh"})
    assert book.heard(book.of("liu.yang"), "en").reads == "zh"


def test_the_platform_used_last_is_remembered_beside_the_choices(database: Database) -> None:
    book = PreferenceBook(database)
    book.choose("liu.yang", {"language": "en"})
    book.saw(book.of("liu.yang"), platform="slack", address='{"a": 1}')
    book.saw(book.of("liu.yang"), platform="wecom", address='{"b": 2}')
    found = book.of("liu.yang")
    assert (found.language, found.last_platform, found.last_address) == ("en", "wecom", '{"b": 2}')


def test_a_card_is_found_wherever_it_stands(database: Database) -> None:
    cards = PostedCards(database)
    cards.record(posted("task/NP-1-1", "m1"))
    cards.record(posted("task/NP-1-1", "m2", conversation="c2"))
    cards.record(posted("task/NP-2-1", "m3"))
    assert [each.message for each in cards.of_card("task/NP-1-1")] == ["m1", "m2"]
    assert cards.of_card("task/NP-1-1")[0].posted_at == NOON


def test_a_reply_under_a_card_finds_the_card(database: Database) -> None:
    cards = PostedCards(database)
    cards.record(posted("task/NP-1-1", "m1"))
    assert cards.under("slack", "c1", "m1") == "task/NP-1-1"
    assert cards.under("slack", "c1", "m9") is None


def test_a_message_that_now_shows_something_else_is_one_place_still(database: Database) -> None:
    cards = PostedCards(database)
    cards.record(posted("task/NP-1-1", "m1", content_hash="old"))
    cards.record(posted("task/NP-1-1", "m1", content_hash="new"))
    assert [each.content_hash for each in cards.of_card("task/NP-1-1")] == ["new"]


def test_the_newest_cards_of_a_conversation_come_first(database: Database) -> None:
    cards = PostedCards(database)
    for number in range(4):
        cards.record(posted(f"task/NP-{number}-1", f"m{number}"))
    assert cards.newest("slack", "c1", limit=2) == ("task/NP-3-1", "task/NP-2-1")


def test_a_shared_setting_is_what_was_set_last(database: Database) -> None:
    shared = SharedSettings(database)
    assert shared.get("colour") is None
    shared.set("colour", "blue")
    shared.set("colour", "green")
    assert shared.get("colour") == "green"


def test_two_who_add_at_once_both_count(database: Database) -> None:
    shared = SharedSettings(database)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: shared.add("clock_offset_s", 1.5), range(20)))
    assert shared.get("clock_offset_s") == "30.0"

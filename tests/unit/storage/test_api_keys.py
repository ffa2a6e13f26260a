"""API keys and Idempotency-Keys, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from storage.api_keys import ApiKeyStore, KeyExists, Scope
from storage.database import Database
from storage.idempotency import KEPT, Answer, IdempotencyStore, Standing

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
ANSWER = Answer(201, "application/json", '{"id": "NP-1"}')


def test_a_key_is_known_by_its_hash_alone(database: Database) -> None:
    store = ApiKeyStore(database)
    key = store.create("erp", [Scope.READ], NOW)

    assert key.startswith("tt_")
    found = store.holder(key, NOW)
    assert found is not None
    assert (found.name, found.scopes) == ("erp", frozenset({Scope.READ}))
    assert store.holder(key[:-1], NOW) is None
    assert store.holder("", NOW) is None
    with database.reading() as connection:
        assert key not in str(connection.execute(text("SELECT * FROM api_key")).all())


def test_a_key_without_scopes_may_do_everything(database: Database) -> None:
    store = ApiKeyStore(database)
    found = store.holder(store.create("erp", [], NOW), NOW)

    assert found is not None
    assert found.scopes == set(Scope)


def test_a_revoked_key_opens_nothing(database: Database) -> None:
    store = ApiKeyStore(database)
    key = store.create("erp", [], NOW)

    assert store.revoke("erp", NOW)
    assert store.holder(key, NOW) is None
    assert not store.revoke("erp", NOW)
    assert [each.revoked_at for each in store.all()] == [NOW]


def test_a_name_is_given_once(database: Database) -> None:
    store = ApiKeyStore(database)
    store.create("erp", [], NOW)

    with pytest.raises(KeyExists):
        store.create("erp", [], NOW)


def test_use_is_noted_now_and_then(database: Database) -> None:
    store = ApiKeyStore(database)
    key = store.create("erp", [], NOW)
    for minutes in (0, 1, 9):
        store.holder(key, NOW + timedelta(minutes=minutes))

    assert [each.last_used_at for each in store.all()] == [NOW + timedelta(minutes=9)]


def test_a_request_is_new_then_running_then_answered(database: Database) -> None:
    store = IdempotencyStore(database)

    assert store.begin("erp", "k", "hash", NOW) is Standing.NEW
    assert store.begin("erp", "k", "hash", NOW) is Standing.RUNNING
    store.finish("erp", "k", ANSWER)
    assert store.begin("erp", "k", "hash", NOW) == ANSWER
    assert store.begin("erp", "k", "other", NOW) is Standing.OTHER_REQUEST
    assert store.begin("crm", "k", "other", NOW) is Standing.NEW


def test_what_failed_or_was_abandoned_may_be_tried_again(database: Database) -> None:
    store = IdempotencyStore(database)
    store.begin("erp", "failed", "hash", NOW)
    store.forget("erp", "failed")
    store.begin("erp", "abandoned", "hash", NOW)

    assert store.begin("erp", "failed", "hash", NOW) is Standing.NEW
    later = NOW + timedelta(minutes=2)
    assert store.begin("erp", "abandoned", "hash", later) is Standing.NEW


def test_answers_are_kept_for_a_day(database: Database) -> None:
    store = IdempotencyStore(database)
    store.begin("erp", "k", "hash", NOW)
    store.finish("erp", "k", ANSWER)

    assert store.prune(NOW + KEPT) == 0
    assert store.prune(NOW + KEPT + timedelta(seconds=1)) == 1
    assert store.begin("erp", "k", "other", NOW + KEPT) is Standing.NEW

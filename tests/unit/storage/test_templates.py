"""Versions of templates."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from engine.errors import NotFound, TemplateInvalid
from storage.database import Database
from storage.templates import TemplateStatus, TemplateStore
from tests.unit.storage.office import LAUNCH, NOW, PURCHASE, parsed


@pytest.fixture
def store(database: Database) -> TemplateStore:
    return TemplateStore(database, parsed)


def test_a_changed_source_is_a_new_version_and_the_old_one_stays(store: TemplateStore) -> None:
    changed = PURCHASE.replace("500000", "100000")
    assert store.publish("purchase", PURCHASE, NOW) == 1
    assert store.publish("purchase", changed, NOW, author="wang.fang") == 2
    assert [each.source for each in store.versions("purchase")] == [changed, PURCHASE]
    assert store.version("purchase", 1).source == PURCHASE
    assert store.version("purchase").author == "wang.fang"
    assert store.read("purchase", 1).version == 1


def test_the_same_source_again_is_no_new_version(store: TemplateStore) -> None:
    store.publish("purchase", PURCHASE, NOW)
    assert store.publish("purchase", PURCHASE, NOW) == 1


def test_under_one_key_it_is_published_once(store: TemplateStore) -> None:
    assert store.published_by("web/said-1") is None
    assert store.publish("purchase", PURCHASE, NOW, key="web/said-1") == 1
    store.publish("purchase", PURCHASE.replace("500000", "100000"), NOW, key="web/said-2")
    assert store.publish("purchase", PURCHASE.replace("500000", "7"), NOW, key="web/said-1") == 1
    assert len(store.versions("purchase")) == 2
    done = store.published_by("web/said-1")
    assert done is not None
    assert (done.id, done.version) == ("purchase", 1)


def test_of_several_that_publish_at_once_each_gets_a_version_of_its_own(store: TemplateStore) -> None:
    sources = [PURCHASE.replace("500000", f"{amount}00000") for amount in range(1, 9)]
    with ThreadPoolExecutor(4) as authors:
        versions = list(authors.map(lambda source: store.publish("purchase", source, NOW), sources))
    assert sorted(versions) == list(range(1, 9))
    assert [store.version("purchase", version).source for version in versions] == sources


def test_a_malformed_source_is_not_published(store: TemplateStore) -> None:
    with pytest.raises(TemplateInvalid):
        store.publish("purchase", PURCHASE.replace("kind: approval", "kind: aproval"), NOW)
    assert store.versions("purchase") == ()


def test_what_can_be_started(store: TemplateStore) -> None:
    store.publish("purchase", PURCHASE, NOW)
    store.publish("launch", LAUNCH, NOW)
    store.publish("purchase", PURCHASE.replace("500000", "100000"), NOW)
    assert [(each.id, each.version) for each in store.current()] == [("launch", 1), ("purchase", 2)]
    store.retire("purchase")
    assert [each.id for each in store.current()] == ["launch"]
    assert store.version("purchase").status is TemplateStatus.RETIRED
    assert store.publish("purchase", PURCHASE, NOW) == 3


def test_an_unknown_template_is_not_found(store: TemplateStore) -> None:
    with pytest.raises(NotFound):
        store.version("party")
    with pytest.raises(NotFound):
        store.retire("party")
    store.publish("purchase", PURCHASE, NOW)
    with pytest.raises(NotFound):
        store.read("purchase", 2)

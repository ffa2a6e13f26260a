"""Drafts of templates."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.database import Database
from storage.drafts import Draft, Drafts
from tests.unit.storage.office import NOW


@pytest.fixture
def drafts(database: Database) -> Drafts:
    return Drafts(database)


def test_a_draft_is_kept_as_it_was_drawn(drafts: Drafts) -> None:
    unfinished = Draft("purchase", "<not yet 完", "li.na", NOW)
    drafts.keep(unfinished)
    assert drafts.of("purchase") == unfinished
    assert drafts.of("launch") is None


def test_there_is_one_per_template_and_the_last_one_wins(drafts: Drafts) -> None:
    drafts.keep(Draft("purchase", "one", "li.na", NOW))
    later = Draft("purchase", "two", None, NOW + timedelta(hours=1))
    drafts.keep(later)
    assert drafts.all() == [later]


def test_they_are_listed_by_id(drafts: Drafts) -> None:
    for template in ("purchase", "launch"):
        drafts.keep(Draft(template, "one", "li.na", NOW))
    assert [each.id for each in drafts.all()] == ["launch", "purchase"]


def test_a_dropped_one_is_gone_and_dropping_none_is_no_fault(drafts: Drafts) -> None:
    drafts.keep(Draft("purchase", "one", "li.na", NOW))
    drafts.drop("purchase")
    drafts.drop("purchase")
    assert drafts.of("purchase") is None

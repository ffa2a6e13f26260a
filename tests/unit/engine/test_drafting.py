"""Who may draw, change and publish a template."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.drafting import may_add, may_draft, may_publish
from engine.people import Directory, PersonId
from tests.unit.engine.galaxy import approval, galaxy, template

OWNED = replace(template(approval("s1", "chen.jie")), owners=(PersonId("he.ping"),))
OWNER, PMO, OTHER = "he.ping", "wang.fang", "sun.lei"


@pytest.fixture
def directory() -> Directory:
    return galaxy().directory


@pytest.mark.parametrize(("person", "may"), [(OWNER, True), (PMO, True), (OTHER, False), ("nobody", False)])
def test_a_version_is_published_by_owners_and_the_pmo(directory: Directory, person: str, may: bool) -> None:
    assert may_publish(OWNED, PersonId(person), directory) is may


def test_of_a_new_one_nobody_is_an_owner_yet(directory: Directory) -> None:
    assert may_publish(None, PersonId(PMO), directory)
    assert not may_publish(None, PersonId(OWNER), directory)


def test_who_left_the_company_publishes_nothing(directory: Directory) -> None:
    left = replace(directory.people[PersonId(OWNER)], active=False)
    gone = replace(directory, people={**directory.people, left.id: left})
    assert not may_publish(OWNED, left.id, gone)
    assert not may_add(left.id, [OWNED], gone)


@pytest.mark.parametrize(("person", "may"), [(OWNER, True), (PMO, True), (OTHER, False)])
def test_by_talking_new_ones_come_from_who_owns_one_already(
    directory: Directory, person: str, may: bool
) -> None:
    assert may_add(PersonId(person), [OWNED], directory) is may


@pytest.mark.parametrize(
    ("published", "author", "person", "may"),
    [
        (False, None, OTHER, True),  # a new one is drawn by anybody
        (False, OTHER, OTHER, True),
        (False, PMO, OTHER, False),  # it is somebody else's
        (False, OTHER, PMO, True),
        (True, None, OTHER, False),  # what is published is its owners'
        (True, OTHER, OTHER, False),
        (True, PMO, OWNER, True),
        (False, None, "nobody", False),
    ],
)
def test_who_may_draw(
    directory: Directory, published: bool, author: str | None, person: str, may: bool
) -> None:
    current = OWNED if published else None
    assert may_draft(current, author, PersonId(person), directory) is may

"""Words that mean the same are one thing to the classifier."""

from __future__ import annotations

import pytest

from bot.nlu.classifier import train
from bot.nlu.concepts import concepts


@pytest.mark.parametrize(
    ("one", "other"),
    [("搞掂", "做完"), ("poke", "nudge"), ("踹PP", "戳PP"), ("为何", "凭啥"), ("否决", "驳回")],
)
def test_they_share_a_concept(one: str, other: str) -> None:
    assert concepts(one) & concepts(other)


def test_a_word_that_holds_one_of_them_by_chance_is_something_else() -> None:
    assert concepts("否定") == set()


def test_what_stands_together_is_known_in_any_order() -> None:
    assert concepts("出差,PP替我") & concepts("替我,出差") >= {"away&forme"}


def test_a_word_that_no_example_contains_is_known_by_its_company() -> None:
    taught = train([("催PP", "urge"), ("催一催PP", "urge"), ("PP在哪", "none"), ("PP在哪里", "none")])
    assert "踹" not in {part for known in taught.known for part in known}
    chances = taught.chances("踹PP")
    assert max(chances, key=lambda name: chances[name]) == "urge"

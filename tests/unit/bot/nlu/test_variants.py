"""An example with choices stands for several sentences, each choice at least once."""

from __future__ import annotations

import pytest

from bot.nlu.variants import variants


def test_an_example_without_choices_is_itself() -> None:
    assert list(variants("同意")) == ["同意"]


@pytest.mark.parametrize(
    "example", ["{withdraw|cancel} {NP-8|my leave|it}", "{把|}{这单|NP-3|它}{撤了|取消}{|吧}"]
)
def test_each_choice_is_taken_beside_more_than_one_neighbour(example: str) -> None:
    said = list(variants(example))
    choices = [part.split("|") for part in example.replace("{", "}").split("}")[1::2]]
    assert all(any(one in each for each in said) for listed in choices for one in listed)
    assert len(set(said)) > max(map(len, choices))


def test_what_stands_outside_the_choices_is_said_each_time() -> None:
    assert set(variants("where is {it|NP-3}?")) == {"where is it?", "where is NP-3?"}

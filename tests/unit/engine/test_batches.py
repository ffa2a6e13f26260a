"""R73: of several tasks decided at once, those that want more than a yes are left out and named."""

from __future__ import annotations

import pytest

from engine.batches import left_out
from tests.unit.engine.galaxy import approval, begin


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ("mode: any", None),
        ("comment: required_to_reject", None),
        ("edits: [note]", None),
        ("batch: false", "single"),
        ("comment: required", "comment"),
        ("files: required", "files"),
        ("edits: [note], requires: [note]", "fields"),
    ],
)
def test_r73_what_a_step_wants_beyond_a_yes(more: str, why: str | None) -> None:
    story = begin(approval("s1", "li.na", more=more))
    assert left_out(story.process, story.task("li.na")) == why


def test_r73_a_field_that_is_there_already_is_no_hindrance() -> None:
    story = begin(approval("s1", "li.na", more="edits: [note], requires: [note]"), note="好")
    assert left_out(story.process, story.task("li.na")) is None


def test_r73_nobody_resubmits_along_with_others() -> None:
    story = begin(approval("s1", "li.na")).returns("li.na")
    assert left_out(story.process, story.task("zhou.ting")) == "fields"

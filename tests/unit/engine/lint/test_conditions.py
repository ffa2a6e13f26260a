"""Conditions: overlaps, gaps and branches that are never taken, decided exactly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from bot.present.lint import line
from engine.conditions import holds
from engine.lint import lint
from engine.lint.comparisons import Undecided
from engine.lint.regions import regions
from engine.people import Directory, PersonId
from engine.template import StepId, Template
from tests.unit.engine.lint.written import FIRST_LINE, choosing, conditions, said, signed, template, the

_FIELDS = conditions("count > 1").fields_by_id


@pytest.mark.parametrize(
    ("whens", "expected"),
    [
        (("budget > 500000",), []),
        (("budget > 500000", "budget <= 500000"), []),
        (("budget > 500000", "budget > 50000"), [("info", "overlap", "level")]),  # levels
        (("budget > 50000", "budget > 500000"), ["s2"]),
        (("budget >= 10", "budget < 20"), [("warning", "overlap", "level")]),
        (("budget < 10", "budget > 10"), [("warning", "gap_to_default", "level")]),
        (("budget < 0",), ["s1"]),  # money is never below zero
        (("count < 0",), []),
        (("count > 5 && count < 3",), ["s1"]),
        (("!(count > 5) && count > 5",), ["s1"]),
        (("500 < budget", "budget <= 500"), []),
        (("count in [1, 2]", "count == 2 || count == 3"), [("warning", "overlap", "level")]),
        (("day < \"2026-01-01\"", "day > \"2025-12-31\""), []),  # no day between
        (("day < \"2026-01-01\"", "day > \"2026-01-01\""), [("warning", "gap_to_default", "level")]),
        (("at < \"2026-01-01\"", "at >= \"2026-01-01T00:00\""), [("warning", "gap_to_default", "level")]),
        (("kind == \"a\"", "kind == \"b\""), [("info", "gap_to_default", "level")]),
        (("kind == \"a\"", "kind != \"a\""), []),
        (("kind == \"a\"", "kind in [\"b\", \"c\"]"), []),
        (("kind == \"d\"",), ["s1"]),  # no such option
        (("wish == \"a\"", "wish == \"b\""), [("info", "gap_to_default", "level")]),  # or nothing
        (("budget > 10 && kind == \"a\"", "budget > 20 && kind == \"b\""), []),
        (("budget > 10 && kind != \"a\"", "budget < 20 && kind != \"b\""), [("warning", "overlap", "level")]),
        (("starter.department == \"hr\"", "starter.department == \"it\""), []),
        (("note.contains(\"x\")",), []),
        (("note.contains(\"x\")", "note.contains(\"y\")"), [("info", "undecided", "level")]),
        (("budget > count", "budget < count"), [("info", "undecided", "level")]),
        (("spare > 1",), [("warning", "may_be_empty", "level")]),
    ],
)  # fmt: skip
def test_what_is_said_of_conditions(whens: tuple[str, ...], expected: list[object]) -> None:
    never = [("error", "branch_never", "level"), *(("error", "unreachable", each) for each in expected)]
    wanted = never if expected and isinstance(expected[0], str) else expected

    of = conditions(*whens)

    assert said(of) == wanted
    for each in lint(of, None):
        assert "(level)" in line(each, of).en or each.code == "unreachable"


def test_a_gap_without_a_default_is_an_error_and_names_a_value() -> None:
    gap = the("gap", _without_default(conditions("budget > 10", "budget < 10")))

    assert (gap.level, gap.step, gap.line, gap.data["at"]) == ("error", "level", FIRST_LINE, {"budget": 10})


def test_what_takes_too_long_to_decide_is_said_to_be_undecided() -> None:
    many = [f'count == {each} && budget == {each} && day != "2026-01-01"' for each in range(90)]

    assert said(conditions(*many)) == [("info", "undecided", "level")]


def test_of_inclusive_branches_any_number_may_hold() -> None:
    assert said(conditions("budget > 10", "budget > 20", kind="inclusive")) == []
    assert said(conditions("budget < 0", "budget > 20", kind="inclusive"))[0][1] == "branch_never"


def test_a_default_that_is_never_taken_reaches_nothing() -> None:
    ways = [signed(each, "due: 1d, next: end") for each in ("s1", "s2", "s3")]
    covered = template(choosing("budget > 10", "budget <= 10", default="s3"), *ways)

    assert said(covered) == [("error", "unreachable", "s3")]


def _without_default(whole: Template) -> Template:
    level = whole.step(StepId("level"))
    bare = replace(level, flows=tuple(each for each in level.flows if each.when))
    return replace(whole, steps={**whole.steps, level.id: bare})


_numbers = st.integers(-3, 3) | st.sampled_from([-1.5, 0.5, 2.25])
_days = st.integers(0, 4).map(lambda days: (date(2026, 1, 1) + timedelta(days)).isoformat())
_order = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
_same = st.sampled_from(["==", "!="])
_choices = st.sampled_from(["a", "b", "c", "other"])


def _quoted(words: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return words.map(lambda each: f'"{each}"')


_atoms = st.one_of(
    st.builds("count {} {}".format, _order, _numbers),
    st.builds("{} {} budget".format, _numbers, _order),
    st.builds("day {} {}".format, _order, _quoted(_days)),
    st.builds("kind {} {}".format, _same, _quoted(_choices)),
    st.lists(_numbers, min_size=1, max_size=3).map(lambda each: f"count in {each}"),
    st.lists(_choices, min_size=1, max_size=3).map(lambda each: f"kind in {each}".replace("'", '"')),
)
_sources = st.recursive(
    _atoms,
    lambda part: st.one_of(
        st.builds("({} && {})".format, part, part),
        st.builds("({} || {})".format, part, part),
        st.builds("!({})".format, part),
    ),
    max_leaves=4,
)
_data = st.fixed_dictionaries(
    {
        "count": _numbers | st.integers(-10, 10),
        "budget": st.integers(0, 5) | st.sampled_from([0.5, 2.25, 1e15]),
        "day": _days | st.just("2030-06-01"),
        "kind": st.sampled_from(["a", "b", "c"]),
    }
)


def _truth(source: str, data: dict[str, object]) -> bool:
    return holds(source, tuple(_FIELDS.values()), data, PersonId("li.na"), Directory())  # type: ignore[arg-type]


@settings(max_examples=150, deadline=None)
@given(st.lists(_sources, min_size=1, max_size=3), st.lists(_data, min_size=1, max_size=12))
def test_samples_agree_with_what_is_said_of_gaps_and_overlaps(
    sources: list[str], samples: list[dict[str, object]]
) -> None:
    try:
        found = regions(sources, _FIELDS)
    except Undecided:  # too many regions, the one reason left for such conditions
        reject()
    for data in samples:
        holding = tuple(place for place, each in enumerate(sources) if _truth(each, data))
        assert holding in found.holding, "what a form can hold belongs to a region that was found"
    full = {"count": 1, "budget": 1, "day": "2026-01-01", "kind": "a"}
    for point, holding in zip(found.points[:40], found.holding, strict=False):
        truth = tuple(place for place, each in enumerate(sources) if _truth(each, full | dict(point)))
        assert truth == holding, "and a region that was found is one that a form can have"


@settings(max_examples=60, deadline=None)
@given(st.lists(_atoms, min_size=2, max_size=2), st.lists(_data, min_size=1, max_size=12))
def test_the_lint_says_so_where_samples_show_it(sources: list[str], samples: list[dict[str, object]]) -> None:
    said_of = {each.code for each in lint(_without_default(conditions(*sources)), None)}
    held = [[_truth(each, data) for each in sources] for data in samples]
    if any(all(each) for each in held):
        assert said_of & {"overlap", "branch_never"}
    if not all(any(each) for each in held):
        assert "gap" in said_of

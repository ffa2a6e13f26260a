"""What a condition may not do: loop, reach outside, or fail in a way that nobody is told about."""

from __future__ import annotations

import time

import pytest

from engine import conditions
from engine.conditions import ConditionFailed
from engine.lint import lint
from engine.people import Label
from engine.template import Field, FieldType
from tests.unit.engine.galaxy import galaxy, template

FIELDS = (
    Field("amount", FieldType.MONEY, Label("金额", "amount")),
    Field("note", FieldType.TEXT, Label("说明", "note")),
    Field("rows", FieldType.TABLE, Label("明细", "rows")),
)
_NINE = "[1,2,3,4,5,6,7,8,9]"
_NESTED = "".join(f"{_NINE}.all({name}, " for name in "abcdefghi") + "true" + ")" * 9


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (_NESTED, "without loops"),
        ("[note]" + ".map(note, note + note)" * 40 + "[0] == 'x'", "without loops"),
        ("rows.exists(note, note.x > 1)", "without loops"),
        ("rows.// a remark\n filter (note, true) == []", "without loops"),
        ("amount > 1" + " || amount > 1" * 200, "at most 1000 characters"),
        ("(" * 400 + "true" + ")" * 400, "a CEL condition"),
        ("[" * 400 + "]" * 400 + " == []", "a CEL condition"),
        ("note.matches('((a{1000}){1000}){1000}')", "fits its fields' types"),
        ("starter" + ".a" * 400 + " == 1", "fits its fields' types"),
        ("1 / 0 > 1", "fits its fields' types"),
        ("9223372036854775807 + 1 > 0", "fits its fields' types"),
        ("__import__('os').system('id') == 0", "fits its fields' types"),
        ("lists.range(1000000000) == []", "only fields of the form"),
        ("open('/etc/passwd') == ''", "fits its fields' types"),
    ],
)
def test_what_could_run_long_or_reach_outside_is_refused_at_once(source: str, expected: str) -> None:
    conditions.flaw("amount > 1", FIELDS)  # CEL itself is loaded with the first
    begun = time.perf_counter()
    found = conditions.flaw(source, FIELDS)
    assert found is not None
    assert expected in found
    assert time.perf_counter() - begun < 1


def test_a_pattern_that_others_would_try_for_ever_takes_no_time_on_a_long_text() -> None:
    begun = time.perf_counter()
    data = {"note": "a" * 20_000}
    source = "note.matches('^(a+)+(b|(a|aa)*c)$')"
    assert conditions.flaw(source, FIELDS) is None
    assert not conditions.holds(source, FIELDS, data, "liu.yang", galaxy().directory)  # type: ignore[arg-type]  # an id is a str
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize(
    ("source", "data"),
    [
        ("100 / amount > 2", {"amount": 0}),
        ("amount > 2", {}),
        ("rows[0].price > 1", {"rows": []}),
        ("rows[0].price > 1", {"rows": [{}]}),
        ("int(note) > 1", {"note": "x"}),
        ("amount * 9223372036854775807 > 1", {"amount": 9_000_000_000_000}),
    ],
)
def test_what_cannot_be_worked_out_halts_and_does_not_crash(source: str, data: dict[str, object]) -> None:
    with pytest.raises(ConditionFailed):
        conditions.holds(source, FIELDS, data, "liu.yang", galaxy().directory)  # type: ignore[arg-type]  # plain data


def test_conditions_of_many_alternatives_are_checked_in_no_time() -> None:
    many = " && ".join(f"(budget > {n} || amount < {n})" for n in range(30))
    begun = time.perf_counter()
    lint(
        template(
            f"""
  - id: gate
    kind: condition
    name: Gate
    branches:
      - {{when: '{many}', to: last}}
      - {{when: '!({many})', to: last}}
  - {{id: last, kind: task, name: Last, who: [{{starter: true}}]}}
"""
        ),
        galaxy().directory,
    )
    assert time.perf_counter() - begun < 3

"""A template that cannot be read is refused with file, line, field and what was expected there."""

from __future__ import annotations

import time

import pytest

from bot.app.found import step_types
from engine.errors import TemplateInvalid
from engine.formats.yaml import read

TYPES = step_types()
HEAD = "id: a\nprefix: AA\nname: a\nabout: a\nfields:\n"
STEPS = "steps:\n  - {id: s1, kind: approval, name: s1, who: [{person: li.na}]}\n"


def table(*columns: str) -> str:
    rows = "".join(f"      - {each}\n" for each in columns)
    return f"  - id: rows\n    type: table\n    label: 明细\n    columns:\n{rows}"


@pytest.mark.parametrize(
    ("fields", "where", "line", "expected"),
    [
        (
            table(
                "{id: what, label: 物品}", "{id: more, type: table, label: 再, columns: [{id: x, label: x}]}"
            ),
            "fields[0].columns[1].type",
            11,
            "no table within the table 'rows'",
        ),
        (
            table("{id: scan, type: file, label: 扫描}"),
            "fields[0].columns[0].type",
            10,
            "no file within the table 'rows'",
        ),
        (
            table("{id: what, label: 物品}", "{id: what, label: 又}"),
            "fields[0].columns",
            9,
            "each column once, not 'what' again",
        ),
        (
            table("{id: size, type: choice, label: 大小}"),
            "fields[0].columns[0]",
            10,
            "options, since its type is choice",
        ),
        ("  - {id: rows, type: table, label: 明细}\n", "fields[0]", 6, "columns, since its type is table"),
        (
            "  - {id: what, label: 物品, columns: [{id: x, label: x}]}\n",
            "fields[0].columns",
            6,
            "columns only in a table; 'what' is a text",
        ),
        ("  - {id: size, type: choice, label: 大小}\n", "fields[0]", 6, "options, since its type is choice"),
    ],
)
def test_a_form_that_nobody_could_fill_in(fields: str, where: str, line: int, expected: str) -> None:
    with pytest.raises(TemplateInvalid) as refused:
        read(HEAD + fields + STEPS, 1, TYPES, "offer.yaml")
    (flaw,) = refused.value.flaws
    assert (flaw.where, flaw.line, flaw.expected) == (where, line, expected)
    assert f"offer.yaml:{line}" in str(refused.value)


def test_a_table_of_plain_columns_is_read() -> None:
    made = read(
        HEAD + table("{id: what, label: 物品}", "{id: price, type: money, label: 单价}") + STEPS, 1, TYPES
    )
    assert [each.type for each in made.fields_by_id["rows"].columns] == ["text", "money"]


def _nested(levels: int) -> str:
    inner = "[{id: z, kind: task, name: Z, who: [{starter: true}]}]"
    for n in range(levels):
        inner = f"[{{id: c{n}, kind: condition, name: C, branches: [{{when: 'true', steps: {inner}}}]}}]"
    return HEAD.removesuffix("fields:\n") + f"steps: {inner}\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a: " + "[" * 90_000 + "]" * 90_000, "nested at most 100 deep"),
        ("{a: " * 40_000, "nested at most 100 deep"),
        (_nested(500), "nested at most 100 deep"),
        ("a: " + "x" * 10_000_000, "at most 200 kB"),
        ("a: &x [1]\nb: [*x, *x]", "without aliases"),
        ("id: " + "9" * 5000, "numbers and dates"),
        ("id: 2026-13-45", "numbers and dates"),
        ('!!python/object/apply:os.system ["id"]', "could not determine a constructor"),
        ("id: a\0b", "YAML"),
    ],
    ids=lambda each: each[:20],
)
def test_what_could_harm_is_refused_at_once(source: str, expected: str) -> None:
    begun = time.perf_counter()
    with pytest.raises(TemplateInvalid, match=expected):
        read(source, 1, TYPES)
    assert time.perf_counter() - begun < 2


def test_branches_within_branches_are_read() -> None:
    assert len(read(_nested(20), 1, TYPES).steps) == 22

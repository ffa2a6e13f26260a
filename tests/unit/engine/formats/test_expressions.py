"""FEEL, JUEL and plain conditions → CEL."""

from __future__ import annotations

import pytest

from engine.formats.expressions.parse import parse
from engine.formats.expressions.render import render, variables
from engine.formats.expressions.tree import NotTranslated


def cel(source: str) -> str:
    tree = parse(source)
    kinds = {name: use for name, use in variables(tree) if use}
    return render(tree, lambda name: name, kinds)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("${amount > 1000}", "amount > 1000"),
        ("#{amount ge 1000 and kind ne 'sick'}", 'amount >= 1000 && kind != "sick"'),
        ("= amount >= 5 and not(urgent)", 'amount >= 5 && urgent != "yes"'),
        ("${approved}", 'approved == "yes"'),
        ("${!approved}", 'approved != "yes"'),
        ("${approved == false}", 'approved == "no"'),
        (
            '= a = "x" or b in ("p","q") and c between 1 and 5',
            'a == "x" || b in ["p", "q"] && c >= 1 && c <= 5',
        ),
        ("(a > 1 or b > 2) and c > 3", "(a > 1 || b > 2) && c > 3"),
        ("x in [1..5)", "x >= 1 && x < 5"),
        ("x in (> 5)", "x > 5"),
        ('day >= date("2026-01-01")', 'day >= "2026-01-01"'),
        ("${empty note}", 'note == ""'),
        ("note != null", 'note != ""'),
        ("price * (qty + 2) > -100.5", "price * (qty + 2) > -100.5"),
        ("a - (b - c) > 1", "a - (b - c) > 1"),
        ("${execution.getVariable('x') == 1}", "x == 1"),
        ('${kind.equals("a")}', 'kind == "a"'),
        ('contains(kind, "a")', 'kind.contains("a")'),
        ('list contains(["a", "b"], kind) and amount > 1', 'kind in ["a", "b"] && amount > 1'),
        ('starts with(no, "A")', 'no.startsWith("A")'),
        ("金额≥5000", "金额 >= 5000"),
        ("not(a > 1 or b > 2)", "!(a > 1 || b > 2)"),
    ],
)
def test_translated(source: str, expected: str) -> None:
    assert cel(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "${service.check(amount)}",
        "${name.toUpperCase() == 'A'}",
        "a > 10 ? b : c",
        "a / b > 2",
        "a >",
        "(a > 1",
        "",
        "amount > 5 amount",
        "for x in y return x",
        "(" * 900 + "a" + ")" * 90,
        "-" * 900,
        "x = 1; drop",
    ],
)
def test_refused(source: str) -> None:
    with pytest.raises(NotTranslated):
        cel(source)

"""A foreign condition's tree → CEL over the form's fields; and what kind its variables are."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import assert_never

from engine.formats.expressions.tree import (
    Call,
    Expression,
    Not,
    NotTranslated,
    Pair,
    Value,
    Variable,
    Within,
)

YES, NO = "yes", "no"  # a yes-or-no variable is a choice of these two
_RANK = {"||": 1, "&&": 2, "==": 4, "!=": 4, "<": 4, "<=": 4, ">": 4, ">=": 4, "+": 5, "-": 5, "*": 6}
_NUMERIC = ("+", "-", "*")


def variables(tree: Expression) -> Iterator[tuple[str, str]]:
    """Each variable's name and how it is used: number, text, date, bool, or empty when that does not show."""
    yield from _used(tree, "bool")


def _used(tree: Expression, as_: str) -> Iterator[tuple[str, str]]:
    match tree:
        case Variable(name):
            yield name, as_
        case Value():
            return
        case Not(of):
            yield from _used(of, "bool")
        case Pair(op, left, right):
            kind = _between(op, left, right)
            yield from _used(left, kind)
            yield from _used(right, kind)
        case Within(of, values):
            kind = next((found for each in values if (found := _kind(each))), "")
            for each in (of, *values):
                yield from _used(each, kind)
        case Call(of, _, argument):
            yield from _used(of, "text")
            yield from _used(argument, "text")
        case _:
            assert_never(tree)


def _between(op: str, left: Expression, right: Expression) -> str:
    if op in ("&&", "||"):
        return "bool"
    if op in _NUMERIC:
        return "number"
    found = _kind(left) or _kind(right)
    return found or ("" if op in ("==", "!=") else "number")


def _kind(tree: Expression) -> str:
    match tree:
        case Value(value, is_date):
            if is_date:
                return "date"
            if isinstance(value, bool):
                return "bool"
            return {int: "number", float: "number", str: "text"}.get(type(value), "")
        case Pair(op) if op in _NUMERIC:
            return "number"
    return ""


def render(tree: Expression, field: Callable[[str], str], kinds: Mapping[str, str]) -> str:
    """CEL; `field` gives a variable's field, `kinds` says what a field holds. Raises NotTranslated."""
    return _Renderer(field, kinds).condition(tree)


class _Renderer:
    def __init__(self, field: Callable[[str], str], kinds: Mapping[str, str]) -> None:
        self._field, self._kinds = field, kinds

    def condition(self, tree: Expression) -> str:
        """Where a yes or no is wanted."""
        match tree:
            case Variable(name):
                return f'{self._field(name)} == "{YES}"'
            case Not(Variable(name)):
                return f'{self._field(name)} != "{YES}"'
            case Not(of):
                return f"!({self.condition(of)})"
            case Pair(op, left, right) if op in ("&&", "||"):
                return f"{self._joined(left, op)} {op} {self._joined(right, op)}"
            case Pair(op, left, right) if op in ("==", "!="):
                return self._equal(op, left, right)
            case Value(bool() as value):
                return "true" if value else "false"
        return self._value(tree)

    def _joined(self, tree: Expression, op: str) -> str:
        text = self.condition(tree)
        return f"({text})" if isinstance(tree, Pair) and _RANK[tree.op] < _RANK[op] else text

    def _equal(self, op: str, left: Expression, right: Expression) -> str:
        if isinstance(left, Value) and not isinstance(right, Value):
            left, right = right, left
        if isinstance(right, Value) and isinstance(right.value, bool):
            if isinstance(left, Variable):
                return f'{self._field(left.name)} {op} "{YES if right.value else NO}"'
            return self.condition(left if right.value is (op == "==") else Not(left))
        if isinstance(right, Value) and right.value is None:
            if isinstance(left, Variable) and self._kinds.get(self._field(left.name)) in ("number", "date"):
                raise NotTranslated("the question whether a number or date is empty")
            right = Value("")
        return f"{self._value(left)} {op} {self._value(right)}"

    def _value(self, tree: Expression) -> str:
        match tree:
            case Variable(name):
                return self._field(name)
            case Value(value):
                return json.dumps(value, ensure_ascii=False)
            case Pair(op, left, right):
                return f"{self._beside(left, op)} {op} {self._beside(right, op, is_right=True)}"
            case Within(of, values):
                return f"{self._value(of)} in [{', '.join(map(self._value, values))}]"
            case Call(of, method, argument):
                return f"{self._value(of)}.{method}({self._value(argument)})"
            case Not():
                raise NotTranslated("a comparison with a yes or no that is worked out")
            case _:
                assert_never(tree)

    def _beside(self, tree: Expression, op: str, *, is_right: bool = False) -> str:
        text = self._value(tree)
        lower = isinstance(tree, Pair) and (
            _RANK[tree.op] < _RANK[op] or (is_right and _RANK[tree.op] == _RANK[op])
        )
        return f"({text})" if lower else text

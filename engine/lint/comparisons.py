"""A condition as comparisons of variables with constants, joined by &&, || and !; nothing else is decided."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.formats.expressions.parse import parse
from engine.formats.expressions.tree import Expression, Not, NotTranslated, Pair, Value, Variable, Within
from engine.lint.domains import Constant

_COMPARE: Mapping[str, Callable[[Constant, Constant], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
Point = Mapping[str, Constant]


class Undecided(Exception):
    """It asks more than comparisons can say: of a text's parts, of two fields at once, of sums."""


@dataclass(frozen=True, slots=True)
class Comparison:
    variable: str
    op: str
    constant: Constant

    def holds(self, point: Point) -> bool:
        return _COMPARE[self.op](point[self.variable], self.constant)


@dataclass(frozen=True, slots=True)
class Joined:
    """`op` is all, any or none of the parts."""

    op: str
    parts: tuple[Comparison | Joined, ...]

    def holds(self, point: Point) -> bool:
        each = (part.holds(point) for part in self.parts)
        if self.op == "all":
            return all(each)
        return any(each) if self.op == "any" else not any(each)


Condition = Comparison | Joined


def read(source: str) -> Condition:
    """Of a sound CEL text. Raises Undecided."""
    if "\\" in source:  # an escape, which CEL reads otherwise
        raise Undecided(source)
    try:
        return _condition(parse(source))
    except NotTranslated as error:
        raise Undecided(source) from error


def comparisons(condition: Condition) -> tuple[Comparison, ...]:
    if isinstance(condition, Comparison):
        return (condition,)
    return tuple(each for part in condition.parts for each in comparisons(part))


def _condition(tree: Expression) -> Condition:
    match tree:
        case Not(of):
            return Joined("none", (_condition(of),))
        case Pair("&&", left, right):
            return Joined("all", (_condition(left), _condition(right)))
        case Pair("||", left, right):
            return Joined("any", (_condition(left), _condition(right)))
        case Pair(op, Variable(name), Value(value)) if op in _COMPARE:
            return _comparison(name, op, value)
        case Pair(op, Value(value), Variable(name)) if op in _COMPARE:
            return _comparison(name, _MIRRORED.get(op, op), value)
        case Within(Variable(name), values):
            return Joined("any", tuple(_comparison(name, "==", _constant(each)) for each in values))
        case Value(True):
            return Joined("all", ())
        case Value(False):
            return Joined("any", ())
    raise Undecided(type(tree).__name__)


def _constant(tree: Expression) -> Constant | None:
    return tree.value if isinstance(tree, Value) else None


def _comparison(name: str, op: str, value: Constant | None) -> Comparison:
    if value is None or isinstance(value, bool):
        raise Undecided(name)
    return Comparison(name, op, value)

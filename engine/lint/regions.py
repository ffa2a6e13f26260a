"""Where the conditions of a branching hold: whether two do at once, whether none does. Decided exactly."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from engine.conditions import STARTER
from engine.lint.comparisons import Comparison, Condition, Point, Undecided, comparisons, read
from engine.lint.domains import Constant, cells, is_ordered
from engine.template import Field

MAX_TRIALS = 400_000  # comparisons tried at most; beyond, it is not decided
MAX_CONDITIONS = 100  # of one branching
_BY_ORDER = ("<", "<=", ">", ">=")


@dataclass(frozen=True, slots=True)
class Regions:
    """Each region is told by one point of it; a condition is named by its place."""

    points: tuple[Point, ...]
    holding: tuple[tuple[int, ...], ...]  # of each point, which conditions hold, in their order
    along: str  # the variable, where it is one alone that is compared by order

    def never(self, place: int) -> bool:
        return not any(place in each for each in self.holding)

    def never_first(self, place: int) -> bool:
        return not any(each[:1] == (place,) for each in self.holding)

    def overlap(self, one: int, other: int) -> Point | None:
        return self._where(lambda each: one in each and other in each)

    def without(self, one: int, other: int) -> Point | None:
        """Where `one` holds and `other` does not."""
        return self._where(lambda each: one in each and other not in each)

    def gap(self) -> Point | None:
        return self._where(lambda each: not each)

    def gaps(self) -> tuple[Point, ...]:
        return tuple(point for point, each in zip(self.points, self.holding, strict=True) if not each)

    def hole(self) -> Point | None:
        """A gap with something that holds below it and above it."""
        if not self.along:
            return None
        held = [place for place, each in enumerate(self.holding) if each]
        inside = range(held[0], held[-1]) if held else ()
        return next((self.points[place] for place in inside if not self.holding[place]), None)

    def _where(self, fits: Callable[[tuple[int, ...]], bool]) -> Point | None:
        pairs = zip(self.points, self.holding, strict=True)
        return next((point for point, each in pairs if fits(each)), None)


def regions(sources: Sequence[str], fields: Mapping[str, Field]) -> Regions:
    """Raises Undecided."""
    conditions = [read(each) for each in sources]
    axes = _axes(conditions, fields)
    asked = sum(len(comparisons(each)) for each in conditions)
    if len(sources) > MAX_CONDITIONS or asked * prod(map(len, axes.values())) > MAX_TRIALS:
        raise Undecided("too many regions")
    points = tuple(dict(zip(axes, values, strict=True)) for values in product(*axes.values()))
    holding = tuple(
        tuple(place for place, each in enumerate(conditions) if each.holds(point)) for point in points
    )
    return Regions(points, holding, along=_line(conditions, axes))


def _line(conditions: Sequence[Condition], axes: Mapping[str, tuple[Constant, ...]]) -> str:
    """Who lists single values does not mean what is between them."""
    asked = [each for condition in conditions for each in comparisons(condition)]
    by_order = any(each.op in _BY_ORDER for each in asked)
    return next(iter(axes)) if len(axes) == 1 and by_order else ""


def _axes(conditions: Sequence[Condition], fields: Mapping[str, Field]) -> dict[str, tuple[Constant, ...]]:
    """For each variable the values that stand for all."""
    asked: dict[str, list[Comparison]] = {}
    for condition in conditions:
        for each in comparisons(condition):
            asked.setdefault(each.variable, []).append(each)
    return {name: _values(name, of, fields.get(name)) for name, of in asked.items()}


def _values(name: str, asked: list[Comparison], field: Field | None) -> tuple[Constant, ...]:
    if field is None and not name.startswith(f"{STARTER}."):
        raise Undecided(name)
    if not is_ordered(field) and any(each.op in _BY_ORDER for each in asked):
        raise Undecided(name)
    constants = [each.constant for each in asked]
    try:
        return cells(field, constants, may_be_empty=field is not None and not field.required)
    except ValueError as error:
        raise Undecided(name) from error

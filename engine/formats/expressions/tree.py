"""What a foreign condition says, whatever language it was written in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Value:
    """A constant. Dates are texts as fields keep them, with `is_date`."""

    value: str | int | float | bool | None
    is_date: bool = False


@dataclass(frozen=True, slots=True)
class Variable:
    name: str  # as written, dots included


@dataclass(frozen=True, slots=True)
class Not:
    of: Expression


@dataclass(frozen=True, slots=True)
class Pair:
    """`op` is CEL's: && || == != < <= > >= + - *"""

    op: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Within:
    """One of several values."""

    of: Expression
    values: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A question about a text that CEL asks the same way: contains, startsWith, endsWith."""

    of: Expression
    method: str
    argument: Expression


Expression = Value | Variable | Not | Pair | Within | Call


class NotTranslated(ValueError):
    """An expression, or a part of one, that CEL has no word for; says what, in English."""

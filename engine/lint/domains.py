"""The values a variable of a condition can have, cut into cells within which no comparison tells two apart.

One value stands for each cell, so that trying them all decides a condition exactly.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import pairwise

from engine.template import Field, FieldType

Constant = int | float | str
NUMBERS = (FieldType.NUMBER, FieldType.MONEY)
DATES = (FieldType.DATE, FieldType.DATETIME)
WORDS = (FieldType.TEXT, FieldType.LONG_TEXT, FieldType.PERSON, FieldType.DEPARTMENT)
_LARGEST = 10**15  # what a form accepts
_DAY = 24 * 60 + 1  # a day as such, which sorts before its minutes, and then they
_DAYS = (date.min.toordinal(), date.max.toordinal())


def cells(field: Field | None, constants: Iterable[Constant], *, may_be_empty: bool) -> tuple[Constant, ...]:
    """Raises ValueError where the constants do not fit the type. `field` is None for the starter's own data.

    An empty number or date is left out: a condition over it halts, which another finding says.
    """
    if field is None:
        return _words(constants, may_be_empty=False)
    if field.type in NUMBERS:
        return _numbers(constants, 0 if field.type is FieldType.MONEY else -_LARGEST)
    if field.type in DATES:
        return _moments(constants, only_days=field.type is FieldType.DATE)
    if field.type is FieldType.CHOICE:
        return (*(each.id for each in field.options), *([""] if may_be_empty else ()))
    if field.type in WORDS:
        return _words(constants, may_be_empty=may_be_empty)
    raise ValueError(field.type)


def is_ordered(field: Field | None) -> bool:
    return field is not None and field.type in (*NUMBERS, *DATES)


def _numbers(constants: Iterable[Constant], least: int) -> tuple[Constant, ...]:
    marks: set[int | float] = {least, _LARGEST}
    for each in constants:
        if isinstance(each, str):
            raise ValueError(each)
        if least <= each <= _LARGEST:
            marks.add(int(each) if each == int(each) else each)
    ordered = sorted(marks)
    found: list[Constant] = [ordered[0]]
    for low, high in pairwise(ordered):
        between = _between(low, high)
        found += [between, high] if between is not None else [high]
    return tuple(found)


def _between(low: float, high: float) -> int | float | None:
    """As plain a number as there is: the next whole one, else the middle; None between neighbours."""
    whole = int(low // 1) + 1
    if low < whole < high:
        return whole
    middle = low + (high - low) / 2
    return middle if low < middle < high else None


def _moments(constants: Iterable[Constant], *, only_days: bool) -> tuple[Constant, ...]:
    """As texts, which sort as the moments do."""
    places = sorted({_place(each) for each in constants})
    step = _DAY if only_days else 1
    first, last = _DAYS[0] * _DAY, _DAYS[1] * _DAY + (0 if only_days else _DAY - 1)
    found: set[int] = {first, last}
    for each in places:
        after = (each // step + 1) * step  # stands for all up to the next constant
        found |= {at for at in (each, after) if first <= at <= last and at % step == 0}
    return tuple(_moment(at) for at in sorted(found))


def _place(text: Constant) -> int:
    if not isinstance(text, str):
        raise ValueError(text)
    if "T" in text:
        at = datetime.strptime(text, "%Y-%m-%dT%H:%M")  # noqa: DTZ007 - local by the form's definition
        place = at.toordinal() * _DAY + 1 + at.hour * 60 + at.minute
    else:
        place = date.fromisoformat(text).toordinal() * _DAY
    if _moment(place) != text:  # other spellings do not sort as their moments do
        raise ValueError(text)
    return place


def _moment(place: int) -> str:
    day, minute = divmod(place, _DAY)
    on = date.fromordinal(day).isoformat()
    if minute == 0:
        return on
    hour, minute = divmod(minute - 1, 60)
    return f"{on}T{hour:02}:{minute:02}"


def _words(constants: Iterable[Constant], *, may_be_empty: bool) -> tuple[Constant, ...]:
    """The words that are named, and one that is not; only `==` and `in` tell words apart here."""
    named = dict.fromkeys(str(each) for each in constants)
    other = "…"
    while other in named:
        other += "…"
    wanted = [*named, other]
    without = [each for each in wanted if each != ""]
    return (*without, *([""] if may_be_empty else ()))

"""Conditions on a process's data, in CEL (Common Expression Language), checked when a template is loaded.

CEL has no loops, files or side effects. Fields are variables by id; `starter` has `id` and `department`.
An optional text that was left empty is `""`; an empty number, money or date is not there, and a condition
that needs it fails, which halts the process for an administrator rather than guessing.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import JsonValue

from engine.people import Directory, PersonId
from engine.template import Field, FieldType

if TYPE_CHECKING:
    import cel

MAX_LENGTH = 1000  # characters: longer conditions are refused, so that one cannot be made slow
STARTER = "starter"
_SAMPLES: Mapping[FieldType, JsonValue] = {
    FieldType.NUMBER: 1,
    FieldType.MONEY: 1,
    FieldType.DATE: "2026-01-31",
    FieldType.DATETIME: "2026-01-31T09:00",
}
_WORDS = frozenset(
    {FieldType.TEXT, FieldType.LONG_TEXT, FieldType.CHOICE, FieldType.PERSON, FieldType.DEPARTMENT}
)


class ConditionFailed(Exception):
    """A condition cannot be decided with the data that are there."""


@lru_cache(maxsize=1024)
def _compiled(source: str) -> cel.Program:
    import cel  # noqa: PLC0415 - it brings a terminal with it, half a second that `import` need not wait for

    return cel.compile(source)


def flaw(source: str, fields: tuple[Field, ...]) -> str | None:
    """What is wrong with a condition, as an English sentence of what was expected; None when it is sound."""
    if len(source) > MAX_LENGTH:
        return f"a condition of at most {MAX_LENGTH} characters"
    try:
        program = _compiled(source)
    except ValueError as error:
        return f"a CEL condition such as `budget > 500000`; {str(error).splitlines()[0]}"
    known = {each.id for each in fields} | {STARTER}
    unknown = sorted(set(program.variables()) - known)
    if unknown:
        return f"only fields of the form ({', '.join(sorted(known))}), not {', '.join(unknown)}"
    sample: dict[str, Any] = {each.id: _SAMPLES.get(each.type, "words") for each in fields}
    sample[STARTER] = {"id": "someone", "department": "some"}
    try:
        result = program.execute(sample)
    except (TypeError, ValueError, RuntimeError) as error:
        return f"a condition that fits its fields' types; {str(error).splitlines()[0]}"
    return None if isinstance(result, bool) else f"a yes-or-no condition, not one that gives {result!r}"


def holds(
    source: str,
    fields: tuple[Field, ...],
    data: Mapping[str, JsonValue],
    starter: PersonId,
    directory: Directory,
) -> bool:
    """Whether the condition is true of the data. Raises ConditionFailed."""
    variables: dict[str, Any] = {each.id: "" for each in fields if each.type in _WORDS}
    variables.update(data)
    person = directory.person(starter)
    variables[STARTER] = {"id": starter, "department": person.department if person else ""}
    try:
        result = _compiled(source).execute(variables)
    except (TypeError, ValueError, RuntimeError, OverflowError) as error:
        raise ConditionFailed(f"{source}: {str(error).splitlines()[0]}") from error
    if not isinstance(result, bool):
        raise ConditionFailed(f"{source}: gives {result!r}, not yes or no")
    return result


def looked_at(source: str) -> tuple[str, ...]:
    """The fields that a condition reads."""
    return tuple(sorted(set(_compiled(source).variables()) - {STARTER}))

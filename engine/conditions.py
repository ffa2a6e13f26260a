"""Conditions on a process's data, in CEL (Common Expression Language), checked when a template is loaded.

CEL has no files or side effects, and its macros over lists, the only loops, are refused: what a condition
costs is bounded by its length. Fields are variables by id; `starter` has `id` and `department`.
An optional text that was left empty is `""`; an empty number, money or date is not there, and a condition
that needs it fails, which halts the process for an administrator rather than guessing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import JsonValue

from engine.people import Directory, Person, PersonId
from engine.template import Field, FieldType

if TYPE_CHECKING:
    import cel

    from engine.process import Process

MAX_LENGTH = 1000  # characters: longer conditions are refused, so that one cannot be made slow
_LOOP = re.compile(
    r"\b(?:all|exists|exists_one|existsOne|map|filter|reduce|sortBy|transform\w+)[\s`]*(?://[^\n]*\s*)*\("
)
_FAILURES = (TypeError, ValueError, RuntimeError, ArithmeticError, LookupError)  # of what is worked out
STARTER, PERSON, ITEM = "starter", "person", "item"
_SAMPLES: Mapping[FieldType, JsonValue] = {
    FieldType.NUMBER: 1,
    FieldType.MONEY: 1,
    FieldType.DATE: "2026-01-31",
    FieldType.DATETIME: "2026-01-31T09:00",
    FieldType.FILE: [{"id": "1", "name": "some.pdf"}],
    FieldType.TABLE: [{}],
}
SAMPLE_PERSON: Mapping[str, Any] = {
    PERSON: {"id": "a", "name": "a", "title": "a", "department": "a", "manager": "a", "roles": ["a"]}
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


@lru_cache(maxsize=1024)
def _read(source: str) -> tuple[str, ...]:
    """The variables of an expression. Only they are handed over: each costs."""
    return tuple(sorted(set(_compiled(source).variables())))


def flaw(
    source: str, fields: tuple[Field, ...], more: Mapping[str, Any] | None = None, *, yes_or_no: bool = True
) -> str | None:
    """What is wrong with a condition, as an English sentence of what was expected; None when it is sound."""
    if len(source) > MAX_LENGTH:
        return f"a condition of at most {MAX_LENGTH} characters"
    if loop := _LOOP.search(source):
        return f"a condition without loops, such as {loop[0]}…)"
    try:
        program = _compiled(source)
    except ValueError as error:
        return f"a CEL condition such as `budget > 500000`; {str(error).splitlines()[0]}"
    known = {each.id for each in fields} | {STARTER, *(more or {})}
    unknown = sorted(set(program.variables()) - known)
    if unknown:
        return f"only fields of the form ({', '.join(sorted(known))}), not {', '.join(unknown)}"
    sample: dict[str, Any] = {each.id: _SAMPLES.get(each.type, "words") for each in fields}
    sample |= {STARTER: {"id": "someone", "department": "some"}, **(more or {})}
    try:
        result = program.execute(sample)
    except _FAILURES as error:
        return f"a condition that fits its fields' types; {str(error).splitlines()[0]}"
    return (
        None
        if isinstance(result, bool) or not yes_or_no
        else f"a yes-or-no condition, not one that gives {result!r}"
    )


def fits(source: str, person: Person, process: Process, directory: Directory) -> bool:
    """Whether a condition over people holds of one of them. Raises ConditionFailed."""
    roles = [name for name, members in directory.roles.items() if person.id in members]
    described = {
        "id": person.id,
        "name": person.name.zh,
        "title": person.title.zh,
        "department": person.department,
        "manager": person.manager or "",
        "roles": roles,
    }
    variables = _variables(process.template.fields, process.fields, process.starter, directory)
    return _decided(source, variables | {PERSON: described})


def holds(
    source: str,
    fields: tuple[Field, ...],
    data: Mapping[str, JsonValue],
    starter: PersonId,
    directory: Directory,
) -> bool:
    """Whether the condition is true of the data. Raises ConditionFailed."""
    return _decided(source, _variables(fields, data, starter, directory))


def _variables(
    fields: tuple[Field, ...], data: Mapping[str, JsonValue], starter: PersonId, directory: Directory
) -> dict[str, Any]:
    variables: dict[str, Any] = {each.id: "" for each in fields if each.type in _WORDS}
    variables.update(data)
    person = directory.person(starter)
    variables[STARTER] = {"id": starter, "department": person.department if person else ""}
    return variables


def _decided(source: str, variables: dict[str, Any]) -> bool:
    try:
        result = _compiled(source).execute(
            {name: variables[name] for name in _read(source) if name in variables}
        )
    except _FAILURES as error:
        raise ConditionFailed(f"{source}: {str(error).splitlines()[0]}") from error
    if not isinstance(result, bool):
        raise ConditionFailed(f"{source}: gives {result!r}, not yes or no")
    return result


def value(
    source: str,
    data: Mapping[str, JsonValue],
    *,
    item: JsonValue = None,
    more: Mapping[str, Any] | None = None,
) -> JsonValue:
    """What an expression over the fields (and `item`) gives. Raises ConditionFailed."""
    try:
        own = {ITEM: item} if item is not None else {}
        result = _compiled(source).execute({**data, **own, **(more or {})})
    except _FAILURES as error:
        raise ConditionFailed(f"{source}: {str(error).splitlines()[0]}") from error
    if not isinstance(result, str | int | float | bool | list | dict | None):
        raise ConditionFailed(f"{source}: gives {type(result).__name__}, which no field keeps")
    return result


def looked_at(source: str) -> tuple[str, ...]:
    """The fields that a condition reads."""
    return tuple(name for name in _read(source) if name not in (STARTER, PERSON, ITEM))

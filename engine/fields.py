"""Field values: what a form accepts, and their normal forms (money in yuan, dates as YYYY-MM-DD)."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime

from pydantic import JsonValue

from engine.errors import FieldInvalid, FieldRequired
from engine.people import DepartmentId, Directory, PersonId
from engine.template import Field, FieldType, Template

MAX_TEXT = 4000  # characters
MAX_ROWS = 200  # of a table, or files in one field
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")  # no database keeps these
_DATETIME = re.compile(r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$")


def accepted(
    template: Template, values: Mapping[str, JsonValue], directory: Directory
) -> dict[str, JsonValue]:
    """The values in normal form; empty ones are left out. Raises FieldInvalid."""
    result: dict[str, JsonValue] = {}
    for name, value in values.items():
        field = template.fields_by_id.get(name)
        if field is None:
            raise FieldInvalid(name, value, f"a field of this form: {', '.join(template.fields_by_id)}")
        if value is None or value == "":
            continue
        result[name] = _normal(field, value, directory)
    return result


def missing(template: Template, values: Mapping[str, JsonValue]) -> tuple[str, ...]:
    return tuple(each.id for each in template.fields if each.required and each.id not in values)


def require(template: Template, values: Mapping[str, JsonValue]) -> None:
    """Raises FieldRequired with every required field that is not there."""
    if absent := missing(template, values):
        raise FieldRequired(absent)


def _normal(field: Field, value: JsonValue, directory: Directory) -> JsonValue:
    match field.type:
        case FieldType.NUMBER | FieldType.MONEY:
            return _number(field, value)
        case FieldType.DATE | FieldType.DATETIME:
            return _moment(field, value)
        case FieldType.PERSON:
            if isinstance(value, str) and directory.is_active(PersonId(value)):
                return value
            raise FieldInvalid(field.id, value, "a person of the company")
        case FieldType.DEPARTMENT:
            if isinstance(value, str) and DepartmentId(value) in directory.departments:
                return value
            raise FieldInvalid(field.id, value, "a department of the company")
        case FieldType.CHOICE:
            if any(value == each.id for each in field.options):
                return value
            raise FieldInvalid(field.id, value, f"one of {', '.join(each.id for each in field.options)}")
        case FieldType.FILE:
            return _files(field, value)
        case FieldType.TABLE:
            return _rows(field, value, directory)
        case FieldType.TEXT | FieldType.LONG_TEXT:
            words = str(value) if isinstance(value, int | float) else value
            if not isinstance(words, str):
                raise FieldInvalid(field.id, value, "words")
            if len(words) > MAX_TEXT or _NO_TEXT.search(words):
                raise FieldInvalid(field.id, f"{words[:40]}…", f"at most {MAX_TEXT} characters of text")
            return words


def _files(field: Field, value: JsonValue) -> JsonValue:
    given: list[JsonValue] = value if isinstance(value, list) else [value]
    if len(given) > MAX_ROWS:
        raise FieldInvalid(field.id, len(given), f"at most {MAX_ROWS} files")
    for each in given:
        if not isinstance(each, dict) or set(each) != {"id", "name"}:
            raise FieldInvalid(field.id, each, "a file that was uploaded: `{id, name}`")
        if not all(isinstance(part, str) and 0 < len(part) <= 200 for part in each.values()):
            raise FieldInvalid(field.id, each, "a file that was uploaded: `{id, name}`")
    return given


def _rows(field: Field, value: JsonValue, directory: Directory) -> JsonValue:
    columns = {each.id: each for each in field.columns}
    if not isinstance(value, list) or len(value) > MAX_ROWS:
        raise FieldInvalid(field.id, value, f"a list of at most {MAX_ROWS} rows")
    rows: list[JsonValue] = []
    for row in value:
        if not isinstance(row, dict) or not row.keys() <= columns.keys():
            raise FieldInvalid(field.id, row, f"a row of {', '.join(columns)}")
        rows.append(
            {
                name: _normal(columns[name], each, directory)
                for name, each in row.items()
                if each not in (None, "")
            }
        )
        if absent := [each.id for each in field.columns if each.required and each.id not in row]:
            raise FieldInvalid(field.id, row, f"a row with {', '.join(absent)}")
    return rows


def _number(field: Field, value: JsonValue) -> JsonValue:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise FieldInvalid(field.id, value, "a number")
    try:
        number = float(value)
    except ValueError:
        raise FieldInvalid(field.id, value, "a number") from None
    if not math.isfinite(number) or abs(number) > 1e15:
        raise FieldInvalid(field.id, value, "a number of ordinary size")
    if field.type is FieldType.MONEY and number < 0:
        raise FieldInvalid(field.id, value, "an amount of zero or more")
    return int(number) if number.is_integer() else number


def _moment(field: Field, value: JsonValue) -> JsonValue:
    # A date where a time would be welcome (leave from/to) stays a date.
    text = value if isinstance(value, str) else ""
    try:
        if field.type is FieldType.DATETIME and _DATETIME.match(text):
            datetime.strptime(text, "%Y-%m-%dT%H:%M")  # noqa: DTZ007 - local by the form's definition
            return text
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise FieldInvalid(field.id, value, "a date such as 2026-12-20") from None

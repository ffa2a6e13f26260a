"""A form's values as people read them, the ones a decision hangs on first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, tzinfo

from pydantic import JsonValue

from bot.cards import Fact, Link
from bot.messages import Text, same
from bot.present import amounts, moments, names
from engine.people import DepartmentId, Directory, PersonId
from engine.template import Field, FieldType, Template

_ORDER = (FieldType.MONEY, FieldType.DATE, FieldType.DATETIME, FieldType.NUMBER)


def value(field: Field, said: JsonValue, directory: Directory, now: datetime, zone: tzinfo) -> Text:
    if isinstance(said, int | float) and not isinstance(said, bool):
        return amounts.money(said) if field.type is FieldType.MONEY else same(amounts.number(said))
    words = str(said)
    match field.type:
        case FieldType.PERSON:
            return names.name(PersonId(words), directory)
        case FieldType.DEPARTMENT:
            found = directory.departments.get(DepartmentId(words))
            return names.text(found.name) if found else same(words)
        case FieldType.DATE | FieldType.DATETIME:
            return _when(words, now, zone)
        case FieldType.CHOICE:
            label = next((each.label for each in field.options if each.id == words), None)
            return names.text(label) if label else same(words)
        case FieldType.FILE if isinstance(said, list):
            return same(", ".join(str(each["name"]) for each in said if isinstance(each, dict)))
        case FieldType.TABLE if isinstance(said, list):
            return _rows(field, said, directory, now, zone)
        case _:
            return same(words)


def facts(
    template: Template,
    fields: Mapping[str, JsonValue],
    directory: Directory,
    *,
    now: datetime,
    zone: tzinfo,
    number: str = "",
) -> tuple[Fact, ...]:
    """Money, dates and numbers first, then the rest as the form has them; empty ones are left out.

    With the process's `number` its files can be opened.
    """
    there = [each for each in template.fields if each.id in fields]
    ordered = sorted(there, key=lambda each: _ORDER.index(each.type) if each.type in _ORDER else len(_ORDER))
    return tuple(
        Fact(
            label=names.heading(each.label),
            value=_short(value(each, fields[each.id], directory, now, zone)),
            links=links(fields[each.id], number) if number and each.type is FieldType.FILE else (),
        )
        for each in ordered
    )


def links(said: JsonValue, number: str) -> tuple[Link, ...]:
    files = said if isinstance(said, list) else []
    return tuple(
        Link(label=str(each["name"]), file=f"{number}/{each['id']}")
        for each in files
        if isinstance(each, dict)
    )


def _rows(field: Field, said: list[JsonValue], directory: Directory, now: datetime, zone: tzinfo) -> Text:
    """共 2 行:示波器,数量 10;椅子,数量 20."""
    rows = [_row(field, each, directory, now, zone) for each in said if isinstance(each, dict)]
    zh, en = ";".join(each.zh for each in rows), "; ".join(each.en for each in rows)
    if len(rows) < 2:
        return Text(zh=zh, en=en)
    return Text(zh=f"共 {len(rows)} 行:{zh}", en=f"{len(rows)} rows: {en}")


def _row(
    field: Field, row: Mapping[str, JsonValue], directory: Directory, now: datetime, zone: tzinfo
) -> Text:
    cells: list[Text] = []
    for each in field.columns:
        if row.get(each.id) in (None, ""):
            continue
        said = value(each, row[each.id], directory, now, zone)
        if cells:  # the first says what it is about
            said = Text(zh=f"{each.label.zh} {said.zh}", en=f"{each.label.en} {said.en}")
        cells.append(said)
    return Text(zh=",".join(each.zh for each in cells), en=", ".join(each.en for each in cells))


def _short(words: Text, limit: int = 120) -> Text:
    def cut(one: str) -> str:
        return one if len(one) <= limit else f"{one[:limit]}…"

    return Text(zh=cut(words.zh), en=cut(words.en))


def _when(words: str, now: datetime, zone: tzinfo) -> Text:
    today = now.astimezone(zone).date()
    try:
        if "T" in words:
            at = datetime.fromisoformat(words).replace(tzinfo=zone)
            return moments.lasting(at, now, zone)
        return moments.dated(date.fromisoformat(words), today)
    except ValueError:
        return same(words)

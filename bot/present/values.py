"""A form's values as people read them, the ones a decision hangs on first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, tzinfo

from pydantic import JsonValue

from bot.cards import Fact
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
        case _:
            return same(words)


def facts(
    template: Template,
    fields: Mapping[str, JsonValue],
    directory: Directory,
    *,
    now: datetime,
    zone: tzinfo,
) -> tuple[Fact, ...]:
    """Money, dates and numbers first, then the rest as the form has them; empty ones are left out."""
    there = [each for each in template.fields if each.id in fields]
    ordered = sorted(there, key=lambda each: _ORDER.index(each.type) if each.type in _ORDER else len(_ORDER))
    return tuple(
        Fact(
            label=names.heading(each.label),
            value=_short(value(each, fields[each.id], directory, now, zone)),
        )
        for each in ordered
    )


def _short(words: Text, limit: int = 120) -> Text:
    def cut(one: str) -> str:
        return one if len(one) <= limit else f"{one[:limit]}…"

    return Text(zh=cut(words.zh), en=cut(words.en))


def _when(words: str, now: datetime, zone: tzinfo) -> Text:
    today = now.astimezone(zone).date()
    try:
        if "T" in words:
            at = datetime.fromisoformat(words).replace(tzinfo=zone)
            return moments.moment(at, now, zone)
        return moments.day(date.fromisoformat(words), today)
    except ValueError:
        return same(words)

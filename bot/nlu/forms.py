"""Normal forms of slot values, as the catalogue has them, for values that somebody else worked out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any, Final

from bot.nlu.lexicon import KnownField, KnownPerson, Lexicon
from bot.nlu.spoken import Spoken

_PERIODS = frozenset(
    {"today", "tomorrow", "yesterday", "this_week", "last_week", "next_week", "this_month", "last_month"}
    | {"this_quarter", "last_quarter", "this_year", "overdue"}
)
_PERIOD = re.compile(r"\d{4}-(0[1-9]|1[0-2])|(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")
_NUMBER = re.compile(r"\s*([A-Za-z]{1,6})[-\s]?(\d{1,7})(?:-(\d{1,4}))?\s*")
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d"
_SETTING = {
    "language": re.compile("zh|en"),
    "quiet_hours": re.compile(f"{_CLOCK}-{_CLOCK}|off"),
    "digest": re.compile(f"{_CLOCK}|off"),
}
_ALL = re.compile(r"全|都|所有|一键|一起|统统|每|\b(all|every\w*|both|them|the lot)\b", re.IGNORECASE)


class Fault(Exception):
    """A value that is not in its normal form; the message says which form it should have, never the value."""


MISSING: Final = object()  # a value that was made up: the slot is left out


@dataclass(frozen=True, slots=True)
class Names:
    """The lexicon's names, lower case, by what they stand for."""

    templates: Mapping[str, str]
    departments: Mapping[str, str]
    fields: Mapping[tuple[str, str], KnownField]  # (template, field) → field
    people: tuple[tuple[KnownPerson, frozenset[str]], ...]

    @classmethod
    def of(cls, lexicon: Lexicon) -> Names:
        return cls(
            templates={
                name.lower(): template.id
                for template in lexicon.templates
                for name in (template.id, template.zh, template.en, *template.synonyms)
            },
            departments={
                name.lower(): department.id
                for department in lexicon.departments
                for name in (department.id, department.zh, department.en)
            },
            fields={(t.id, field.id): field for t in lexicon.templates for field in t.fields},
            people=tuple(
                (p, frozenset(name.lower() for name in (p.zh, p.en, *p.nicknames, *p.titles)))
                for p in lexicon.people
            ),
        )


class Forms:
    """The forms of one utterance's slots. What was not said is MISSING; `slot` raises Fault.

    `people` are the ids that may be named.
    """

    def __init__(self, names: Names, spoken: Spoken, *, zone: tzinfo | None, people: frozenset[str]) -> None:
        self._names = names
        self._spoken = spoken
        self._zone = zone
        self._people = people

    def slot(self, name: str, value: Any, raw: Mapping[str, Any]) -> Any:
        if value in (None, "", [], {}):
            return MISSING
        if name == "fields":
            return self._fields_of(value, self._template(raw.get("template")))
        if name == "value":
            return _setting(value, str(raw.get("key")))
        form = self._by_name().get(name)
        return form(value) if form else value  # the rest are choices, which the Slots class checks

    def _by_name(self) -> dict[str, Callable[[Any], Any]]:
        words = dict.fromkeys(
            ("title", "reason", "comment", "text", "place", "topic", "to_step"), self._words
        )
        moments = dict.fromkeys(("until", "at", "from", "to"), self._moment)
        return {
            "template": self._template,
            "process": self._number_or_words,
            "task": self._number_or_words,
            "person": self._person,
            "people": self._several,
            "team": self._team,
            "period": _period,
            "all": self._all,
            **words,
            **moments,
        }

    def _template(self, value: Any) -> Any:
        return self._names.templates.get(str(value).strip().lower(), MISSING)

    def _team(self, value: Any) -> Any:
        return self._names.departments.get(str(value).strip().lower(), MISSING)

    def _all(self, value: Any) -> Any:
        return True if value is True and _ALL.search(self._spoken.text) else MISSING

    def _words(self, value: Any) -> Any:
        if not isinstance(value, str):
            raise Fault("text as said")
        words = value.strip()
        return words if self._spoken.holds(words) else MISSING

    def _number_or_words(self, value: Any) -> Any:
        if not isinstance(value, str):
            raise Fault("a number such as NP-12, or words as said")
        number = _NUMBER.fullmatch(value)
        if number is None:
            return self._words(value)
        prefix, digits, step = number.groups()
        # A number that nobody said would send a decision to the wrong process.
        if not self._spoken.holds_number(prefix, digits):
            raise Fault("a number only if one was said")
        return f"{prefix.upper()}-{int(digits)}" + (f"-{int(step)}" if step else "")

    def _person(self, value: Any) -> Any:
        if not isinstance(value, str):
            raise Fault("one person's id, or words as said")
        if value in self._people:
            return value
        low = value.strip().lower()
        fitting = [person.id for person, names in self._names.people if low in names]
        return fitting[0] if len(fitting) == 1 and self._spoken.holds(low) else self._words(value)

    def _several(self, value: Any) -> Any:
        many = value if isinstance(value, list) else [value]
        people = [person for each in many if (person := self._person(each)) is not MISSING]
        return list(dict.fromkeys(people)) or MISSING

    def _moment(self, value: Any) -> str:
        text = str(value).strip().replace(" ", "T")
        try:
            if len(text) == len("2026-11-24"):
                return date.fromisoformat(text).isoformat()
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise Fault("YYYY-MM-DD or YYYY-MM-DDTHH:MM") from None
        local = moment.astimezone(self._zone) if moment.tzinfo else moment
        return local.strftime("%Y-%m-%dT%H:%M")

    def _fields_of(self, value: Any, template: Any) -> Any:
        """The template's fields by type; without a template (a correction), any template's field so named."""
        if not isinstance(value, Mapping):
            raise Fault("an object of the template's fields")
        known = {
            id_: field
            for (owner, id_), field in self._names.fields.items()
            if template is MISSING or owner == template
        }
        normal = {}
        for id_, field_value in value.items():
            if id_ in known and field_value not in (None, "", [], {}):
                normal[id_] = self._field(known[id_], field_value)
        return {id_: v for id_, v in normal.items() if v is not MISSING} or MISSING

    def _field(self, field: KnownField, value: Any) -> Any:
        match field.type:
            case "number":
                return _whole(value, field.id)
            case "money":
                return _amount(value, field.id)
            case "date" | "datetime":
                return self._moment(value)
            case "person":
                return self._person(value)
            case "department":
                return self._team(value)
            case "choice":
                return self._choice(field, value)
            case _:
                return self._words(str(value))

    def _choice(self, field: KnownField, value: Any) -> Any:
        low = str(value).strip().lower()
        chosen = next((o[0] for o in field.options if low in {name.lower() for name in o}), None)
        return chosen or self._words(str(value))


def _number(value: Any, what: str) -> float:
    if isinstance(value, str):
        try:
            return float(value.replace(",", ""))
        except ValueError:
            raise Fault(what) from None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Fault(what)
    return value


def _whole(value: Any, field: str) -> int:
    number = _number(value, f"numbers: {field} is a whole number")
    if not 0 <= number < 1e12 or number != int(number):
        raise Fault(f"numbers: {field} is a whole number")
    return int(number)


def _amount(value: Any, field: str) -> int | float:
    amount = _number(value, f"numbers: {field} is in yuan")
    if not 0 <= amount < 1e15:
        raise Fault(f"numbers: {field} is in yuan")
    return int(amount) if amount == int(amount) else amount


def _period(value: Any) -> str:
    period = str(value).strip()
    if period in _PERIODS or _PERIOD.fullmatch(period):
        return period
    raise Fault("one of the periods")


def _setting(value: Any, key: str) -> str:
    form = _SETTING.get(key)
    setting = str(value).strip()
    if form is None or not form.fullmatch(setting):
        raise Fault("in the form of its key")
    return setting

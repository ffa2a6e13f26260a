"""Names of people and things as they are read."""

from __future__ import annotations

from collections.abc import Iterable

from bot.messages import Text, same
from engine.people import SYSTEM, Directory, Label, PersonId


def text(label: Label) -> Text:
    return Text(zh=label.zh, en=label.en)


def heading(label: Label) -> Text:
    """A field's name where it begins a line: English ones with a capital."""
    return Text(zh=label.zh, en=label.en[:1].upper() + label.en[1:])


def name(person: PersonId, directory: Directory) -> Text:
    """李娜 / Li Na; an unknown id reads as itself."""
    if person == SYSTEM:
        return Text(zh="推推", en="Tuitui")
    found = directory.person(person)
    return text(found.name) if found else same(person)


def acting(person: PersonId, principal: PersonId | None, directory: Directory) -> Text:
    """郑爽 代 吴昊 / Zheng Shuang for Wu Hao; the person alone where nobody is stood in for."""
    who = name(person, directory)
    if principal is None:
        return who
    whom = name(principal, directory)
    return Text(zh=f"{who.zh} 代 {whom.zh}", en=f"{who.en} for {whom.en}")


def titled(person: PersonId, directory: Directory) -> Text:
    """李娜(财务总监) / Li Na (CFO)."""
    found = directory.person(person)
    if found is None or not found.title.zh:
        return name(person, directory)
    return Text(zh=f"{found.name.zh}({found.title.zh})", en=f"{found.name.en} ({found.title.en})")


def listed(texts: Iterable[Text]) -> Text:
    """A、B、C / A, B and C."""
    items = list(texts)
    if not items:
        return Text(zh="无", en="none")
    zh = "、".join(each.zh for each in items)
    *most, last = (each.en for each in items)
    return Text(zh=zh, en=f"{', '.join(most)} and {last}" if most else last)


def people(persons: Iterable[PersonId], directory: Directory) -> Text:
    return listed(name(each, directory) for each in dict.fromkeys(persons))

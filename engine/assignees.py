"""The rules of a template, applied to a process, give people and the reason for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from engine.conditions import fits
from engine.people import PMO, DepartmentId, Directory, PersonId
from engine.process import Because, Process
from engine.template import StepId
from engine.who import Who


@dataclass(frozen=True, slots=True)
class Assigned:
    person: PersonId
    because: Because
    weight: int = 1
    veto: bool = False


def resolve(
    rules: tuple[Who, ...], process: Process, step: StepId, directory: Directory, now: datetime
) -> tuple[Assigned, ...]:
    """Active people in the order of the rules, each once: the first reason stands, the larger weight, a veto.

    Raises ConditionFailed where a rule's condition cannot be decided.
    """
    found: dict[PersonId, Assigned] = {}
    for rule in rules:
        for person in _people(rule, process, step, directory, now):
            if directory.is_active(person):
                name, of = rule.rule
                if name == "manager_of" and rule.level > 1:
                    name = "manager_above"
                merge(found, Assigned(person, Because(name, of), rule.weight, rule.veto))
    return tuple(found.values())


def merge(found: dict[PersonId, Assigned], new: Assigned) -> None:
    """One human, one vote."""
    old = found.get(new.person)
    if old is None:
        found[new.person] = new
    elif old.weight < new.weight or (new.veto and not old.veto):
        found[new.person] = Assigned(
            old.person, old.because, max(old.weight, new.weight), old.veto or new.veto
        )


def admins(process: Process, directory: Directory) -> tuple[PersonId, ...]:
    """Who looks after a process when the rules give nobody: the template's owners, then the PMO."""
    people = (*process.template.owners, *directory.with_role(PMO))
    return tuple(dict.fromkeys(each for each in people if directory.is_active(each)))


def _people(
    rule: Who, process: Process, step: StepId, directory: Directory, now: datetime
) -> Iterable[PersonId]:
    name, of = rule.rule
    match name:
        case "person":
            return (PersonId(of),)
        case "role":
            return directory.with_role(of)
        case "starter":
            return (process.starter,)
        case "field":
            return _in_field(of, process, directory)
        case "manager_of":
            lines = [directory.line_above(each) for each in _named(of, process, directory)]
            return [line[rule.level - 1] for line in lines if len(line) >= rule.level]
        case "managers_of":
            named = _named(of, process, directory)
            return [boss for each in named for boss in _managers(each, rule.up_to, directory)]
        case "head_of":
            departments = _departments(of, process, directory)
            return [head for each in departments if (head := directory.head_of(each)) is not None]
        case "performer_of":
            return _performers(StepId(of), process)
        case "chosen":
            return process.chosen.get(step, ())
        case "people":
            return [person.id for person in directory.people.values() if fits(of, person, process, directory)]
        case "on_call":
            return directory.on_call(of, now)
    raise AssertionError(f"unknown rule {name!r}")


def _managers(person: PersonId, up_to: int | str | None, directory: Directory) -> tuple[PersonId, ...]:
    """One after another up the line: so many levels, or up to the first with that title or role."""
    line = directory.line_above(person)
    if up_to is None:
        return line
    if isinstance(up_to, int):
        return line[:up_to]
    for place, each in enumerate(line, 1):
        known = directory.person(each)
        titles = (known.title.zh, known.title.en) if known else ()
        if up_to in titles or each in directory.with_role(up_to):
            return line[:place]
    return line


def _performers(step: StepId, process: Process) -> tuple[PersonId, ...]:
    passed = next((each for each in process.trail if each.step == step), None)
    return tuple(each.person for each in passed.consents) if passed else ()


def _named(of: str, process: Process, directory: Directory) -> tuple[PersonId, ...]:
    return (process.starter,) if of == "starter" else _in_field(of, process, directory)


def _in_field(name: str, process: Process, directory: Directory) -> tuple[PersonId, ...]:
    """Of a person field, of a department field its head, of a table's column (`rows.owner`) everyone."""
    table, _, column = name.partition(".")
    value = process.fields.get(table)
    rows = [row.get(column) for row in value if isinstance(row, dict)] if isinstance(value, list) else [value]
    found: list[PersonId] = []
    for each in rows:
        if not isinstance(each, str):
            continue
        if DepartmentId(each) in directory.departments:
            head = directory.head_of(DepartmentId(each))
            found += [head] if head else []
        else:
            found.append(PersonId(each))
    return tuple(found)


def _departments(of: str, process: Process, directory: Directory) -> tuple[DepartmentId, ...]:
    if DepartmentId(of) in directory.departments:
        return (DepartmentId(of),)
    value = process.fields.get(of)
    if isinstance(value, str) and DepartmentId(value) in directory.departments:
        return (DepartmentId(value),)
    people = (directory.person(each) for each in _named(of, process, directory))
    return tuple(each.department for each in people if each is not None)

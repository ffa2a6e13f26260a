"""Who: the rules of a template, applied to a process, give people and the reason for each."""

from __future__ import annotations

from dataclasses import dataclass

from engine.people import PMO, DepartmentId, Directory, PersonId
from engine.process import Because, Process
from engine.who import Who


@dataclass(frozen=True, slots=True)
class Assigned:
    person: PersonId
    because: Because


def resolve(rules: tuple[Who, ...], process: Process, directory: Directory) -> tuple[Assigned, ...]:
    """Active people in the order of the rules, each once (the first reason stands)."""
    found: dict[PersonId, Because] = {}
    for rule in rules:
        name, of = rule.rule
        for person in _people(name, of, process, directory):
            if directory.is_active(person):
                found.setdefault(person, Because(rule=name, of=of))
    return tuple(Assigned(person, because) for person, because in found.items())


def admins(process: Process, directory: Directory) -> tuple[PersonId, ...]:
    """Who looks after a process when the rules give nobody: the template's owners, then the PMO."""
    people = (*process.template.owners, *directory.with_role(PMO))
    return tuple(dict.fromkeys(each for each in people if directory.is_active(each)))


def _people(name: str, of: str, process: Process, directory: Directory) -> tuple[PersonId, ...]:
    match name:
        case "person":
            return (PersonId(of),)
        case "role":
            return directory.with_role(of)
        case "starter":
            return (process.starter,)
        case "field":
            return _in_field(of, process)
        case "manager_of":
            return tuple(
                manager for each in _named(of, process) if (manager := directory.manager_of(each)) is not None
            )
        case "head_of":
            departments = _departments(of, process, directory)
            return tuple(head for each in departments if (head := directory.head_of(each)) is not None)
    raise AssertionError(f"unknown rule {name!r}")


def _named(of: str, process: Process) -> tuple[PersonId, ...]:
    return (process.starter,) if of == "starter" else _in_field(of, process)


def _in_field(field: str, process: Process) -> tuple[PersonId, ...]:
    value = process.fields.get(field)
    return (PersonId(value),) if isinstance(value, str) else ()


def _departments(of: str, process: Process, directory: Directory) -> tuple[DepartmentId, ...]:
    if DepartmentId(of) in directory.departments:
        return (DepartmentId(of),)
    value = process.fields.get(of)
    if isinstance(value, str) and DepartmentId(value) in directory.departments:
        return (DepartmentId(value),)
    people = (directory.person(each) for each in _named(of, process))
    return tuple(each.department for each in people if each is not None)

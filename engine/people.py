"""The company as the engine sees it: people, departments, roles, and who leads whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from engine.rota import Rota

PersonId = NewType("PersonId", str)
DepartmentId = NewType("DepartmentId", str)

PMO = "pmo"  # the role whose members are told of what needs an administrator
SYSTEM = PersonId("system")  # the actor of timers and automatic steps; nobody in the directory


@dataclass(frozen=True, slots=True)
class Label:
    """A name in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Person:
    id: PersonId
    name: Label  # 李娜, Li Na
    title: Label  # 财务总监, CFO
    department: DepartmentId
    manager: PersonId | None = None
    email: str = ""
    mobile: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class Department:
    id: DepartmentId
    name: Label
    head: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Directory:
    """Everyone, looked up by id. Roles are named groups: `cfo` → (`li.na`,); rotas say whose turn it is."""

    people: Mapping[PersonId, Person] = field(default_factory=dict)
    departments: Mapping[DepartmentId, Department] = field(default_factory=dict)
    roles: Mapping[str, tuple[PersonId, ...]] = field(default_factory=dict)
    rotas: Mapping[str, Rota] = field(default_factory=dict)

    def person(self, person: PersonId) -> Person | None:
        return self.people.get(person)

    def is_active(self, person: PersonId) -> bool:
        found = self.people.get(person)
        return found is not None and found.active

    def manager_of(self, person: PersonId) -> PersonId | None:
        found = self.people.get(person)
        return found.manager if found else None

    def head_of(self, department: DepartmentId) -> PersonId | None:
        found = self.departments.get(department)
        return found.head if found else None

    def with_role(self, role: str) -> tuple[PersonId, ...]:
        return self.roles.get(role, ())

    def on_call(self, rota: str, now: datetime) -> tuple[PersonId, ...]:
        found = self.rotas.get(rota)
        return found.on_call(now) if found else ()

    def line_above(self, person: PersonId) -> tuple[PersonId, ...]:
        """Their manager, the manager's manager and so on; a broken line may be a circle, which ends it."""
        line: list[PersonId] = []
        above = self.manager_of(person)
        while above is not None and above not in line and above != person:
            line.append(above)
            above = self.manager_of(above)
        return tuple(line)

    def leads(self, leader: PersonId, person: PersonId) -> bool:
        """Whether `leader` stands above `person` in the line of managers."""
        return leader in self.line_above(person)

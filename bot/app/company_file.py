"""The company in a file: departments, people, roles; YAML, or JSON, which is YAML too.

departments: [{id: finance, name: {zh: 财务部, en: Finance}, head: li.na}]
people:
  - {id: li.na, name: {zh: 李娜, en: Li Na}, title: {zh: 财务总监, en: CFO}, department: finance,
     manager: zhang.wei, email: li.na@example.com, mobile: "13800000000", nicknames: [李总]}
roles: {cfo: [li.na]}
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.app.failure import CommandFailed
from bot.messages import Text
from engine.people import Department, DepartmentId, Directory, Label, Person, PersonId
from storage.people import Company


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Name(_Written):
    zh: str
    en: str

    def label(self) -> Label:
        return Label(self.zh, self.en)


class _Department(_Written):
    id: str
    name: _Name
    head: str | None = None


class _Person(_Written):
    id: str
    name: _Name
    title: _Name = _Name(zh="", en="")
    department: str
    manager: str | None = None
    email: str = ""
    mobile: str = ""
    nicknames: tuple[str, ...] = ()
    active: bool = True


class _Company(_Written):
    departments: tuple[_Department, ...]
    people: tuple[_Person, ...]
    roles: dict[str, tuple[str, ...]] = {}


def read_company(file: Path) -> Company:
    """Raises CommandFailed, naming the first thing wrong."""
    try:
        written = _Company.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise _wrong(file, f"{where}: {first['msg']}") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise _wrong(file, str(error)) from error
    for flaw in _flaws(written):
        raise _wrong(file, flaw)
    return Company(
        directory=Directory(
            people={PersonId(each.id): _person(each) for each in written.people},
            departments={
                DepartmentId(each.id): Department(
                    DepartmentId(each.id), each.name.label(), PersonId(each.head) if each.head else None
                )
                for each in written.departments
            },
            roles={role: tuple(map(PersonId, members)) for role, members in written.roles.items()},
        ),
        nicknames={PersonId(each.id): each.nicknames for each in written.people if each.nicknames},
    )


def _person(written: _Person) -> Person:
    return Person(
        id=PersonId(written.id),
        name=written.name.label(),
        title=written.title.label(),
        department=DepartmentId(written.department),
        manager=PersonId(written.manager) if written.manager else None,
        email=written.email,
        mobile=written.mobile,
        active=written.active,
    )


def _flaws(written: _Company) -> Iterator[str]:
    """Names that lead nowhere, and names given twice."""
    people, departments = [each.id for each in written.people], {each.id for each in written.departments}
    yield from (f"people.{each}: given twice" for each in sorted(set(people)) if people.count(each) > 1)
    for each in written.people:
        if each.department not in departments:
            yield f"people.{each.id}.department: no department {each.department!r}"
        if each.manager is not None and each.manager not in people:
            yield f"people.{each.id}.manager: no person {each.manager!r}"
    named = [(f"departments.{each.id}.head", each.head) for each in written.departments if each.head]
    named += [(f"roles.{role}", member) for role, members in written.roles.items() for member in members]
    yield from (f"{where}: no person {person!r}" for where, person in named if person not in people)


def _wrong(file: Path, problem: str) -> CommandFailed:
    return CommandFailed(
        Text(zh=f"{file} 里有错,没有导入:{problem}", en=f"{file} is wrong, nothing was imported: {problem}")
    )

"""A company as a YAML file, read by `tuitui people import FILE` and by the demo."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from engine.people import Department, DepartmentId, Directory, Label, Person, PersonId
from engine.rota import MAX_CYCLE_DAYS, Rota, Turn
from storage.people import Company

# The C library reads the same, seven times as fast, where PyYAML was built with it.
_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


class CompanyInvalid(Exception):
    """What is wrong with the file, one line each: where, and what was expected."""


class _Source(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class _Title(_Source):
    zh: str
    en: str


class _Department(_Source):
    id: str
    zh: str
    en: str
    head: str | None = None


class _Person(_Source):
    id: str
    zh: str
    en: str
    title: _Title
    department: str
    manager: str | None = None
    also: tuple[str, ...] = ()  # other ways in which the job is said
    email: str = ""
    mobile: str = ""
    active: bool = True


class _Turn(_Source):
    """Times are those of the company's clock, unless they name an offset."""

    person: str
    start: datetime = Field(alias="from")
    end: datetime = Field(alias="to")
    every_days: int = Field(default=0, ge=0, le=MAX_CYCLE_DAYS)

    @model_validator(mode="after")
    def _forwards(self) -> _Turn:
        if (self.start.tzinfo is None) != (self.end.tzinfo is None):
            raise ValueError("from and to both with an offset, or both without")
        if self.end <= self.start:
            raise ValueError("from before to")
        return self


class _Rota(_Source):
    id: str
    zh: str
    en: str
    turns: tuple[_Turn, ...] = ()


class _Company(_Source):
    departments: tuple[_Department, ...]
    people: tuple[_Person, ...]
    roles: dict[str, tuple[str, ...]] = {}
    rotas: tuple[_Rota, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> _Company:
        people, departments = {each.id for each in self.people}, {each.id for each in self.departments}
        rotas = {each.id for each in self.rotas}
        listed = (*self.people, *self.departments, *self.rotas)
        if len(people) + len(departments) + len(rotas) < len(listed):
            raise ValueError("each id once")
        named = {each.manager for each in self.people} | {each.head for each in self.departments}
        named |= {person for members in self.roles.values() for person in members}
        named |= {turn.person for rota in self.rotas for turn in rota.turns}
        if unknown := sorted(each for each in named - people if each is not None):
            raise ValueError(
                f"people of this file as managers, heads, in roles and on rotas, not {', '.join(unknown)}"
            )
        if unknown := sorted({each.department for each in self.people} - departments):
            raise ValueError(f"departments of this file, not {', '.join(unknown)}")
        return self


def read_company(text: str, zone: ZoneInfo) -> Company:
    """`zone` is where the clocks of its rotas hang. Raises CompanyInvalid."""
    try:
        written = _Company.model_validate(yaml.load(text, Loader=_LOADER))
    except yaml.YAMLError as error:
        raise CompanyInvalid(f"not YAML: {error}") from error
    except ValidationError as error:
        lines = [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()]
        raise CompanyInvalid("\n".join(lines)) from error
    directory = Directory(
        people={PersonId(each.id): _person(each) for each in written.people},
        departments={
            DepartmentId(each.id): Department(
                DepartmentId(each.id), Label(each.zh, each.en), PersonId(each.head) if each.head else None
            )
            for each in written.departments
        },
        roles={role: tuple(map(PersonId, members)) for role, members in written.roles.items()},
        rotas={each.id: _rota(each, zone) for each in written.rotas},
    )
    return Company(directory, {PersonId(each.id): each.also for each in written.people if each.also})


def _person(written: _Person) -> Person:
    return Person(
        id=PersonId(written.id),
        name=Label(written.zh, written.en),
        title=Label(written.title.zh, written.title.en),
        department=DepartmentId(written.department),
        manager=PersonId(written.manager) if written.manager else None,
        email=written.email,
        mobile=written.mobile,
        active=written.active,
    )


def _rota(written: _Rota, zone: ZoneInfo) -> Rota:
    turns = tuple(
        Turn(PersonId(each.person), _at(each.start, zone), _at(each.end, zone), each.every_days)
        for each in written.turns
    )
    return Rota(written.id, Label(written.zh, written.en), zone, turns)


def _at(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)

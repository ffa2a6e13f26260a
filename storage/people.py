"""The company: imported as a whole, read as the engine's `Directory`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from time import perf_counter
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, select, update
from sqlmodel import Session

from engine.people import Department, DepartmentId, Directory, Label, Person, PersonId
from engine.rota import Rota, Turn
from storage.database import Database
from storage.tables import METADATA, DepartmentRow, PersonRow, RoleRow, RotaRow, RotaTurnRow, SettingRow

_VERSION = "directory_version"  # the setting that grows with every change of the company
_LOOK_EVERY_S = 1.0  # how soon a change made by another process is seen here
_PERSON, _DEPARTMENT, _ROLE, _ROTA, _TURN, _SETTING = (
    METADATA.tables[name] for name in ("person", "department", "role", "rota", "rota_turn", "setting")
)


@dataclass(frozen=True, slots=True)
class Company:
    """All of it. `nicknames` (老张, 李总) belong to the understanding of words, not to the engine."""

    directory: Directory = field(default_factory=Directory)
    nicknames: Mapping[PersonId, tuple[str, ...]] = field(default_factory=dict)


class People:
    """Keeps the company that it read, until it changes. One object serves all threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = Lock()
        self._company = Company()
        self._version: int | None = None
        self._looked_at = float("-inf")

    def directory(self) -> Directory:
        return self.company().directory

    def company(self) -> Company:
        """Changes made here are seen at once, those of other processes within a second."""
        with self._lock:
            if perf_counter() - self._looked_at < _LOOK_EVERY_S:
                return self._company
            with self._database.reading() as connection:
                version = _version(connection)
                if version != self._version:
                    self._company = _read(connection)
            self._version, self._looked_at = version, perf_counter()
            return self._company

    def replace(self, company: Company) -> None:
        """Make this the company. People who are no longer in it stay known, as having left."""
        with self._database.writing() as session:
            _write(session, company)
            connection = session.connection()
            session.merge(SettingRow(key=_VERSION, value=str(_version(connection) + 1)))
        with self._lock:
            self._looked_at = float("-inf")


def _version(connection: Connection) -> int:
    return int(connection.execute(select(_SETTING.c.value).where(_SETTING.c.key == _VERSION)).scalar() or 0)


def _write(session: Session, company: Company) -> None:
    connection = session.connection()
    connection.execute(update(_PERSON).values(active=False))
    connection.execute(delete(_DEPARTMENT))
    for table in (_ROLE, _ROTA, _TURN):
        connection.execute(delete(table))
    for position, person in enumerate(company.directory.people.values()):
        session.merge(
            PersonRow(
                id=person.id,
                name_zh=person.name.zh,
                name_en=person.name.en,
                title_zh=person.title.zh,
                title_en=person.title.en,
                department=person.department,
                manager=person.manager,
                email=person.email,
                mobile=person.mobile,
                nicknames=json.dumps(company.nicknames.get(person.id, ()), ensure_ascii=False),
                active=person.active,
                position=position,
            )
        )
    for position, each in enumerate(company.directory.departments.values()):
        name = each.name
        session.add(
            DepartmentRow(id=each.id, name_zh=name.zh, name_en=name.en, head=each.head, position=position)
        )
    for role, people in company.directory.roles.items():
        session.add_all(
            RoleRow(role=role, person=person, position=position) for position, person in enumerate(people)
        )
    for position, rota in enumerate(company.directory.rotas.values()):
        zh, en = rota.name.zh, rota.name.en
        session.add(RotaRow(id=rota.id, name_zh=zh, name_en=en, zone=rota.zone.key, position=position))
        session.add_all(_row_of(turn, rota.id) for turn in rota.turns)


def _row_of(turn: Turn, rota: str) -> RotaTurnRow:
    return RotaTurnRow(
        rota=rota, person=turn.person, starts_at=turn.start, ends_at=turn.end, every_days=turn.every_days
    )


def _rotas(connection: Connection) -> dict[str, Rota]:
    turns: dict[str, list[Turn]] = {}
    for row in connection.execute(select(_TURN).order_by(_TURN.c.starts_at, _TURN.c.person)).all():
        turn = Turn(PersonId(row.person), row.starts_at, row.ends_at, row.every_days)
        turns.setdefault(row.rota, []).append(turn)
    return {
        row.id: Rota(
            row.id, Label(row.name_zh, row.name_en), ZoneInfo(row.zone), tuple(turns.get(row.id, ()))
        )
        for row in connection.execute(select(_ROTA).order_by(_ROTA.c.position)).all()
    }


def _read(connection: Connection) -> Company:
    people = connection.execute(select(_PERSON).order_by(_PERSON.c.position, _PERSON.c.id)).all()
    departments = connection.execute(select(_DEPARTMENT).order_by(_DEPARTMENT.c.position)).all()
    roles: dict[str, list[PersonId]] = {}
    for row in connection.execute(select(_ROLE).order_by(_ROLE.c.role, _ROLE.c.position)).all():
        roles.setdefault(row.role, []).append(PersonId(row.person))
    directory = Directory(
        people={
            PersonId(row.id): Person(
                id=PersonId(row.id),
                name=Label(row.name_zh, row.name_en),
                title=Label(row.title_zh, row.title_en),
                department=DepartmentId(row.department),
                manager=row.manager,
                email=row.email,
                mobile=row.mobile,
                active=row.active,
            )
            for row in people
        },
        departments={
            DepartmentId(row.id): Department(DepartmentId(row.id), Label(row.name_zh, row.name_en), row.head)
            for row in departments
        },
        roles={role: tuple(members) for role, members in roles.items()},
        rotas=_rotas(connection),
    )
    return Company(directory, {PersonId(row.id): tuple(json.loads(row.nicknames)) for row in people})

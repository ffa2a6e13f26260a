"""What every part needs: the database, the engine on it, and the company."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.app import found
from bot.app.clock import Clock, Time
from bot.app.settings import Settings
from engine.calendar import Calendar
from engine.formats.documents import Formats
from engine.service import WorkflowService
from engine.step import StepType, World
from engine.template import Template
from storage.database import Database, open_database
from storage.delegations import Delegations
from storage.people import People
from storage.settings import SharedSettings
from storage.templates import TemplateStore
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Core:
    settings: Settings
    database: Database
    clock: Time
    steps: dict[str, StepType]
    calendar: Calendar
    people: People
    templates: TemplateStore
    workflow: WorkflowService
    delegations: Delegations
    world: Callable[[], World]

    def read_template(self, source: str, version: int, name: str = "template.yaml") -> Template:
        """Raises TemplateInvalid."""
        return self.formats.read(source, version, name)

    @property
    def formats(self) -> Formats:
        return Formats(self.steps)


def open_core(settings: Settings, *, database: Database | None = None, clock: Time | None = None) -> Core:
    """`database` and `clock` when they are there already; else as the settings say."""
    database = database or open_database(settings.database)
    steps = found.step_types()
    people = People(database)
    calendar = Calendar(zone=ZoneInfo(settings.timezone))
    templates = TemplateStore(database, Formats(steps).read)

    delegations = Delegations(database)

    def world() -> World:
        return World(steps, people.directory(), calendar, delegations.current())

    return Core(
        settings=settings,
        database=database,
        clock=clock or Clock(SharedSettings(database) if settings.demo else None),
        steps=steps,
        calendar=calendar,
        people=people,
        templates=templates,
        workflow=WorkflowService(UnitOfWork(database, templates.read), world),
        delegations=delegations,
        world=world,
    )

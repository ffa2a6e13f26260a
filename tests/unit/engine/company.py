"""A small company and a way to play processes in it, without any storage: the engine is pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.app import found
from engine import commands as c
from engine.calendar import Calendar
from engine.decide import decide, start
from engine.events import AnyEvent
from engine.evolve import replay
from engine.formats.yaml import read
from engine.people import Department, DepartmentId, Directory, Label, Person, PersonId
from engine.process import Number, Process, Task, TaskId
from engine.step import World
from engine.template import Template

MONDAY = datetime(2026, 11, 23, 1, tzinfo=UTC)  # 09:00 in Shanghai
HEAD = """
id: test
prefix: TT
name: 测试
about: 测试
owners: [pmo]
fields:
  - {id: item, label: 物品}
  - {id: budget, type: money, label: 预算}
  - {id: owner, type: person, label: 负责人}
steps:
"""
_PEOPLE = {
    "boss": None,
    "cfo": "boss",
    "pmo": "boss",
    "lead": "boss",
    "ann": "lead",
    "bob": "lead",
    "eve": "cfo",
}


def world() -> World:
    rnd, fin = DepartmentId("rnd"), DepartmentId("fin")
    people = {
        PersonId(name): Person(
            id=PersonId(name),
            name=Label(name, name.title()),
            title=Label("", ""),
            department=fin if name in ("cfo", "eve") else rnd,
            manager=PersonId(manager) if manager else None,
            active=name != "eve",
        )
        for name, manager in _PEOPLE.items()
    }
    departments = {
        rnd: Department(rnd, Label("研发部", "R&D"), PersonId("lead")),
        fin: Department(fin, Label("财务部", "Finance"), PersonId("cfo")),
    }
    roles = {"cfo": (PersonId("cfo"),), "pmo": (PersonId("pmo"),), "gone": (PersonId("eve"),)}
    return World(
        steps=found.step_types(), directory=Directory(people, departments, roles), calendar=Calendar()
    )


def template(steps: str) -> Template:
    return read(HEAD + steps, 1, world().steps)


@dataclass
class Play:
    """One process under way. Every act checks that the record alone leads to the same state."""

    process: Process
    now: datetime = MONDAY
    history: list[AnyEvent] = field(default_factory=list)
    latest: list[str] = field(default_factory=list)  # the types of the last act's events
    world: World = field(default_factory=lambda: world())

    def does(self, command: c.AnyCommand) -> Play:
        decision = decide(self.process, command, self.world, self.now)
        self.history += decision.events
        self.latest = [event.type for event in decision.events]
        self.process = decision.process
        assert replay(self.process.number, self.process.template, self.history) == self.process
        return self

    def approve(self, actor: str, **more: object) -> Play:
        return self.does(c.Approve(**self._task_of(actor), **more))

    def reject(self, actor: str, reason: str = "") -> Play:
        return self.does(c.Reject(**self._task_of(actor), reason=reason))

    def complete(self, actor: str, **more: object) -> Play:
        return self.does(c.Complete(**self._task_of(actor), **more))

    def give_back(self, actor: str, reason: str = "") -> Play:
        return self.does(c.Return(**self._task_of(actor), reason=reason))

    def transfer(self, actor: str, to: str) -> Play:
        return self.does(c.Transfer(**self._task_of(actor), to=PersonId(to)))

    def passes(self, **span: float) -> Play:
        self.now += timedelta(**span)
        return self

    @property
    def waits_for(self) -> dict[str, str]:
        """Who holds an open task, and at which step."""
        return {str(task.assignee): str(task.step) for task in self.process.tasks}

    def task_of(self, person: str) -> Task:
        return next(task for task in self.process.tasks if task.assignee == person)

    def _task_of(self, actor: str) -> dict[str, object]:
        task = next((each for each in self.process.tasks if each.assignee == actor), None)
        task_id = task.id if task else TaskId(f"{self.process.number}-1")
        return {"process": self.process.number, "task": task_id, "actor": PersonId(actor)}


def begin(steps: str, *, starter: str = "ann", **fields: str | float) -> Play:
    command = c.StartProcess(
        actor=PersonId(starter), template="test", fields=dict(fields), number=Number("TT-1")
    )
    decision = start(template(steps), command, world(), MONDAY)
    play = Play(decision.process, history=list(decision.events))
    assert replay(play.process.number, play.process.template, play.history) == play.process
    return play

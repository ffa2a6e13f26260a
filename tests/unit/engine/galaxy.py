"""The people of the worked examples (approvals, section 5), and a process under way among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.app import found
from bot.notify import notices
from engine import commands as c
from engine import events as e
from engine.calendar import Calendar
from engine.decide import decide, start
from engine.deputies import Delegation
from engine.errors import WorkflowError
from engine.evolve import replay
from engine.formats.yaml import read
from engine.people import Department, DepartmentId, Directory, Label, Person, PersonId
from engine.process import (
    Mode,
    Number,
    Origin,
    Process,
    Task,
    TaskId,
    TaskStatus,
    Vote,
)
from engine.rounds import counted, tally
from engine.step import World
from engine.template import StepId, Template

ZONE = ZoneInfo("Asia/Shanghai")
_LEADERS = {
    "zhang.wei": (None, "management"),
    "li.na": ("zhang.wei", "finance"),
    "wang.fang": ("zhang.wei", "pmo"),
    "chen.jie": ("zhang.wei", "rnd"),
    "liu.yang": ("chen.jie", "rnd"),
    "zhou.ting": ("chen.jie", "rnd"),
    "sun.lei": ("chen.jie", "rnd"),
    "wu.hao": ("zhang.wei", "marketing"),
    "zheng.shuang": ("wu.hao", "marketing"),
    "huang.lei": ("zhang.wei", "it"),
    "xu.jing": ("zhang.wei", "legal"),
    "he.ping": ("li.na", "procurement"),
    "guo.tao": ("zhang.wei", "quality"),
}
FIELDS = """
  - {id: item, label: 物品}
  - {id: amount, type: money, label: 金额}
  - {id: budget, type: money, label: 预算}
  - {id: note, label: 备注}
"""
TABLE = "  - {id: rows, type: table, label: 行, columns: [{id: who, label: 谁}]}\n"


def at(day: str, clock: str = "09:00") -> datetime:
    """`Mon`, `Tue` … of the week of 23 November 2026, which is a Monday; `Mon+1` the week after."""
    name, _, weeks = day.partition("+")
    days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].index(name) + 7 * int(weeks or 0)
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, 23, hour, minute, tzinfo=ZONE).astimezone(UTC) + timedelta(days=days)


def galaxy() -> World:
    people = {
        PersonId(name): Person(
            PersonId(name),
            Label(name, name),
            Label("", ""),
            DepartmentId(place),
            PersonId(boss) if boss else None,
        )
        for name, (boss, place) in _LEADERS.items()
    }
    heads = {place: PersonId(name) for name, (boss, place) in _LEADERS.items() if boss in (None, "zhang.wei")}
    departments = {
        DepartmentId(place): Department(DepartmentId(place), Label(place, place), head)
        for place, head in heads.items()
    }
    roles = {"pmo": (PersonId("wang.fang"),), "cfo": (PersonId("li.na"),)}
    calendar = Calendar(zone=ZONE, hours=((time(9), time(17)),))
    return World(found.step_types(), Directory(people, departments, roles), calendar)


def template(
    steps: str, *, head: str = "", id: str = "story", version: int = 1, table: bool = False
) -> Template:
    named = f"id: {id}\nprefix: ST\nname: 故事\nabout: 故事\nowners: [wang.fang]\n"
    fields = FIELDS + (TABLE if table else "")
    return read(f"{named}{head}fields:{fields}steps:\n{steps}", version, found.step_types())


def approval(id: str, *people: str, more: str = "") -> str:
    who = ", ".join("{" + each + "}" if ":" in each else f"{{person: {each}}}" for each in people)
    rest = f", {more}" if more else ""
    return f"  - {{id: {id}, kind: approval, name: {id}, who: [{who}]{rest}}}\n"


@dataclass
class Story:
    """A process under way. Every act checks the invariants, and that the record leads to the same state."""

    process: Process
    world: World
    now: datetime
    history: list[e.AnyEvent] = field(default_factory=list)
    latest: tuple[e.AnyEvent, ...] = ()
    versions: dict[int, Template] = field(default_factory=dict)
    holders: dict[TaskId, PersonId] = field(default_factory=dict)  # of the tasks that were open before

    def does(self, command: c.AnyCommand, version: Template | None = None) -> Story:
        decision = decide(self.process, command, self.world, self.now, version)
        self.holders = {each.id: each.assignee for each in self.process.tasks}
        self.latest, self.process = decision.events, decision.process
        self.history += decision.events
        if version is not None:
            self.versions[version.version] = version
        first = self.versions[min(self.versions)] if self.versions else self.process.template
        again = replay(self.process.number, first, self.history, lambda number: self.versions[number])
        assert again == self.process
        check(self.process)
        return self

    def refuses(self, code: str, command: c.AnyCommand) -> Story:
        before = self.process
        with pytest.raises(WorkflowError) as refusal:
            decide(self.process, command, self.world, self.now)
        assert refusal.value.code == code
        assert self.process is before
        return self

    def on(self, day: str, clock: str = "09:00") -> Story:
        self.now = at(day, clock)
        return self

    # Commands

    def ok(self, actor: str, step: str = "", **fields: Any) -> Story:
        return self.does(self.approve(actor, step, **fields))

    def approve(self, actor: str, step: str = "", **fields: Any) -> c.Approve:
        return c.Approve(**self.named(actor, step), fields=fields)

    def no(self, actor: str, reason: str = "") -> Story:
        return self.does(c.Reject(**self.named(actor), reason=reason))

    def returns(self, actor: str, to: str = "", **more: Any) -> Story:
        target = StepId(to) if to else None
        return self.does(c.Return(**self.named(actor), to_step=target, **more))

    def resubmits(self, **fields: Any) -> Story:
        actor = str(self.process.starter)
        return self.does(c.Complete(**self.named(actor), fields=fields))

    def done(self, actor: str, **fields: Any) -> Story:
        return self.does(c.Complete(**self.named(actor), fields=fields))

    def adds(self, actor: str, *people: str, position: str = "parallel", method: str = "all") -> Story:
        return self.does(self.add(actor, *people, position=position, method=method))

    def add(self, actor: str, *people: str, position: str = "parallel", method: str = "all") -> c.AddSigner:
        named = tuple(PersonId(each) for each in people)
        return c.AddSigner(**self.named(actor), people=named, position=Origin(position), method=Mode(method))

    def removes(self, actor: str, person: str) -> Story:
        return self.does(self.remove(actor, person))

    def remove(self, actor: str, person: str) -> c.RemoveSigner:
        task = next(
            (each.id for each in self.process.tasks if person in (each.assignee, each.on_behalf_of)), ""
        )
        return c.RemoveSigner(
            process=self.process.number, task=TaskId(task), actor=PersonId(actor), person=PersonId(person)
        )

    def transfers(self, actor: str, to: str, reason: str = "") -> Story:
        return self.does(c.Transfer(**self.named(actor), to=PersonId(to), reason=reason))

    def takes_back(self, actor: str, step: str) -> Story:
        return self.does(self.take_back(actor, step))

    def take_back(self, actor: str, step: str) -> c.TakeBack:
        """The decision that the actor took last on this step."""
        task = next(
            each.task
            for each in reversed(self.history)
            if isinstance(each, e.Decided) and each.step == step and each.actor == actor and each.task
        )
        return c.TakeBack(process=self.process.number, task=task, actor=PersonId(actor))

    def withdraws(self) -> Story:
        return self.does(c.Cancel(process=self.process.number, actor=self.process.starter))

    def admin(self, kind: Callable[..., c.AnyCommand], **more: Any) -> Story:
        return self.does(self.as_admin(kind, **more))

    def as_admin(self, kind: Callable[..., c.AnyCommand], **more: Any) -> c.AnyCommand:
        return kind(process=self.process.number, actor=PersonId("wang.fang"), **{"reason": "因故", **more})

    def fires(self) -> Story:
        """Every timer that is due, in order, as the scheduler would."""
        for _ in range(50):
            due = [each for each in self.process.tasks if each.timer and each.timer.at <= self.now]
            if not due:
                return self
            task = min(due, key=lambda each: (each.due_at or self.now, each.seat))
            assert task.timer is not None
            command = c.FireTimer(
                process=self.process.number,
                task=task.id,
                actor=PersonId("system"),
                kind=task.timer.kind,
                turn=task.timer.turn,
            )
            self.does(command)
        raise AssertionError("timers without end")

    def redirected(self) -> Story:
        return self.does(c.Redirect(process=self.process.number, actor=PersonId("system")))

    def delegates(self, principal: str, deputy: str, start: datetime, end: datetime) -> Story:
        number = len(self.world.delegations) + 1
        new = Delegation(number, PersonId(principal), PersonId(deputy), start, end)
        self.world = replace(self.world, delegations=(*self.world.delegations, new))
        return self

    # What is seen

    def named(self, actor: str, step: str = "") -> dict[str, Any]:
        """The actor's open task; that of whom he acts for; else one that is not there."""
        task = self.find(actor, step)
        task_id = task.id if task else TaskId(f"{self.process.number}-999")
        return {"process": self.process.number, "task": task_id, "actor": PersonId(actor)}

    def task(self, person: str, step: str = "") -> Task:
        task = self.find(person, step)
        assert task is not None, f"{person} has no open task"
        return task

    def find(self, person: str, step: str = "") -> Task | None:
        mine = [
            each
            for each in self.process.tasks
            if person in (each.assignee, each.on_behalf_of, *each.pool) and step in ("", each.step)
        ]
        return mine[0] if mine else None

    @property
    def open(self) -> list[str]:
        """Who has an open task, as often as he has one."""
        return sorted(str(task.assignee) for task in self.process.tasks)

    @property
    def count(self) -> str:
        """`1 of 3` of the only round."""
        (round_,) = self.process.rounds
        found = tally(round_, self.process.template.step(round_.step).config)
        return f"{found.yes} of {found.weight}"

    @property
    def status(self) -> str:
        return str(self.process.status.value)

    def became(self, person: str) -> list[str]:
        """What became of the person's tasks, in the order in which they closed."""
        tasks: dict[TaskId, str] = {}
        found: list[str] = []
        for event in self.history:
            opened: Sequence[Task] = ()
            if isinstance(event, e.RoundOpened):
                opened = event.tasks
            elif isinstance(event, e.TaskOpened):
                opened = (event.opened,)
            tasks |= {each.id: str(each.on_behalf_of or each.assignee) for each in opened}
            status = CLOSED.get(type(event))
            if status is not None and event.task is not None and tasks.get(event.task) == person:
                found.append(status.value)
        return found

    def hears(self, person: str, language: str = "zh") -> str:
        """All that the latest command lets a person hear, cards that change included."""
        found = notices(self.process, self.latest, self.holders, self.world, self.now)
        mine = [each.letter.reply.model_dump() for each in found if each.letter.person == person]
        return " ".join(_texts(mine, language))

    def told(self, cause: str) -> set[str]:
        """Whom the latest command told something by that cause."""
        return {
            str(person)
            for event in self.latest
            if isinstance(event, e.PeopleNotified) and event.cause == cause
            for person in event.people
        }


def _texts(said: Any, language: str) -> Iterator[str]:
    if isinstance(said, dict):
        yield from [said[language]] if language in said else _texts(list(said.values()), language)
    elif isinstance(said, list | tuple):
        for each in said:
            yield from _texts(each, language)


CLOSED = {
    e.TaskApproved: TaskStatus.APPROVED,
    e.TaskRejected: TaskStatus.REJECTED,
    e.TaskCompleted: TaskStatus.COMPLETED,
    e.TaskReturned: TaskStatus.RETURNED,
    e.TaskTransferred: TaskStatus.TRANSFERRED,
    e.TaskSkipped: TaskStatus.SKIPPED,
    e.TaskCancelled: TaskStatus.CANCELLED,
}


def begin(
    source: str | Template, *, starter: str = "zhou.ting", world: World | None = None, **fields: Any
) -> Story:
    defined = source if isinstance(source, Template) else template(source)
    world, now = world or galaxy(), at("Mon")
    command = c.StartProcess(actor=PersonId(starter), template="story", fields=fields, number=Number("ST-1"))
    decision = start(defined, command, world, now)
    check(decision.process)
    return Story(
        decision.process, world, now, list(decision.events), decision.events, {defined.version: defined}
    )


def check(process: Process) -> None:
    """The invariants after every command (R75)."""
    if not process.is_running:
        left = (process.tasks, process.waits, process.rounds, process.tokens, process.halts)
        assert not any(left)
        return
    assert process.tasks or process.waits or process.halts
    rounds = {each.id: each for each in process.rounds}
    tokens = {each.id for each in process.tokens}
    assert len(rounds) == len(process.rounds)
    assert all(each.token in tokens for each in process.rounds)
    seats = Counter((each.round, each.seat) for each in process.tasks)
    assert all(number == 1 for number in seats.values()), "one open task per seat"
    for task in process.tasks:
        seat = rounds[task.round].seat(task.seat)
        assert seat.vote is Vote.OPEN, "who has voted has no open task"
        assert task.assignee in (seat.person, "") or task.on_behalf_of == seat.person
    for round_ in process.rounds:
        people = Counter(each.person for each in round_.seats if each.person)
        assert all(number == 1 for number in people.values()), "no person has two seats"
        config = process.template.step(round_.step).config
        if round_.step != "start":
            found = tally(round_, config)
            weight = (
                sum(each.weight for each in counted(round_))
                if round_.mode is Mode.VOTE
                else len(counted(round_))
            )
            assert found.yes + found.no + found.open == found.weight == weight
        assert any(each.round == round_.id for each in process.tasks), "a round waits for somebody"
    for fork in process.forks:
        assert len(set(fork.arrived)) == len(fork.arrived) < fork.branches

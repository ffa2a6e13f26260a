"""From a process's own log to the chart: the engine runs, nothing is made up."""

from __future__ import annotations

from datetime import datetime

import pytest

from charts.bars import Bar
from charts.gantt import collect, draw
from charts.schedule import StepState
from engine import commands as c
from engine.calendar import Calendar
from engine.decide import decide, start
from engine.events import AnyEvent, RoundOpened, TaskOpened
from engine.formats.yaml import read
from engine.people import Department, DepartmentId, Directory, Label, Person, PersonId
from engine.process import Number, Process
from engine.step import World
from engine.steps import approval, condition, join, notify, parallel, task
from engine.steps import start as starting
from tests.unit.charts.samples import at, picture

MODULES = (approval, condition, join, notify, parallel, starting, task)
TYPES = {module.STEP.kind: module.STEP for module in MODULES}

TEMPLATE = read(
    """
id: new_product
prefix: NP
name: {zh: 新品立项, en: New product}
about: {zh: 立项, en: To begin a product}
title: "{product}"
fields:
  - {id: product, label: {zh: 产品, en: product}}
  - {id: budget, type: money, label: {zh: 预算, en: budget}}
steps:
  - {id: manager, kind: approval, name: {zh: 经理审批, en: Manager}, who: [{person: chen.jie}], due: 1d}
  - id: check
    kind: condition
    name: {zh: 预算分级, en: Budget level}
    branches:
      - when: budget > 500000
        steps:
          - {id: cfo, kind: approval, name: {zh: 财务审批, en: CFO}, who: [{person: li.na}], due: 1d}
  - id: reviews
    kind: parallel
    name: {zh: 评审, en: Reviews}
    branches:
      - steps: [{id: legal, kind: approval, name: {zh: 法务审核, en: Law}, who: [{person: xu.jing}], due: 2d}]
      - steps: [{id: market, kind: task, name: {zh: 市场评估, en: Market}, who: [{person: wu.hao}], due: 1d}]
  - {id: kickoff, kind: task, name: {zh: 启动, en: Kick-off}, who: [{starter: true}], due: 1d}
  - {id: tell, kind: notify, name: {zh: 知会, en: Tell}, who: [{person: chen.jie}]}
""",
    1,
    TYPES,
)


def person(person_id: str, zh: str) -> Person:
    return Person(PersonId(person_id), Label(zh, zh), Label("", ""), DepartmentId("rnd"))


PEOPLE = [
    person("liu.yang", "刘洋"),
    person("chen.jie", "陈杰"),
    person("li.na", "李娜"),
    person("xu.jing", "徐静"),
    person("wu.hao", "吴昊"),
]
WORLD = World(
    TYPES,
    Directory(
        {each.id: each for each in PEOPLE},
        {DepartmentId("rnd"): Department(DepartmentId("rnd"), Label("研发部", "R&D"))},
        {"pmo": (PersonId("chen.jie"),)},
    ),
    Calendar(),
)


class Run:
    """A process led through its steps. 23 November 2026 is a Monday."""

    def __init__(self, budget: int = 600_000) -> None:
        wish = c.StartProcess(
            actor=PersonId("liu.yang"),
            template="new_product",
            fields={"product": "极光手表", "budget": budget},
            number=Number("NP-1"),
        )
        decision = start(TEMPLATE, wish, WORLD, at(23, 9))
        self.process: Process = decision.process
        self.events: list[AnyEvent] = list(decision.events)

    def does(self, command: type[c.TaskCommand], step: str, when: datetime, **more: str) -> Run:
        open_task = next(each for each in self.process.tasks if each.step == step)
        wish = command(actor=open_task.assignee, process=self.process.number, task=open_task.id, **more)
        decision = decide(self.process, wish, WORLD, when)  # type: ignore[arg-type]  # a concrete command
        self.process = decision.process
        self.events += decision.events
        return self

    def bars(self, now: datetime) -> dict[str, Bar]:
        data = collect(self.process, self.events, world=WORLD, now=now, language="zh")
        assert picture(draw(data)).width == 1200
        return {bar.label.zh: bar for bar in data.bars}

    def title(self, now: datetime) -> str:
        return collect(self.process, self.events, world=WORLD, now=now, language="zh").title.zh


def test_the_plan_is_the_way_from_the_start_in_working_time() -> None:
    bars = Run().bars(at(23, 10))
    assert {name: (bar.planned_start, bar.planned_end) for name, bar in bars.items()} == {
        "经理审批": (at(23, 9), at(23)),
        "财务审批": (at(23), at(24)),
        "法务审核": (at(24), at(26)),
        "市场评估": (at(24), at(25)),
        "启动": (at(26), at(27)),
        "完成": (at(27), at(27)),
    }


def test_a_branch_not_taken_is_no_bar() -> None:
    bars = Run(budget=100_000).does(c.Approve, "manager", at(23, 15)).bars(at(23, 16))
    assert "财务审批" not in bars


def test_steps_are_actual_from_their_opening_to_their_passing() -> None:
    run = Run().does(c.Approve, "manager", at(23, 15))
    bars = run.bars(at(24, 10))
    done, running, coming = bars["经理审批"], bars["财务审批"], bars["启动"]
    assert (done.state, done.actual_start, done.actual_end) == (StepState.DONE, at(23, 9), at(23, 15))
    assert (running.state, running.actual_start, running.actual_end) == (
        StepState.RUNNING,
        at(23, 15),
        None,
    )
    assert (coming.state, coming.actual_start) == (StepState.WAITING, None)
    assert running.who == Label("李娜", "李娜")


def test_a_delay_moves_all_that_comes_after() -> None:
    bars = Run().bars(at(25))
    assert bars["经理审批"].state is StepState.LATE
    assert bars["启动"].expected_end == at(1, month=12)
    assert bars["完成"].note.zh == "预计 12月1日,晚 4 天"
    assert Run().title(at(25)) == "经理审批晚了 2 天,极光手表预计 12月1日 完成"


def test_parallel_steps_run_side_by_side() -> None:
    run = Run().does(c.Approve, "manager", at(23)).does(c.Approve, "cfo", at(24))
    bars = run.does(c.Complete, "market", at(25)).bars(at(26, 10))
    assert (bars["市场评估"].state, bars["法务审核"].state) == (StepState.DONE, StepState.RUNNING)


def test_after_a_transfer_the_new_holder_is_named() -> None:
    run = Run().does(c.Transfer, "manager", at(23, 10), to="wu.hao")
    assert run.bars(at(23, 11))["经理审批"].who.zh == "吴昊"


def test_a_return_adds_the_resubmission_and_the_way_begins_again() -> None:
    run = Run().does(c.Approve, "manager", at(23, 15)).does(c.Return, "cfo", at(24, 10))
    bars = run.bars(at(24, 11))
    assert bars["补充材料"].state is StepState.RUNNING
    assert (bars["经理审批"].state, bars["财务审批"].state) == (StepState.WAITING, StepState.WAITING)


def test_a_resubmitted_process_runs_its_steps_anew() -> None:
    run = Run().does(c.Return, "manager", at(23, 15)).does(c.Complete, "start", at(24, 10))
    bars = run.does(c.Approve, "manager", at(24, 15)).bars(at(24, 16))
    assert (bars["补充材料"].state, bars["补充材料"].actual_end) == (StepState.DONE, at(24, 10))
    assert (bars["经理审批"].actual_start, bars["经理审批"].actual_end) == (at(24, 10), at(24, 15))


def test_a_rejection_marks_its_step_and_leaves_the_rest_unreached() -> None:
    run = Run().does(c.Approve, "manager", at(23, 15)).does(c.Reject, "cfo", at(24, 10), reason="太贵")
    bars = run.bars(at(25))
    assert bars["财务审批"].state is StepState.REJECTED
    assert bars["启动"].state is StepState.UNREACHED
    assert run.title(at(25)) == "极光手表 11月24日 在财务审批被驳回"


@pytest.mark.parametrize(
    ("last", "title"),
    [
        (at(27, 17), "极光手表 11月27日 按期完成"),
        (at(1, month=12), "极光手表 12月1日 完成,晚了 4 天,最晚的是启动"),
    ],
)
def test_a_completed_process_tells_its_end(last: datetime, title: str) -> None:
    run = Run().does(c.Approve, "manager", at(23)).does(c.Approve, "cfo", at(24))
    run.does(c.Complete, "market", at(25)).does(c.Approve, "legal", at(26)).does(c.Complete, "kickoff", last)
    assert set(run.bars(at(2, month=12))) == {"经理审批", "财务审批", "法务审核", "市场评估", "启动", "完成"}
    assert run.title(at(2, month=12)) == title


def test_a_new_round_of_a_step_is_only_theirs_who_sit_in_it() -> None:
    """Two sat in the first round, another one in the second: the first two have nothing to do with it now."""
    run = Run().does(c.Approve, "manager", at(23, 15))
    opened = next(each for each in run.events if isinstance(each, RoundOpened) and each.round.step == "cfo")
    (task,) = opened.tasks
    also = TaskOpened(
        at=opened.at, actor=opened.actor, opened=task.changed(seat=2, assignee=PersonId("xu.jing"))
    )
    theirs = (task.changed(round=2, assignee=PersonId("wu.hao")),)
    again = opened.changed(at=at(24, 9), tasks=theirs)
    run.events += [also, again]

    assert run.bars(at(24, 10))["财务审批"].who.zh == "吴昊"

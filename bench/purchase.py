"""The process that is measured: start → manager approves → budget > 500000? → CFO approves → end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from engine.calendar import Calendar
from engine.commands import Approve, StartProcess
from engine.formats import yaml
from engine.people import DepartmentId, Directory, Label, Person, PersonId
from engine.process import Number, TaskId
from engine.step import World
from engine.steps import approval, condition, start
from engine.template import Template

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
_STARTER, _MANAGER, _CFO = (PersonId(each) for each in ("liu.yang", "chen.jie", "li.na"))

SOURCE = """
id: purchase
prefix: PR
name: {zh: 采购申请, en: Purchase}
about: {zh: 买东西, en: Buying things}
title: "{item}"
fields:
  - {id: item, label: {zh: 物品, en: Item}, required: true}
  - {id: budget, type: money, label: {zh: 预算, en: Budget}, required: true}
  - {id: supplier, label: {zh: 供应商, en: Supplier}}
steps:
  - {id: manager, kind: approval, name: 主管, who: [{manager_of: starter}], due: 1d}
  - id: large
    kind: condition
    name: 金额
    branches:
      - {when: budget > 500000, to: cfo}
      - {to: end}
  - {id: cfo, kind: approval, name: 财务总监, who: [{role: cfo}], due: 2d}
"""


def _person(person: PersonId, zh: str, manager: PersonId | None) -> Person:
    return Person(person, Label(zh, person), Label("", ""), DepartmentId("rnd"), manager)


DIRECTORY = Directory(
    people={
        _STARTER: _person(_STARTER, "刘洋", _MANAGER),
        _MANAGER: _person(_MANAGER, "陈杰", None),
        _CFO: _person(_CFO, "李娜", None),
    },
    roles={"cfo": (_CFO,)},
)
STEPS = {each.STEP.kind: each.STEP for each in (approval, condition, start)}
WORLD = World(STEPS, DIRECTORY, Calendar())


def parsed(source: str, version: int) -> Template:
    return yaml.read(source, version, STEPS)


@dataclass(frozen=True, slots=True)
class Request:
    """One purchase; every second one is large and goes on to the CFO."""

    index: int

    @property
    def is_large(self) -> bool:
        return self.index % 2 == 0

    @property
    def fields(self) -> dict[str, str | int]:
        budget = 620_000 if self.is_large else 45_000
        return {"item": f"示波器 {self.index}", "budget": budget, "supplier": "苏州测试设备有限公司"}

    def start(self) -> StartProcess:
        return StartProcess(actor=_STARTER, template="purchase", fields=dict(self.fields))


def manager_approves(number: Number) -> Approve:
    return Approve(actor=_MANAGER, process=number, task=TaskId(f"{number}-1"), comment="同意")


def cfo_approves(number: Number) -> Approve:
    return Approve(actor=_CFO, process=number, task=TaskId(f"{number}-2"), comment="同意")

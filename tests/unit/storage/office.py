"""A small office at work: four people, two templates, and a service on a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from engine.calendar import Calendar
from engine.commands import StartProcess
from engine.formats.documents import Formats
from engine.people import Department, DepartmentId, Directory, Label, Person, PersonId
from engine.process import Number, Process
from engine.service import WorkflowService
from engine.step import World
from engine.steps import approval, condition, join, notify, parallel, start, task
from engine.template import Template
from storage.database import Database
from storage.templates import TemplateStore
from storage.unit_of_work import UnitOfWork

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # Monday, ten in the morning in Shanghai
LIU, CHEN, LI, ZHANG = (PersonId(each) for each in ("liu.yang", "chen.jie", "li.na", "zhang.wei"))

PURCHASE = """
id: purchase
prefix: PR
name: {zh: 采购申请, en: Purchase}
about: {zh: 买东西, en: Buying things}
title: "{item}"
fields:
  - {id: item, type: text, label: {zh: 物品, en: Item}, required: true}
  - {id: budget, type: money, label: {zh: 预算, en: Budget}, required: true}
steps:
  - {id: manager, kind: approval, name: {zh: 主管, en: Manager}, who: [{manager_of: starter}], due: 1d}
  - id: large
    kind: condition
    name: {zh: 金额, en: Amount}
    branches:
      - {when: budget > 500000, to: cfo}
      - {to: end}
  - {id: cfo, kind: approval, name: {zh: 财务, en: CFO}, who: [{role: cfo}], due: 2d}
"""
LAUNCH = """
id: launch
prefix: LA
name: {zh: 上市, en: Launch}
about: {zh: 上市, en: Launch}
fields:
  - {id: product, type: text, label: {zh: 产品, en: Product}, required: true}
steps:
  - id: both
    kind: parallel
    name: {zh: 同时, en: At once}
    branches:
      - steps: [{id: design, kind: task, name: 设计, who: [{person: liu.yang}], due: 1d}]
      - steps:
          - {id: money, kind: approval, name: 预算, mode: all, who: [{person: li.na}, {person: chen.jie}]}
  - {id: boss, kind: approval, name: 总经理, who: [{role: ceo}], reject_to: starter, repeat: ask}
"""


def _person(person: PersonId, zh: str, manager: PersonId | None) -> Person:
    return Person(person, Label(zh, person), Label("", ""), DepartmentId("rnd"), manager)


DIRECTORY = Directory(
    people={
        LIU: _person(LIU, "刘洋", CHEN),
        CHEN: _person(CHEN, "陈杰", ZHANG),
        LI: _person(LI, "李娜", ZHANG),
        ZHANG: _person(ZHANG, "张伟", None),
    },
    departments={DepartmentId("rnd"): Department(DepartmentId("rnd"), Label("研发部", "R&D"), CHEN)},
    roles={"cfo": (LI,), "ceo": (ZHANG,), "pmo": (ZHANG,)},
)
STEPS = {each.STEP.kind: each.STEP for each in (approval, condition, join, notify, parallel, start, task)}
WORLD = World(STEPS, DIRECTORY, Calendar())


def parsed(source: str, version: int) -> Template:
    return Formats(STEPS).read(source, version)


@dataclass(frozen=True)
class Office:
    database: Database
    service: WorkflowService
    unit_of_work: UnitOfWork
    templates: TemplateStore

    def purchase(
        self, item: str = "示波器", *, budget: int = 620_000, now: datetime = NOW, key: str | None = None
    ) -> Process:
        command = StartProcess(actor=LIU, template="purchase", fields={"item": item, "budget": budget})
        return self.service.execute(command, now, key).process

    def launch(self, product: str = "手表", *, now: datetime = NOW) -> Process:
        command = StartProcess(actor=CHEN, template="launch", fields={"product": product})
        return self.service.execute(command, now).process

    def stored(self, number: Number) -> Process:
        with self.unit_of_work() as work:
            return work.load(number)


def open_office(database: Database) -> Office:
    templates = TemplateStore(database, parsed)
    unit_of_work = UnitOfWork(database, templates.read)
    for name, source in (("purchase", PURCHASE), ("launch", LAUNCH)):
        templates.publish(name, source, NOW)
    return Office(database, WorkflowService(unit_of_work, lambda: WORLD), unit_of_work, templates)

"""Who acts: every rule by which a step names people, and the reason it gives to them and to others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.present.explaining import explanation
from bot.present.task_card import open_card
from engine.commands import StartProcess
from engine.decide import start
from engine.formats.yaml import read
from engine.people import Label, PersonId
from engine.process import Number
from engine.rota import Rota, Turn
from engine.step import World
from engine.template import StepId
from tests.unit.engine.galaxy import ZONE, Story, approval, at, begin, galaxy

FORM = """
id: story
prefix: ST
name: 故事
about: 故事
owners: [wang.fang]
fields:
  - {id: owner, type: person, label: {zh: 负责人, en: owner}}
  - {id: where, type: department, label: {zh: 部门, en: department}}
steps:
"""


def company() -> World:
    world = galaxy()
    people = dict(world.directory.people)
    people[PersonId("zhang.wei")] = replace(people[PersonId("zhang.wei")], title=Label("总经理", "CEO"))
    turn = Turn(PersonId("huang.lei"), at("Mon", "08:00"), at("Mon", "20:00"))
    rotas = {"it": Rota("it", Label("IT 值班", "IT on-call"), ZONE, (turn,))}
    return replace(world, directory=replace(world.directory, people=people, rotas=rotas))


def asked(who: str, *, first: str = "") -> Story:
    """Started by zhou.ting, whose managers are chen.jie and zhang.wei; she chose guo.tao for the step."""
    step = f"  - {{id: s1, kind: approval, name: s1, mode: all, who: [{who}], due: 2d}}\n"
    defined = read(FORM + first + step, 1, galaxy().steps)
    command = StartProcess(
        actor=PersonId("zhou.ting"),
        template="story",
        fields={"owner": "zheng.shuang", "where": "legal"},
        number=Number("ST-1"),
        chosen={StepId("s1"): (PersonId("guo.tao"),)},
    )
    world = company()
    made = start(defined, command, world, at("Mon"))
    return Story(made.process, world, at("Mon"), list(made.events), made.events, {1: defined})


@pytest.mark.parametrize(
    ("who", "people", "zh", "en"),
    [
        ("{person: li.na}", "li.na", "模板指定由你处理", "the template names you"),
        ("{role: cfo}", "li.na", "这一步由财务总监处理", "this step belongs to the CFO"),
        ("{head_of: starter}", "chen.jie", "你是rnd的负责人", "you head rnd"),
        ("{head_of: where}", "xu.jing", "你是legal的负责人", "you head legal"),
        ("{head_of: finance}", "li.na", "你是finance的负责人", "you head finance"),
        ("{manager_of: starter}", "chen.jie", "你是zhou.ting的直属上级", "you are zhou.ting's manager"),
        (
            "{manager_of: starter, level: 2}",
            "zhang.wei",
            "你是zhou.ting的隔级上级",
            "you are a manager above zhou.ting's own",
        ),
        ("{manager_of: owner}", "wu.hao", "你是负责人的直属上级", "you are owner's manager"),
        ("{managers_of: starter}", "chen.jie zhang.wei", "逐级审批到你", "in zhou.ting's line of managers"),
        ("{managers_of: starter, up_to: 1}", "chen.jie", "逐级审批到你", "in zhou.ting's line of managers"),
        ("{managers_of: starter, up_to: 总经理}", "chen.jie zhang.wei", "逐级审批到你", "line of managers"),
        ("{managers_of: owner, up_to: CEO}", "wu.hao zhang.wei", "你是负责人的上级之一", "line of managers"),
        ("{field: owner}", "zheng.shuang", "表单里的“负责人”填的是你", "the form names you as “owner”"),
        ("{field: where}", "xu.jing", "表单里的“部门”填的是你", "the form names you as “department”"),
        ("{chosen: true}", "guo.tao", "申请人zhou.ting选了你", "zhou.ting, who asked, chose you"),
        (
            "{people: 'person.department == \"marketing\"'}",
            "wu.hao zheng.shuang",
            "你符合这一步的条件",
            "you fit the rule",
        ),
        ("{on_call: it}", "huang.lei", "你正在值班(「IT 值班」)", "you are on call for “IT on-call”"),
        ("{role: cfo}, {person: guo.tao}, {person: li.na}", "guo.tao li.na", "", ""),
    ],
)
def test_whom_a_rule_names_and_why(who: str, people: str, zh: str, en: str) -> None:
    story = asked(who)
    assert " ".join(story.open) == people
    person = story.process.tasks[0].assignee
    card = open_card(story.process, story.task(person), story.world, story.now)
    assert card.context is not None
    assert zh in card.context.zh
    assert en in card.context.en


def test_who_did_an_earlier_step() -> None:
    first = "  - {id: s0, kind: task, name: {zh: 采购, en: Buy}, who: [{person: li.na}, {person: he.ping}]}\n"
    story = asked("{performer_of: s0}", first=first).done("he.ping")
    assert story.open == ["he.ping"]
    assert "「采购」是你处理的" in story.hears("he.ping")
    assert "you dealt with “Buy”" in story.hears("he.ping", "en")


def explained(story: Story, viewer: str) -> Any:
    task = story.process.tasks[0]
    return explanation(story.process, task, story.history, story.world, story.now, viewer=PersonId(viewer))


def test_explain_names_the_rule_the_deputy_and_the_calendar() -> None:
    story = begin(approval("s1", "manager_of: starter", more="due: 2d"))
    said = explained(story, "chen.jie")
    assert "因为你是zhou.ting的直属上级" in said.zh
    assert "because you are zhou.ting's manager" in said.en
    assert "期限 明天 17:00:这一步给 2 个工作日,只算周一至周五 09:00–17:00。" in said.zh
    assert "the step gives 2 working days, counting Mon–Fri 09:00–17:00 only." in said.en
    story.delegates("chen.jie", "guo.tao", at("Mon"), at("Thu", "00:00")).redirected()
    said = explained(story, "guo.tao")
    assert "因为chen.jie是zhou.ting的直属上级" in said.zh, "the rule named the principal"
    assert "because chen.jie is zhou.ting's manager" in said.en
    assert "chen.jie的审批由guo.tao代理,到 周四 00:00" in said.zh
    assert "guo.tao stands in for chen.jie until Thu 00:00" in said.en
    card = open_card(story.process, story.process.tasks[0], story.world, story.now)
    assert card.context is not None
    assert "你代chen.jie处理,chen.jie是zhou.ting的直属上级" in card.context.zh
    assert "you stand in for chen.jie: chen.jie is zhou.ting's manager" in card.context.en


def test_others_read_of_whom_it_is_true() -> None:
    story = begin(approval("s1", "head_of: starter"))
    said = explained(story, "zhou.ting")
    assert "因为chen.jie是rnd的负责人" in said.zh
    assert "because chen.jie heads rnd" in said.en

"""The starter chooses who acts at a step: asked for along with the form, in words or in the form itself."""

from __future__ import annotations

import pytest

from tests.scenarios.company import Company

_PICK = """
id: pick
prefix: PK
name: {zh: 互评, en: Peer review}
about: {zh: 找一位同事评一评, en: A colleague looks at it}
title: "{what}"
fields: [{id: what, label: {zh: 内容, en: what}, required: true}]
steps:
  - {id: peer, kind: approval, name: {zh: 同事评审, en: Peer's look}, who: [{chosen: true}], due: 1d}
  - id: more
    kind: approval
    name: {zh: 复核, en: Second look}
    who: [{person: li.na}, {chosen: true}]
    mode: all
    due: 1d
"""


@pytest.fixture(autouse=True)
def pick(company: Company) -> None:
    company.core.templates.publish("pick", _PICK, company.clock.now())


def _holders(company: Company, number: str) -> list[str]:
    return sorted(each.assignee for each in company.process(number).tasks)


def test_the_form_asks_whom_and_where_nobody_else_is_named_it_must_be_said(company: Company) -> None:
    form = company.presses_id("liu.yang", "start/pick").card
    assert [(each.label.zh, each.type, each.required) for each in form.inputs] == [
        ("内容", "text", True),
        ("同事评审", "person", True),
        ("复核", "person", False),
    ]
    started = company.presses("liu.yang", "提交", what="方案", whom_peer="sun.lei", whom_more="he.ping")
    number = started.process().number
    assert _holders(company, number) == ["sun.lei"]
    company.presses("sun.lei", "同意")
    assert _holders(company, number) == ["he.ping", "li.na"]


def test_it_can_be_said_in_words(company: Company) -> None:
    company.presses_id("liu.yang", "start/pick")
    asked = company.says("liu.yang", "新展厅方案")
    assert "「同事评审」是谁?说名字就行。" in asked.text
    assert "“Peer's look”" in asked.english
    confirm = company.says("liu.yang", "孙磊")
    assert "同事评审 | 孙磊" in confirm.text
    assert "提交后:孙磊 → 李娜" in confirm.text, "the way ahead knows it"
    number = company.says("liu.yang", "好的").process().number
    assert _holders(company, number) == ["sun.lei"]


def test_an_ended_one_is_started_again_with_its_data_under_a_new_number(company: Company) -> None:
    company.presses_id("liu.yang", "start/pick")
    first = company.presses("liu.yang", "提交", what="方案", whom_peer="sun.lei").process().number
    company.says("liu.yang", f"撤回{first}")
    company.says("liu.yang", "好的")
    company.says("liu.yang", f"{first} 走到哪了")
    asked = company.presses_id("liu.yang", f"again/{first}")
    assert "发起互评?" in asked.text
    assert "同事评审 | 孙磊" in asked.text
    again = company.says("liu.yang", "好的").process()
    assert (again.number, again.fields["what"], _holders(company, again.number)) == (
        "PK-2",
        "方案",
        ["sun.lei"],
    )


def test_only_who_started_it_is_offered_to_start_it_again(company: Company) -> None:
    company.presses_id("liu.yang", "start/pick")
    number = company.presses("liu.yang", "提交", what="方案", whom_peer="sun.lei").process().number
    company.presses("sun.lei", "驳回")
    company.presses("sun.lei", "提交", reason="不需要")
    offered = {
        person: [
            each.label.zh for card in company.says(person, f"{number} 走到哪了").cards for each in card.extra
        ]
        for person in ("liu.yang", "sun.lei")
    }
    assert ("再次发起" in offered["liu.yang"], "再次发起" in offered["sun.lei"]) == (True, False)

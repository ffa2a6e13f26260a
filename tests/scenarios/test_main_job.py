"""The main job: from one sentence to a finished process, in a chat."""

from __future__ import annotations

import pytest

from engine.process import ProcessStatus
from tests.scenarios.company import Company


def test_a_sentence_becomes_a_finished_process(company: Company) -> None:
    asked = company.says("liu.yang", "帮我发起一个新品立项流程")
    assert "产品" in asked.text
    assert "预算" in asked.text
    assert [each.id for each in asked.card.inputs if each.required] == ["product", "budget"]

    assert "预算" in company.says("liu.yang", "叫极光手表").text
    summary = company.says("liu.yang", "62万")
    assert "62 万元" in summary.text
    assert "李娜" in summary.card.context.zh if summary.card.context else False, "the way ahead is shown"

    process = summary.started()
    assert process.title == "极光手表"
    assert process.fields == {"product": "极光手表", "budget": 620_000}

    company.presses("chen.jie", "同意")
    assert "NP-1" in company.hears("li.na").text, "above half a million the CFO is asked"
    company.presses("li.na", "同意")
    for person in ("wu.hao", "xu.jing"):
        company.presses(person, "同意")
    company.presses("he.ping", "完成")
    done = company.presses("liu.yang", "完成")
    assert "已完成" in done.text
    assert company.process(process.number).status is ProcessStatus.COMPLETED


def test_below_half_a_million_the_cfo_is_not_asked(company: Company) -> None:
    company.says("liu.yang", "发起新品立项,产品叫云雀耳机,预算30万").started()
    company.presses("chen.jie", "同意")
    assert company.hears("li.na").text == ""


def test_one_sentence_with_everything_in_it_asks_for_nothing_but_a_yes(company: Company) -> None:
    summary = company.says("sun.lei", "走个采购,买10台示波器,预算62万")
    assert summary.labels == ["确认", "取消"]
    process = summary.started()
    assert process.fields == {"item": "示波器", "quantity": 10, "budget": 620_000}


def test_nothing_is_started_without_a_yes(company: Company) -> None:
    company.says("sun.lei", "报销1200元差旅费")
    assert "什么都没有动" in company.says("sun.lei", "算了").text
    assert "没有等你确认" in company.says("sun.lei", "好的").text


def test_a_form_can_be_filled_in_instead(company: Company) -> None:
    company.says("liu.yang", "帮我发起一个新品立项流程")
    done = company.presses("liu.yang", "提交", product="极光手表", budget="620000", owner="sun.lei")
    assert done.process().fields == {"product": "极光手表", "budget": 620_000, "owner": "sun.lei"}


@pytest.mark.parametrize(
    ("budget", "launch"),
    [("62万", "12月20日"), ("620k", "Dec 20"), ("¥620,000", "下个月20号")],
)
def test_what_is_typed_into_a_form_in_words_is_read_as_if_it_were_said(
    company: Company, budget: str, launch: str
) -> None:
    company.says("liu.yang", "帮我发起一个新品立项流程")
    done = company.presses("liu.yang", "提交", product="极光手表", budget=budget, launch_date=launch)
    assert done.process().fields == {"product": "极光手表", "budget": 620_000, "launch_date": "2026-12-20"}


def test_an_amount_that_is_none_is_asked_for_again(company: Company) -> None:
    company.says("liu.yang", "帮我发起一个新品立项流程")
    again = company.presses("liu.yang", "提交", product="极光手表", budget="再说", launch_date="")
    assert "预算" in again.text
    assert "提交" in again.labels


def test_an_amount_changed_with_a_task_may_be_in_words(company: Company) -> None:
    process = company.says("sun.lei", "走个采购,买10台示波器,预算62万").started()
    company.presses("chen.jie", "同意")
    company.presses("he.ping", "完成", supplier="是德科技", budget="58.5万")
    assert company.process(process.number).fields["budget"] == 585_000


def test_a_correction_before_the_yes_is_taken(company: Company) -> None:
    company.says("liu.yang", "发起新品立项,产品叫极光手表,预算62万")
    again = company.says("liu.yang", "不对,预算是80万")
    assert "80 万元" in again.card.facts[0].value.zh
    assert again.started().fields["budget"] == 800_000


def test_an_interruption_is_answered_and_the_question_stands(company: Company) -> None:
    company.says("liu.yang", "帮我发起一个新品立项流程")
    aside = company.says("liu.yang", "我还有啥没处理")
    assert "手上" in aside.text
    assert "接着说" in aside.text
    company.says("liu.yang", "极光手表")
    assert "62 万元" in company.says("liu.yang", "预算62万").text


def test_a_late_answer_to_an_old_confirmation_does_nothing(company: Company) -> None:
    first = company.says("sun.lei", "报销1200元差旅费")
    company.says("sun.lei", "报销800元差旅费")
    old = first.buttons[0]
    assert old.id.startswith("confirm/")
    company.passes(hours=13)
    assert "没有等你确认" in company.says("sun.lei", "好的").text


@pytest.mark.parametrize("words", ["好的", "确认", "行", "可以", "go"])
def test_many_words_mean_yes(company: Company, words: str) -> None:
    company.says("sun.lei", "报销1200元差旅费")
    assert "已发起 EX-1" in company.says("sun.lei", words).text


def test_it_can_be_said_in_english(company: Company) -> None:
    company.says("liu.yang", "switch to English")
    summary = company.says("liu.yang", "start a new-product initiation for Aurora, budget 800k")
    assert "¥800k" in summary.english
    assert "Started NP-1" in company.says("liu.yang", "go").english


def test_an_unknown_person_in_the_form_leads_to_a_question(company: Company) -> None:
    asked = company.says("liu.yang", "发起新品立项,产品叫极光手表,预算62万,负责人黄三")
    assert "黄三" in asked.text or "负责人" in asked.text
    assert company.core.workflow is not None

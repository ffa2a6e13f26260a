"""Templates by talking: describe, look, correct, publish, start; and which of those there are fits."""

from __future__ import annotations

from bot.cards import Card
from engine.formats.yaml import read
from tests.scenarios.company import Company

OUTSOURCING = "新建一个外包审批流程:部门经理批,法务审核,超20万再到财务总监"


def _ids(company: Company) -> set[str]:
    return {each.id for each in company.core.templates.current()}


def test_a_description_becomes_a_picture_and_words_and_nothing_is_published_yet(company: Company) -> None:
    before = _ids(company)
    shown = company.says("wang.fang", OUTSOURCING)
    assert shown.pictures == 1
    assert "1. 部门经理审批" in shown.text
    assert "2. 法务审核" in shown.text
    assert "3. 金额超过 20 万元才需要:财务总监审批" in shown.text
    assert shown.labels == ["发布"]
    assert _ids(company) == before


def test_corrections_show_what_changed_and_leave_the_rest(company: Company) -> None:
    company.says("wang.fang", OUTSOURCING)
    together = company.says("wang.fang", "法务和财务并行")
    assert together.pictures == 1
    assert "+ 并行" in together.text.replace("＋", "+")
    raised = company.says("wang.fang", "把金额改成30万")
    assert "30 万元" in raised.text.split("改好了")[1]
    mine = company.says("wang.fang", "部门经理改成我领导")
    assert "－ 部门经理审批" in mine.text
    assert "＋ 直属领导审批" in mine.text
    added = company.says("wang.fang", "再加一步采购审核,在财务之前")
    assert "＋ 采购部审核" in added.text
    gone = company.says("wang.fang", "删掉采购")
    assert "－ 采购部审核" in gone.text


def test_what_was_published_can_be_started_at_once_and_reaches_the_approvers(company: Company) -> None:
    company.says("wang.fang", OUTSOURCING)
    done = company.presses("wang.fang", "发布")
    assert "已发布「外包」" in done.text
    template = next(each for each in company.core.templates.current() if each.id == "outsourcing")
    assert template.owners == ("wang.fang",)
    asked = company.says("sun.lei", "发起外包,事项是包装设计,金额35万")
    process = asked.started() if "确认" in asked.labels else company.presses("sun.lei", "提交").process()
    assert process.template.id == "outsourcing"
    assert process.fields["amount"] == 350_000
    assert [part.number for part in company.hears("chen.jie").parts if isinstance(part, Card)]
    company.presses("chen.jie", "同意")
    company.presses("xu.jing", "同意")
    assert company.process(process.number).tasks[0].assignee == "li.na"


def test_in_english_it_is_the_same(company: Company) -> None:
    shown = company.says(
        "wang.fang", "create a process for equipment loans: manager approves, above 200k the CFO too"
    )
    assert "1. Line manager: approve" in shown.english
    assert "2. if amount over ¥200k: CFO: approve" in shown.english
    changed = company.says("wang.fang", "add legal review before the CFO")
    assert "＋ Legal counsel: approve" in changed.english or "＋ Legal: approve" in changed.english
    published = company.says("wang.fang", "publish")
    assert "“Equipment loans” is published" in published.english


def test_who_may_not_publish_keeps_the_draft_and_is_told_whom_to_ask(company: Company) -> None:
    before = _ids(company)
    company.says("sun.lei", OUTSOURCING)
    refused = company.says("sun.lei", "发布")
    assert "王芳" in refused.text
    assert _ids(company) == before
    assert "－ 法务审核" in company.says("sun.lei", "删掉法务").text


def test_the_button_of_an_earlier_draft_publishes_nothing(company: Company) -> None:
    before = _ids(company)
    old = company.says("wang.fang", OUTSOURCING).buttons[0]
    company.says("wang.fang", "删掉法务")
    answer = company.presses_id("wang.fang", old.id)
    assert "改动之前" in answer.text
    assert _ids(company) == before


def test_a_yes_alone_publishes_nothing_and_never_mind_drops_the_draft(company: Company) -> None:
    before = _ids(company)
    company.says("wang.fang", OUTSOURCING)
    company.says("wang.fang", "好的")
    assert _ids(company) == before
    assert "不办了" in company.says("wang.fang", "算了").text


def test_steps_are_asked_for_when_only_a_name_was_said(company: Company) -> None:
    assert "有哪几步" in company.says("wang.fang", "新建流程模板:样品申请").text
    shown = company.says("wang.fang", "主管批,然后质量审核")
    assert "样品申请" in shown.text
    assert "2. 质量部审核" in shown.text


def test_another_wish_interrupts_and_the_draft_stands(company: Company) -> None:
    company.says("wang.fang", OUTSOURCING)
    company.says("wang.fang", "我还有啥没处理")
    assert "－ 法务审核" in company.says("wang.fang", "删掉法务").text


def test_whom_nobody_knows_is_said_and_the_starter_chooses(company: Company) -> None:
    shown = company.says("wang.fang", "建立一个车辆使用流程:行政批")
    assert "通讯录里没有「行政」" in shown.text


def test_the_published_text_is_a_template_like_any_other(company: Company) -> None:
    company.says("wang.fang", OUTSOURCING)
    company.says("wang.fang", "发布")
    source = company.core.templates.version("outsourcing").source
    assert read(source, 1, company.core.steps).prefix == "WB"


def test_which_template_fits_and_how_it_usually_goes(company: Company) -> None:
    told = company.says("liu.yang", "想搞一场直播带货用哪个流程合适")
    assert "市场推广" in told.text
    assert "还没有走完的单子" in told.text
    assert "发起市场推广" in told.labels


def test_the_usual_way_is_told_from_finished_processes(company: Company) -> None:
    number = company.says("sun.lei", "报销1200元差旅费").started().number
    company.presses("chen.jie", "同意")
    company.passes(hours=26)
    while tasks := company.process(number).tasks:
        holder = tasks[0].assignee
        assert holder is not None
        company.says(holder, f"完成 {number}")
        company.says(holder, "好的")
    told = company.says("liu.yang", "团建费用用哪个模板")
    assert "最近走完的 1 单通常用" in told.text


def test_where_nothing_fits_it_says_so(company: Company) -> None:
    told = company.says("liu.yang", "想养一只猫用哪个流程合适")
    assert "没有合适的" in told.text
    assert told.labels == []

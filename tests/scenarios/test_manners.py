"""Manners: no repeating, no pointless questions, words that say what happened, what is next and who."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cards import Card, State
from storage.attendance import Attendance
from tests.scenarios.company import Company

STANDS = "刚才问你的还没说完"


def _project(company: Company, budget: str = "62万") -> str:
    return company.says("liu.yang", f"发起新品立项,产品叫极光手表,预算{budget}").started().number


def test_an_open_question_is_recalled_once_however_many_asides(company: Company) -> None:
    company.says("liu.yang", "帮我发起一个新品立项流程")
    assert STANDS in company.says("liu.yang", "我还有啥没处理").text
    assert STANDS not in company.says("liu.yang", "我还有啥没处理").text
    company.says("liu.yang", "极光手表")
    assert STANDS in company.says("liu.yang", "我还有啥没处理").text, "another question, another word"


def test_small_talk_fills_in_no_field(company: Company) -> None:
    company.says("liu.yang", "发起新品立项,产品叫极光手表")
    company.says("liu.yang", "今天天气不错")
    process = company.says("liu.yang", "预算62万").started()
    assert process.fields == {"product": "极光手表", "budget": 620_000}


def test_a_reason_may_be_said_in_place_of_the_yes(company: Company) -> None:
    number = _project(company)
    assert "想写理由" in company.says("chen.jie", "驳回").text
    assert "预算太高" in company.says("chen.jie", "预算太高").card.facts[-1].value.zh
    company.says("chen.jie", "好的")
    assert "预算太高" in company.hears("liu.yang").text
    assert not company.process(number).is_running


def test_a_question_in_between_is_no_reason(company: Company) -> None:
    number = _project(company)
    company.says("chen.jie", "驳回")
    company.says("chen.jie", "这样合适吗?")
    assert company.process(number).is_running
    assert "理由" not in company.says("chen.jie", "好的").text


def test_what_cannot_be_done_is_said_before_a_yes_is_asked_for(company: Company) -> None:
    number = _project(company)
    said = company.says("wang.fang", f"把{number}转给孙磊")
    assert "确认" not in said.labels
    said = company.says("sun.lei", f"撤回 {number}")
    assert "确认" not in said.labels
    assert "刘洋(产品经理)发起" in said.text
    assert "不能转给自己" in company.says("chen.jie", "这个转给陈杰").text


def test_a_confirmation_shows_what_the_decision_hangs_on(company: Company) -> None:
    _project(company)
    said = company.says("chen.jie", "同意").text
    assert "62 万元" in said
    assert "刘洋(产品经理)" in said


def test_a_list_asked_for_twice_leaves_one_card_to_act_on(company: Company) -> None:
    number = _project(company)
    for _ in range(2):
        company.says("chen.jie", "我的待办")
    shown = [
        part
        for message in company._messages("chen.jie")
        for part in company._parts(message)
        if isinstance(part, Card) and part.key == f"task/{number}-1"
    ]
    assert [bool(card.buttons) for card in shown] == [False, False, True]
    company.says("chen.jie", "同意")
    company.says("chen.jie", "好的")
    assert company.card_of("chen.jie", f"task/{number}-1").outcome is not None


def test_a_reply_under_an_old_copy_of_a_card_still_means_it(company: Company) -> None:
    number = _project(company)
    company.says("sun.lei", "报销1200元差旅费").started()
    company.says("chen.jie", "我的待办")
    company.says("chen.jie", "同意", quoting=f"task/{number}-1")
    assert f"已同意 {number}" in company.says("chen.jie", "好的").text


def test_late_is_not_refused(company: Company) -> None:
    number = _project(company)
    company.passes(days=2)
    company.says("chen.jie", "我的待办")
    card = company.card_of("chen.jie", f"task/{number}-1")
    assert card.state is State.WAITING
    assert "超期" in card.status.zh


def test_an_end_is_told_once_with_who_was_told(company: Company) -> None:
    _project(company)
    company.presses("chen.jie", "驳回")
    said = company.presses("chen.jie", "提交", reason="不做了").text
    assert said.count("已驳回 NP-1") == 1
    assert "流程到此结束。已告诉刘洋。" in said


def test_who_withdraws_hears_of_it_once(company: Company) -> None:
    number = _project(company)
    company.says("liu.yang", f"撤回 {number}")
    assert company.says("liu.yang", "好的").text.count("撤回了它") == 0


def test_a_resubmission_is_called_that(company: Company) -> None:
    _project(company)
    company.presses("chen.jie", "退回")
    company.presses("chen.jie", "提交", reason="预算再看看")
    assert "已重新提交" in company.presses("liu.yang", "重新提交", budget="300000").text
    acts = [fact.value.zh for fact in company.says("liu.yang", "NP-1 走到哪了").card.more]
    assert acts == ["刘洋 发起", "陈杰 退回「部门经理审批」: 预算再看看", "刘洋 修改后重新提交"]


def test_the_way_taken_is_told_in_the_templates_own_words(company: Company) -> None:
    number = _project(company)
    company.presses("chen.jie", "同意")
    assert "因为预算超过 50 万" in company.says("liu.yang", f"{number} 走到哪了").text
    company.says("li.na", "switch to English")
    assert "because the budget is above 500k" in company.says("li.na", "why is this on my desk").english


def test_a_chart_is_followed_by_what_is_next_and_the_way_to_push_it(company: Company) -> None:
    number = _project(company)
    shown = company.says("liu.yang", f"发一下{number}的甘特图")
    assert "现在等陈杰(研发总监)" in shown.text
    assert "催一下" in shown.labels


def test_the_choice_of_tasks_says_whose_they_are(company: Company) -> None:
    company.says("sun.lei", "报销1200元差旅费").started()
    company.says("zhou.ting", "报销800元差旅费").started()
    asked = company.says("chen.jie", "同意")
    assert any("孙磊" in label for label in asked.labels)
    assert any("周婷" in label for label in asked.labels)


def test_a_managers_notice_asks_for_help_and_names_the_ways(company: Company) -> None:
    _project(company)
    company.passes(days=3)
    told = company.hears("zhang.wei")
    assert "麻烦你问一声" in told.text
    assert {"催一下", "看看"} <= set(told.labels)


def test_where_a_comment_goes_is_no_part_of_it_and_no_comment(company: Company) -> None:
    number = _project(company)
    company.says("liu.yang", f"comment on {number}: looks fine")
    assert "noted on NP-1 极光手表: looks fine" in company.hears("chen.jie").english
    assert "What should I note" in company.says("liu.yang", f"comment on {number}").english


def test_a_condition_that_cannot_be_judged_is_told_in_peoples_words(company: Company) -> None:
    source = Path("bot/app/demo/templates/new_product.yaml").read_text("utf-8")
    flawed = source.replace("budget > 500000", 'launch_date > "2026-12-01"')
    company.core.templates.publish("new_product", flawed, company.clock.now())
    number = _project(company)
    company.presses("chen.jie", "同意")
    assert "已通知管理员" in company.hears("liu.yang").text
    told = company.hears("wang.fang")
    assert "没有填上市日期" in told.text
    assert "Undefined" not in told.english
    assert "重试" in told.labels
    asked = company.presses("wang.fang", "重试")
    assert f"{number} 的问题怎么解决的" in asked.text
    assert f"What was mended in {number}?" in asked.english
    again = company.says("wang.fang", "条件改好了")
    assert f"已重试 {number}" in again.text
    assert "王芳 重试: 条件改好了" in company.says("wang.fang", f"{number} 走到哪了").text


def test_checking_in_is_noted_with_its_time_and_place(company: Company) -> None:
    assert "已签到 · 10:00 · 客户现场" in company.says("ma.chao", "我到客户现场了,打卡").text
    assert "Checked out · 10:00" in company.says("ma.chao", "clocking out").english
    found = Attendance(company.core.database).of("ma.chao")
    assert sorted((each.kind, each.place) for each in found) == [("check_in", "客户现场"), ("check_out", "")]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("你好", "你好!我是推推"),
        ("早上好呀", "你好!我是推推"),
        ("谢谢啦!", "不客气"),
        ("你是谁?", "我是推推"),
        ("拜拜", "回头见"),
        ("good morning", "Hello! I am Tuitui"),
        ("thanks a lot", "You are welcome"),
    ],
)
def test_courtesy_is_answered_in_kind(company: Company, said: str, answer: str) -> None:
    heard = company.says("liu.yang", said)
    assert answer in f"{heard.text}\n{heard.english}"


def test_a_yes_is_no_value_of_a_field(company: Company) -> None:
    company.says("liu.yang", "发起新品立项,预算62万")
    assert "没对上" in company.says("liu.yang", "确认").text
    company.says("liu.yang", "极光手表")
    assert company.says("liu.yang", "确认").process().title == "极光手表"


def test_thanks_leave_the_open_question_open(company: Company) -> None:
    company.says("liu.yang", "发起新品立项,产品叫极光手表,预算62万")
    assert "不客气" in company.says("liu.yang", "谢谢").text
    assert company.says("liu.yang", "好的").process().template.id == "new_product"


def test_who_cannot_be_nudged_is_said_by_name(company: Company) -> None:
    number = _project(company)
    said = company.says("liu.yang", f"催一下徐静,{number}").text
    assert f"{number} 没有在等徐静。现在等陈杰" in said
    assert "没有在等别人" in company.says("chen.jie", f"催一下{number}").text


def test_a_number_alone_corrects_how_many(company: Company) -> None:
    company.says("liu.yang", "走个采购,买10台示波器,预算8万")
    company.says("liu.yang", "改成12吧")
    assert company.says("liu.yang", "好的").process().fields["quantity"] == 12
    company.says("liu.yang", "buy 3 monitors, 9000 yuan")
    company.says("liu.yang", "actually make it 4")
    assert company.says("liu.yang", "好的").process().fields["quantity"] == 4


def test_a_title_that_is_only_the_kind_is_not_said_twice(company: Company) -> None:
    company.says("liu.yang", "我要请年假,下周一到周三")
    number = company.says("liu.yang", "好的").process().number
    assert "请假:请假" not in company.says("liu.yang", f"{number} 走到哪了").text


def test_what_a_card_says_is_still_true_the_day_after(company: Company) -> None:
    """It stands in the chat for days: no 今天, no hours overdue that were counted once."""
    number = _project(company)
    company.passes(hours=34)
    card = company.card_of("chen.jie", f"task/{number}-1")
    assert card.status.zh == "已超期"
    assert "11月25日 周三 10:00 前" in [fact.value.zh for fact in card.facts]
    company.presses("chen.jie", "同意")
    decided = company.card_of("chen.jie", f"task/{number}-1")
    assert decided.outcome is not None
    assert decided.outcome.zh == "陈杰 已同意 · 11月25日 周三 20:00"
    assert decided.title.zh == "极光手表", "its number stands beside it"


def test_what_waits_at_the_same_time_is_one_sentence(company: Company) -> None:
    _project(company, budget="30万")
    said = company.presses("chen.jie", "同意").text
    assert said.count("现在") == 1
    assert "现在同时等吴昊(市场总监)的「市场评估」" in said
    assert ";徐静(法务)的「法务审核」" in said


def test_a_reminder_offers_to_act_to_hand_over_and_to_wait(company: Company) -> None:
    number = _project(company)
    company.passes(hours=30)
    card = company.card_of("chen.jie", f"task/{number}-1")
    assert [each.label.zh for each in card.buttons] == ["同意", "转交", "明天再提醒"]
    assert [each.label.zh for each in card.extra][:2] == ["退回", "驳回"], "the rest is behind 更多"


def test_a_field_is_asked_for_in_a_whole_sentence(company: Company) -> None:
    assert "还差:产品、预算。「产品」填什么?" in company.says("liu.yang", "帮我发起一个新品立项流程").text
    assert "只差这一项:「预算」多少钱?" in company.says("liu.yang", "极光手表").text


def test_a_date_in_a_form_is_shown_as_the_day_it_is(company: Company) -> None:
    asked = company.says("zhou.ting", "请年假,明天到周五")
    assert [fact.value.zh for fact in asked.card.facts][:2] == ["11月25日 周三", "11月27日 周五"]

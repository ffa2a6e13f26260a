"""The verbs that stand behind 更多, in forms and in menus."""

from __future__ import annotations

from engine.commands import StartProcess
from engine.people import PersonId
from engine.process import ProcessStatus
from tests.scenarios.company import Company, Heard

_PLAN = """
id: plan
prefix: PL
name: {zh: 方案, en: Plan}
about: {zh: 方案审批, en: A plan}
title: "{what}"
owners: [wang.fang]
fields: [{id: what, label: {zh: 内容, en: what}, required: true}]
steps:
"""
_TWO = """
  - {id: first, kind: approval, name: {zh: 初审, en: First look}, who: [{person: chen.jie}], due: 1d}
  - {id: second, kind: approval, name: 终审, who: [{person: li.na}], due: 1d, way_back: ask}
"""


def _started(company: Company, steps: str = _TWO) -> str:
    company.core.templates.publish("plan", _PLAN + steps, company.clock.now())
    start = StartProcess(actor=PersonId("liu.yang"), template="plan", fields={"what": "新展厅"})
    number = company.core.workflow.execute(start, company.clock.now()).process.number
    company.works()
    return number


def _holders(company: Company, number: str) -> list[str]:
    return [each.assignee for each in company.process(number).tasks]


def _extra(heard: Heard) -> list[str]:
    return [button.label.zh for card in heard.cards for button in card.extra]


def test_a_card_shows_at_most_four_buttons_and_keeps_the_rest_behind_more(company: Company) -> None:
    number = _started(company)
    card = company.card_of("chen.jie", f"task/{number}-1")
    assert [each.label.zh for each in card.buttons] == ["同意", "转交", "退回", "驳回"]
    assert [each.label.zh for each in card.extra] == ["加签", "抄送", "为什么是我"]
    more = company.presses_id("chen.jie", f"more/{number}-1")
    assert more.labels == ["退回", "加签", "抄送", "为什么是我"], (
        "where 更多 is itself the fourth, one more is behind it"
    )
    assert f"More for {number}" in more.english


def test_a_pool_s_task_is_claimed_and_given_back(company: Company) -> None:
    pool = "who: [{person: chen.jie}, {person: li.na}], mode: claim, due: 1d"
    number = _started(company, f"  - {{id: one, kind: approval, name: 审, {pool}}}\n")
    assert f"已领取 {number}" in company.presses("chen.jie", "领取").text
    card = company.card_of("chen.jie", f"task/{number}-1")
    assert "放回" in [each.label.zh for each in card.extra]
    assert company.card_of("li.na", f"task/{number}-1").buttons == card.buttons
    assert "陈杰已经领取了它" in company.presses_id("li.na", f"claim/{number}-1").text
    given = company.presses_id("chen.jie", f"release/{number}-1")
    assert f"已放回 {number}" in given.text
    assert "中的一位" in given.text
    assert company.card_of("li.na", f"task/{number}-1").buttons[0].label.zh == "领取"


def test_a_decision_is_taken_back_from_its_confirmation_until_the_next_one_acts(company: Company) -> None:
    number = _started(company)
    assert company.presses("chen.jie", "同意").labels == ["收回"]
    back = company.presses("chen.jie", "收回")
    assert f"已收回你的决定 {number}" in back.text
    assert _holders(company, number) == ["chen.jie"]
    company.presses("chen.jie", "同意")
    assert "收回" in _extra(company.says("chen.jie", f"{number} 到哪了"))
    company.presses("li.na", "同意")
    assert "收回" not in _extra(company.says("chen.jie", f"{number} 到哪了"))
    assert "已经走完" in company.presses("chen.jie", "收回").text
    assert company.process(number).status is ProcessStatus.COMPLETED


def test_a_signer_is_added_before_after_or_beside_and_removed_again(company: Company) -> None:
    number = _started(company)
    form = company.presses_id("chen.jie", f"sign/{number}-1").card
    how = {each.id: [option.label.zh for option in each.options] for each in form.inputs}["position"]
    assert how == ["和我一起签", "先签,再由我决定", "在我之后签"]
    company.presses("chen.jie", "提交", person="xu.jing", position="before")
    assert _holders(company, number) == ["xu.jing"]
    company.presses_id("chen.jie", f"unsign/{number}")
    assert _holders(company, number) == ["chen.jie"]
    task = company.process(number).tasks[0].id
    for person in ("xu.jing", "he.ping"):
        company.presses_id("chen.jie", f"sign/{task}")
        company.presses("chen.jie", "提交", person=person, position="parallel")
    asked = company.presses_id("chen.jie", f"unsign/{number}")
    assert asked.labels == ["徐静(法务)", "何平(采购经理)"]
    assert f"已减签 {number}" in company.presses("chen.jie", "何平(采购经理)").text
    assert sorted(_holders(company, number)) == ["chen.jie", "xu.jing"]


def test_removing_a_signer_that_decides_at_once_is_shown_first(company: Company) -> None:
    number = _started(company)
    company.presses_id("chen.jie", f"sign/{number}-1")
    company.presses("chen.jie", "提交", person="xu.jing", position="parallel")
    company.presses_id("chen.jie", f"approve/{number}-1")
    asked = company.presses_id("chen.jie", f"unsign/{number}")
    assert "「初审」即刻通过" in asked.text
    assert _holders(company, number) == ["xu.jing"]
    company.presses("chen.jie", "确认")
    assert _holders(company, number) == ["li.na"]


def test_somebody_is_copied_in_and_may_follow_and_comment_but_not_decide(company: Company) -> None:
    number = _started(company)
    refused = company.says("guo.tao", f"{number} 到哪了")
    assert f"没有找到 {number}" in refused.text
    form = company.presses_id("chen.jie", f"cc/{number}")
    assert f"把 {number} 抄送给谁?" in form.text
    assert f"Who shall be copied in on {number}?" in form.english
    said = company.says("chen.jie", "郭涛")
    assert f"已把 {number} 新展厅 抄送给郭涛" in said.text
    assert f"Guo Tao can follow {number}" in said.english
    assert "陈杰 抄送给你" in company.hears("guo.tao").text
    assert "抄送" in _extra(company.says("guo.tao", f"{number} 到哪了"))
    assert _holders(company, number) == ["chen.jie"]
    company.says("guo.tao", f"在{number}上留言:看过了")
    assert "郭涛 在" in company.hears("chen.jie").text
    assert "只有本人能处理" in company.presses_id("guo.tao", f"approve/{number}-1").text


def test_who_returns_chooses_where_to_and_how_it_comes_back(company: Company) -> None:
    number = _started(company)
    company.presses("chen.jie", "同意")
    form = company.presses("li.na", "退回").card
    asked = {each.id: [option.label.zh for option in each.options] for each in form.inputs}
    assert asked["to_step"] == ["申请人", "初审"]
    assert asked["way_back"] == ["从那一步重新走", "直接回到我这里"]
    company.presses("li.na", "提交", reason="缺预算", to_step="start", way_back="straight_back")
    company.presses("liu.yang", "重新提交")
    assert _holders(company, number) == ["li.na"]


def test_a_delegation_is_limited_to_what_is_chosen(company: Company) -> None:
    asked = company.says("chen.jie", "从今天到周五郭涛替我批")
    assert _extra(asked) == ["更多设置"]
    (scope,) = [button for card in asked.cards for button in card.extra]
    form = company.presses_id("chen.jie", scope.id)
    assert [each.id for each in form.card.inputs] == ["template", "department", "up_to"]
    said = company.presses("chen.jie", "提交", template="expense", department="rnd", up_to="1万")
    assert "由郭涛代你审批研发部发起的、1 万元以内的「" in said.text
    assert "started by R&D and up to ¥10k" in said.english
    small = company.says("liu.yang", "报销1200元差旅费").started().number
    large = company.says("liu.yang", "报销12000元差旅费").started().number
    company.passes(minutes=1)
    assert (_holders(company, small), _holders(company, large)) == (["guo.tao"], ["chen.jie"])


def test_an_administrator_has_somebody_stand_in_for_another(company: Company) -> None:
    number = _started(company)
    asked = company.says("wang.fang", "从今天到周五郭涛替我批")
    (scope,) = [button for card in asked.cards for button in card.extra]
    form = company.presses_id("wang.fang", scope.id)
    assert [each.id for each in form.card.inputs] == ["principal", "template", "department", "up_to"]
    said = company.presses("wang.fang", "提交", principal="chen.jie")
    assert "由郭涛代陈杰审批" in said.text
    assert "Guo Tao acts for Chen Jie" in said.english
    company.passes(minutes=1)
    assert _holders(company, number) == ["guo.tao"]
    assert "由郭涛代你审批" in company.hears("chen.jie").text


def test_others_give_away_no_approvals_but_their_own(company: Company) -> None:
    number = _started(company)
    asked = company.says("liu.yang", "从今天到周五郭涛替我批")
    (scope,) = [button for card in asked.cards for button in card.extra]
    company.presses_id("liu.yang", scope.id)
    refused = company.presses("liu.yang", "提交", principal="chen.jie")
    assert "只有本人或 PMO 能安排" in refused.text
    company.passes(minutes=1)
    assert _holders(company, number) == ["chen.jie"]


def _menu(company: Company, number: str) -> Heard:
    status = company.says("wang.fang", f"{number} 走到哪了")
    assert "管理" in _extra(status)
    return company.presses_id("wang.fang", f"manage/{number}")


def test_an_administrator_suspends_resumes_and_voids_with_a_reason(company: Company) -> None:
    number = _started(company)
    assert "管理" not in _extra(company.says("liu.yang", f"{number} 走到哪了"))
    assert _menu(company, number).labels == ["挂起", "跳转", "改派", "作废"]
    assert "为什么挂起" in company.presses("wang.fang", "挂起").text
    company.says("wang.fang", "等预算批下来")
    assert company.process(number).suspended_at is not None
    assert "等预算批下来" in company.hears("chen.jie").text
    assert _menu(company, number).labels == ["恢复", "改派", "作废"]
    company.presses("wang.fang", "恢复")
    assert company.process(number).suspended_at is None
    _menu(company, number)
    company.presses("wang.fang", "作废")
    company.presses("wang.fang", "提交", reason="不做了")
    assert company.process(number).status is ProcessStatus.CANCELLED


def test_an_administrator_jumps_and_hands_work_over(company: Company) -> None:
    number = _started(company)
    _menu(company, number)
    asked = company.presses("wang.fang", "跳转")
    assert {"初审", "终审", "直接结束"} <= set(asked.labels)
    assert "为什么跳转" in company.presses("wang.fang", "终审").text
    company.says("wang.fang", "初审的人休假")
    assert _holders(company, number) == ["li.na"]
    _menu(company, number)
    company.presses("wang.fang", "改派")
    company.presses("wang.fang", "提交", leaver="li.na", person="he.ping", reason="李娜出差")
    assert _holders(company, number) == ["he.ping"]


def test_all_of_a_leaver_s_work_is_handed_over_at_once(company: Company) -> None:
    """Open tasks, a queued seat, and what he was shown as a deputy, in several processes; others' stay."""
    queued = "who: [{person: he.ping}, {person: li.na}], mode: sequence, due: 1d"
    first = _started(company)
    second = _started(company, f"  - {{id: one, kind: approval, name: 审, {queued}}}\n")
    third = _started(company)
    company.presses_id("chen.jie", f"approve/{first}-1")
    company.presses_id("chen.jie", f"approve/{third}-1")
    _menu(company, first)
    form = company.presses("wang.fang", "改派").card
    assert [each.label.zh for each in form.inputs] == ["谁的事", "改派给", "范围", "理由"]
    asked = company.presses(
        "wang.fang", "提交", leaver="li.na", person="guo.tao", scope="all", reason="李娜离职"
    )
    assert "把李娜(财务总监)在 3 个流程里的事都交给郭涛(质量经理)?" in asked.text
    assert "Hand all work of Li Na (CFO) in 3 processes over to Guo Tao (quality manager)?" in asked.english
    assert _holders(company, first) == ["li.na"], "nothing has moved yet"
    done = company.says("wang.fang", "好的")
    assert all(f"已改派 {number}" in done.text for number in (first, second, third))
    assert (_holders(company, first), _holders(company, third)) == (["guo.tao"], ["guo.tao"])
    company.presses_id("he.ping", f"approve/{second}-1")
    assert _holders(company, second) == ["guo.tao"]


def test_the_menu_is_only_an_administrator_s(company: Company) -> None:
    number = _started(company)
    assert "模板的负责人或 PMO" in company.presses_id("liu.yang", f"manage/{number}").text
    company.presses_id("liu.yang", f"suspend/{number}")
    assert company.process(number).suspended_at is None
    company.presses("liu.yang", "提交", reason="我想")
    assert company.process(number).suspended_at is None

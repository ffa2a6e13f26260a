"""Following: status, nudges, reminders, escalation, explanations, charts, one's own list and settings."""

from __future__ import annotations

from tests.scenarios.company import Company


def _project(company: Company) -> str:
    return company.says("liu.yang", "发起新品立项,产品叫极光手表,预算62万").started().number


def test_where_it_stands_and_who_holds_it(company: Company) -> None:
    number = _project(company)
    for words in ("极光手表立项走到哪了", f"{number} 现在卡在谁那", "极光项目到哪了"):
        assert "陈杰" in company.says("liu.yang", words).text, words


def test_a_nudge_reaches_the_holder_once_an_hour(company: Company) -> None:
    number = _project(company)
    company.hears("chen.jie")
    assert "已催陈杰" in company.says("liu.yang", f"催一下 {number}").text
    assert "刘洋 催你处理" in company.hears("chen.jie").text
    assert "刚催过" in company.says("liu.yang", f"催一下 {number}").text


def test_a_task_nobody_takes_is_reminded_then_goes_to_the_manager(company: Company) -> None:
    number = _project(company)
    company.hears("chen.jie")
    company.passes(hours=30)
    told = company.hears("chen.jie").text
    assert "快到期了" in told
    assert "到期了" in told
    company.passes(days=1)
    escalated = company.hears("zhang.wei").text
    assert number in escalated
    assert "陈杰" in escalated


def test_each_reminder_comes_once(company: Company) -> None:
    _project(company)
    company.passes(days=2)
    first = company.hears("chen.jie").text
    assert first.count("快到期了") == 1
    company.works()
    company.works()
    assert company.hears("chen.jie").text == ""


def test_a_decided_task_is_reminded_of_no_more(company: Company) -> None:
    _project(company)
    company.presses("chen.jie", "同意")
    company.hears("chen.jie")
    company.passes(days=3)
    assert "超期" not in company.hears("chen.jie").text


def test_a_snoozed_task_comes_back_when_it_was_asked_to(company: Company) -> None:
    _project(company)
    assert "明天 15:00" in company.says("chen.jie", "明天下午三点再提醒我").text
    company.passes(hours=25)
    assert company.hears("chen.jie").text == ""
    company.passes(hours=5)
    assert "你让我现在提醒你" in company.hears("chen.jie").text


def test_quiet_hours_hold_reminders_back_until_morning(company: Company) -> None:
    assert "21:00" in company.says("liu.yang", "晚上九点到早上八点别提醒我").text
    company.says("liu.yang", "今晚十点提醒我交周报")
    company.passes(hours=14)
    assert company.hears("liu.yang").text == ""
    company.passes(hours=9)
    assert "交周报" in company.hears("liu.yang").text


def test_a_reminder_for_a_colleague_is_confirmed_and_names_who_asked(company: Company) -> None:
    company.says("liu.yang", "明天上午十点提醒赵敏交设计稿")
    company.says("liu.yang", "好的")
    company.passes(days=1, hours=1)
    told = company.hears("zhao.min").text
    assert "刘洋让我提醒你" in told
    assert "交设计稿" in told


def test_why_it_is_on_my_desk(company: Company) -> None:
    _project(company)
    company.presses("chen.jie", "同意")
    said = company.says("li.na", "为什么这个要我批").text
    assert "budget > 500000" in said
    assert "62 万元" in said


def test_the_gantt_is_posted_as_a_picture(company: Company) -> None:
    _project(company)
    shown = company.says("liu.yang", "发一下极光项目的甘特图")
    assert shown.pictures == 1
    assert "极光手表" in shown.text


def test_a_remark_reaches_those_involved(company: Company) -> None:
    number = _project(company)
    company.hears("chen.jie")
    company.says("liu.yang", f"在{number}上留言:供应商已确认")
    assert "供应商已确认" in company.hears("chen.jie").text


def test_my_list_by_period(company: Company) -> None:
    _project(company)
    assert "1 件" in company.says("chen.jie", "我还有啥没处理").text
    assert "没有" in company.says("chen.jie", "有啥超期的").text
    assert "没有" in company.says("liu.yang", "我的待办").text


def test_a_withdrawal_is_confirmed_and_the_holder_is_told(company: Company) -> None:
    number = _project(company)
    company.hears("chen.jie")
    company.says("liu.yang", "把我刚提的立项撤回")
    assert "已撤回" in company.says("liu.yang", "好的").text
    assert company.card_of("chen.jie", f"task/{number}-1").buttons == ()


def test_a_manager_may_look_at_his_peoples_list_and_nobody_else(company: Company) -> None:
    _project(company)
    assert "陈杰" in company.says("zhang.wei", "陈杰手上有什么待办").text
    assert "本人和上级" in company.says("zhou.ting", "陈杰手上有什么待办").text


def test_what_is_not_there_yet_says_so(company: Company) -> None:
    assert "还不会" in company.says("liu.yang", "新品立项会不会延期").text


def test_small_talk_changes_nothing_and_is_answered_kindly(company: Company) -> None:
    said = company.says("liu.yang", "今天天气不错")
    assert "什么都没有动" in said.text


def test_help_says_what_can_be_said(company: Company) -> None:
    assert "发起" in company.says("liu.yang", "你能干啥").text
    assert "新品立项" in company.says("liu.yang", "都能发起哪些流程").text


def test_too_long_or_binary_is_refused_kindly(company: Company) -> None:
    assert "太长" in company.says("liu.yang", "同意" * 2500).text
    assert "不是文字" in company.says("liu.yang", "\x00\x01").text


def test_what_a_transcript_says_is_confirmed_before_it_changes_anything(company: Company) -> None:
    _project(company)
    asked = company.says("liu.yang", "催一下陈杰", voice=True)
    assert asked.labels == ["确认", "取消"]

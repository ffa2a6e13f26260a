"""Deciding, by card and by words: who, which, and what the others hear."""

from __future__ import annotations

from bot.cards import State
from engine.process import ProcessStatus
from tests.scenarios.company import Company


def _expense(company: Company, person: str = "sun.lei", amount: int = 1200) -> str:
    return company.says(person, f"报销{amount}元差旅费").started().number


def test_a_button_decides_at_once_and_the_card_shows_who_and_when(company: Company) -> None:
    number = _expense(company)
    done = company.presses("chen.jie", "同意")
    assert f"已同意 {number}" in done.text
    card = company.card_of("chen.jie", f"task/{number}-1")
    assert card.state is State.DONE
    assert card.buttons == ()
    assert card.outcome is not None
    assert card.outcome.zh.startswith("陈杰 已同意")


def test_words_are_confirmed_first(company: Company) -> None:
    number = _expense(company)
    asked = company.says("chen.jie", "同意")
    assert asked.labels == ["确认", "取消"]
    assert company.process(number).tasks[0].step == "manager"
    assert f"已同意 {number}" in company.says("chen.jie", "好的").text


def test_yes_said_under_a_card_means_that_card(company: Company) -> None:
    first, second = _expense(company), _expense(company, amount=800)
    asked = company.says("chen.jie", "同意", quoting=f"task/{first}-1")
    assert first in asked.text
    company.presses("chen.jie", "确认")
    assert company.process(first).tasks[0].step == "pay"
    assert company.process(second).tasks[0].step == "manager"


def test_with_several_tasks_a_bare_yes_leads_to_a_question_with_choices(company: Company) -> None:
    first, second = _expense(company), _expense(company, person="zhou.ting", amount=800)
    asked = company.says("chen.jie", "同意")
    assert "哪一个" in asked.text
    assert len(asked.buttons) == 2
    chosen = company.says("chen.jie", "第二个")
    assert chosen.labels == ["确认", "取消"]
    company.says("chen.jie", "好的")
    steps = {company.process(each).tasks[0].step for each in (first, second)}
    assert steps == {"manager", "pay"}


def test_all_can_be_approved_at_once_each_listed(company: Company) -> None:
    numbers = [_expense(company), _expense(company, person="zhou.ting", amount=800)]
    asked = company.says("chen.jie", "全部通过")
    assert "2 项" in asked.text
    assert all(number in asked.text for number in numbers)
    done = company.says("chen.jie", "好的")
    assert all(f"已同意 {number}" in done.text for number in numbers)


def test_a_task_can_be_named_by_who_asked(company: Company) -> None:
    _expense(company)
    other = _expense(company, person="zhou.ting", amount=800)
    assert other in company.says("chen.jie", "批了周婷的报销").text


def test_rejecting_by_button_asks_for_a_reason_which_may_be_left_empty(company: Company) -> None:
    number = _expense(company)
    asked = company.presses("chen.jie", "驳回")
    assert "理由" in asked.text
    company.presses("chen.jie", "提交", reason="")
    assert company.process(number).status is ProcessStatus.REJECTED


def test_rejecting_in_words_tells_the_starter_why(company: Company) -> None:
    number = _expense(company)
    company.hears("sun.lei")
    company.says("chen.jie", "驳回,发票不全")
    company.says("chen.jie", "好的")
    news = company.hears("sun.lei").text
    assert number in news
    assert "发票不全" in news


def test_a_return_gives_the_starter_a_form_and_all_is_walked_again(company: Company) -> None:
    number = _expense(company)
    company.says("chen.jie", "退回给申请人补材料")
    company.says("chen.jie", "好的")
    assert company.process(number).tasks[0].assignee == "sun.lei"
    company.presses("sun.lei", "重新提交", amount="1300")
    process = company.process(number)
    assert process.fields["amount"] == 1300
    assert process.tasks[0].assignee == "chen.jie"


def test_a_transfer_locks_one_card_and_opens_another(company: Company) -> None:
    number = _expense(company)
    company.says("chen.jie", "这个转给周婷处理")
    company.says("chen.jie", "好的")
    assert company.card_of("chen.jie", f"task/{number}-1").buttons == ()
    assert "陈杰转交给了你" in company.hears("zhou.ting").text


def test_whoever_is_not_asked_cannot_decide(company: Company) -> None:
    number = _expense(company)
    task = f"{number}-1"
    company.says("zhou.ting", "你好")
    refused = company.says("zhou.ting", f"同意 {number}")
    assert "没有找到" in refused.text or "没有等你处理" in refused.text
    assert company.process(number).tasks[0].id == task


def test_a_late_click_learns_what_happened_instead(company: Company) -> None:
    number = company.says("sun.lei", "走个采购,买2台示波器,预算62万").started().number
    company.presses("chen.jie", "同意")
    company.presses("he.ping", "完成")
    company.presses("li.na", "驳回")
    company.presses("li.na", "提交", reason="太贵")
    late = company.presses("zhang.wei", "看看") if False else company.says("zhang.wei", f"同意 {number}")
    assert "李娜" in late.text or "驳回" in late.text


def test_doing_it_twice_is_answered_calmly(company: Company) -> None:
    number = _expense(company)
    company.hears("chen.jie")
    company.presses("chen.jie", "同意")
    again = company.says("chen.jie", f"同意 {number}")
    assert company.process(number).tasks[0].step == "pay"
    assert again.text


def test_a_negation_never_acts(company: Company) -> None:
    number = _expense(company)
    for words in ("先别批", "don't approve yet", "他同意了吗", "我还没想好要不要同意", "“同意”用英语怎么说"):
        company.says("chen.jie", words)
        assert company.process(number).tasks[0].step == "manager", words
    assert "没有等你确认" in company.says("chen.jie", "好的").text


def test_all_but_one(company: Company) -> None:
    suns, zhous = _expense(company), _expense(company, "zhou.ting", 800)
    asked = company.says("chen.jie", "除了周婷的,其他都批了")
    assert suns in asked.text
    assert zhous not in asked.text
    company.says("chen.jie", "好的")
    assert company.process(suns).tasks[0].step == "pay"
    assert company.process(zhous).tasks[0].step != "pay"


def test_an_exception_that_is_not_understood_approves_nothing(company: Company) -> None:
    _expense(company)
    _expense(company, "zhou.ting", 800)
    asked = company.says("chen.jie", "approve all except the laptop one")
    assert "一件都没批" in asked.text
    assert "nothing was approved" in asked.english
    assert "确认" not in asked.labels

"""The main job, told once and lived on every platform."""

from __future__ import annotations

from engine.process import Process, ProcessStatus
from tests.platforms.city import City, card, words


def _expense(city: City) -> Process:
    sun = city.phone("sun.lei")
    sun.writes("报销1200元差旅费")
    city.works()
    sun.presses("确认")
    city.works()
    return city.process()


def test_started_by_voice_and_confirmed_because_it_may_have_been_misheard(city: City) -> None:
    sun = city.phone("sun.lei")
    sun.speaks("报销1200元差旅费")
    city.works()
    assert city.processes() == []
    assert "发起费用报销" in card(sun, "确认").words
    sun.presses("确认")
    city.works()
    assert city.process().fields["amount"] == 1200
    assert city.process().number in words(sun)


def test_a_form_is_filled_in_and_closed(city: City) -> None:
    sun = city.phone("sun.lei")
    sun.writes("走个采购")
    city.works()
    sun.submits({"物品": "示波器", "数量": "2", "预算": "620000"})
    city.works()
    assert city.process().fields == {"item": "示波器", "quantity": 2, "budget": 620_000}
    assert not any("提交" in each.buttons for each in sun.sees())


def test_approved_on_the_card_which_then_says_who_decided(city: City) -> None:
    number = _expense(city).number
    chen = city.phone("chen.jie")
    asked = card(chen, "同意")
    assert number in asked.words
    chen.presses("同意")
    city.works()
    assert city.process().tasks[0].step == "pay"
    (decided,) = [each for each in chen.sees() if each.id == asked.id]
    assert "陈杰 已同意" in decided.words
    assert "同意" not in decided.buttons


def test_transferred_to_a_colleague_who_gets_the_card(city: City) -> None:
    _expense(city)
    chen, zhou = city.phone("chen.jie"), city.phone("zhou.ting")
    chen.writes("这个转给周婷")
    city.works()
    chen.presses("确认")
    city.works()
    assert city.process().tasks[0].assignee == "zhou.ting"
    assert "同意" in card(zhou, "同意").buttons
    assert not any("同意" in each.buttons for each in chen.sees())


def test_rejected_with_a_reason_that_the_starter_hears(city: City) -> None:
    _expense(city)
    chen = city.phone("chen.jie")
    chen.presses("驳回")
    city.works()
    (label,) = next(each.inputs for each in reversed(chen.sees()) if each.inputs)
    chen.submits({label: "发票不全"})
    city.works()
    assert city.process().status is ProcessStatus.REJECTED
    assert "发票不全" in words(city.phone("sun.lei"))


def test_a_gantt_chart_is_posted_as_a_picture(city: City) -> None:
    number = _expense(city).number
    sun = city.phone("sun.lei")
    sun.writes(f"{number}的甘特图")
    city.works()
    (picture,) = [each for each in sun.sees() if each.image]
    assert picture.image.startswith(b"\x89PNG")


def test_whom_it_waits_for_is_reminded_and_then_somebody_else_is_told(city: City) -> None:
    number = _expense(city).number
    chen = city.phone("chen.jie")
    before = len(chen.sees())
    city.passes(hours=24 * 5)
    assert len(chen.sees()) > before, "reminded"
    others = [city.phone(each) for each in ("zhang.wei", "sun.lei")]
    assert any(number in words(each) for each in others), "escalated"


def test_a_location_is_a_check_in(city: City) -> None:
    sun = city.phone("sun.lei")
    sun.checks_in("苏州工厂")
    city.works()
    (answer,) = sun.sees()
    assert "已签到" in answer.words or "Checked in" in answer.words


def test_a_stranger_is_told_how_to_be_added_and_can_do_nothing(city: City) -> None:
    if next(iter(city.sites)) == "web":
        return  # who is signed in there is a colleague
    nobody = city.phone("nobody")
    nobody.writes("报销1200元差旅费")
    city.works()
    (answer,) = nobody.sees()
    assert "我还不认识你" in answer.words
    assert city.processes() == []


def test_yes_under_a_card_means_that_card(city: City) -> None:
    number = _expense(city).number
    chen = city.phone("chen.jie")
    chen.answers("同意", under=card(chen, "同意"))
    city.works()
    assert number in card(chen, "确认").words
    chen.presses("确认")
    city.works()
    assert city.process().tasks[0].step == "pay"

"""The main job, told once and lived on every platform."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine.process import Process, ProcessStatus
from tests.platforms.city import City, card, words
from tests.platforms.conftest import elsewhere


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
    assert len(asked.buttons) <= 4
    chen.presses("同意")
    city.works()
    assert city.process().tasks[0].step == "pay"
    (decided,) = [each for each in chen.sees() if each.id == asked.id]
    assert "陈杰 已同意" in decided.words
    assert "同意" not in decided.buttons
    assert not any("确认" in each.buttons for each in city.phone("sun.lei").sees()), (
        "the starter's is settled"
    )


def test_transferred_by_the_card_s_form_to_a_colleague_who_gets_the_card(city: City) -> None:
    _expense(city)
    chen, zhou = city.phone("chen.jie"), city.phone("zhou.ting")
    chen.presses("转交")
    city.works()
    (label,) = next(each.inputs for each in reversed(chen.sees()) if each.inputs)
    chen.submits({label: "周婷"})
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


@elsewhere
def test_a_stranger_is_told_how_to_be_added_and_can_do_nothing(city: City) -> None:
    process = _expense(city)
    nobody, chen = city.phone("nobody"), city.phone("chen.jie")
    nobody.writes("报销1200元差旅费")
    city.works()
    (answer,) = nobody.sees()
    assert "我还不认识你" in answer.words
    nobody.presses("同意", on=card(chen, "同意"))
    city.works()
    assert city.process() == process, "nor on a card that was forwarded"
    assert "同意" in card(chen, "同意").buttons


@elsewhere
def test_a_colleague_s_click_on_a_forwarded_card_is_refused(city: City) -> None:
    process = _expense(city)
    asked = card(city.phone("chen.jie"), "同意")
    city.phone("zhou.ting").presses("同意", on=asked)
    city.works()
    assert city.process() == process
    assert card(city.phone("chen.jie"), "同意").id == asked.id, "it still waits for the right person"


def test_of_two_clicks_at_once_the_first_counts_and_the_second_sees_who_decided(city: City) -> None:
    _expense(city)
    chen = city.phone("chen.jie")
    asked = card(chen, "同意")
    chen.presses("同意", on=asked)
    chen.presses("驳回", on=asked)
    city.works()
    assert city.process().tasks[0].step == "pay"
    assert "陈杰 已同意" in words(chen)


@elsewhere
@pytest.mark.parametrize("twice", ["a message", "a click"])
def test_what_is_sent_again_is_answered_and_changes_nothing(city: City, twice: str) -> None:
    sun, (site,) = city.phone("sun.lei"), city.sites.values()
    if twice == "a click":
        _expense(city)
    else:
        sun.writes("报销1200元差旅费")
        city.works()
    before = (list(sun.sees()), list(city.phone("chen.jie").sees()))
    assert site.redelivers() == 200
    city.works()
    assert (list(sun.sees()), list(city.phone("chen.jie").sees())) == before


@elsewhere
def test_a_limit_delays_a_message_and_loses_nothing(city: City) -> None:
    sun, (site,) = city.phone("sun.lei"), city.sites.values()
    site.limits()
    sun.writes("报销1200元差旅费")
    city.company.works()
    assert list(sun.sees()) == []
    city.company.clock.advance(timedelta(minutes=2))
    city.company.works()
    assert "发起费用报销" in card(sun, "确认").words


def test_yes_under_a_card_means_that_card(city: City) -> None:
    number = _expense(city).number
    chen = city.phone("chen.jie")
    chen.answers("同意", under=card(chen, "同意"))
    city.works()
    assert number in card(chen, "确认").words
    chen.presses("确认")
    city.works()
    assert city.process().tasks[0].step == "pay"


@elsewhere
def test_what_is_seldom_wanted_stands_behind_more(city: City) -> None:
    number, chen = _expense(city).number, city.phone("chen.jie")
    assert list(card(chen, "同意").buttons) == ["同意", "转交", "更多", "驳回"]
    chen.presses("更多")
    city.works()
    assert list(card(chen, "加签").buttons) == ["退回", "加签", "抄送", "为什么是我"]
    chen.presses("为什么是我")
    city.works()
    assert number in chen.sees()[-1].words

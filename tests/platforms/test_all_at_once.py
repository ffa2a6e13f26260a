"""One company on all platforms at the same time."""

from __future__ import annotations

from engine.process import Process
from tests.platforms.city import City, card, words


def _everywhere(city: City, person: str) -> None:
    """An account on each platform, each used once."""
    for platform in city.sites:
        city.phone(person, platform).writes("我的待办")
        city.works()


def _expense(city: City) -> Process:
    """Started by Sun Lei on the first platform."""
    sun = city.phone("sun.lei", next(iter(city.sites)))
    sun.writes("报销1200元差旅费")
    city.works()
    sun.presses("确认")
    city.works()
    return city.process()


def test_a_task_decided_on_one_platform_is_seen_decided_on_all_in_place(metropolis: City) -> None:
    city = metropolis
    number = _expense(city).number
    _everywhere(city, "chen.jie")
    phones = [city.phone("chen.jie", platform) for platform in city.sites]
    cards = [card(each, "同意") for each in phones]
    assert all(number in each.words for each in cards)
    phones[-1].presses("同意", on=cards[-1])
    city.works()
    assert city.process().tasks[0].step == "pay"
    for phone, shown in zip(phones, cards, strict=True):
        (now,) = [each for each in phone.sees() if each.id == shown.id]
        assert "陈杰 已同意" in now.words, phone.platform
        assert "同意" not in now.buttons, phone.platform


def test_of_two_who_click_at_once_the_second_is_told_who_decided(metropolis: City) -> None:
    city = metropolis
    _expense(city)
    _everywhere(city, "chen.jie")
    first, *_, last = (city.phone("chen.jie", platform) for platform in city.sites)
    here, there = card(first, "同意"), card(last, "驳回")
    first.presses("同意", on=here)
    last.presses("驳回", on=there)
    city.works()
    assert city.process().tasks[0].step == "pay", "the first valid click wins"
    assert "陈杰 已同意" in words(last)


def test_colleagues_on_different_platforms_work_on_one_process(metropolis: City) -> None:
    city = metropolis
    first, *_, last = city.sites
    sun, chen = city.phone("sun.lei", first), city.phone("chen.jie", last)
    chen.writes("我的待办")
    city.works()
    number = _expense(city).number
    assert number in card(chen, "同意").words
    chen.presses("同意")
    city.works()
    assert "陈杰 同意了" in words(sun)


def test_an_answer_goes_where_the_question_came_from(metropolis: City) -> None:
    city = metropolis
    _everywhere(city, "sun.lei")
    before = {platform: len(city.phone("sun.lei", platform).sees()) for platform in city.sites}
    first = next(iter(city.sites))
    city.phone("sun.lei", first).writes("你好")
    city.works()
    for platform in city.sites:
        grew = len(city.phone("sun.lei", platform).sees()) - before[platform]
        assert bool(grew) == (platform == first), platform

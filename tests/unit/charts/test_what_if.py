"""The picture of a simulation: whose tasks change, how long it would take, readable on a phone."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from PIL import Image

from charts import style, what_if
from charts.font import MISSING, printable
from engine.people import PersonId
from engine.process import Number
from engine.simulation import Replayed, Report
from engine.template import StepId
from tests.unit.engine.galaxy import approval, galaxy, template

TEMPLATE = template(approval("s1", "chen.jie"))
DIRECTORY = galaxy().directory
HOURS = timedelta(hours=1)


def work(*people: str) -> tuple[tuple[StepId, PersonId], ...]:
    return tuple((StepId("s1"), PersonId(each)) for each in people)


def replayed(then: tuple[str, ...], now: tuple[str, ...], *, took: int = 16, would: int = 12) -> Replayed:
    return Replayed(
        number=Number("PR-1"),
        then=work(*then),
        now=work(*now),
        by_itself=(),
        took=took * HOURS,
        would_take=would * HOURS,
        status="completed",
        was="completed",
    )


def data(*all_: Replayed, language: str = "zh") -> what_if.WhatIfData:
    return what_if.collect(Report(list(all_)), TEMPLATE, DIRECTORY, language=language)


def test_who_has_more_or_less_to_do_comes_first() -> None:
    found = data(replayed(("chen.jie", "li.na"), ("chen.jie",)), replayed(("chen.jie",), ("chen.jie",)))
    assert found.title.zh == "2 个里有 1 个会不一样"
    assert [(each.label.en, each.before, each.after) for each in found.tasks] == [
        (DIRECTORY.people[PersonId("li.na")].name.en, 1, 0),
        (DIRECTORY.people[PersonId("chen.jie")].name.en, 2, 2),
    ]
    assert [each.words.zh for each in found.tasks] == ["1 → 0", "2"]


def test_durations_are_in_working_days() -> None:
    (half, slowest) = data(replayed(("li.na",), ("li.na",)), replayed((), (), took=20, would=20)).durations
    assert half.words.zh == "2 个工作日 → 1.5 个工作日"
    assert half.words.en == "2 working days → 1.5 working days"
    assert slowest.words.zh == "2.5 个工作日"


def test_of_many_people_the_rest_are_one_line() -> None:
    everyone = tuple(str(each) for each in DIRECTORY.people)
    found = data(replayed(everyone, everyone))
    assert len(found.tasks) == 8
    assert found.tasks[-1].label.zh == "其他人"
    assert sum(each.before for each in found.tasks) == len(everyone)


def test_nothing_to_replay_says_so() -> None:
    assert data().title.zh == "还没有走完的流程可以试算"
    assert data().durations == ()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_is_as_wide_as_all_charts_and_without_tofu(language: str) -> None:
    found = data(replayed(("chen.jie", "li.na"), ("chen.jie",)), language=language)
    picture = Image.open(io.BytesIO(what_if.draw(found)))
    assert picture.width == style.WIDTH
    assert picture.height < 1600
    words = [found.title, found.subtitle, *(each.label for each in (*found.tasks, *found.durations))]
    words += [each.words for each in (*found.tasks, *found.durations)]
    assert not any(MISSING in printable(label.zh + label.en) for label in words)


def test_bars_and_words_stay_on_the_page() -> None:
    wide = data(replayed(("li.na",) * 120, ("li.na",) * 150, took=4000, would=5000))
    picture = Image.open(io.BytesIO(what_if.draw(wide))).convert("L")
    edge = picture.crop((style.WIDTH - 8, 0, style.WIDTH, picture.height))
    assert edge.getextrema() == (255, 255)

"""The chart's title: what is late and when it ends, in both languages, at any length of names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from charts import style
from charts.bars import caption
from charts.font import wrap
from charts.schedule import GanttProcess
from engine.people import Label
from engine.process import ProcessStatus
from tests.unit.charts.samples import (
    BUDGET,
    BUDGET_MOVED,
    DESIGN,
    DESIGN_LATE,
    LEGAL,
    LEGAL_DONE,
    LEGAL_LATE,
    LEGAL_REJECTED,
    NOW,
    at,
    data,
    process,
    step,
)

STARTS_LATE = step("预算审批", "Budget", (at(20, 9), at(23)), expected=(at(24, 15), at(27)))
LATE_AND_MOVED = process(DESIGN, LEGAL_LATE, BUDGET_MOVED)
COMPLETED = ProcessStatus.COMPLETED


@pytest.mark.parametrize(
    ("sample", "zh", "en"),
    [
        (
            LATE_AND_MOVED,
            "法务审核晚了 2 天,极光手表预计 12月8日 完成",
            "Legal review is 2 days late; Aurora watch is expected on Dec 8",
        ),
        (
            process(DESIGN_LATE, LEGAL, BUDGET_MOVED),
            "设计初稿晚了 1 天,极光手表预计 12月8日 完成",
            "First design was 1 day late; Aurora watch is expected on Dec 8",
        ),
        (
            process(DESIGN, LEGAL_LATE, BUDGET),
            "法务审核晚了 2 天,极光手表仍可在 12月4日 按期完成",
            "Legal review is 2 days late; Aurora watch can still make Dec 4",
        ),
        (
            process(DESIGN_LATE, LEGAL, BUDGET),
            "极光手表按计划进行,预计 12月4日 完成",
            "Aurora watch is on plan, expected on Dec 4",
        ),
        (
            process(DESIGN, STARTS_LATE),
            "极光手表预计 11月27日 完成,比计划晚 4 天",
            "Aurora watch is expected on Nov 27, 4 days behind plan",
        ),
        (
            process(BUDGET),
            "极光手表计划 12月4日 完成,还没开始",
            "Aurora watch is planned for Dec 4, not begun yet",
        ),
        (process(), "极光手表什么时候完成?", "When will Aurora watch be done?"),
        (
            process(DESIGN, LEGAL_DONE, status=COMPLETED, ended_at=at(25, 17)),
            "极光手表 11月25日 按期完成",
            "Aurora watch was done on time, on Nov 25",
        ),
        (
            process(DESIGN, LEGAL_DONE, status=COMPLETED, due_at=at(27), ended_at=at(25)),
            "极光手表 11月25日 完成,提前 2 天",
            "Aurora watch was done on Nov 25, 2 days early",
        ),
        (
            process(DESIGN_LATE, status=COMPLETED, ended_at=at(19)),
            "极光手表 11月19日 完成,晚了 1 天,最晚的是设计初稿",
            "Aurora watch was done on Nov 19, 1 day late, most of all in First design",
        ),
        (
            process(DESIGN, LEGAL_REJECTED, BUDGET, status=ProcessStatus.REJECTED, ended_at=at(23)),
            "极光手表 11月23日 在法务审核被驳回",
            "Aurora watch was rejected on Nov 23, at Legal review",
        ),
        (
            process(DESIGN, LEGAL, status=ProcessStatus.CANCELLED, ended_at=at(24, 10)),
            "极光手表 11月24日 10:00 已撤回",
            "Aurora watch was withdrawn on Nov 24, 10:00",
        ),
    ],
)
def test_the_title_is_the_finding(sample: GanttProcess, zh: str, en: str) -> None:
    assert data(sample).title == Label(zh, en)


def test_a_latin_name_is_set_off_from_the_words_after_it() -> None:
    named = replace(process(DESIGN_LATE, LEGAL, BUDGET), title=Label("极光手表 Aurora", "Aurora watch"))
    assert data(named).title.zh == "极光手表 Aurora 按计划进行,预计 12月4日 完成"


def test_the_sentence_beside_the_picture_has_the_pictures_numbers() -> None:
    found = data(LATE_AND_MOVED)
    assert caption(found) == Label(
        "法务审核晚了 2 天,极光手表预计 12月8日 完成。共 3 步,完成 1 步,1 步晚了。",
        "Legal review is 2 days late; Aurora watch is expected on Dec 8. 3 steps, 1 done, 1 late.",
    )
    assert found.counts.zh in found.subtitle.zh
    assert found.bars[1].note == Label("晚 2 天", "2 days late")
    assert found.bars[-1].note == Label("预计 12月8日,晚 4 天", "expected Dec 8, 4 days late")


def test_another_year_is_said() -> None:
    next_year = step("量产", "Production", (at(26, 9), NOW.replace(year=2027, month=1, day=8)))
    assert data(process(next_year)).title.zh == "极光手表计划 2027年1月8日 完成,还没开始"


@pytest.mark.parametrize("status", list(ProcessStatus))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_of_any_length_leave_the_date_readable(status: ProcessStatus, language: str) -> None:
    long = Label("极光手表海外版全渠道上市与售后一体化" * 5, "Aurora watch international edition, " * 5)
    steps = tuple(replace(each, name=long) for each in (DESIGN_LATE, LEGAL_LATE, BUDGET_MOVED))
    sample = replace(process(*steps, status=status, ended_at=at(24, 10)), title=long)
    title = data(sample).title.zh if language == "zh" else data(sample).title.en
    assert "".join(wrap(title, style.TITLE_SIZE, 1120, lines=3)).replace(" ", "") == title.replace(" ", "")

"""Several at once (R73): each is judged by itself, and what wants more than a yes is left out and named."""

from __future__ import annotations

from engine.process import ProcessStatus
from tests.scenarios.company import Company
from tests.scenarios.test_effects import published, start

ONE = "  - {{id: one, kind: approval, name: 审, who: [{{person: li.na}}], due: 2d{more}}}\n"


def _four(company: Company) -> list[str]:
    settings = ("", ", comment: required", ", batch: false", "")
    for place, more in enumerate(settings):
        published(company, f"kind_{place}", f"K{'ABCD'[place]}", ONE.format(more=more))
    return [start(company, f"kind_{place}").number for place in range(4)]


def test_all_at_once_leaves_out_what_wants_more_than_a_yes(company: Company) -> None:
    plain, worded, single, other = _four(company)
    company.hears("li.na")
    asked = company.says("li.na", "全部通过")
    assert "同意这 2 项?" in asked.text
    assert f"请单独处理:{worded} kind_1(要写意见)" in asked.text.replace(f"{single} kind_2(要单独审批)、", "")
    assert f"{single} kind_2(要单独审批)" in asked.text
    assert f"{worded} kind_1 (wants a comment)" in asked.english
    done = company.says("li.na", "好的")
    assert f"- 已同意 {plain}" in done.text
    assert f"- 已同意 {other}" in done.text
    status = {each: company.process(each).status for each in (plain, worded, single, other)}
    assert [each for each, found in status.items() if found is ProcessStatus.COMPLETED] == [plain, other]
    left = company.says("li.na", "approve everything")
    assert "请单独处理" in left.text
    assert "To be dealt with one by one" in left.english
    assert "确认" not in left.labels

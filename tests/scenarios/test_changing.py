"""Published templates changed by talking: named, corrected, tried on what has ended, published anew."""

from __future__ import annotations

import time

import pytest

from storage.drafts import Draft, Drafts
from storage.sql import statement
from tests.scenarios.company import Company
from tests.scenarios.test_modelling import OUTSOURCING

HIGHER = "把采购流程的财务审批改成超过30万才要"


def _version(company: Company, template: str) -> int:
    return company.core.templates.version(template).version


def _bought(company: Company, budget: int) -> str:
    """A purchase that went all its way; by its number."""
    asked = company.says("sun.lei", f"采购申请,物品示波器,预算{budget}元")
    number = (
        asked.started() if "确认" in asked.labels else company.presses("sun.lei", "提交").process()
    ).number
    while tasks := company.process(number).tasks:
        holder = tasks[0].assignee
        assert holder is not None
        company.says(holder, f"{'同意' if tasks[0].kind == 'approval' else '完成'} {number}")
        company.says(holder, "好的")
        company.passes(hours=1)
    return number


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (HIGHER, "＋ 预算超过 30 万元才需要:财务总监审批"),
        ("add the CFO after legal in contract review", "＋ 财务总监审批"),
    ],
)
def test_a_sentence_opens_a_draft_and_shows_what_is_different(company: Company, said: str, line: str) -> None:
    shown = company.says("wang.fang", said)
    assert shown.pictures == 1
    assert line in shown.text.split("和现在的第 1 版比")[1]
    assert shown.labels == ["发布", "模拟"]


def test_corrections_go_on_and_publishing_makes_the_next_version(company: Company) -> None:
    company.says("wang.fang", HIGHER)
    also = company.says("wang.fang", "下单之前加法务")
    assert "改好了:\n＋ 法务审批" in also.text
    assert "＋ 预算超过 30 万元" in also.text.split("和现在的第 1 版比")[1]
    named = company.says("wang.fang", "采购流程的到货验收改成质量来做")
    assert "＋ 法务审批" in named.text.split("和现在的第 1 版比")[1], "the same draft goes on"
    assert _version(company, "procurement") == 1
    done = company.says("wang.fang", "发布")
    assert "第 2 版" in done.text
    template = company.core.templates.read("procurement", 2)
    assert template.owners == ("wang.fang",)
    assert template.synonyms == company.core.templates.read("procurement", 1).synonyms
    assert "budget > 300000" in company.core.templates.version("procurement").source


def test_what_it_would_change_is_told_and_drawn_before_anybody_is_bound(company: Company) -> None:
    _bought(company, 200_000)
    company.says("wang.fang", HIGHER)
    told = company.presses("wang.fang", "模拟")
    assert told.pictures == 1
    assert "1 个流程试算:1 个会有变化" in told.text
    assert "不再需要:李娜的「财务总监审批」1 次" in told.text
    assert "gone: “CFO approval” of Li Na, once" in told.english
    for words in ("模拟一下", "这样会影响谁", "what would it change", "simulate"):
        assert "不再需要:李娜" in company.says("wang.fang", words).text
    assert _version(company, "procurement") == 1
    assert "第 2 版" in company.presses("wang.fang", "发布").text, "the draft stayed open"


def test_the_designers_draft_is_tried_when_it_is_named(company: Company) -> None:
    _bought(company, 200_000)
    assert "没有改动中的草稿" in company.says("wang.fang", "模拟一下采购流程的草稿").text
    source = company.core.templates.version("procurement").source.replace(
        "budget > 50000\n", "budget > 300000\n"
    )
    Drafts(company.core.database).keep(Draft("procurement", source, "wang.fang", company.clock.now()))
    told = company.says("wang.fang", "模拟一下采购流程的草稿")
    assert told.pictures == 1
    assert "不再需要:李娜的「财务总监审批」1 次" in told.text


def test_a_new_process_has_nothing_to_be_tried_on(company: Company) -> None:
    company.says("wang.fang", OUTSOURCING)
    assert "还没有走完的单子" in company.says("wang.fang", "模拟一下").text
    assert "发布" in company.says("wang.fang", "法务和财务并行").labels


def test_who_may_not_change_it_is_told_who_may(company: Company) -> None:
    refused = company.says("sun.lei", HIGHER)
    assert "由王芳来改" in refused.text
    assert refused.labels == []


def test_what_should_change_is_asked_when_it_was_not_said(company: Company) -> None:
    asked = company.says("wang.fang", "我想改报销流程")
    assert "想改哪里" in asked.text
    assert asked.labels == []
    assert "没有什么要发布的" in company.says("wang.fang", "发布").text
    assert "＋ 金额超过 2,000 元" in company.says("wang.fang", "财务总监改成超过2000才要").text


def test_errors_of_the_lint_refuse_and_name_the_step(company: Company) -> None:
    company.says("wang.fang", "采购流程的财务总监与总经理会签改成超过1万才要")
    refused = company.says("wang.fang", "发布")
    assert "还不能发布" in refused.text
    assert "「金额分级」" in refused.text
    assert _version(company, "procurement") == 1
    company.says("wang.fang", "财务总监审批改成超过5千才要")
    assert "第 2 版" in company.says("wang.fang", "发布").text


def test_warnings_are_shown_and_published_with(company: Company) -> None:
    shown = company.says("wang.fang", "采购流程加一步:100台以上总经理批")
    assert "⚠ 「按数量」" in shown.text
    done = company.says("wang.fang", "发布")
    assert "第 2 版" in done.text
    assert "⚠ 「按数量」" in done.text


def test_somebody_elses_newer_version_is_not_overwritten(company: Company) -> None:
    company.says("wang.fang", HIGHER)
    source = company.core.templates.version("procurement").source
    company.core.templates.publish("procurement", source.replace("2d", "3d"), company.clock.now())
    kept = company.says("wang.fang", "发布")
    assert "现在已是第 2 版" in kept.text
    assert _version(company, "procurement") == 2


@pytest.mark.parametrize(
    ("said", "template", "version"), [(HIGHER, "procurement", 2), (OUTSOURCING, "outsourcing", 1)]
)
def test_a_crash_after_publishing_publishes_once_and_answers_the_same(
    company: Company, said: str, template: str, version: int
) -> None:
    company.says("wang.fang", said)
    before = _row(company, "SELECT state FROM dialogue WHERE person = 'wang.fang'")
    company.says("wang.fang", "发布")
    answer = _row(company, _ANSWER)
    known = {each.id for each in company.core.templates.current()}

    with company.core.database.writing() as session:  # the version is there, the end of the turn is not
        connection = session.connection()
        connection.execute(statement("UPDATE dialogue SET state = :state"), {"state": before})
        connection.execute(statement("DELETE FROM outbox WHERE key = 'reply/web/said-2'"))
        connection.execute(statement("UPDATE inbox SET status = 'waiting' WHERE message_id = 'said-2'"))
    company.works()

    assert _row(company, _ANSWER) == answer
    assert len(company.core.templates.versions(template)) == version
    assert {each.id for each in company.core.templates.current()} == known


LOOPING = """
id: prototype
prefix: PT
name: {zh: 打样, en: Prototype}
about: 打样
owners: [wang.fang]
# 只问一件事
fields:
  - {id: faults, type: number, label: 缺陷, required: true}
steps:
  - {id: design, kind: task, name: 出图纸, who: [{starter: true}], due: 2d}
  - {id: quality, kind: approval, name: 质量检验, who: [{head_of: quality}], due: 1d, reject_to: design}
  - id: verdict
    kind: condition
    name: 合格吗
    branches: [{when: faults > 0, label: 因为有缺陷, to: design}]
  - {id: file, kind: task, name: 归档, who: [{head_of: legal}], due: 1d}  # 原件给档案室
"""


def test_ways_that_lead_back_stay_and_a_change_in_doubt_is_refused(company: Company) -> None:
    company.core.templates.publish("prototype", LOOPING, company.clock.now())
    shown = company.says("wang.fang", "打样流程的质量检验之后加法务审核")
    assert "缺陷超过 0 时:回到「出图纸」" in shown.text
    assert "＋ 法务审核" in shown.text.split("和现在的第 1 版比")[1]
    refused = company.says("wang.fang", "去掉出图纸")
    assert "「质量检验」的设置里用到「出图纸」" in refused.text
    assert "草稿没有变" in refused.text
    assert "第 2 版" in company.says("wang.fang", "发布").text
    flows = {
        str(step.id): [str(flow.to) for flow in step.flows]
        for step in company.core.templates.read("prototype", 2).steps.values()
    }
    (legal,) = flows["quality"]
    assert flows[legal] == ["verdict"]
    assert flows["verdict"] == ["design", "file"]


def test_comments_of_a_text_written_by_hand_survive_a_change_by_talking(company: Company) -> None:
    company.core.templates.publish("prototype", LOOPING, company.clock.now())
    company.says("wang.fang", "打样流程的质量检验之后加法务审核")
    company.says("wang.fang", "发布")
    version = company.core.templates.version("prototype")
    assert version.version == 2
    assert "# 只问一件事\nfields:" in version.source
    assert "  # 原件给档案室\n  - id: file" in version.source


def test_a_draft_comes_within_a_second(company: Company) -> None:
    company.says("wang.fang", OUTSOURCING)  # pictures are made ready with the first
    begun = time.perf_counter()
    company.says("wang.fang", HIGHER)
    assert time.perf_counter() - begun < 1


_ANSWER = "SELECT payload FROM outbox WHERE key = 'reply/web/said-2'"


def _row(company: Company, sql: str) -> str:
    with company.core.database.reading() as connection:
        return str(connection.execute(statement(sql)).scalar_one())

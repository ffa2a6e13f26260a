"""Corrections of a draft, in Chinese and English, and the steps that remain."""

from __future__ import annotations

import pytest

from bot.modelling import telling
from bot.modelling.correcting import corrected
from bot.modelling.describing import described
from bot.modelling.phrases import PUBLISH, may_be_one
from bot.modelling.source import template_of
from tests.unit.bot.modelling.test_describing import DIRECTORY, WORLD, in_short

ZH = "新建一个外包审批流程:部门经理批,法务审核,超20万再到财务总监"
EN = "create a process: manager approves, legal reviews, above 200k the CFO too"
SHORT = "新建一个外包审批流程:部门经理批,超20万再到财务总监"
HEAD, LEGAL, CFO = "head_of=starter", "person=xu.jing", "(amount > 200000)role=cfo"
BOSS, LEGALS = "manager_of=starter", "head_of=legal"
CASES = (
    (ZH, "法务和财务并行", f"{HEAD} > {LEGAL}+{CFO}"),
    (SHORT, "法务和财务并行", f"{HEAD} > (amount > 200000)role=cfo+{LEGAL}"),
    (ZH, "再加一步质量审核,在财务之前", f"{HEAD} > {LEGAL} > head_of=quality > {CFO}"),
    (ZH, "在法务前面加采购审核", f"{HEAD} > head_of=procurement > {LEGAL} > {CFO}"),
    (ZH, "加一步总经理审批", f"{HEAD} > {LEGAL} > {CFO} > role=ceo"),
    (ZH, "把金额改成30万", f"{HEAD} > {LEGAL} > (amount > 300000)role=cfo"),
    (ZH, "部门经理改成我领导", f"{BOSS} > {LEGAL} > {CFO}"),
    (ZH, "删掉财务", f"{HEAD} > {LEGAL}"),
    (ZH, "不要法务那一步", f"{HEAD} > {CFO}"),
    (ZH, "法务两天内", f"{HEAD} > {LEGAL}@2d > {CFO}"),
    (ZH, "把财务总监那步的时限改成1天", f"{HEAD} > {LEGAL} > {CFO}@1d"),
    (ZH, "法务那步改成3天", f"{HEAD} > {LEGAL}@3d > {CFO}"),
    (ZH, "抄送人事", f"{HEAD} > {LEGAL} > {CFO} > notify:head_of=hr"),
    (ZH, "财务放到法务前面", f"{HEAD} > {CFO} > {LEGAL}"),
    (ZH, "超过50万才到法务", f"{HEAD} > (amount > 500000){LEGAL} > {CFO}"),
    (ZH, "部门经理和法务会签", f"{HEAD}&{LEGAL}[all] > {CFO}"),
    (EN, "legal and the CFO in parallel", f"{BOSS} > {LEGALS}+{CFO}"),
    (EN, "add quality review before the CFO", f"{BOSS} > {LEGALS} > head_of=quality > {CFO}"),
    (EN, "change the amount to 300k", f"{BOSS} > {LEGALS} > (amount > 300000)role=cfo"),
    (EN, "replace the manager with HR", f"head_of=hr > {LEGALS} > {CFO}"),
    (EN, "remove legal", f"{BOSS} > {CFO}"),
    (EN, "cc HR", f"{BOSS} > {LEGALS} > {CFO} > notify:head_of=hr"),
    (EN, "legal within 2 days", f"{BOSS} > {LEGALS}@2d > {CFO}"),
    (EN, "change legal to within 3 days", f"{BOSS} > {LEGALS}@3d > {CFO}"),
    (EN, "move the CFO before legal", f"{BOSS} > {CFO} > {LEGALS}"),
)


@pytest.mark.parametrize(("said", "correction", "steps"), CASES)
def test_a_correction_changes_this_and_the_template_stays_valid(
    said: str, correction: str, steps: str
) -> None:
    changed = corrected(described(said, DIRECTORY), correction, DIRECTORY)
    assert changed is not None
    assert in_short(changed) == steps
    assert may_be_one(correction)
    template_of(changed, WORLD)


def test_a_step_keeps_its_condition_among_parallel_ones() -> None:
    changed = corrected(described(ZH, DIRECTORY), "法务和财务并行", DIRECTORY)
    assert changed is not None
    together = template_of(changed, WORLD).steps
    assert "金额超过 20 万元才需要" in telling.outline(changed).zh
    assert sum(each.kind == "condition" for each in together.values()) == 1


def test_a_new_name() -> None:
    changed = corrected(described(ZH, DIRECTORY), "改名叫外协审批", DIRECTORY)
    assert changed is not None
    assert changed.name.zh == "外协审批"


@pytest.mark.parametrize("said", ["今天天气不错", "把月亮删掉", "NP-12 走到哪了"])
def test_what_is_no_correction_changes_nothing(said: str) -> None:
    assert corrected(described(ZH, DIRECTORY), said, DIRECTORY) is None


@pytest.mark.parametrize(("said", "is_word"), [("发布", True), ("好的,发布吧", True), ("publish it", True),
                                               ("先别发布", False), ("发布会在周五", False)])  # fmt: skip
def test_only_the_word_itself_publishes(said: str, is_word: bool) -> None:
    assert bool(PUBLISH.fullmatch(said)) is is_word


def test_what_changed_is_told_line_by_line() -> None:
    draft = described(ZH, DIRECTORY)
    changed = corrected(draft, "部门经理改成我领导", DIRECTORY)
    assert changed is not None
    assert telling.changes(draft, changed).zh == "－ 部门经理审批\n＋ 直属领导审批"

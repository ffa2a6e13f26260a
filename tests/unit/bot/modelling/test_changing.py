# ruff: noqa: E501 - a sentence and what it changes are read as one line
"""Sentences that change the demo company's templates, and what is different afterwards."""

from __future__ import annotations

import pytest

from bot.app.demo.files import template_sources
from bot.modelling import changing, published, telling
from bot.modelling.correcting import corrected
from bot.modelling.source import template_of
from engine.formats.yaml import read
from engine.formats.yaml_out import same_meaning
from engine.lint import errors, lint
from engine.template import Template
from tests.unit.bot.modelling.test_describing import DIRECTORY, WORLD

TEMPLATES = {
    each.id: each
    for each in (read(source, 1, WORLD.steps, name) for name, source in template_sources().items())
}
CASES = (
    ("把采购流程的财务审批改成超过30万才要", "procurement", "－ 预算超过 5 万元才需要:财务总监审批 ＋ 预算超过 30 万元才需要:财务总监审批"),
    ("采购流程的财务总监改为超过30万才需要审批", "procurement", "－ 预算超过 5 万元才需要:财务总监审批 ＋ 预算超过 30 万元才需要:财务总监审批"),
    ("采购流程加一步法务审核,在部门经理之后", "procurement", "＋ 法务审核"),
    ("修改采购流程:删掉询价", "procurement", "－ 询价比价(采购部)"),
    ("采购申请模板改一下,下单之前加质量", "procurement", "＋ 质量部审批"),
    ("采购流程的到货验收改成质量来做", "procurement", "－ 到货验收(申请人) ＋ 到货验收(质量部)"),
    ("给采购流程加一步:100台以上总经理批", "procurement", "＋ 数量不低于 100 才需要:总经理审批"),
    ("在合同审批里法务之后加上CFO", "contract_review", "＋ 财务总监审批"),
    ("合同审批的法务和财务改成依次", "contract_review", "－ 法务与财务会签(法务部、财务总监) ＋ 法务与财务会签(法务部、财务总监,依次)"),
    ("把合同审批里的总经理换成财务总监", "contract_review", "－ 金额超过 100 万元才需要:总经理审批 ＋ 金额超过 100 万元才需要:财务总监审批"),
    ("合同审批流程去掉财务总监", "contract_review", "－ 法务与财务会签(法务部、财务总监) ＋ 法务部审批"),
    ("合同审批流程的用印归档改成两天内", "contract_review", "－ 用印归档(法务部,1 个工作日内) ＋ 用印归档(法务部,2 个工作日内)"),
    ("改一下报销流程,财务总监改成超过1万才批", "expense", "－ 金额超过 5,000 元才需要:财务总监审批 ＋ 金额超过 1 万元才需要:财务总监审批"),
    ("报销流程超过5000改成3000", "expense", "－ 金额超过 5,000 元才需要:财务总监审批 ＋ 金额超过 3,000 元才需要:财务总监审批"),
    ("报销流程里把财务总监去掉", "expense", "－ 金额超过 5,000 元才需要:财务总监审批"),
    ("请假流程的主管审批改成部门负责人", "leave", "－ 直属上级审批(直属领导) ＋ 部门经理审批"),
    ("请假流程加一步:超过3天总经理批", "leave", "＋ 天数超过 3 天才需要:总经理审批 ＋ 表单多一项:天数"),
    ("新品立项去掉总经理的金额条件", "new_product", "－ 预算超过 200 万元才需要:总经理审批 ＋ 总经理审批"),
    ("新品立项的预算超过50万改成80万", "new_product", "－ 预算超过 50 万元才需要:财务总监审批 ＋ 预算超过 80 万元才需要:财务总监审批"),
    ("给IT部署加一步安全检查,由质量负责", "it_deployment", "＋ 安全检查(质量部)"),
    ("把采购流程的询价比价放到下单之前", "procurement", "↻ 顺序变了"),
    ("change procurement: add Legal after the manager", "procurement", "＋ 法务部审批"),
    ("add the CFO after legal in contract review", "contract_review", "＋ 财务总监审批"),
    ("change the expense template so that the CFO is only needed above 10k", "expense", "－ 金额超过 5,000 元才需要:财务总监审批 ＋ 金额超过 1 万元才需要:财务总监审批"),
    ("update the procurement process: CFO only above 300k", "procurement", "－ 预算超过 5 万元才需要:财务总监审批 ＋ 预算超过 30 万元才需要:财务总监审批"),
    ("modify contract review: legal within 1 day", "contract_review", "－ 法务与财务会签(法务部、财务总监,2 个工作日内) ＋ 法务与财务会签(法务部、财务总监,1 个工作日内)"),
    ("replace the manager with the department head in the expense process", "expense", "－ 直属上级审批(直属领导) ＋ 部门经理审批"),
    ("in the leave process, remove HR", "leave", "－ 这类假需要 HR 核对证明才需要:HR 核对证明(人力资源部) － HR 备案(人力资源部)"),
)  # fmt: skip


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=str)
def test_untouched_it_is_the_template_it_was(template: Template) -> None:
    assert same_meaning(template, template_of(published.draft_of(template, WORLD), WORLD))


@pytest.mark.parametrize(("said", "template", "told"), CASES)
def test_a_sentence_changes_this_and_nothing_else(said: str, template: str, told: str) -> None:
    wanted = changing.wanted(said, list(TEMPLATES.values()))
    assert wanted is not None
    assert wanted.template.id == template
    old = published.draft_of(wanted.template, WORLD)
    new = corrected(old, wanted.said, DIRECTORY)
    assert new is not None
    line = telling.changes(old, new).zh.replace("\n", " ")
    bare = line if "个工作日内" in told else _without_dues(line)
    assert bare == told
    changed = template_of(new, WORLD)
    assert (changed.id, changed.prefix, changed.owners) == (
        template,
        wanted.template.prefix,
        wanted.template.owners,
    )
    assert not errors(lint(changed, DIRECTORY))


def _without_dues(line: str) -> str:
    for due in ("1 个工作日内", "2 个工作日内", "5 个工作日内", "4 小时内"):
        line = line.replace(f",{due}", "").replace(f"({due})", "")
    return line


@pytest.mark.parametrize(
    "said",
    [
        "新建一个采购流程:部门经理批,然后财务", "create a new template for procurement: manager then CFO",
        "我们缺个采购流程,你建一个,主管批,财务批", "我觉得采购申请里总监那步可以去掉", "今天天气不错",
    ],
)  # fmt: skip
def test_what_describes_a_new_one_or_only_speaks_of_it_changes_none(said: str) -> None:
    assert changing.wanted(said, list(TEMPLATES.values())) is None


def test_its_own_name_and_the_rest_are_told_apart() -> None:
    wanted = changing.wanted("模拟一下采购流程的草稿", list(TEMPLATES.values()))
    assert wanted is not None
    assert wanted.template.id == "procurement"
    assert wanted.is_simulation


NESTED = """
id: nested
prefix: NE
name: 套
about: 套
fields: [{id: amount, type: money, label: 金额}]
steps:
  - {id: one, kind: approval, name: 经理审批, who: [{manager_of: starter}], comment: required}
  - id: fork
    kind: parallel
    name: 分头
    branches:
      - steps: [{id: a, kind: task, name: 甲, who: [{role: ceo}]}, {id: b, kind: task, name: 乙, who: [{role: ceo}]}]
      - steps: [{id: c, kind: timer, name: 等, after: 1d}]
  - {id: two, kind: approval, name: 财务审批, who: [{role: cfo}], mode: vote, pass: 2/3}
"""


def test_what_a_list_cannot_tell_is_kept_as_a_piece_and_settings_survive() -> None:
    template = read(NESTED, 1, WORLD.steps)
    changed = corrected(published.draft_of(template, WORLD), "财务审批之前加法务部", DIRECTORY)
    assert changed is not None
    new = template_of(changed, WORLD)
    assert {*template.steps} < {*new.steps}
    assert new.step(template.first).config == template.step(template.first).config
    assert new.steps["two"].config == template.steps["two"].config  # type: ignore[index]  # an id is a str

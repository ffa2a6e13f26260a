# ruff: noqa: E501 - a sentence and the ways it changes are read as one line
"""Templates whose ways lead back or elsewhere, changed by talking: every way leads where it should, or it is refused."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from bot.modelling import published, telling
from bot.modelling.correcting import corrected
from bot.modelling.draft import Unclear
from bot.modelling.source import template_of
from engine.formats.yaml import read
from engine.formats.yaml_out import same_meaning
from engine.lint import errors, lint
from engine.template import START, Template
from tests.unit.bot.modelling.test_describing import DIRECTORY, WORLD
from tests.unit.engine.formats.generated import templates

PROTOTYPE = read(
    """
id: prototype
prefix: PT
name: {zh: 打样, en: Prototype}
about: 出图、做样、检验,不合格就重来
fields:
  - {id: amount, type: money, label: {zh: 金额, en: amount}, required: true}
  - {id: passed, type: choice, label: 合格, required: true, options: [{id: "yes", label: 是}, {id: "no", label: 否}]}
steps:
  - {id: design, kind: task, name: {zh: 出图纸, en: Draw it}, who: [{starter: true}], due: 2d}
  - id: level
    kind: condition
    name: {zh: 金额分级, en: Level}
    branches:
      - {when: amount < 1000, to: sample}
      - when: amount > 50000
        steps:
          - {id: cfo, kind: approval, name: {zh: 财务总监审批, en: CFO approval}, who: [{role: cfo}], due: 1d}
  - {id: legal, kind: approval, name: {zh: 法务审核, en: Legal review}, who: [{head_of: legal}], due: 1d}
  - {id: sample, kind: task, name: {zh: 做样品, en: Make the sample}, who: [{head_of: procurement}], due: 3d}
  - {id: quality, kind: task, name: {zh: 质量检验, en: Inspect}, who: [{head_of: quality}], due: 1d, edits: [passed]}
  - id: verdict
    kind: condition
    name: {zh: 合格吗, en: Passed}
    branches:
      - {when: 'passed == "no"', label: {zh: 因为不合格, en: Because it failed}, to: design}
  - {id: archive, kind: notify, name: {zh: 通知归档, en: Tell}, who: [{head_of: hr}]}
""",
    1,
    WORLD.steps,
)
CASES = (
    ("法务之前加采购审核", "－cfo>legal －level>legal ＋cfo>procurement ＋level>procurement ＋procurement>legal"),
    ("做样品之前加总经理审批", "－legal>sample －level>sample ＋ceo>sample ＋legal>ceo ＋level>ceo"),
    ("出图纸之前加总经理审批", "－start>design －verdict>design ＋ceo>design ＋start>ceo ＋verdict>ceo"),
    ("法务之后加人事", "－legal>sample ＋hr>sample ＋legal>hr"),
    ("add the CEO after the CFO approval", "－cfo>legal －level>legal ＋ceo>legal ＋cfo>ceo ＋level>ceo"),
    ("去掉做样品", "－legal>sample －level>sample －sample>quality ＋legal>quality ＋level>quality"),
    ("去掉出图纸", "－design>level －start>design －verdict>design ＋start>level ＋verdict>level"),
    ("去掉财务总监", "－cfo>legal －level>cfo"),
    ("remove legal", "－cfo>legal －legal>sample －level>legal ＋cfo>sample"),
    ("做样品和质量检验并行", "－legal>sample －level>sample －quality>verdict －sample>quality ＋legal>together ＋level>together "
     "＋quality>together_join ＋sample>together_join ＋together>quality ＋together>sample ＋together_join>verdict"),
    ("超过1万才到法务", "－cfo>legal －level>legal ＋by_amount>legal ＋by_amount>sample ＋cfo>by_amount ＋level>by_amount"),
    ("抄送人事", "－archive>end ＋archive>tell_hr ＋tell_hr>end"),
    ("加一步总经理审批", "－verdict>archive ＋ceo>archive ＋verdict>ceo"),
)  # fmt: skip
SETTINGS = (
    ("财务总监改成总经理", "cfo", "who", [{"role": "ceo"}]),
    ("质量检验两天内", "quality", "due", "2d"),
    ("把1000改成2000", "level", "when", "amount < 2000"),
    ("财务总监改成超过10万才要", "level", "when", "amount > 100000"),
    ("make the CFO only above 100k", "level", "when", "amount > 100000"),
)
UNCLEAR = (
    ("法务和财务并行", "「财务总监审批」只在一条分支上"),
    ("法务和财务会签", "「财务总监审批」只在一条分支上"),
    ("法务和做样品并行", "「做样品」还有别的路会走到"),
    ("质量检验放到法务前面", "「做样品」还有别的路会走到"),
    ("去掉财务总监的条件", "「金额分级」还有一条路转到「做样品」"),
    ("不合格时先加一步总经理审批", "什么时候才需要这一步"),
)


def _flows(template: Template) -> set[str]:
    return {f"{step.id}>{flow.to}" for step in template.steps.values() for flow in step.flows}


@pytest.mark.parametrize(("said", "ways"), CASES)
def test_the_ways_lead_where_they_should(said: str, ways: str) -> None:
    changed = corrected(published.draft_of(PROTOTYPE, WORLD), said, DIRECTORY)
    assert changed is not None
    template = template_of(changed, WORLD)
    old, new = _flows(PROTOTYPE), _flows(template)
    told = [*(f"－{each}" for each in sorted(old - new)), *(f"＋{each}" for each in sorted(new - old))]
    assert " ".join(told) == ways
    assert not errors(lint(template, DIRECTORY))


@pytest.mark.parametrize(("said", "step", "key", "value"), SETTINGS)
def test_settings_change_without_a_way(said: str, step: str, key: str, value: object) -> None:
    changed = corrected(published.draft_of(PROTOTYPE, WORLD), said, DIRECTORY)
    assert changed is not None
    template = template_of(changed, WORLD)
    assert _flows(template) == _flows(PROTOTYPE)
    (found,) = [each for each in template.steps.values() if each.id == step]
    settings_ = {
        "who": [each.model_dump(exclude_defaults=True) for each in getattr(found.config, "who", ())],
        "due": str(found.due),
        "when": next((each.when for each in found.flows if each.when == value), None),
    }
    assert settings_[key] == value


@pytest.mark.parametrize(("said", "why"), UNCLEAR)
def test_what_would_leave_a_way_in_doubt_is_refused_and_says_where(said: str, why: str) -> None:
    with pytest.raises(Unclear) as refused:
        corrected(published.draft_of(PROTOTYPE, WORLD), said, DIRECTORY)
    assert why in refused.value.words.zh
    assert refused.value.words.en.isascii() or "“" in refused.value.words.en


def test_the_list_says_where_the_ways_lead() -> None:
    told = telling.outline(published.draft_of(PROTOTYPE, WORLD))
    assert "2. 金额低于 1,000 元时:转到「做样品」" in told.zh
    assert "7. 不合格时:回到「出图纸」" in told.zh
    assert "7. if it failed: back to “Draw it”" in told.en


RETURNING = """
id: returning
prefix: RE
name: 来回
about: 来回
steps:
  - {id: one, kind: task, name: 填表, who: [{starter: true}]}
  - {id: two, kind: task, name: 核对, who: [{role: ceo}], next: end}
  - {id: three, kind: approval, name: 财务审批, who: [{role: cfo}], reject_to: one, timeout: {to: two}, due: 1d}
"""


def test_a_step_that_a_setting_names_stays_until_the_setting_is_changed() -> None:
    source = RETURNING.replace(", next: end", "")
    old = published.draft_of(read(source, 1, WORLD.steps), WORLD)
    for said, step in (("去掉填表", "填表"), ("去掉核对", "核对")):
        with pytest.raises(Unclear, match=f"财务审批.*{step}"):
            corrected(old, said, DIRECTORY)


TWICE = """
id: twice
prefix: TW
name: 两头
about: 两头
fields: [{id: amount, type: money, label: 金额, required: true}]
steps:
  - {id: one, kind: task, name: 填表, who: [{starter: true}]}
  - {id: early, kind: condition, name: 小额, branches: [{when: amount < 5, to: end}]}
  - {id: two, kind: task, name: 核对, who: [{role: ceo}]}
  - {id: again, kind: condition, name: 再来, branches: [{when: amount > 9, to: end}]}
  - {id: three, kind: task, name: 补充, who: [{starter: true}], next: one}
"""


def test_where_a_process_ends_twice_the_place_is_asked_for() -> None:
    with pytest.raises(Unclear) as refused:
        corrected(published.draft_of(read(TWICE, 1, WORLD.steps), WORLD), "加一步财务审批", DIRECTORY)
    assert "不止在一处结束" in refused.value.words.zh


def test_what_comes_last_comes_before_the_one_way_to_the_end() -> None:
    source = TWICE.replace(
        "  - {id: early, kind: condition, name: 小额, branches: [{when: amount < 5, to: end}]}\n", ""
    )
    changed = corrected(published.draft_of(read(source, 1, WORLD.steps), WORLD), "加一步财务审批", DIRECTORY)
    assert changed is not None
    assert {"again>finance", "finance>end", "again>three", "three>one"} <= _flows(template_of(changed, WORLD))
    told = corrected(published.draft_of(read(source, 1, WORLD.steps), WORLD), "抄送人事", DIRECTORY)
    assert told is not None
    assert {"again>tell_hr", "tell_hr>end"} <= _flows(template_of(told, WORLD))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(templates())
def test_any_template_untouched_is_the_template_it_was(template: Template) -> None:
    draft = published.draft_of(template, WORLD)
    assert telling.outline(draft).zh
    assert same_meaning(template_of(draft, WORLD), template)
    assert START in template.steps

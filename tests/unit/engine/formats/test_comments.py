"""What somebody wrote beside a template stays beside it."""

from __future__ import annotations

import pytest

from engine.formats import yaml_out
from engine.formats.comments import carried
from engine.formats.yaml import read
from tests.unit.engine.formats.company import STEPS

WRITTEN = """\
# 采购制度第 4 条,改之前先问财务
# yaml-language-server: $schema=template.schema.json
id: buying
prefix: BY
name: 采购
about: "买东西 # 这不是注释"
# 表单
fields:
  - {id: amount, type: money, label: 金额, required: true}  # 含税
steps:
  # 经理先看
  - id: manager
    kind: approval
    name: 经理审批
    who: [{manager_of: starter}]
    # 审计要求两天
    due: 2d
  - id: level
    kind: condition
    name: 分级
    branches:
      # 董事会定的线
      - when: amount > 500000
        steps:
          - {id: ceo, kind: approval, name: 总经理审批, who: [{role: ceo}], due: 1d}  # 出差时找副总
  - {id: pay, kind: task, name: 付款, who: [{role: cfo}], due: 1d}
# 完
"""


def _anew(text: str) -> str:
    return yaml_out.write(read(text, 1, STEPS), STEPS)


def test_comments_stay_before_what_they_are_about() -> None:
    lines = [each.strip() for each in carried(_anew(WRITTEN), WRITTEN).splitlines()]
    following = {
        line: next(each for each in [*lines[place + 1 :], "(end)"] if not each.startswith("#"))
        for place, line in enumerate(lines)
        if line.startswith("#")
    }
    assert [(line, after.partition(",")[0]) for line, after in following.items()] == [
        ("# 采购制度第 4 条,改之前先问财务", "id: buying"),
        ("# yaml-language-server: $schema=template.schema.json", "id: buying"),
        ("# 表单", "fields:"),
        ("# 含税", "- {id: amount"),
        ("# 经理先看", "- id: manager"),
        ("# 审计要求两天", "- id: manager"),
        ("# 董事会定的线", "- when: amount > 500000"),
        ("# 出差时找副总", "- id: ceo"),
        ("# 完", "(end)"),
    ]


def test_with_its_comments_it_is_the_same_template() -> None:
    found = carried(_anew(WRITTEN), WRITTEN)
    assert yaml_out.same_meaning(read(found, 1, STEPS), read(WRITTEN, 1, STEPS))
    assert carried(_anew(found), found) == found


@pytest.mark.parametrize(
    ("old", "new", "gone", "kept"),
    [
        ("{id: ceo, kind: approval, name: 总经理审批, who: [{role: ceo}], due: 1d}",
         "{id: cfo, kind: approval, name: 财务审批, who: [{role: cfo}], due: 1d}",
         ("# 出差时找副总",), ("# 经理先看", "# 董事会定的线", "# 完")),
        ("amount > 500000", "amount > 800000", (), ("# 董事会定的线", "# 出差时找副总")),
    ],
)  # fmt: skip
def test_a_comment_goes_only_with_what_it_was_about(
    old: str, new: str, gone: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    found = carried(_anew(WRITTEN.replace(old, new)), WRITTEN)
    assert not [each for each in gone if each in found]
    assert all(each in found for each in kept)


def test_without_comments_nothing_is_added() -> None:
    bare = _anew(WRITTEN)
    assert carried(bare, bare) == bare

"""Whom words name in the demo company, said by Sun Lei."""

from __future__ import annotations

import pytest

from bot.app.demo.lexicon import demo_lexicon
from bot.nlu.people import Directory

DIRECTORY = Directory(demo_lexicon())


@pytest.mark.parametrize(
    ("said", "person"),
    [
        ("李娜", "li.na"),
        ("老张", "zhang.wei"),
        ("小赵", "zhao.min"),
        ("李总", "li.na"),
        ("何经理", "he.ping"),
        ("徐律师", "xu.jing"),
        ("Li Na", "li.na"),
        ("Xu Jing", "xu.jing"),
        ("Mr. Zhang", "zhang.wei"),
        ("财务总监", "li.na"),
        ("CFO", "li.na"),
        ("product manager", "liu.yang"),
        ("采购部", "he.ping"),
        ("法务", "xu.jing"),
        ("研发部", "chen.jie"),
        ("Legal", "xu.jing"),
        ("我领导", "chen.jie"),
        ("my boss", "chen.jie"),
        ("李那", "li.na"),
        ("孙雷", "sun.lei"),
        ("旭静", "xu.jing"),
        ("政爽", "zheng.shuang"),
        ("Lei", None),  # Sun Lei or Huang Lei
    ],
)
def test_a_person_is_known_when_exactly_one_fits(said: str, person: str | None) -> None:
    named = DIRECTORY.resolve(said, "sun.lei")
    assert named is not None
    assert named.id == person


@pytest.mark.parametrize(
    "said", ["坐车回家", "五月五号", "和平", "下周停机", "please ping finance, it is late"]
)
def test_words_that_only_resemble_a_name_name_nobody(said: str) -> None:
    assert [n.words for n in DIRECTORY.find(said, said, "sun.lei") if n.department is None] == []

"""What is different from one version of a template to another."""

from __future__ import annotations

from typing import Any

import pytest

from bot.app.found import step_types
from engine.formats.differences import differences
from engine.formats.yaml import read
from engine.template import Template

SOURCE = """
id: purchase
prefix: PR
name: {zh: 采购, en: Purchase}
about: 买东西
owners: [he.ping]
fields:
  - {id: item, label: {zh: 物品, en: item}, required: true}
  - {id: budget, type: money, label: {zh: 预算, en: budget}}
steps:
  - {id: manager, kind: approval, name: {zh: 经理, en: Manager}, who: [{manager_of: starter}], due: 1d}
  - id: level
    kind: condition
    name: {zh: 分级, en: Level}
    branches:
      - when: budget > 500
        steps: [{id: cfo, kind: approval, name: {zh: 财务, en: CFO}, who: [{role: cfo}]}]
  - {id: order, kind: task, name: {zh: 下单, en: Order}, who: [{starter: true}]}
"""
LEGAL = "  - {id: legal, kind: approval, name: {zh: 法务, en: Legal}, who: [{head_of: legal}]}\n"
ORDER = "  - {id: order"


def _read(source: str) -> Template:
    return read(source, 1, step_types())


def _found(old: str, new: str) -> list[tuple[Any, ...]]:
    return [
        (each.of, each.id, each.how, each.setting, each.before, each.after)
        for each in differences(_read(SOURCE), _read(SOURCE.replace(old, new)))
    ]


def test_the_same_is_no_difference() -> None:
    assert differences(_read(SOURCE), _read(SOURCE)) == ()


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("due: 1d", "due: 2d", ("step", "manager", "changed", "due", "1d", "2d")),
        (
            "{role: cfo}",
            "{role: ceo}",
            ("step", "cfo", "changed", "who", [{"role": "cfo"}], [{"role": "ceo"}]),
        ),
        ("> 500", "> 900", ("way", "level → cfo", "changed", "when", "budget > 500", "budget > 900")),
        (", required: true", "", ("field", "item", "changed", "required", True, None)),
        ("[he.ping]", "[li.na]", ("template", "purchase", "changed", "owners", ["he.ping"], ["li.na"])),
        ("kind: task", "kind: approval", ("step", "order", "changed", "kind", "task", "approval")),
    ],
)
def test_a_changed_setting_is_told_with_what_it_was_and_is(
    old: str, new: str, found: tuple[Any, ...]
) -> None:
    assert _found(old, new) == [found]


def test_an_added_step_is_told_with_the_ways_that_lead_by_it() -> None:
    found = _found(ORDER, LEGAL + ORDER)
    assert ("step", "legal", "added", "", None, None) in found
    assert ("way", "cfo → legal", "added", "when", None, None) in found
    assert ("way", "cfo → order", "removed", "", None, None) in found
    assert {each[0] for each in found} == {"step", "way"}


def test_what_is_gone_is_told_last() -> None:
    source = SOURCE.replace(ORDER, LEGAL + ORDER)
    found = differences(_read(source), _read(SOURCE))
    assert (found[-1].of, found[-1].id, found[-1].how) == ("step", "legal", "removed")


def test_a_field_comes_and_goes() -> None:
    more = "fields:\n  - {id: why, label: 原因}\n"
    assert _found("fields:\n", more) == [("field", "why", "added", "", None, None)]
    assert [
        (each.of, each.how) for each in differences(_read(SOURCE.replace("fields:\n", more)), _read(SOURCE))
    ] == [("field", "removed")]


def test_of_a_first_version_everything_is_new() -> None:
    found = differences(None, _read(SOURCE))
    assert {each.how for each in found} == {"added"}
    assert [each.of for each in found] == ["field"] * 2 + ["step"] * 4
    assert {each.id for each in found} == {"item", "budget", "manager", "level", "cfo", "order"}

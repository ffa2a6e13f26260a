"""Subject data: what each type of field accepts, in which normal form, and what it refuses."""

from __future__ import annotations

import pytest
from pydantic import JsonValue

from engine.errors import FieldInvalid, FieldRequired
from engine.fields import accepted, require
from engine.formats.yaml import read
from tests.unit.engine.galaxy import galaxy

WORLD = galaxy()
FORM = read(
    """
id: form
prefix: FM
name: 表
about: 表
fields:
  - {id: text, label: 文字, required: true}
  - {id: long, type: long_text, label: 长文}
  - {id: number, type: number, label: 数字}
  - {id: money, type: money, label: 金额}
  - {id: date, type: date, label: 日期}
  - {id: moment, type: datetime, label: 时间}
  - {id: person, type: person, label: 人}
  - {id: place, type: department, label: 部门}
  - {id: size, type: choice, label: 大小, options: [{id: s, label: 小}, {id: l, label: 大}]}
  - {id: scan, type: file, label: 扫描}
  - id: rows
    type: table
    label: 明细
    columns: [{id: what, label: 物品, required: true}, {id: price, type: money, label: 单价}]
steps:
  - {id: s1, kind: approval, name: 审, who: [{person: li.na}]}
""",
    1,
    WORLD.steps,
)
FILE = {"id": "b1", "name": "报价.pdf"}


@pytest.mark.parametrize(
    ("field", "given", "kept"),
    [
        ("text", "示波器", "示波器"),
        ("text", 12, "12"),
        ("long", "一\n二", "一\n二"),
        ("number", "3.50", 3.5),
        ("money", 620_000.0, 620_000),
        ("date", "2026-12-20", "2026-12-20"),
        ("moment", "2026-12-20T14:30", "2026-12-20T14:30"),
        ("moment", "2026-12-20", "2026-12-20"),  # a day where a moment would be welcome
        ("person", "li.na", "li.na"),
        ("place", "legal", "legal"),
        ("size", "s", "s"),
        ("scan", FILE, [FILE]),
        ("scan", [FILE], [FILE]),
        ("rows", [{"what": "探头", "price": "800"}], [{"what": "探头", "price": 800}]),
    ],
)
def test_what_a_field_accepts_is_kept_in_its_normal_form(
    field: str, given: JsonValue, kept: JsonValue
) -> None:
    assert accepted(FORM, {field: given}, WORLD.directory) == {field: kept}


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("text", ["a"]),
        ("text", "字" * 4001),
        ("text", "a\x00b"),
        ("number", "很多"),
        ("number", float("nan")),
        ("number", True),
        ("money", -5),
        ("date", "20.12.2026"),
        ("date", "2026-02-30"),
        ("moment", "2026-12-20T25:00"),
        ("person", "nobody"),
        ("place", "moon"),
        ("size", "m"),
        ("scan", {"id": "b1"}),
        ("scan", ["b1"]),
        ("rows", {"what": "探头"}),
        ("rows", [{"price": 800}]),  # a required column is missing
        ("rows", [{"what": "探头", "price": "贵"}]),
        ("rows", [{"what": "探头", "colour": "红"}]),
        ("unknown", "x"),
    ],
)
def test_what_does_not_fit_is_refused_by_the_name_of_the_field(field: str, given: JsonValue) -> None:
    with pytest.raises(FieldInvalid) as refused:
        accepted(FORM, {field: given}, WORLD.directory)
    assert refused.value.field in (field, "price")


def test_what_is_empty_is_left_out_and_missed_where_it_is_required() -> None:
    said = accepted(FORM, {"text": "", "money": None, "number": 0}, WORLD.directory)
    assert said == {"number": 0}
    with pytest.raises(FieldRequired) as refused:
        require(FORM, said)
    assert refused.value.fields == ("text",)

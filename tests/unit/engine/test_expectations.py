"""What is said of data that do not fit: what was expected, in words."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from bot.app import found
from engine.errors import TemplateInvalid
from engine.expectations import expected
from engine.formats.documents import Formats
from engine.formats.source import SourceTemplate

GOOD = """\
id: stamp
prefix: ST
name: {zh: 盖章, en: Stamp}
about: 盖章
fields:
  - {id: paper, label: 文件}
steps:
  - {id: manager, kind: approval, name: 经理审批, who: [{manager_of: starter}], due: 1d}
"""


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("prefix: ST", "prefix: st", "2: prefix: 2 to 4 capital letters"),
        ("prefix: ST", "prefix: 7", "2: prefix: text"),
        ("id: stamp", "id: A stamp", "1: id: lower-case letters, digits and _, beginning with a letter"),
        ("name: {zh: 盖章, en: Stamp}", "name: 5", "3: name: text, or {zh: …, en: …}"),
        ("en: Stamp", "de: Stempel", "3: name.en: a value; it is missing"),
        ("about:", "abuot:", "4: abuot: no such field; there are about, cascade,"),
        ("label: 文件", "label: 文件, type: cash", "6: fields[0].type: one of text, long_text,"),
        ("due: 1d", "due: soon", "due: 'soon' is not a duration; write working time as 2d, 4h or 30m"),
        ("kind: approval", "kind: aproval", "8: steps[0].kind: one of approval,"),
        ("prefix: ST", "prefix: [ST", "YAML; did not find expected"),
    ],
)
def test_a_malformed_template_is_told_by_line_field_and_what_was_expected(
    right: str, wrong: str, told: str
) -> None:
    Formats(found.step_types()).read(GOOD, 1)
    with pytest.raises(TemplateInvalid) as refused:
        Formats(found.step_types()).read(GOOD.replace(right, wrong), 1, "stamp.yaml")
    assert told in str(refused.value)
    assert str(refused.value).startswith("stamp.yaml:")
    assert ": :" not in str(refused.value)


def test_it_is_told_in_both_languages() -> None:
    with pytest.raises(ValidationError) as refused:
        SourceTemplate.model_validate({"id": "stamp"})
    (said, *_) = (expected(each) for each in refused.value.errors())
    assert (said.zh, said.en) == ("必须填写,现在没有", "a value; it is missing")

"""What may harm is refused with a sentence before it is worked on."""

from __future__ import annotations

import time

import pytest

from engine.formats.bpmn.read import imported
from engine.formats.bpmn.xml import MAX_BYTES, XmlRefused, escaped, parse
from tests.unit.engine.formats.company import STEPS

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><definitions>&j;</definitions>"
)
OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
REMOTE = '<!DOCTYPE d SYSTEM "http://example.com/d.dtd"><d/>'
PARAMETER = '<!DOCTYPE d [<!ENTITY % p SYSTEM "http://example.com/p"> %p;]><d/>'


@pytest.mark.parametrize("source", [BOMB, OUTSIDE, REMOTE, PARAMETER, "<!DOCTYPE d><d/>"])
def test_a_document_type_is_refused_whatever_it_says(source: str) -> None:
    with pytest.raises(XmlRefused, match="without a DOCTYPE"):
        parse(source.encode())


def test_ten_megabytes_are_refused_before_they_are_read() -> None:
    began = time.perf_counter()
    with pytest.raises(XmlRefused, match="at most 2 MB"):
        parse(b"<a>" + b"x" * 10_000_000 + b"</a>")

    assert time.perf_counter() - began < 0.5
    assert MAX_BYTES == 2_000_000


def test_deep_nesting_and_too_many_elements_are_refused() -> None:
    with pytest.raises(XmlRefused, match="60 deep"):
        parse(b"<a>" * 5000 + b"</a>" * 5000)
    with pytest.raises(XmlRefused, match="20000 elements"):
        parse(b"<a>" + b"<b/>" * 30_000 + b"</a>")


@pytest.mark.parametrize(
    "source",
    [b"", b"<a>", b"<a></b>", b"<a>&nope;</a>", b"\xff\xfe<", b'<?xml version="1.0" encoding="x"?><a/>'],
)
def test_what_is_no_xml_is_a_finding_and_no_crash(source: bytes) -> None:
    found = imported(source, STEPS)

    assert found.template is None
    assert len(found.errors) == 1


def test_chinese_encodings_are_read() -> None:
    source = '<?xml version="1.0" encoding="GBK"?><a name="审批"/>'.encode("gbk")

    assert parse(source).get("name") == "审批"
    assert parse('<a name="审批"/>'.encode("utf-16")).get("name") == "审批"


def test_names_are_escaped_both_ways() -> None:
    ugly = 'a<b>&"c"\n\t\''

    assert parse(f'<a name="{escaped(ugly)}"/>').attributes["name"] == ugly
    assert parse(f'<a name="{escaped(chr(0) + "x" + chr(0xFFFF))}"/>').get("name") == "x"


@pytest.mark.parametrize("source", [b"<definitions/>", b"<html/>"])
def test_other_xml_is_named_as_such(source: bytes) -> None:
    (error,) = imported(source, STEPS).errors

    assert "BPMN 2.0" in error.what.en

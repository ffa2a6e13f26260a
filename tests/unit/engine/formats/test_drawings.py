"""Drawings of other tools, tidy and sloppy: the template each becomes, and what is listed by element."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path

import pytest

from engine.errors import TemplateInvalid
from engine.formats import yaml_out
from engine.formats.bpmn.elements import edges, nodes
from engine.formats.bpmn.findings import Level
from engine.formats.bpmn.layout import arranged
from engine.formats.bpmn.read import Imported, imported
from engine.formats.bpmn.write import write
from engine.formats.bpmn.xml import parse
from engine.formats.documents import Formats
from engine.formats.yaml import read
from tests.unit.engine.formats.company import DEMO, DIRECTORY, DRAWINGS, STEPS

FILES = sorted(DRAWINGS.glob("*.bpmn"))


def listed(found: Imported) -> str:
    return "".join(f"{each.level} {each.place}: {each.what.en}\n" for each in found.findings)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_drawing_becomes_this_template_and_lists_this(file: Path) -> None:
    found = imported(file.read_bytes(), STEPS, DIRECTORY)

    assert found.template is not None
    assert yaml_out.write(found.template, STEPS) == file.with_suffix(".yaml").read_text(encoding="utf-8")
    assert listed(found) == file.with_suffix(".findings.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_element_is_in_the_template_or_in_the_list(file: Path) -> None:
    found = imported(file.read_bytes(), STEPS, DIRECTORY)
    root = parse(file.read_bytes())
    named = {each.get("name") for each in root.walk() if each.name.endswith("Task") and each.get("name")}
    taken = {step.name.zh for step in found.template.steps.values()} if found.template else set()

    assert named - taken <= {each.name for each in found.findings}


def test_an_error_among_the_findings_blocks_publishing_and_names_the_element() -> None:
    file = DRAWINGS / "camunda7_services.bpmn"
    with pytest.raises(TemplateInvalid) as refused:
        Formats(STEPS).bring(file.read_bytes(), DIRECTORY, file.name)

    assert [each.where for each in refused.value.flaws] == [
        "java (Calculate score)",
        "script (Set defaults)",
        "dmn (Risk level)",
    ]
    assert all(each.line for each in refused.value.flaws)


def test_a_drawing_keeps_its_places_its_pool_and_its_lanes() -> None:
    file = DRAWINGS / "bpmnio_lanes_as_roles.bpmn"
    found = imported(file.read_bytes(), STEPS, DIRECTORY)
    assert found.template is not None
    again = imported(write(found.template, found.places), STEPS)

    assert again.places.boxes == found.places.boxes
    assert again.places.ways == found.places.ways
    assert [(each.name, each.box) for each in again.places.frames] == [
        (each.name, each.box) for each in found.places.frames
    ]
    assert len(found.places.frames) == 4


@pytest.mark.parametrize("file", sorted(DEMO.glob("*.yaml")), ids=lambda file: file.stem)
def test_no_shape_lies_on_another_and_lines_keep_off_the_shapes(file: Path) -> None:
    template = read(file.read_text(encoding="utf-8"), 1, STEPS)
    shapes = nodes(template)
    places = arranged(shapes, edges(template))
    free = {each.id: places.boxes[each.id] for each in shapes if each.host is None}

    assert not [(one, other) for one, other in combinations(free, 2) if free[one].overlaps(free[other])]
    for (source, target), way in places.ways.items():
        for (x1, y1), (x2, y2) in pairwise(way):
            crossed = [
                id_
                for id_, box in free.items()
                if id_ not in (source, target)
                and max(min(x1, x2), box.x) < min(max(x1, x2), box.right) + (x1 == x2)
                and max(min(y1, y2), box.y) < min(max(y1, y2), box.bottom) + (y1 == y2)
                and (x1 != x2 or box.x < x1 < box.right)
                and (y1 != y2 or box.y < y1 < box.bottom)
            ]
            assert not crossed, (source, target)


def test_errors_come_with_the_elements_line() -> None:
    found = imported((DRAWINGS / "unsupported_rarities.bpmn").read_bytes(), STEPS, DIRECTORY)

    assert {each.element for each in found.findings if each.level is Level.ERROR} >= {"cg", "ev", "ah", "ch"}
    assert all(each.line for each in found.errors)

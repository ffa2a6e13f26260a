"""A template keeps its meaning: YAML → YAML, YAML → BPMN → YAML, and a drawing once it is brought in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from engine.formats import yaml_out
from engine.formats.bpmn.read import imported
from engine.formats.bpmn.write import write
from engine.formats.documents import Formats
from engine.formats.yaml import read
from engine.formats.yaml_out import same_meaning
from engine.template import Template
from tests.unit.engine.formats.company import DEMO, DIRECTORY, DRAWINGS, STEPS
from tests.unit.engine.formats.generated import templates

DEMOS = [pytest.param(each, id=each.stem) for each in sorted(DEMO.glob("*.yaml"))]
_CALM = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("file", DEMOS)
def test_a_demo_template_written_anew_is_nested_and_the_same(file: Path) -> None:
    template = read(file.read_text(encoding="utf-8"), 1, STEPS)
    written = yaml_out.write(template, STEPS)

    assert same_meaning(read(written, 1, STEPS), template)
    assert "next:" not in written or "next:" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", DEMOS)
def test_a_demo_template_comes_back_from_its_drawing(file: Path) -> None:
    template = read(file.read_text(encoding="utf-8"), 1, STEPS)
    found = imported(write(template), STEPS)

    assert found.findings == ()
    assert found.template is not None
    assert same_meaning(found.template, template)


@_CALM
@given(templates())
def test_any_template_reads_back_from_the_yaml_written_of_it(template: Template) -> None:
    assert same_meaning(read(yaml_out.write(template, STEPS), 1, STEPS), template)


@_CALM
@given(templates())
def test_any_template_keeps_its_meaning_through_bpmn_and_back(template: Template) -> None:
    found = imported(write(template), STEPS)

    assert found.errors == ()
    assert found.template is not None
    assert same_meaning(read(yaml_out.write(found.template, STEPS), 1, STEPS), template)


def test_both_languages_go_into_the_yaml() -> None:
    template = read((DEMO / "leave.yaml").read_text(encoding="utf-8"), 1, STEPS)

    assert "name: {zh: 请假, en: Leave request}" in yaml_out.write(template, STEPS)


@pytest.mark.parametrize("name", ["bpmnio_lanes_as_roles", "camunda7_boundary_timers", "flowable_leave"])
def test_a_drawing_that_was_brought_in_means_the_same_without_the_directory(name: str) -> None:
    formats = Formats(STEPS)
    brought = formats.bring((DRAWINGS / f"{name}.bpmn").read_bytes(), DIRECTORY, name)

    assert same_meaning(formats.read(brought.source, 1), brought.template)


def test_what_another_tool_changed_in_our_drawing_wins() -> None:
    template = read((DEMO / "new_product.yaml").read_text(encoding="utf-8"), 1, STEPS)
    drawing = write(template)
    changed = drawing.replace('name="部门经理审批"', 'name="主管审批"').replace(
        ">budget &gt; 500000</", ">budget &gt; 80000</"
    )
    found = imported(changed, STEPS).template

    assert changed.count("80000") == 1
    assert found is not None
    assert found.steps[template.first].name.zh == "主管审批"
    assert [
        flow.when for each in found.steps.values() if each.id == "budget_check" for flow in each.flows
    ] == [
        "budget > 80000",
        None,
    ]

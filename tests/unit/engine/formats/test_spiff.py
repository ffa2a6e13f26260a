"""Another engine runs our drawings: SpiffWorkflow, through to the end, the branches chosen by the data."""

from __future__ import annotations

from typing import Any

import pytest
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.util.task import TaskState

from engine.formats.bpmn.write import write
from engine.formats.yaml import read
from tests.unit.engine.formats.company import DEMO, STEPS


def passed(name: str, **data: Any) -> list[str]:
    """The steps that people did, until the process was over."""
    template = read((DEMO / f"{name}.yaml").read_text(encoding="utf-8"), 1, STEPS)
    parser = BpmnParser()
    parser.add_bpmn_str(write(template).encode())
    workflow = BpmnWorkflow(parser.get_spec(f"Process_{template.id}"))
    workflow.task_tree.set_data(**({each.id: "" for each in template.fields} | data))
    workflow.do_engine_steps()
    done: list[str] = []
    while ready := workflow.get_tasks(state=TaskState.READY, manual=True):
        done.append(ready[0].task_spec.bpmn_id)
        ready[0].run()
        workflow.do_engine_steps()
    assert workflow.completed
    return done


@pytest.mark.parametrize(
    ("name", "data", "steps"),
    [
        (
            "new_product",
            {"budget": 100_000},
            {"manager", "market_review", "legal_review", "cost_review", "kickoff"},
        ),
        (
            "new_product",
            {"budget": 3_000_000},
            {"manager", "cfo", "market_review", "legal_review", "cost_review", "ceo", "kickoff"},
        ),
        ("leave", {"kind": "年假"}, {"manager", "record"}),
        ("leave", {"kind": "病假"}, {"manager", "hr_check", "record"}),
    ],
)
def test_the_data_choose_the_branches(name: str, data: dict[str, Any], steps: set[str]) -> None:
    assert set(passed(name, **data)) == steps


@pytest.mark.parametrize("name", sorted(each.stem for each in DEMO.glob("*.yaml")))
def test_every_demo_template_runs_to_its_end(name: str) -> None:
    assert passed(name, budget=900_000, amount=90_000, days=9)

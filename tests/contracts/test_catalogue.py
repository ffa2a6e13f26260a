"""What is found in the folders is what was published, no more and no less."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.app import found
from engine.formats.source import json_schema

READING = (
    "list_templates process_status my_tasks show_chart report predict_delay explain recommend_template "
    "confirm deny help none"
)
OWN = "snooze set_reminder create_template check_in suggest_improvement settings"
ACTING = (
    "start_process cancel_process urge complete_task approve reject return_task transfer_task add_signer "
    "delegate comment"
)
INTENTS = sorted(f"{READING} {OWN} {ACTING}".split())
STEPS = {
    *("start", "approval", "task", "condition", "parallel", "inclusive", "join", "notify", "call"),
    *("timer", "message", "service", "plugin", "events", "finish"),
}
SCHEMA = Path("docs/template.schema.json")


def test_the_intents_are_those_of_the_contract() -> None:
    assert sorted(found.intents()) == INTENTS


def test_what_changes_something_for_others_says_so_and_what_only_reads_does_not() -> None:
    changing = {name for name, spec in found.intents().items() if spec.changes}
    assert set(ACTING.split()) <= changing
    assert not changing & set(READING.split())


@pytest.mark.parametrize("name", INTENTS)
def test_every_intent_can_be_learned_and_told_to_a_model(name: str) -> None:
    spec = found.intents()[name]
    assert len(spec.examples) >= 20
    assert len(set(spec.examples)) == len(spec.examples)
    assert spec.about.endswith(".")


def test_the_step_types_are_those_that_are_documented() -> None:
    assert set(found.step_types()) == STEPS


def test_the_published_schema_is_the_one_the_reader_follows() -> None:
    assert json.loads(SCHEMA.read_text("utf-8")) == json_schema(found.step_types())

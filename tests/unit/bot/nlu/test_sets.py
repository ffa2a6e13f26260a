"""The offline parser is held to what it reached on every annotated set."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.nlu.evaluate import evaluate, read_examples
from bot.nlu.local import LocalParser

SETS = Path(__file__).parents[3] / "nlu"


@pytest.mark.parametrize(
    ("name", "intent", "slots"),
    [
        ("eval", 0.99, 0.972),
        ("fresh", 0.99, 0.979),
        ("rough", 0.99, 0.946),
        ("plain", 0.99, 0.99),
        ("blind", 0.98, 0.975),
        ("strangers_a", 0.99, 0.975),
        ("strangers_b", 0.99, 0.98),
        ("strangers_c", 0.99, 0.97),
    ],
)
def test_it_understands_a_set_as_well_as_it_did_and_makes_no_act_of_nothing(
    parser: LocalParser, name: str, intent: float, slots: float
) -> None:
    examples = read_examples((SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    figures = evaluate(examples, parser.parse)
    right, f1 = figures["intent_accuracy"], figures["slot_f1"]
    assert isinstance(right, float)
    assert isinstance(f1, float)
    assert (right >= intent, f1 >= slots) == (True, True), (right, f1)
    assert figures["none_acted_on_ids"] == []

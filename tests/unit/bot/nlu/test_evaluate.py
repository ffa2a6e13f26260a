"""What counts as understood."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import JsonValue

from bot.intent import Intent, Utterance
from bot.nlu.evaluate import Example, evaluate, percentile, read_examples, slot_pairs

SETS = Path(__file__).parents[3] / "nlu"
NOW = "2026-03-04T10:00:00+08:00"


def example(text: str, intent: str | list[str], slots: JsonValue = None) -> Example:
    return Example.model_validate(
        {"id": text, "text": text, "now": NOW, "user": "liu.yang", "intent": intent, "slots": slots or {}}
    )


def always(name: str, slots: dict[str, JsonValue] | None = None) -> Callable[[Utterance], Intent]:
    return lambda _: Intent(name=name, slots=slots or {})


def test_a_parser_that_answers_as_annotated_has_full_marks() -> None:
    result = evaluate([example("同意", "approve", {"task": "NP-12"})], always("approve", {"task": "NP-12"}))
    assert (result["intent_accuracy"], result["slot_f1"]) == (1.0, 1.0)
    assert result["failures"] == []


def test_the_moment_and_the_speaker_reach_the_parser() -> None:
    heard: list[Utterance] = []

    def parse(utterance: Utterance) -> Intent:
        heard.append(utterance)
        return Intent(name="approve")

    evaluate([example("同意", "approve")], parse)
    assert [(u.text, u.now.isoformat(), u.speaker) for u in heard] == [("同意", NOW, "liu.yang")]


def test_a_wrong_intent_is_listed_as_a_confusion_with_its_number() -> None:
    result = evaluate(
        [example("驳回", "reject"), example("打回", "reject"), example("同意", "approve")], always("approve")
    )
    assert result["intent_accuracy"] == pytest.approx(1 / 3, abs=1e-3)
    assert result["confusions"] == [["reject", "approve", 2]]


@pytest.mark.parametrize(
    ("got", "f1"),
    [
        ({"task": "NP-12", "reason": "太贵"}, 1.0),
        ({"task": "NP-12"}, 0.6667),
        ({"task": "NP-13", "reason": "太贵"}, 0.5),
        ({"task": "NP-12", "reason": "太贵", "to_step": "设计"}, 0.8),
        ({}, 0.0),
    ],
)
def test_slots_are_scored_pair_by_pair(got: dict[str, JsonValue], f1: float) -> None:
    result = evaluate(
        [example("驳回NP-12,太贵", "reject", {"task": "NP-12", "reason": "太贵"})], always("reject", got)
    )
    assert result["slot_f1"] == f1


def test_each_field_counts_by_itself() -> None:
    gold: JsonValue = {"template": "procurement", "fields": {"item": "示波器", "budget": 620000}}
    result = evaluate(
        [example("买示波器,62万", "start_process", gold)],
        always("start_process", {"template": "procurement", "fields": {"item": "示波器", "budget": 62}}),
    )
    assert result["slot_f1"] == 0.6667
    assert result["slots_missing"] == {"fields.budget": 1}


def test_the_order_of_people_does_not_matter() -> None:
    gold = example("加签徐静和李娜", "add_signer", {"people": ["xu.jing", "li.na"]})
    result = evaluate([gold], always("add_signer", {"people": ["li.na", "xu.jing"]}))
    assert result["slot_f1"] == 1.0


def test_a_whole_number_may_be_written_as_a_decimal_but_true_is_not_one() -> None:
    assert slot_pairs({"budget": 620000}) == slot_pairs({"budget": 620000.0})
    assert slot_pairs({"all": True}) != slot_pairs({"all": 1})


def test_a_number_is_the_same_as_process_or_as_task_but_words_are_not() -> None:
    assert slot_pairs({"process": "NP-12"}) == slot_pairs({"task": "NP-12"})
    assert slot_pairs({"process": "极光"}) != slot_pairs({"task": "极光"})


def test_absent_and_empty_slots_are_no_pair() -> None:
    assert not slot_pairs({"task": None, "people": [], "fields": {}})


def test_any_of_several_intents_is_right() -> None:
    gold = example("先别批", ["none", "deny"])
    assert evaluate([gold], always("deny"))["intent_accuracy"] == 1.0
    assert evaluate([gold], always("approve"))["confusions"] == [["none", "approve", 1]]


def test_the_nearest_of_several_readings_is_compared() -> None:
    gold = example("催下财务", "urge", [{"person": "li.na"}, {"process": "财务"}])
    assert evaluate([gold], always("urge", {"process": "财务"}))["slot_f1"] == 1.0


def test_acting_on_an_utterance_that_asks_for_nothing_is_told_by_its_id() -> None:
    lines = [example("我昨天批了", "none"), example("先别批", ["none", "deny"]), example("同意", "approve")]
    result = evaluate(lines, always("approve"))
    assert (result["none_acted_on"], result["none_acted_on_ids"]) == (2, ["我昨天批了", "先别批"])
    assert evaluate(lines, always("process_status"))["none_acted_on"] == 0


def test_a_failure_shows_what_is_missing_and_what_is_too_much() -> None:
    result = evaluate([example("批NP-1", "approve", {"task": "NP-1"})], always("reject", {"task": "NP-2"}))
    assert result["failures"] == [
        {
            "id": "批NP-1",
            "text": "批NP-1",
            "expected": ["approve"],
            "got": "reject",
            "missing": ['task="NP-1"'],
            "extra": ['task="NP-2"'],
        }
    ]


def test_percentiles_are_values_that_occurred() -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], 0.5) == 2.0
    assert percentile([float(n) for n in range(1, 101)], 0.95) == 95.0
    assert percentile([], 0.95) == 0.0


def test_the_figures_are_json_and_hold_the_latencies() -> None:
    figures = json.loads(json.dumps(evaluate([example("同意", "approve")], always("approve"))))
    assert figures["examples"] == 1
    assert 0 <= figures["median_ms"] <= figures["p95_ms"]


def test_examples_are_read_from_json_lines_and_blank_lines_skipped() -> None:
    line = json.dumps(
        {"id": "1", "text": "先别批", "now": NOW, "user": "li.na", "intent": ["none", "deny"], "slots": {}}
    )
    (read,) = read_examples([line, "\n"])
    assert (read.id, read.intents, read.readings) == ("1", ("none", "deny"), ({},))


@pytest.mark.parametrize(("name", "at_least"), [("eval", 700), ("fresh", 350)])
def test_the_annotated_sets_are_whole_and_a_third_of_them_asks_for_nothing(name: str, at_least: int) -> None:
    examples = read_examples((SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    nothing = [each for each in examples if "none" in each.intents]
    assert len({each.id for each in examples}) == len(examples) >= at_least
    assert len(nothing) >= len(examples) * 0.33
    assert len({intent for each in examples for intent in each.intents}) == 29

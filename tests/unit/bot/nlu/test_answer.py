"""Checking an answer against what was said must not damage a right one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.intent import Intent, Utterance
from bot.nlu.answer import AnswerReader
from bot.nlu.evaluate import Example, evaluate, read_examples
from bot.nlu.lexicon import Lexicon
from bot.nlu.prompt import PROMPT_TOKENS, PromptBuilder
from tests.unit.bot.nlu.conftest import Specs

EXAMPLES = Path(__file__).parents[3] / "nlu"


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return [
        example
        for file in sorted(EXAMPLES.glob("*.jsonl"))
        for example in read_examples(file.read_text(encoding="utf-8").splitlines())
    ]


def test_a_model_that_is_always_right_stays_right(
    specs: Specs, lexicon: Lexicon, examples: list[Example]
) -> None:
    """Every annotated answer, put through the checks as if a model had given it."""
    prompts, answers = PromptBuilder(specs, lexicon), AnswerReader(specs, lexicon)
    gold = {(example.text, example.now, example.user): example for example in examples}

    def ideal(utterance: Utterance) -> Intent:
        example = gold[utterance.text, utterance.now, utterance.speaker]
        label = answers.read(
            {"intent": example.intents[0], "slots": example.readings[0], "confidence": 1},
            utterance,
            people=prompts.build(utterance).people,
        )
        return Intent(name=label.intent, slots=label.slots, parser="llm")

    figures = evaluate(examples, ideal)

    assert figures["intent_accuracy"] == 1.0
    assert figures["slots_extra"] == {}
    assert isinstance(figures["slot_f1"], float)
    assert figures["slot_f1"] >= 0.998


def test_no_annotated_utterance_makes_a_prompt_too_long(
    specs: Specs, lexicon: Lexicon, examples: list[Example]
) -> None:
    prompts = PromptBuilder(specs, lexicon)

    longest = max(
        prompts.build(Utterance(text=example.text, now=example.now, speaker=example.user)).tokens
        for example in examples
    )

    assert longest < PROMPT_TOKENS - 200

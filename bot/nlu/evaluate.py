"""How well a parser understands: its answers against lines annotated by hand."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from pydantic import AwareDatetime, JsonValue

from bot.intent import Intent, Utterance
from bot.messages import Value

# What must never be made of an utterance that asks for nothing. `confirm` belongs here: it releases
# whatever waits for a 好的.
CHANGES = frozenset(
    {
        "start_process", "cancel_process", "urge", "complete_task", "approve", "reject", "return_task",
        "transfer_task", "add_signer", "delegate", "comment", "snooze", "set_reminder", "create_template",
        "check_in", "suggest_improvement", "settings", "confirm",
    }
)  # fmt: skip

# With a number said, `process` and `task` mean the same thing; by words they do not.
NUMBER = re.compile(r"[A-Z]{2}-\d+")

Slots = dict[str, JsonValue]
Pairs = Counter[tuple[str, str]]


class Example(Value):
    """One annotated utterance.

    A list of intents or of slots means that each of them is right; the answer is held against the nearest.
    """

    id: str
    text: str
    now: AwareDatetime
    user: str
    intent: str | tuple[str, ...]
    slots: Slots | tuple[Slots, ...]

    @property
    def intents(self) -> tuple[str, ...]:
        return (self.intent,) if isinstance(self.intent, str) else self.intent

    @property
    def readings(self) -> tuple[Slots, ...]:
        return self.slots if isinstance(self.slots, tuple) else (self.slots,)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the parser made of one example, and in how long."""

    example: Example
    intent: Intent
    ms: float

    @property
    def is_right(self) -> bool:
        return self.intent.name in self.example.intents

    @property
    def acts_on_none(self) -> bool:
        return "none" in self.example.intents and not self.is_right and self.intent.name in CHANGES

    @property
    def missing_and_extra(self) -> tuple[Pairs, Pairs]:
        got = slot_pairs(self.intent.slots)
        wanted = min((slot_pairs(slots) for slots in self.example.readings), key=lambda w: distance(w, got))
        return wanted - got, got - wanted


def read_examples(lines: Iterable[str]) -> list[Example]:
    """Examples from JSON lines; blank lines are skipped."""
    return [Example.model_validate_json(line) for line in lines if line.strip()]


def evaluate(examples: Sequence[Example], parse: Callable[[Utterance], Intent]) -> dict[str, JsonValue]:
    """Figures for one parser, ready for JSON.

    Slot F1 is micro over (slot, value) pairs, whatever the intent; `fields` counts by its fields and
    `people` by its members, in any order. `confusions` are [expected, got, how often].
    """
    answers = [_answer(example, parse) for example in examples]
    wrong = [answer for answer in answers if not answer.is_right]
    acted = [answer.example.id for answer in answers if answer.acts_on_none]
    confusions = Counter((answer.example.intents[0], answer.intent.name) for answer in wrong)
    return {
        "examples": len(answers),
        "intent_accuracy": _share(len(answers) - len(wrong), len(answers)),
        **_slot_scores(answers),
        "confusions": [[expected, got, n] for (expected, got), n in confusions.most_common()],
        "none_acted_on": len(acted),
        "none_acted_on_ids": list(acted),
        "median_ms": percentile([answer.ms for answer in answers], 0.5),
        "p95_ms": percentile([answer.ms for answer in answers], 0.95),
        "failures": [_failure(answer) for answer in answers if _is_failure(answer)],
    }


def slot_pairs(slots: Mapping[str, JsonValue]) -> Pairs:
    """Slots as countable (slot, value) pairs, values as canonical JSON; absent and empty are no pair."""
    pairs: Pairs = Counter()
    for name, value in slots.items():
        if isinstance(value, dict):
            pairs.update({(f"{name}.{key}", _canonical(inner)): 1 for key, inner in value.items()})
        elif isinstance(value, list):
            pairs.update((name, _canonical(member)) for member in value)
        elif value is not None:
            same = name == "process" and isinstance(value, str) and NUMBER.match(value)
            pairs["task" if same else name, _canonical(value)] += 1
    return pairs


def distance(wanted: Pairs, got: Pairs) -> int:
    return (wanted - got).total() + (got - wanted).total()


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of the values do not exceed (nearest rank)."""
    if not values:
        return 0.0
    rank = max(1, math.ceil(share * len(values)))
    return round(sorted(values)[rank - 1], 3)


def _answer(example: Example, parse: Callable[[Utterance], Intent]) -> Answer:
    utterance = Utterance(text=example.text, now=example.now, speaker=example.user)
    started = perf_counter()
    intent = parse(utterance)
    return Answer(example, intent, (perf_counter() - started) * 1000)


def _slot_scores(answers: Sequence[Answer]) -> dict[str, JsonValue]:
    missing: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    given = 0
    for answer in answers:
        lost, added = answer.missing_and_extra
        given += slot_pairs(answer.intent.slots).total()
        missing.update(slot for slot, _ in lost.elements())
        extra.update(slot for slot, _ in added.elements())
    hits = given - extra.total()
    precision = _share(hits, given)
    recall = _share(hits, hits + missing.total())
    return {
        "slot_f1": _share(2 * hits, 2 * hits + missing.total() + extra.total()),
        "slot_precision": precision,
        "slot_recall": recall,
        "slots_missing": dict(missing.most_common()),
        "slots_extra": dict(extra.most_common()),
    }


def _is_failure(answer: Answer) -> bool:
    missing, extra = answer.missing_and_extra
    return not answer.is_right or bool(missing or extra)


def _failure(answer: Answer) -> dict[str, JsonValue]:
    missing, extra = answer.missing_and_extra
    return {
        "id": answer.example.id,
        "text": answer.example.text,
        "expected": list(answer.example.intents),
        "got": answer.intent.name,
        "missing": [f"{slot}={value}" for slot, value in missing.elements()],
        "extra": [f"{slot}={value}" for slot, value in extra.elements()],
    }


def _canonical(value: JsonValue) -> str:
    """620000 and 620000.0 are one amount; true is not 1."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0

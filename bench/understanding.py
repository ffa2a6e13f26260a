"""`python -m bench.understanding`: how long the offline parser takes, and how well it understands.

The yardstick of time is pypinyin spelling out the same texts, the least that matching by sound needs; both go
through the set in turns. How well: all sets under tests/nlu.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, thread_time
from typing import NamedTuple

from pypinyin import lazy_pinyin

from bot.app.demo.lexicon import demo_lexicon
from bot.app.found import intents
from bot.intent import Utterance
from bot.nlu.evaluate import Example, evaluate, percentile, read_examples
from bot.nlu.local import LocalParser

_SETS = Path(__file__).parents[1] / "tests" / "nlu"
_ROUNDS = 3
_GOAL_P95_MS, _GOAL_INTENT, _GOAL_F1 = 10.0, 0.97, 0.93


def main() -> None:
    parser = LocalParser(tuple(intents().values()), demo_lexicon())
    examples = _examples("eval")
    ours: list[_Taken] = []
    theirs: list[_Taken] = []
    for _ in range(_ROUNDS):
        theirs += _taken(examples, lambda example: lazy_pinyin(example.text))
        ours += _taken(examples, lambda example: parser.parse(_utterance(example)))
    our_ms, its_ms = [each.ms for each in ours], [each.ms for each in theirs]
    say(
        bench="understanding/latency",
        unit="ms",
        utterances=len(examples),
        p50=percentile(our_ms, 0.5),
        p95=percentile(our_ms, 0.95),
        p95_of_cpu_time=percentile([each.cpu_ms for each in ours], 0.95),
        yardstick="pypinyin of the same text",
        yardstick_p50=percentile(its_ms, 0.5),
        yardstick_p95=percentile(its_ms, 0.95),
        ratio=round(median(our_ms) / median(its_ms), 1),
        goal=f"p95 <= {_GOAL_P95_MS}",
        ok=percentile(our_ms, 0.95) <= _GOAL_P95_MS,
    )
    for name in sorted(each.stem for each in _SETS.glob("*.jsonl")):
        figures = evaluate(_examples(name), parser.parse)
        right, f1 = figures["intent_accuracy"], figures["slot_f1"]
        assert isinstance(right, float)
        assert isinstance(f1, float)
        say(
            bench=f"understanding/{name}",
            utterances=figures["examples"],
            intent_accuracy=right,
            slot_f1=f1,
            none_acted_on=figures["none_acted_on"],
            goal=f"intent >= {_GOAL_INTENT}, slot F1 >= {_GOAL_F1}, none into a change: 0",
            ok=right >= _GOAL_INTENT and f1 >= _GOAL_F1 and not figures["none_acted_on"],
        )


def _examples(name: str) -> list[Example]:
    return read_examples((_SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())


def _utterance(example: Example) -> Utterance:
    return Utterance(text=example.text, now=example.now, speaker=example.user)


class _Taken(NamedTuple):
    """`cpu_ms` leaves out what other programs took of the machine meanwhile."""

    ms: float
    cpu_ms: float


def _taken(examples: list[Example], way: Callable[[Example], object]) -> list[_Taken]:
    taken = []
    for example in examples:
        begun, cpu_begun = perf_counter(), thread_time()
        way(example)
        taken.append(_Taken((perf_counter() - begun) * 1000, (thread_time() - cpu_begun) * 1000))
    return taken


def say(**line: object) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()

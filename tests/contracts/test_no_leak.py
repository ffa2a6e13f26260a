"""The parser is not measured on what it was taught."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.app import found
from bot.nlu.variants import variants
from bot.spelling import normalise

SETS = sorted(Path("tests/nlu").glob("*.jsonl"))
COMMONPLACE = 4  # 好的, 签到: nobody can say it in other words


def _plain(text: str) -> str:
    return "".join(letter for letter in normalise(text) if letter.isalnum())


def _commonplace(text: str) -> bool:
    return len(_plain(text)) <= COMMONPLACE or (text.isascii() and len(text.split()) <= 2)


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_no_sentence_of_an_evaluation_set_is_a_training_example(path: Path) -> None:
    measured = {_plain(json.loads(line)["text"]) for line in path.read_text("utf-8").splitlines()}
    examples = [one for spec in found.intents().values() for one in spec.examples]
    taught = [said for one in examples for said in variants(one) if not _commonplace(said)]
    assert measured
    assert [example for example in taught if _plain(example) in measured] == []

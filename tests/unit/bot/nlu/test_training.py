"""What the classifier learnt is kept, and only believed when it is whole and ours."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from bot.nlu.classifier import Classifier
from bot.nlu.lexicon import KnownPerson, Lexicon
from bot.nlu.training import learnt

NOBODY = Lexicon(people=(), departments=(), templates=())
EXAMPLES = (("show my tasks", "my_tasks"), ("list my tasks", "my_tasks"), ("hello there", "none"))


class Skimmer:
    """As it is read; `skimmed` counts how often somebody had to learn."""

    skimmed = 0

    def __call__(self, words: str) -> str:
        self.skimmed += 1
        return words


def learn(kept: Path, lexicon: Lexicon = NOBODY) -> tuple[Classifier, bool]:
    skim = Skimmer()
    return learnt(EXAMPLES, lexicon, skim, kept), skim.skimmed > 0


def test_the_second_start_reads_what_the_first_learnt(tmp_path: Path) -> None:
    first, learned = learn(tmp_path / "cache" / "kept.npz")
    second, learned_again = learn(tmp_path / "cache" / "kept.npz")

    assert (learned, learned_again) == (True, False)
    assert second.chances("show my tasks") == first.chances("show my tasks")


def test_of_two_that_start_together_one_learns_and_the_other_reads(tmp_path: Path) -> None:
    kept = tmp_path / "cache" / "kept.npz"
    others: list[bool] = []
    other = Thread(target=lambda: others.append(learn(kept)[1]))

    def skim(words: str) -> str:
        if not other.ident:
            other.start()
            other.join(0.3)  # it comes while we learn
        return words

    learnt(EXAMPLES, NOBODY, skim, kept)
    other.join()
    assert others == [False]


def test_another_company_is_learnt_anew(tmp_path: Path) -> None:
    learn(tmp_path / "kept.npz")
    wang = KnownPerson(id="wang.wei", zh="王伟", en="Wang Wei", titles=(), department="sales", manager=None)

    assert learn(tmp_path / "kept.npz", Lexicon(people=(wang,), departments=(), templates=()))[1]


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-200])


def _foreign(file: Path) -> None:
    file.write_bytes(pickle.dumps({"weights": [1]}))


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _other_shape(file: Path) -> None:
    with np.load(file) as data:
        whole = dict(data)
    with file.open("wb") as out:
        np.savez(out, **{**whole, "weights": whole["weights"][:-1]})


def _no_numbers(file: Path) -> None:
    with np.load(file) as data:
        whole = dict(data)
    with file.open("wb") as out:
        np.savez(out, **{**whole, "weights": whole["weights"] * np.float32("nan")})


@pytest.mark.parametrize("damage", [_cut, _foreign, _empty, _other_shape, _no_numbers])
def test_a_damaged_or_foreign_file_is_replaced(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    file = tmp_path / "kept.npz"
    first, _ = learn(file)
    damage(file)

    again, learned = learn(file)

    assert learned
    assert again.chances("hello there") == first.chances("hello there")
    assert not learn(file)[1]


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in the way")

    assert learn(tmp_path / "cache" / "kept.npz")[0].names == ["my_tasks", "none"]

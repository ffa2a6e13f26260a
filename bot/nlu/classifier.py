"""A softmax classifier over words, character pairs and the shapes of what is named.

It judges what the grammars do not know. It is trained on the intents' own examples, so that an intent is
still one file.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from bot.nlu.concepts import concepts

_EPOCHS = 8
_RATE = 0.6
_HANDFUL = 48
_UNHEARD = 0.2  # of an example's features, left out at each look: none of them shall decide alone
_RUNS = re.compile(r"[A-Z]+|[a-z0-9']+|[\u4e00-\u9fff]|[?!:,]")
_RATHER_NOTHING = 1.4  # what is asked for in vain is asked again; what was not asked for is done
_STEM = 4  # letters by which English words are alike: approve, approval


def features(core: str) -> list[str]:
    """Tokens, their pairs and triples, with and without the one between; a name counts as its kind (`P`).

    Beside them what the words mean.
    """
    tokens = ["^", *(t[0] if t[0].isupper() else t for t in _RUNS.findall(core)), "$"]
    found = {*tokens, *(a + "_" + b for a, b in itertools.pairwise(tokens))}
    found |= {"_".join(tokens[i : i + 3]) for i in range(len(tokens) - 2)}
    found |= {a + "~" + b for a, b in zip(tokens, tokens[2:], strict=False)}
    found |= {token[:_STEM] + "*" for token in tokens if len(token) > _STEM and token.isascii()}
    found.add(f"len{min(len(tokens), 24) // 4}")
    return sorted(found | concepts(core))


Row = np.ndarray[tuple[int], np.dtype[np.int64]]
Weights = np.ndarray[tuple[int, int], np.dtype[np.float32]]


class Classifier:
    def __init__(self, names: Sequence[str], known: Sequence[str], weights: Weights) -> None:
        """`weights`: a row for each known feature, a column for each name of an intent."""
        self.names, self.known, self.weights = list(names), list(known), weights
        self._ids = {feature: place for place, feature in enumerate(known)}
        self._leanings = np.array([_RATHER_NOTHING if name == "none" else 1.0 for name in names])

    def _row(self, listed: list[str]) -> Row:
        return np.array([self._ids[f] for f in listed if f in self._ids], dtype=np.int64)

    def learn(self, examples: Sequence[tuple[list[str], str]]) -> None:
        """Small steps down the slope of the error, a handful of examples at a time."""
        index = {name: place for place, name in enumerate(self.names)}
        known = [(row, index[name]) for one, name in examples if len(row := self._row(one))]
        rows, labels = [row for row, _ in known], np.array([label for _, label in known])
        order = np.random.default_rng(7)
        for epoch in range(_EPOCHS):
            rate = 4 * _RATE / (1 + epoch * 0.4)
            shuffled = order.permutation(len(rows))
            for begin in range(0, len(rows), _HANDFUL):
                taken = shuffled[begin : begin + _HANDFUL]
                heard = [row[order.random(len(row)) >= _UNHEARD] for row in (rows[i] for i in taken)]
                self._step(
                    [h if len(h) else rows[i] for h, i in zip(heard, taken, strict=True)], labels[taken], rate
                )

    def _step(self, rows: list[Row], labels: Row, rate: float) -> None:
        lengths = np.array([len(row) for row in rows])
        scales = (1.0 / np.sqrt(lengths)).astype(np.float32)
        together = np.concatenate(rows)
        begins = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        scores = np.add.reduceat(self.weights[together], begins, axis=0) * scales[:, None]
        scores -= scores.max(axis=1, keepdims=True)
        slopes = np.exp(scores)
        slopes /= slopes.sum(axis=1, keepdims=True)
        slopes[np.arange(len(rows)), labels] -= 1.0
        slopes *= (rate * scales)[:, None]
        np.subtract.at(self.weights, together, np.repeat(slopes, lengths, axis=0))

    def chances(self, core: str) -> dict[str, float]:
        row = self._row(features(core))
        if not len(row):
            return {"none": 1.0}
        scores = self.weights[row].sum(axis=0) / np.sqrt(len(row))
        scores -= scores.max()
        chances = np.exp(scores) * self._leanings
        chances /= chances.sum()
        return dict(zip(self.names, chances.tolist(), strict=True))


def train(examples: Sequence[tuple[str, str]]) -> Classifier:
    """`examples`: pairs of a reading's core and the name of its intent. Takes a second."""
    listed = [(features(core), name) for core, name in examples]
    counts = Counter(feature for one, _ in listed for feature in one)
    known = [feature for feature, times in counts.items() if times > 1]
    names = sorted({name for _, name in examples})
    classifier = Classifier(names, known, np.zeros((len(known), len(names)), dtype=np.float32))
    classifier.learn(listed)
    return classifier

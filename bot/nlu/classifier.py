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

_EPOCHS = 10
_RATE = 0.6
_RUNS = re.compile(r"[A-Z]+|[a-z0-9']+|[\u4e00-\u9fff]|\?|!|:")


def features(core: str) -> list[str]:
    """Tokens, token pairs and triples; a name counts as its kind (`P`), and the ends count."""
    tokens = ["^", *(t[0] if t[0].isupper() else t for t in _RUNS.findall(core)), "$"]
    found = {*tokens, *(a + "_" + b for a, b in itertools.pairwise(tokens))}
    found |= {"_".join(tokens[i : i + 3]) for i in range(len(tokens) - 2)}
    found.add(f"len{min(len(tokens), 24) // 4}")
    return sorted(found)


Row = np.ndarray[tuple[int], np.dtype[np.int64]]
Weights = np.ndarray[tuple[int, int], np.dtype[np.float32]]


class Classifier:
    def __init__(self, names: Sequence[str], known: Sequence[str], weights: Weights) -> None:
        """`weights`: a row for each known feature, a column for each name of an intent."""
        self.names, self.known, self.weights = list(names), list(known), weights
        self._ids = {feature: place for place, feature in enumerate(known)}

    def _row(self, listed: list[str]) -> Row:
        return np.array([self._ids[f] for f in listed if f in self._ids], dtype=np.int64)

    def learn(self, examples: Sequence[tuple[list[str], str]]) -> None:
        index = {name: place for place, name in enumerate(self.names)}
        rows, labels = [self._row(one) for one, _ in examples], [index[name] for _, name in examples]
        weights = self.weights
        order = np.random.default_rng(7)
        for epoch in range(_EPOCHS):
            rate = _RATE / (1 + epoch * 0.4)
            for i in order.permutation(len(rows)):
                row = rows[i]
                if not len(row):
                    continue
                scale = 1.0 / np.sqrt(len(row))
                scores = weights[row].sum(axis=0) * scale
                scores -= scores.max()
                chances = np.exp(scores)
                chances /= chances.sum()
                chances[labels[i]] -= 1.0
                weights[row] -= (rate * scale * 4) * chances

    def chances(self, core: str) -> dict[str, float]:
        row = self._row(features(core))
        if not len(row):
            return {"none": 1.0}
        scores = self.weights[row].sum(axis=0) / np.sqrt(len(row))
        scores -= scores.max()
        chances = np.exp(scores)
        chances /= chances.sum()
        return dict(zip(self.names, chances.tolist(), strict=True))


def train(examples: Sequence[tuple[str, str]]) -> Classifier:
    """`examples`: pairs of a reading's core and the name of its intent. Takes half a second."""
    listed = [(features(core), name) for core, name in examples]
    counts = Counter(feature for one, _ in listed for feature in one)
    known = [feature for feature, times in counts.items() if times > 1]
    names = sorted({name for _, name in examples})
    classifier = Classifier(names, known, np.zeros((len(known), len(names)), dtype=np.float32))
    classifier.learn(listed)
    return classifier

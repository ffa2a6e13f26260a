"""A softmax classifier over words, character pairs and the shapes of what is named; trained when built.

It judges what the grammars do not know. It is trained on the intents' own examples, so that an intent is
still one file.
"""

from __future__ import annotations

import itertools
import re
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


class Classifier:
    def __init__(self, examples: Sequence[tuple[str, str]]) -> None:
        """`examples`: pairs of a reading's core and the name of its intent."""
        self.names = sorted({name for _, name in examples})
        index = {name: i for i, name in enumerate(self.names)}
        counts: dict[str, int] = {}
        listed = [features(core) for core, _ in examples]
        for one in listed:
            for feature in one:
                counts[feature] = counts.get(feature, 0) + 1
        self._ids = {feature: i for i, feature in enumerate(f for f, n in counts.items() if n > 1)}
        rows = [self._row(one) for one in listed]
        self._weights = self._train(rows, [index[name] for _, name in examples])

    def _row(self, listed: list[str]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return np.array([self._ids[f] for f in listed if f in self._ids], dtype=np.int64)

    def _train(self, rows: list, labels: list[int]) -> np.ndarray:  # type: ignore[type-arg]
        weights = np.zeros((len(self._ids), len(self.names)), dtype=np.float32)
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
        return weights

    def chances(self, core: str) -> dict[str, float]:
        row = self._row(features(core))
        if not len(row):
            return {"none": 1.0}
        scores = self._weights[row].sum(axis=0) / np.sqrt(len(row))
        scores -= scores.max()
        chances = np.exp(scores)
        chances /= chances.sum()
        return dict(zip(self.names, chances.tolist(), strict=True))

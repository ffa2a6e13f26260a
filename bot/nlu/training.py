"""What the classifier has learnt, kept in a file: a worker's later starts read it instead of learning anew.

Numbers and words only (NumPy's format without pickles), under a fingerprint of everything that they follow
from. A file that is missing, damaged, or of another company or version is replaced.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import numpy as np

from bot.nlu.classifier import Classifier, train
from bot.nlu.lexicon import Lexicon

_CODE = Path(__file__).parent


def fingerprint(examples: Sequence[tuple[str, str]], lexicon: Lexicon) -> str:
    """Of the examples, of what is known of the company, and of the code that reads them."""
    digest = hashlib.sha256(repr((examples, lexicon, np.__version__)).encode())
    for file in sorted(_CODE.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def learnt(
    examples: Sequence[tuple[str, str]], lexicon: Lexicon, skim: Callable[[str], str], kept: Path | None
) -> Classifier:
    """From the file `kept` where it has just this, else from the examples, and `kept` for the next time."""
    if kept is None:
        return _trained(examples, skim)
    mark = fingerprint(examples, lexicon)
    if known := _read(kept, mark):
        return known
    with _alone(kept):
        if known := _read(kept, mark):
            return known
        classifier = _trained(examples, skim)
        with suppress(OSError):  # a full or read-only disk costs the next start a second, nothing else
            _write(kept, mark, classifier)
    return classifier


def _trained(examples: Sequence[tuple[str, str]], skim: Callable[[str], str]) -> Classifier:
    return train([(skim(words), name) for words, name in examples])


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Of the workers that start together one learns; the others wait for it and read."""
    with ExitStack() as held:
        with suppress(OSError):  # as above: then each learns
            file.parent.mkdir(parents=True, exist_ok=True)
            lock = held.enter_context(file.with_suffix(".lock").open("w"))
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _read(file: Path, mark: str) -> Classifier | None:
    try:
        with file.open("rb") as raw, np.load(raw, allow_pickle=False) as data:
            if str(data["mark"]) != mark:
                return None
            names, known, weights = data["names"].tolist(), data["known"].tolist(), data["weights"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
        return None
    sound = weights.shape == (len(known), len(names)) and weights.dtype == np.float32
    return Classifier(names, known, weights) if sound and bool(np.isfinite(weights).all()) else None


def _write(file: Path, mark: str, classifier: Classifier) -> None:
    """At once or not at all: another worker may be reading."""
    fresh = file.with_name(f"{file.stem}.{os.getpid()}.npz")
    np.savez(
        fresh,
        mark=np.array(mark),
        names=np.array(classifier.names),
        known=np.array(classifier.known),
        weights=classifier.weights,
    )
    fresh.replace(file)

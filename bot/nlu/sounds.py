"""How Chinese characters sound, so that what speech-to-text misheard can still be recognised."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pypinyin.pinyin_dict import pinyin_dict

# Initials and finals that speakers (and recognisers) confuse are folded into one.
_FOLDS = ((r"^zh", "z"), (r"^ch", "c"), (r"^sh", "s"), (r"ng$", "n"), (r"^l", "n"), (r"uan$", "un"))


def _bare(reading: str) -> str:
    plain = unicodedata.normalize("NFD", reading.replace("ü", "v"))
    return "".join(letter for letter in plain if letter.isascii())


@lru_cache(maxsize=8192)
def readings(character: str) -> frozenset[str]:
    """The usual reading without its tone, 行 → xing; rarer readings make too many words sound alike."""
    listed = pinyin_dict.get(ord(character), "") if character > "\u3400" else ""
    return frozenset(_bare(reading) for reading in listed.split(",")[:1] if reading)


@lru_cache(maxsize=8192)
def _folded(character: str) -> frozenset[str]:
    folded = set()
    for reading in readings(character):
        for pattern, replacement in _FOLDS:
            reading = re.sub(pattern, replacement, reading)
        folded.add(reading)
    return frozenset(folded)


def alike(one: str, other: str) -> bool:
    """Whether two words of the same length can be heard for each other, character by character."""
    return len(one) == len(other) and all(
        a == b or bool(_folded(a) & _folded(b)) for a, b in zip(one, other, strict=True)
    )


def same_sound(one: str, other: str) -> bool:
    """Stricter than `alike`: the same syllables, only tones may differ."""
    return len(one) == len(other) and all(
        a == b or bool(readings(a) & readings(b)) for a, b in zip(one, other, strict=True)
    )


@lru_cache(maxsize=8192)
def syllable(character: str) -> str:
    """How one character sounds; what is no Chinese stands for itself."""
    return next(iter(readings(character)), character)


def sound(word: str) -> str:
    """The syllables of a word, as a key: 同意 and 同易 have one sound."""
    return " ".join(map(syllable, word))

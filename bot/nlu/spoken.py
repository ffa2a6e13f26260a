"""What was really said: a model may only repeat it, not add to it."""

from __future__ import annotations

import re
from functools import cached_property

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "幺": 1}
_NUMERAL = re.compile(f"[{''.join(_DIGITS)}十百]+")
_KEPT = 0.75  # of the character pairs: a corrected mishearing passes, an invented sentence does not


class Spoken:
    def __init__(self, text: str) -> None:
        self.text = text

    def holds(self, words: str) -> bool:
        """Whether `words` were said, but for small corrections, blanks, punctuation and case."""
        wanted = _bare(words)
        if not wanted:
            return False
        if wanted in self._bare:
            return True
        pairs = _pairs(wanted)
        return bool(pairs) and len(pairs & self._pairs) >= _KEPT * len(pairs)

    def holds_number(self, prefix: str, digits: str) -> bool:
        """Whether NP-12 was said: NP-12, np 12, NP十二."""
        return prefix.lower() in self._bare and int(digits) in self._numbers

    @cached_property
    def _bare(self) -> str:
        return _bare(self.text)

    @cached_property
    def _pairs(self) -> frozenset[str]:
        return _pairs(self._bare)

    @cached_property
    def _numbers(self) -> frozenset[int]:
        arabic = (int(run) for run in re.findall(r"[0-9]{1,9}", self.text))
        chinese = (number for run in _NUMERAL.findall(self.text) for number in _readings(run))
        return frozenset((*arabic, *chinese))


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def _readings(run: str) -> set[int]:
    """十二 → 12; 一二 → 12, digit by digit."""
    if not set(run) & {"十", "百"}:
        return {int("".join(str(_DIGITS[c]) for c in run))}
    total, digit = 0, 0
    for c in run:
        if c in _DIGITS:
            digit = _DIGITS[c]
        else:
            total += (digit or 1) * (10 if c == "十" else 100)
            digit = 0
    return {total + digit}

"""Misheard keywords put right, character by character: the length stays the same."""

from __future__ import annotations

from collections.abc import Iterable

from bot.nlu.everyday import COMMON, KEYWORDS, REAL
from bot.nlu.sounds import sound, syllable

_STRONG = {
    "批转": "批准",
    "统易": "同意",
    "通锅": "通过",
    "薄回": "驳回",
    "驳会": "驳回",
    "播回": "驳回",
    "波回": "驳回",
    "泊回": "驳回",
    "拨回": "驳回",
    "勃回": "驳回",
    "博回": "驳回",
    "撤消": "撤销",
}
_MISHEARD_BEFORE = {
    "和同": "事学行时伴",
    "批转": "给到交",
    "于七": "月号日点",
}  # 和同事, 批转给: what follows shows the real word


class Hearing:
    """Puts misheard keywords right, in place. `words` are the company's own: template names and synonyms."""

    def __init__(self, words: Iterable[str]) -> None:
        own = [word for word in words if len(word) > 1 and all("\u4e00" <= c <= "\u9fff" for c in word)]
        self._words = sorted({*KEYWORDS, *own}, key=len, reverse=True)
        self._known = frozenset(self._words)
        self._by_sound: dict[str, str] = {}
        for word in self._words:
            self._by_sound.setdefault(sound(word), word)
        self._lengths = sorted({len(word) for word in self._words}, reverse=True)
        # By length, the syllables with which a word of ours begins: elsewhere nobody needs to listen.
        self._starts = {
            length: {syllable(word[0]) for word in (*self._words, *_STRONG) if len(word) == length}
            for length in self._lengths
        }
        self._remembered: dict[str, str] = {}

    def mend(self, text: str) -> str:
        mended = text
        spoken = [syllable(character) for character in text]
        for length in self._lengths:
            starts = self._starts[length]
            at = 0
            while at + length <= len(mended):
                if spoken[at] not in starts:
                    at += 1
                    continue
                window = mended[at : at + length]
                right = self._right(window)
                if right == window or self._accidental(mended, at, right):
                    at += 1
                    continue
                mended = mended[:at] + right + mended[at + length :]
                at += length
        return mended

    def _accidental(self, text: str, at: int, right: str) -> bool:
        length = len(right)
        after = text[at + length : at + length + 1]
        shown_real = after != "" and after in _MISHEARD_BEFORE.get(text[at : at + length], "")
        return shown_real or self._inside_known(text, at, right)

    def _inside_known(self, text: str, at: int, right: str) -> bool:
        """A window that cuts into a word which is right already is not a mishearing.

        A word that mending leaves as it is does no harm: 申请 in 采够申请.
        """
        length = len(right)
        for start in range(max(0, at - 2), at + length):
            for size in (2, 3):
                end = start + size
                cuts = start < at + length and end > at and (start, end) != (at, at + length)
                kept = at <= start and end <= at + length and right[start - at : end - at] == text[start:end]
                if cuts and not kept and (text[start:end] in self._known or text[start:end] in COMMON):
                    return True
        return False

    def _right(self, window: str) -> str:
        if window in self._remembered:
            return self._remembered[window]
        right = window
        if window in _STRONG:
            right = _STRONG[window]
        elif (
            window not in self._known
            and window not in REAL
            and all("\u4e00" <= c <= "\u9fff" for c in window)
        ):
            right = self._by_sound.get(sound(window), window)
        if len(self._remembered) < 20000:
            self._remembered[window] = right
        return right

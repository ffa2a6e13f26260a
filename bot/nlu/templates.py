"""Which template is meant: by its name, a synonym, or a word that sounds like them (normalise.Hearing)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.nlu.lexicon import KnownTemplate, Lexicon

_TAIL = r"(?:申请单|申请|流程|审批单|审批|单子|单|表|process|workflow|request|form)"


@dataclass(frozen=True, slots=True)
class Meant:
    start: int
    end: int
    id: str
    words: str


class Catalogue:
    def __init__(self, lexicon: Lexicon) -> None:
        self.templates = {template.id: template for template in lexicon.templates}
        self._ids: dict[str, str] = {}
        for template in lexicon.templates:
            for word in (template.zh, template.en, template.id.replace("_", " "), *template.synonyms):
                self._ids.setdefault(word.lower(), template.id)
        words = sorted(self._ids, key=len, reverse=True)
        english = "|".join(re.escape(word) for word in words if word.isascii())
        chinese = "|".join(re.escape(word) for word in words if not word.isascii())
        self._pattern = re.compile(
            rf"(?:{chinese})(?:{_TAIL})?|(?<![a-z0-9])(?:{english})(?![a-z0-9])(?:\s{_TAIL}\b)?"
        )
        self.prefixes = {template.prefix.lower(): template.id for template in lexicon.templates}

    def find(self, text: str) -> list[Meant]:
        return [Meant(m.start(), m.end(), self._id(m[0]), m[0]) for m in self._pattern.finditer(text)]

    def _id(self, words: str) -> str:
        while words not in self._ids:
            words = words[:-1]
        return self._ids[words]

    def get(self, id: str) -> KnownTemplate:
        return self.templates[id]

    def words(self) -> list[str]:
        """Every Chinese name and synonym, for the ear."""
        return [word for word in self._ids if not word.isascii()]

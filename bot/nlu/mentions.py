"""Who and what of the company a text may mean: a generous guess, so that a prompt names few people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, product

from bot.nlu.lexicon import KnownDepartment, KnownPerson, KnownTemplate, Lexicon
from bot.nlu.sounds import readings

_HONORIFICS = "总|工|经理|主任|主管|总监|老师|律师|会计|姐|哥|老板|师傅"
_LATIN = re.compile(r"[a-z][a-z0-9&]*")
_CHINESE = re.compile(r"[㐀-鿿]+")


@dataclass(frozen=True, slots=True)
class _Forms:
    """The ways one person is called, lower case, strongest first."""

    names: tuple[str, ...]
    nicknames: tuple[str, ...]
    calls: re.Pattern[str]  # 老张, 张总, 婷姐
    words: frozenset[str]  # wei, zhang
    sounds: frozenset[str]  # zhang-wei


class Mentions:
    """Looks through a lexicon; forms are prepared once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._forms = [(person, _forms(person)) for person in lexicon.people]

    def people(self, text: str) -> list[KnownPerson]:
        """The people that `text` may mean, likeliest first."""
        low = text.lower()
        words = frozenset(_LATIN.findall(low))
        heard = _heard(low)
        departments = {department.id for department in self.departments(text)}
        scored = (
            (max(_closeness(forms, low, words, heard), 1 if person.department in departments else 0), person)
            for person, forms in self._forms
        )
        return [person for score, person in sorted(scored, key=lambda pair: -pair[0]) if score > 0]

    def departments(self, text: str) -> list[KnownDepartment]:
        low = text.lower()
        return [
            department
            for department in self._lexicon.departments
            if department.zh.removesuffix("部") in low or _in_words(department.en.lower(), low)
        ]

    def templates(self, text: str) -> list[KnownTemplate]:
        """All templates, those that share most with `text` first."""
        pieces = _pieces(text)
        return sorted(self._lexicon.templates, key=lambda template: -_shared(template, pieces))


def _forms(person: KnownPerson) -> _Forms:
    english = person.en.lower()
    given = person.zh[1:] if len(person.zh) == 3 else ""
    surname = re.escape(person.zh[:1])
    return _Forms(
        names=(person.zh, english, english.replace(" ", ""), " ".join(reversed(english.split())), person.id),
        nicknames=tuple(name.lower() for name in (*person.nicknames, *person.titles, given) if name),
        calls=re.compile(f"[老小阿]{surname}|{surname}(?:{_HONORIFICS})|{re.escape(person.zh[-1:])}[姐哥总]"),
        words=frozenset(word for word in english.split() if len(word) > 1),
        sounds=_sounds(person.zh),
    )


def _closeness(forms: _Forms, low: str, words: frozenset[str], heard: frozenset[str]) -> int:
    if any(name in low for name in forms.names if name):
        return 4
    if any(name in low if _CHINESE.search(name) else _in_words(name, low) for name in forms.nicknames):
        return 3
    if forms.sounds & heard:  # 郑双 for 郑爽: speech to text knows no names
        return 3
    if forms.calls.search(low) or forms.words & words:
        return 2
    return 0


def _in_words(name: str, low: str) -> bool:
    return bool(name) and re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", low) is not None


def _sounds(word: str) -> frozenset[str]:
    """Toneless readings of a Chinese word; at most a handful, though some characters have several."""
    return frozenset(map("-".join, islice(product(*map(readings, word)), 16)))


def _heard(text: str) -> frozenset[str]:
    """How every two and three characters in a row sound: as long as names are."""
    runs = _CHINESE.findall(text)
    windows = {run[i : i + size] for run in runs for size in (2, 3) for i in range(len(run) - size + 1)}
    return frozenset().union(*map(_sounds, windows))


def _pieces(text: str) -> frozenset[str]:
    """Character pairs of the Chinese and words of the English: enough to tell which names share something."""
    low = text.lower()
    pairs = (run[i : i + 2] for run in _CHINESE.findall(low) for i in range(len(run) - 1))
    return frozenset((*pairs, *(word for word in _LATIN.findall(low) if len(word) > 2)))


def _shared(template: KnownTemplate, pieces: frozenset[str]) -> int:
    names = _pieces(" ".join((template.zh, template.en, *template.synonyms)))
    fields = _pieces(" ".join(f"{field.zh} {field.en}" for field in template.fields))
    return 4 * len(names & pieces) + len(fields & pieces)

# ruff: noqa: E501 - a pattern is read as one line
"""An utterance, prepared for the grammars: one spelling, what is named in it, and its shape.

The *shape* is the normalised text with every name written as capitals of the same length, so that a pattern
can say `催P+` and a span found in the shape can be cut from the words as said.
P person · D department · T template · N number · M money · W moment
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property

from bot.money import Money, find_money
from bot.nlu.dates import Moment, Range, find_moments, find_ranges
from bot.nlu.hearing import Hearing
from bot.nlu.people import Directory, Named
from bot.nlu.periods import Period, find_periods
from bot.nlu.processes import Numbered, Numbers
from bot.nlu.templates import Catalogue, Meant
from bot.spelling import cased, normalise

_OPENING = re.compile(
    r"(?:[\s,.!~:;…]+|@\S+\s|嗨|哈喽|喂|您好|你好(?=[,!\s请帮我麻给把])|推推|小推|hi\b|hello\b|hey\b|tuitui\b|嗯+[,\s]|嗯+(?=帮|请|我|给|那)|呃+|额[,\s]|哦+[,\s]|啊[,\s]|啊(?=我|帮|请|给|麻)|唉[,\s]"
    r"|所以[,\s]?(?!呢|说)|因此[,\s]?|于是[,\s]?|那个[,\s]|那个(?=帮|请|麻烦|我|给)|那(?=帮|请|麻烦|我要|就帮)|就是说?[,\s]|然后[,\s]?|对了[,\s]?|话说[,\s]?|这样[,\s]|这样吧[,\s]?"
    r"|麻烦(?:你|您|帮)?(?!的|死|了)|请(?:你|您|为我|帮我|予以)?(?!假|个|求|客|[一二两三四五六七八九十半几\d]|年|病|事|产|婚|陪|长|教|问|了|示|W)|劳驾|烦请|敬请|恳请|兹(?=申请|建议)|请予以?|辛苦(?=帮)|拜托[,\s]?|帮忙|帮(?:我|个忙)[把]?(?=把)|你(?=帮我|给我|替我)|帮(?:我|个忙)|帮(?=[转催查看发提走批加退撤])|替我(?!审|批|处|签|办)|给我(?!的)"
    r"|(?:你)?(?:能不能|能否|可不可以|可否|能)(?=帮|给|替|把)|(?:我)?(?:想要|想|要|需要|得)(?=帮|请|麻烦|把|让|发起|提|走|申请|查|看|请|报|撤|转|催)|我(?:想要|想|要|需要|得|打算|准备)|现在(?=帮|请)"
    r"|please\b|pls\b|plz\b|kindly\b|(?:could|can|would|will) you (?:please |just |also |quickly |kindly )*(?=\w+ )|i(?:'d| would) like(?: you)? to\b|i (?:want|need|have)(?: you)? to\b|i wanna\b"
    r"|let'?s\b|let me\b|just\b|ok(?:ay)?,|so,|um+\b,?|uh+\b,?|er+m*\b,?|well,|also,|and,|oh,)+",
)
_CLOSING = re.compile(
    r"(?:[\s,.!~;…]+|吧|啊|呀|哈|哦|噢|啦|哟|呗|嘛|喔|哒|麻烦(?:你|您)?了?|谢谢(?:你|您|啦|了)?|谢了|多谢|辛苦(?:了|啦)?|拜托了?|thanks?(?: you)?|thx|please|pls|plz|ok)+$"
)


_GAP = re.compile(
    r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])"
)  # who dictates pauses where others write a comma
_SOME_DAY = datetime(2026, 1, 1, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Reading:
    raw: str
    text: str  # normalised, misheard keywords mended; same length as raw
    now: datetime
    speaker: str
    shape: str
    start: int  # the core: without greetings, politeness and trailing particles
    end: int
    people: tuple[Named, ...]
    templates: tuple[Meant, ...]
    numbers: tuple[Numbered, ...]
    amounts: tuple[Money, ...]
    moments: tuple[Moment, ...]
    directory: Directory
    catalogue: Catalogue
    since: int = 0  # what stands before is only the way to the wish (see clauses)
    until: int | None = None  # and what stands behind an afterthought

    @property
    def core(self) -> str:
        return self.shape[self.start : self.end]

    @property
    def core_text(self) -> str:
        return self.text[self.start : self.end]

    @property
    def whole(self) -> Reading:
        """The same utterance where only a part of it was looked at."""
        start, end = core_of(self.shape)
        return replace(self, since=0, until=None, start=start, end=end)

    @cached_property
    def ranges(self) -> list[Range]:
        return find_ranges(self._dateable(), self.now)

    @cached_property
    def periods(self) -> list[Period]:
        return find_periods(self.text, self.now.date())

    def past_moments(self) -> list[Moment]:
        """The moments read as past ones: 周三 is the last Wednesday where an expense is dated."""
        return find_moments(self._dateable(), self.now, past=True)

    def past_ranges(self) -> list[Range]:
        """The ranges read as past ones: a report of July 1 to July 15 looks back."""
        return find_ranges(self._dateable(), self.now, past=True)

    def said(self, start: int, end: int) -> str:
        """The words as said, without the punctuation around them."""
        return self.raw[start:end].strip(" \t\n,，。.、;；:：!！~～…-—\"“”'‘’()（）")

    def number(self) -> str | None:
        return self.numbers[0].number if self.numbers else None

    def person_in(self, start: int, end: int) -> Named | None:
        """The first person named between two places; a name there may be wholly misheard."""
        for named in self.people:
            if start <= named.start and named.end <= end:
                return named
        return None

    def _dateable(self) -> str:
        people = [(n.start, n.end) for n in self.people]
        return blank(self.text, people + [(n.start, n.end) for n in self.numbers])


def blank(text: str, spans: list[tuple[int, int]], mark: str = "\0") -> str:
    for start, end in spans:
        text = text[:start] + mark * (end - start) + text[end:]
    return text


class Reader:
    def __init__(self, directory: Directory, catalogue: Catalogue) -> None:
        self._directory = directory
        self._catalogue = catalogue
        self._hearing = Hearing(catalogue.words())
        self._numbers = Numbers(catalogue.prefixes)

    def read(self, raw: str, now: datetime, speaker: str) -> Reading:
        written = cased(raw)
        text = _GAP.sub(",", self._hearing.mend(normalise(raw)))
        numbers = self._numbers.find(text, written)
        for number in numbers:
            if text[number.end : number.end + 1] == " " and text[number.end + 1 : number.end + 2] > "\u3400":
                text = text[: number.end] + "," + text[number.end + 1 :]
        numbered = [(n.start, n.end) for n in numbers]
        people = [n for n in self._directory.find(text, written, speaker) if not _overlaps(n, numbered)]
        named = numbered + [(n.start, n.end) for n in people]
        dateable = blank(text, named)
        moments = find_moments(dateable, now)
        timed = named + [(m.start, m.end) for m in moments]
        amounts = [a for a in find_money(blank(text, timed)) if not _overlaps(a, timed)]
        templates = self._catalogue.find(text)
        shape = self._shape(text, people, templates, numbers, amounts, moments)
        start, end = core_of(shape)
        return Reading(
            raw=raw,
            text=text,
            now=now,
            speaker=speaker,
            shape=shape,
            start=start,
            end=end,
            people=tuple(people),
            templates=tuple(templates),
            numbers=tuple(numbers),
            amounts=tuple(amounts),
            moments=tuple(moments),
            directory=self._directory,
            catalogue=self._catalogue,
        )

    def skim(self, raw: str) -> str:
        """The core of a training example; the moment of speaking does not matter to its shape."""
        reading = self.read(raw, _SOME_DAY, "")
        return reading.core

    @staticmethod
    def _shape(
        text: str,
        people: list[Named],
        templates: list[Meant],
        numbers: list[Numbered],
        amounts: list[Money],
        moments: list[Moment],
    ) -> str:
        shape = text
        for t in templates:
            shape = blank(shape, [(t.start, t.end)], "T")
        shape = blank(shape, [(a.start, a.end) for a in amounts if a.certain], "M")
        shape = blank(shape, [(m.start, m.end) for m in moments], "W")
        for named in people:
            template_too = any(t.start <= named.start and t.end >= named.end for t in templates)
            if not (named.department and template_too):
                shape = blank(shape, [(named.start, named.end)], "D" if named.department else "P")
        return blank(shape, [(n.start, n.end) for n in numbers], "N")


def _overlaps(one: Named | Money, spans: list[tuple[int, int]]) -> bool:
    return any(one.start < end and one.end > start for start, end in spans)


def core_of(shape: str) -> tuple[int, int]:
    """Where the wish itself stands; an utterance of nothing but politeness is its own core."""
    opening = _OPENING.match(shape)
    start = opening.end() if opening else 0
    closing = _CLOSING.search(shape, start)
    end = closing.start() if closing else len(shape)
    if end <= start:
        start, end = 0, len(shape)
        stripped = shape.strip(" ,.!~;…?")
        if stripped:
            start = shape.index(stripped)
            end = start + len(stripped)
    return start, end

"""Reads answers to a question that was asked: `62万` alone means nothing, as the budget it does."""

from __future__ import annotations

import re

from pydantic import JsonValue

from bot.intent import Utterance
from bot.money import find_money
from bot.nlu.fields import Draft, fill
from bot.nlu.lexicon import KnownField, Lexicon
from bot.nlu.people import Directory
from bot.nlu.reading import Reader, Reading
from bot.nlu.templates import Catalogue
from bot.numbers import find_numbers, plain

_IS = re.compile(
    r"^(?:就|那就|嗯|哦|好|它|那)*(?:叫做?|是|写|填|为|用|选|it'?s|it is|is|call it|named?)[\s:]*",
    re.IGNORECASE,
)
_LONGEST = 200  # characters of an answer to one question


class LocalReader:
    def __init__(self, lexicon: Lexicon) -> None:
        self._catalogue = Catalogue(lexicon)
        self._reader = Reader(Directory(lexicon), self._catalogue)

    def fields(self, utterance: Utterance, template: str, asked: str | None) -> dict[str, JsonValue]:
        """Everything that the words give away about the form; what is left over answers the question."""
        known = self._catalogue.templates.get(template)
        if known is None or len(utterance.text) > _LONGEST:
            return {}
        reading = self._reader.read(utterance.text, utterance.now, utterance.speaker)
        draft = Draft(reading)
        fill(draft, known)
        question = next((one for one in known.fields if one.id == asked), None)
        if question is not None and question.id not in draft.found:
            value = _answer(draft, question)
            if value is not None:
                return {**draft.found, question.id: value}
        return draft.found

    def moment(self, utterance: Utterance) -> str | None:
        reading = self._reader.read(utterance.text, utterance.now, utterance.speaker)
        return reading.moments[-1].iso(reading.now) if reading.moments else None


def _answer(draft: Draft, question: KnownField) -> JsonValue:
    reading = draft.reading
    match question.type:
        case "money":
            amounts = find_money(reading.text)
            return amounts[0].value if amounts else None
        case "number":
            numbers = find_numbers(reading.text)
            return plain(numbers[0].value) if numbers else None
        case "date" | "datetime":
            return reading.moments[0].date(reading.now).isoformat() if reading.moments else None
        case "person":
            named = next(iter(reading.people), None)
            return (named.id or reading.said(named.start, named.end)) if named else None
        case "choice":
            return _option(reading, question)
        case _:
            return _left_over(draft)


def _option(reading: Reading, question: KnownField) -> str | None:
    for name, zh, en in question.options:
        if zh.lower() in reading.text or en.lower() in reading.text:
            return name
    return None


def _left_over(draft: Draft) -> str | None:
    """The first clause that no field has used, as said."""
    reading = draft.reading
    for clause in re.finditer(r"[^,;。\n]+", reading.text):
        start, end = clause.span()
        if draft.free(start, end):
            words = _IS.sub("", reading.said(start, end))
            return words or None
    return None

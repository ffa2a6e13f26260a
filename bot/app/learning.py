"""Parsers that keep up with what is published: a new template is understood from the next sentence on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from pydantic import JsonValue

from bot.intent import Intent, Parser, Reader, Utterance
from bot.nlu.lexicon import Lexicon
from bot.nlu.reader import LocalReader
from engine.template import Template


@runtime_checkable
class Learner(Protocol):
    """A parser that can go on with other words."""

    def knowing(self, lexicon: Lexicon) -> Parser: ...


@dataclass(frozen=True, slots=True)
class _Words:
    mark: tuple[tuple[str, int], ...]  # the templates and versions that they are from
    parser: Parser
    reader: Reader


class UpToDate:
    """A parser and reader over the published templates; which they are is looked up for each sentence."""

    def __init__(
        self,
        parser: Parser,
        reader: Reader,
        templates: Callable[[], Sequence[Template]],
        lexicon: Callable[[], Lexicon],
    ) -> None:
        self._templates, self._lexicon = templates, lexicon
        # Nobody knows which templates these two were made from: something may have been published since.
        self._words = _Words((), parser, reader)
        self._learning = threading.Lock()

    def parse(self, utterance: Utterance) -> Intent:
        return self._current().parser.parse(utterance)

    def fields(self, utterance: Utterance, template: str, asked: str | None) -> dict[str, JsonValue]:
        return self._current().reader.fields(utterance, template, asked)

    def moment(self, utterance: Utterance) -> str | None:
        return self._current().reader.moment(utterance)

    def _current(self) -> _Words:
        mark = self._mark()
        if mark != self._words.mark:
            with self._learning:
                if mark != self._words.mark:
                    self._words = self._learnt(mark)
        return self._words

    def _learnt(self, mark: tuple[tuple[str, int], ...]) -> _Words:
        lexicon, parser = self._lexicon(), self._words.parser
        return _Words(
            mark, parser.knowing(lexicon) if isinstance(parser, Learner) else parser, LocalReader(lexicon)
        )

    def _mark(self) -> tuple[tuple[str, int], ...]:
        return tuple((each.id, each.version) for each in self._templates())

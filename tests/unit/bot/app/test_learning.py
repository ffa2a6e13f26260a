"""A parser that keeps up with what is published, also with what was published before its first sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.app import found
from bot.app.demo.files import template_sources
from bot.app.demo.lexicon import demo_lexicon
from bot.app.learning import UpToDate
from bot.intent import Utterance
from bot.nlu.local import LocalParser
from bot.nlu.reader import LocalReader
from engine.formats import yaml

SAID = Utterance(text="发起外包审批", now=datetime(2026, 11, 24, 2, tzinfo=UTC), speaker="liu.yang")


def test_what_was_published_between_making_the_parser_and_its_first_sentence_is_understood(
    learnt: Path,
) -> None:
    older = demo_lexicon()
    expense = next(each for each in older.templates if each.id == "expense")
    new = replace(expense, id="outsourcing", zh="外包审批", en="Outsourcing", synonyms=())
    newer = replace(older, templates=(*older.templates, new))
    published = yaml.read(template_sources()["expense"], 1, found.step_types())
    parser = LocalParser(tuple(found.intents().values()), older, learnt / "demo.npz")

    words = UpToDate(parser, LocalReader(older), lambda: (published,), lambda: newer)

    assert words.parse(SAID).slots["template"] == "outsourcing"

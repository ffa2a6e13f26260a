from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from datetime import datetime

import pytest

import bot.intents
from bot.app.demo.lexicon import LEXICON
from bot.intent import Intent, Utterance
from bot.nlu.local import LocalParser

NOW = datetime.fromisoformat("2026-11-25T10:30:00+08:00")


@pytest.fixture(scope="session")
def parser() -> LocalParser:
    modules = pkgutil.iter_modules(bot.intents.__path__)
    return LocalParser([importlib.import_module(f"bot.intents.{m.name}").INTENT for m in modules], LEXICON)


@pytest.fixture(scope="session")
def understood(parser: LocalParser) -> Callable[[str], Intent]:
    return lambda text: parser.parse(Utterance(text=text, now=NOW, speaker="sun.lei"))

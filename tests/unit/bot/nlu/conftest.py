"""The demo company, as the language model's parser is given it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import bot.intents
from bot.app.demo.lexicon import demo_lexicon
from bot.intent import Intent, IntentSpec, Utterance
from bot.nlu.lexicon import Lexicon
from bot.nlu.llm import LlmParser
from bot.nlu.local import LocalParser
from tests.emulators.llm import LlmEmulator, llm

__all__ = ["llm"]

Specs = tuple[IntentSpec[Any, Any], ...]
NOW = datetime.fromisoformat("2026-11-24T14:00+08:00")  # a Tuesday


@pytest.fixture(scope="session")
def specs() -> Specs:
    names = [module.name for module in pkgutil.iter_modules(bot.intents.__path__)]
    return tuple(importlib.import_module(f"bot.intents.{name}").INTENT for name in names)


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return demo_lexicon()


@pytest.fixture
def parser_for(specs: Specs) -> Iterator[Callable[..., LlmParser]]:
    built: list[LlmParser] = []

    def build(llm: LlmEmulator, timeout_s: float = 10.0, api_key: str | None = None) -> LlmParser:
        parser = LlmParser(
            base_url=llm.base_url,
            api_key=api_key or llm.key,
            model=llm.model,
            specs=specs,
            lexicon=demo_lexicon(),
            timeout_s=timeout_s,
        )
        built.append(parser)
        return parser

    yield build
    for parser in built:
        parser.close()


def said(text: str, speaker: str = "liu.yang") -> Utterance:
    return Utterance(text=text, now=NOW, speaker=speaker)


WEDNESDAY = datetime.fromisoformat("2026-11-25T10:30:00+08:00")


@pytest.fixture(scope="session")
def parser(specs: Specs, learnt: Path) -> LocalParser:
    return LocalParser(specs, demo_lexicon(), learnt / "demo.npz")


@pytest.fixture(scope="session")
def understood(parser: LocalParser) -> Callable[[str], Intent]:
    return lambda text: parser.parse(Utterance(text=text, now=WEDNESDAY, speaker="sun.lei"))

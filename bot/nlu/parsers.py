"""The three ways to understand, from plain values: offline alone, the model alone, or both in turn."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.intent import IntentSpec, Parser
from bot.nlu.auto import AutoParser
from bot.nlu.breaker import Breaker
from bot.nlu.lexicon import Lexicon
from bot.nlu.llm import LlmParser
from bot.nlu.local import LocalParser

ALWAYS = 2.0  # above any confidence: whatever the offline parser thinks, the model is asked


@dataclass(frozen=True, slots=True)
class LlmConfig:
    """Any OpenAI-compatible endpoint; `base_url` ends where `/chat/completions` begins."""

    base_url: str
    api_key: str
    model: str
    timeout_s: float = 6.0


def build_llm(config: LlmConfig, specs: Sequence[IntentSpec[Any, Any]], lexicon: Lexicon) -> LlmParser:
    return LlmParser(
        base_url=config.base_url,
        api_key=config.api_key,
        model=config.model,
        specs=specs,
        lexicon=lexicon,
        timeout_s=config.timeout_s,
    )


def build_auto(
    local: LocalParser, llm: LlmParser | None, *, ticks: Callable[[], float] = time.monotonic
) -> AutoParser:
    """Offline first, the model only when unsure."""
    return AutoParser(local, llm, Breaker(ticks))


def build_model_first(
    local: Parser, llm: LlmParser, *, ticks: Callable[[], float] = time.monotonic
) -> AutoParser:
    """The model for everything, to try it out; even so the offline parser answers when it cannot."""
    return AutoParser(local, llm, Breaker(ticks), threshold=ALWAYS)

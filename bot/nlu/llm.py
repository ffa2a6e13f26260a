"""The language model as a parser: a guest, who labels what was said and can do nothing else."""

from __future__ import annotations

import time
from collections.abc import Sequence
from copy import copy
from typing import Any

import structlog

from bot.intent import Intent, IntentSpec, Utterance
from bot.nlu.answer import AnswerReader, InvalidAnswer, Label
from bot.nlu.endpoint import ChatEndpoint, LlmUnavailable, Said
from bot.nlu.lexicon import Lexicon
from bot.nlu.prompt import Prompt, PromptBuilder
from prompts import load

__all__ = ["LlmParser", "LlmUnavailable"]

log = structlog.get_logger(__name__)


class LlmParser:
    """Any OpenAI-compatible endpoint. An answer is an Intent of the catalogue, or LlmUnavailable is raised.

    `timeout_s` bounds the whole call, a repair included, whatever the server does.
    """

    def __init__(
        self,
        *,
        base_url: str,
        api_key: str,
        model: str,
        specs: Sequence[IntentSpec[Any, Any]],
        lexicon: Lexicon,
        timeout_s: float = 6.0,
    ) -> None:
        self._timeout_s, self._specs = timeout_s, specs
        self._prompts = PromptBuilder(specs, lexicon)
        self._answers = AnswerReader(specs, lexicon)
        self._endpoint = ChatEndpoint(
            base_url=base_url, api_key=api_key, model=model, tool=self._prompts.tool, timeout_s=timeout_s
        )

    def knowing(self, lexicon: Lexicon) -> LlmParser:
        """The same model, told of other names."""
        other = copy(self)
        other._prompts = PromptBuilder(self._specs, lexicon)
        other._answers = AnswerReader(self._specs, lexicon)
        return other

    def warm(self) -> None:
        """Load the heavy libraries now rather than in somebody's turn."""
        self._endpoint.warm()

    def close(self) -> None:
        self._endpoint.close()

    def parse(self, utterance: Utterance) -> Intent:
        started = time.perf_counter()
        prompt = self._prompts.build(utterance)
        label, tokens = self._label(prompt, utterance, started=started)
        return Intent(
            name=label.intent,
            slots=label.slots,
            confidence=label.confidence,
            parser="llm",
            ms=(time.perf_counter() - started) * 1000,
            tokens=tokens,
        )

    def _label(self, prompt: Prompt, utterance: Utterance, *, started: float) -> tuple[Label, int]:
        """The first valid label of at most two: a second question names the faults of the first answer."""
        said = self._ask(prompt.system, prompt, started=started)
        try:
            return self._answers.read(said.label, utterance, people=prompt.people), said.tokens
        except InvalidAnswer as invalid:
            log.info("llm_answer_invalid", faults=invalid.faults)
            repair = load("repair", faults="; ".join(invalid.faults)[:200])
        spent = said.tokens
        said = self._ask(f"{prompt.system}\n{repair}", prompt, started=started)
        try:
            return self._answers.read(said.label, utterance, people=prompt.people), spent + said.tokens
        except InvalidAnswer as invalid:
            log.info("llm_answer_invalid", faults=invalid.faults)
            raise LlmUnavailable("invalid_answer", tokens=spent + said.tokens) from None

    def _ask(self, system: str, prompt: Prompt, *, started: float) -> Said:
        left_s = self._timeout_s - (time.perf_counter() - started)
        if left_s <= 0:
            raise LlmUnavailable("timeout")
        return self._endpoint.ask(
            system=system, json_hint=load("answer_json"), user=prompt.user, within_s=left_s
        )

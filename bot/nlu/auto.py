"""Both parsers in turn: the offline one first, the model only when that one is unsure."""

from __future__ import annotations

import time

import structlog

from bot.intent import Intent, Parser, Utterance
from bot.nlu.breaker import Breaker
from bot.nlu.lexicon import Lexicon
from bot.nlu.llm import LlmParser, LlmUnavailable
from bot.nlu.local import LocalParser

GUESS = 0.5  # the prompt tells the model to stay below when it only guesses

log = structlog.get_logger(__name__)


class AutoParser:
    """Always answers: when the model fails or dawdles, the offline result stands.

    So it does when the model says itself that it only guesses.
    What the offline parser is sure of, `none` above all, the model is never asked about,
    so no answer of a model can turn it into an act.
    """

    def __init__(
        self, local: Parser, llm: LlmParser | None, breaker: Breaker, threshold: float = 0.6
    ) -> None:
        self._local = local
        self._llm = llm
        self._breaker = breaker
        self._threshold = threshold

    def knowing(self, lexicon: Lexicon) -> AutoParser:
        """The same pair for other names; what is known of the model's health is kept."""
        local = self._local.knowing(lexicon) if isinstance(self._local, LocalParser) else self._local
        llm = self._llm.knowing(lexicon) if self._llm is not None else None
        return AutoParser(local, llm, self._breaker, self._threshold)

    def parse(self, utterance: Utterance) -> Intent:
        started = time.perf_counter()
        intent = self._local.parse(utterance)
        if self._llm is None or intent.confidence >= self._threshold or not utterance.text.strip():
            return intent
        if not self._breaker.lets_through():
            log.info("llm_passed_over", local=intent.name)
            return intent
        better = self._better(self._llm, intent, utterance)
        return better.model_copy(update={"ms": (time.perf_counter() - started) * 1000})

    def _better(self, llm: LlmParser, intent: Intent, utterance: Utterance) -> Intent:
        try:
            answer = llm.parse(utterance)
        except LlmUnavailable as error:
            self._breaker.failed(retry_after_s=error.retry_after_s)
            log.warning("llm_unavailable", reason=error.reason)
            return intent.model_copy(update={"tokens": error.tokens})
        self._breaker.succeeded()
        log.info("llm_answered", intent=answer.name, usage=answer.tokens, ms=round(answer.ms))
        if answer.confidence < GUESS:
            return intent.model_copy(update={"tokens": answer.tokens})
        return answer

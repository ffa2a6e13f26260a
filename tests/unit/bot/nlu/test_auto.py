"""Both parsers in turn: sure of itself, the offline one answers alone; unsure, the model is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from bot.intent import Intent, Utterance
from bot.nlu.auto import AutoParser
from bot.nlu.breaker import Breaker
from bot.nlu.llm import LlmParser
from tests.emulators.llm import LlmEmulator
from tests.unit.bot.nlu.conftest import said

ParserFor = Callable[..., LlmParser]


@dataclass
class Offline:
    """An offline parser that always says the same."""

    intent: Intent
    heard: list[str] = field(default_factory=list)

    def parse(self, utterance: Utterance) -> Intent:
        self.heard.append(utterance.text)
        return self.intent


UNSURE = Intent(name="comment", slots={"text": "x"}, confidence=0.3)


def _still() -> float:
    return 0.0


def test_what_the_offline_parser_is_sure_of_never_reaches_the_model(
    llm: LlmEmulator, parser_for: ParserFor
) -> None:
    sure = Intent(name="approve", confidence=0.6)

    assert AutoParser(Offline(sure), parser_for(llm), Breaker(_still)).parse(said("同意")) is sure
    assert llm.requests == []


def test_a_sure_none_cannot_be_turned_into_an_act(llm: LlmEmulator, parser_for: ParserFor) -> None:
    llm.labels("approve", all=True)
    none = Intent(name="none", confidence=0.95)

    intent = AutoParser(Offline(none), parser_for(llm), Breaker(_still)).parse(said("先别批,全部先放着"))

    assert intent.name == "none"
    assert llm.requests == []


def test_unsure_the_model_is_asked_and_the_record_says_so(llm: LlmEmulator, parser_for: ParserFor) -> None:
    llm.labels("urge", confidence=0.9)

    intent = AutoParser(Offline(UNSURE), parser_for(llm), Breaker(_still)).parse(said("那边能不能快点"))

    assert (intent.name, intent.parser) == ("urge", "llm")
    assert intent.tokens > 0
    assert intent.ms > 0


def test_without_a_model_the_offline_result_stands() -> None:
    assert AutoParser(Offline(UNSURE), None, Breaker(_still)).parse(said("嗯?")) is UNSURE


def test_silence_is_not_sent_anywhere(llm: LlmEmulator, parser_for: ParserFor) -> None:
    auto = AutoParser(Offline(Intent(name="none", confidence=0.1)), parser_for(llm), Breaker(_still))

    assert auto.parse(said("  \n")).name == "none"
    assert llm.requests == []


@pytest.mark.parametrize("trouble", ["fails", "dawdles", "dribbles", "garbles", "lies", "hangs up"])
def test_whatever_the_model_does_the_offline_result_stands(
    llm: LlmEmulator, parser_for: ParserFor, trouble: str
) -> None:
    parser = parser_for(llm, timeout_s=0.5)
    parser.warm()
    match trouble:
        case "fails":
            llm.fails_next(503)
        case "dawdles":
            llm.dawdles_next(20)
        case "dribbles":
            llm.dribbles_next(0.05)
        case "garbles":
            llm.answers_garbage_next(b"<html>")
        case "lies":
            llm.labels("drop_database")
        case _:
            llm.hangs_up_next()

    intent = AutoParser(Offline(UNSURE), parser, Breaker(_still)).parse(said("那边能不能快点"))

    assert (intent.name, intent.slots, intent.parser) == ("comment", {"text": "x"}, "local")
    assert intent.ms > 0


def test_a_model_that_only_guesses_is_not_followed_but_its_tokens_count(
    llm: LlmEmulator, parser_for: ParserFor
) -> None:
    llm.labels("approve", confidence=0.4)

    intent = AutoParser(Offline(UNSURE), parser_for(llm), Breaker(_still)).parse(said("那边能不能快点"))

    assert (intent.name, intent.parser) == ("comment", "local")
    assert intent.tokens > 0


def test_a_model_that_keeps_failing_is_left_alone_for_a_while(
    llm: LlmEmulator, parser_for: ParserFor
) -> None:
    moment = [0.0]
    auto = AutoParser(Offline(UNSURE), parser_for(llm), Breaker(lambda: moment[0]))
    llm.fails_next(500, times=3)
    for _ in range(3):
        auto.parse(said("那边能不能快点"))
    llm.labels("urge")

    assert auto.parse(said("那边能不能快点")).name == "comment"
    moment[0] = 31
    assert auto.parse(said("那边能不能快点")).name == "urge"


def test_a_rate_limit_is_respected_at_once(llm: LlmEmulator, parser_for: ParserFor) -> None:
    moment = [0.0]
    auto = AutoParser(Offline(UNSURE), parser_for(llm), Breaker(lambda: moment[0]))
    llm.fails_next(429, retry_after_s=20)
    llm.labels("urge")

    assert auto.parse(said("那边能不能快点")).name == "comment"
    assert auto.parse(said("那边能不能快点")).name == "comment"
    moment[0] = 21
    assert auto.parse(said("那边能不能快点")).name == "urge"

"""`tuitui nlu`: JSON lines in, JSON lines out, and a line number when a line is wrong."""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.app.cli.nlu import BadInput, evaluate_lines, parse_lines, parser_of, register
from bot.intent import Intent, Utterance
from bot.nlu.parsers import LlmConfig
from tests.emulators.llm import LlmEmulator, llm

__all__ = ["llm"]

LINE = {"id": "u1", "text": "同意", "now": "2026-11-24T14:00:00+08:00", "user": "li.na"}
ROOT = Path(__file__).parents[5]


@dataclass
class Echo:
    """A parser that takes everything for a comment."""

    heard: list[Utterance] = field(default_factory=list)

    def parse(self, utterance: Utterance) -> Intent:
        self.heard.append(utterance)
        return Intent(name="comment", slots={"text": utterance.text}, confidence=2 / 3, ms=1.5, tokens=9)


def _lines(*lines: object) -> list[bytes]:
    return [json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines]


def test_each_line_is_answered_in_order_in_exactly_the_published_shape() -> None:
    out = io.StringIO()

    parse_lines(_lines(LINE, {**LINE, "id": 2, "text": "驳回"}), out, Echo())

    assert [json.loads(line) for line in out.getvalue().splitlines()] == [
        {"id": "u1", "intent": "comment", "slots": {"text": "同意"}, "confidence": 0.667, "parser": "local"},
        {"id": 2, "intent": "comment", "slots": {"text": "驳回"}, "confidence": 0.667, "parser": "local"},
    ]


def test_the_moment_keeps_its_offset_and_the_speaker_is_handed_on() -> None:
    echo = Echo()

    parse_lines(_lines(LINE), io.StringIO(), echo)

    assert echo.heard[0].now.isoformat() == "2026-11-24T14:00:00+08:00"
    assert echo.heard[0].speaker == "li.na"


def test_blank_lines_a_byte_order_mark_and_expected_answers_are_harmless() -> None:
    out = io.StringIO()
    annotated = {**LINE, "intent": "approve", "slots": {}}

    parse_lines([b"\xef\xbb\xbf" + _lines(LINE)[0], b"\r\n", *_lines(annotated)], out, Echo())

    assert len(out.getvalue().splitlines()) == 2


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"{oops}\n", "line 2: Invalid JSON"),
        (b"[]\n", "line 2: "),
        (b'{"id": 1, "text": "a", "user": "li.na"}\n', "line 2: now: Field required"),
        (_lines({**LINE, "now": "2026-11-24T14:00:00"})[0], "line 2: now: Input should have timezone info"),
        (_lines({**LINE, "text": 7})[0], "line 2: text: Input should be a valid string"),
        (b"\xff\xfe\n", "line 2: "),
    ],
)
def test_a_bad_line_is_named_and_the_lines_before_it_are_answered(line: bytes, says: str) -> None:
    out = io.StringIO()

    with pytest.raises(BadInput) as caught:
        parse_lines([*_lines(LINE), line, *_lines(LINE)], out, Echo())

    assert str(caught.value).startswith(says)
    assert len(out.getvalue().splitlines()) == 1


def test_eval_prints_the_figures_as_json() -> None:
    out = io.StringIO()
    right = {**LINE, "intent": "comment", "slots": {"text": "同意"}}
    wrong = {**LINE, "id": "u2", "intent": "approve", "slots": {}}

    evaluate_lines(_lines(right, wrong), out, Echo())

    figures = json.loads(out.getvalue())
    assert figures["intent_accuracy"] == 0.5
    assert {"slot_f1", "confusions", "median_ms", "p95_ms"} <= figures.keys()


def test_eval_names_a_bad_line_too() -> None:
    with pytest.raises(BadInput, match="line 1: intent: Field required"):
        evaluate_lines(_lines(LINE), io.StringIO(), Echo())


def test_without_a_configured_model_llm_is_refused_and_auto_is_the_offline_parser() -> None:
    with pytest.raises(BadInput, match="TUITUI_LLM_BASE_URL"), parser_of("llm", None):
        pass

    with parser_of("auto", None) as parser:
        intent = parser.parse(Utterance.model_validate(_utterance("同意")))
    assert (intent.name, intent.parser) == ("approve", "local")


def test_llm_asks_the_model_for_everything_and_falls_back_when_it_fails(llm: LlmEmulator) -> None:
    llm.labels("help")
    config = LlmConfig(base_url=llm.base_url, api_key=llm.key, model=llm.model)

    with parser_of("llm", config) as parser:
        asked = parser.parse(Utterance.model_validate(_utterance("同意")))
        llm.fails_next(500)
        alone = parser.parse(Utterance.model_validate(_utterance("同意")))

    assert (asked.name, asked.parser) == ("help", "llm")
    assert (alone.name, alone.parser) == ("approve", "local")


def _utterance(text: str) -> dict[str, str]:
    return {"text": text, "now": LINE["now"], "speaker": LINE["user"]}


@pytest.mark.parametrize(
    "arguments", [["nlu"], ["nlu", "eval"], ["nlu", "parse", "--parser", "oracle"], ["nlu", "guess"]]
)
def test_arguments_that_make_no_sense_are_refused_with_the_usage(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    parser = argparse.ArgumentParser(prog="tuitui")
    register(parser.add_subparsers())

    with pytest.raises(SystemExit) as caught:
        parser.parse_args(arguments)

    assert caught.value.code == 2
    assert "usage: tuitui nlu" in capsys.readouterr().err


def test_a_missing_file_is_a_sentence_not_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser(prog="tuitui")
    register(parser.add_subparsers())
    args = parser.parse_args(["nlu", "eval", "nowhere.jsonl", "--parser", "local"])

    assert args.run(args) == 2
    assert capsys.readouterr().err == "tuitui nlu: nowhere.jsonl: No such file or directory\n"


def test_registering_the_command_loads_nothing_heavy() -> None:
    code = "import sys; import bot.app.cli.nlu; print(*sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert not {"pydantic", "numpy", "openai", "structlog"} & set(done.stdout.split())

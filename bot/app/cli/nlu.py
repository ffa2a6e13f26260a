"""`tuitui nlu parse|eval`: the assistant's understanding by itself, against the demo company."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from pydantic import BaseModel

    from bot.intent import Intent, Parser
    from bot.nlu.parsers import LlmConfig

    M = TypeVar("M", bound=BaseModel)

_BAD_INPUT = 2


class BadInput(Exception):
    """What was given cannot be used; the message says which line and why."""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `nlu` with its own commands; each sets `run`, a function from the arguments to the exit status."""
    nlu = subparsers.add_parser("nlu", help="understand utterances, or measure how well that goes")
    commands = nlu.add_subparsers(dest="nlu_command", required=True, metavar="COMMAND")
    parse = commands.add_parser(
        "parse", help='JSON lines {"id", "text", "now", "user"} on standard input → intents'
    )
    parse.set_defaults(run=run_parse)
    evaluate = commands.add_parser("eval", help="the same lines with the expected intent and slots → figures")
    evaluate.add_argument("file", type=Path, metavar="FILE")
    evaluate.set_defaults(run=run_eval)
    for command in (parse, evaluate):
        command.add_argument(
            "--parser",
            choices=("local", "llm", "auto"),
            default="auto",
            help="offline alone, the language model, or the model only where offline is unsure (default)",
        )


def run_parse(args: argparse.Namespace) -> int:
    def work() -> None:
        with parser_of(args.parser, *_configured()) as parser:
            parse_lines(sys.stdin.buffer, sys.stdout, parser)

    return _guarded(work)


def run_eval(args: argparse.Namespace) -> int:
    def work() -> None:
        try:
            lines = args.file.read_bytes().splitlines(keepends=True)
        except OSError as error:
            raise BadInput(f"{args.file}: {error.strerror}") from None
        with parser_of(args.parser, *_configured()) as parser:
            evaluate_lines(lines, sys.stdout, parser)

    return _guarded(work)


def parse_lines(lines: Iterable[bytes], out: IO[str], parser: Parser) -> None:
    """One answer per line, in order, written at once, so that a pipe may ask and wait. Raises BadInput."""
    from pydantic import AwareDatetime, BaseModel, JsonValue  # noqa: PLC0415 - `tuitui --help` must be quick

    from bot.intent import Utterance  # noqa: PLC0415 - the same

    class Line(BaseModel):
        """What is asked; other keys, such as the expected answer, are ignored."""

        id: JsonValue
        text: str
        now: AwareDatetime
        user: str

    for line in _read(lines, Line):
        intent = parser.parse(Utterance(text=line.text, now=line.now, speaker=line.user))
        out.write(json.dumps(_answer(line.id, intent), ensure_ascii=False) + "\n")
        out.flush()


def evaluate_lines(lines: Iterable[bytes], out: IO[str], parser: Parser) -> None:
    """The figures of `bot.nlu.evaluate`, as JSON. Raises BadInput."""
    from bot.nlu.evaluate import Example, evaluate  # noqa: PLC0415 - `tuitui --help` must be quick

    figures = evaluate(list(_read(lines, Example)), parser.parse)
    out.write(json.dumps(figures, ensure_ascii=False, indent=2) + "\n")


@contextmanager
def parser_of(kind: str, llm: LlmConfig | None, kept: Path | None = None) -> Iterator[Parser]:
    """`local`, `llm` or `auto` over the demo company, `kept` as `LocalParser` has it.

    Raises BadInput for `llm` when none is configured.
    """
    from bot.app.demo.lexicon import demo_lexicon  # noqa: PLC0415 - `tuitui --help` must be quick
    from bot.app.found import intents  # noqa: PLC0415 - the same
    from bot.nlu.local import LocalParser  # noqa: PLC0415 - the same: it loads a trained classifier
    from bot.nlu.parsers import build_auto, build_llm, build_model_first  # noqa: PLC0415 - the same

    specs = tuple(intents().values())
    local = LocalParser(specs, demo_lexicon(), kept)
    if kind == "local" or (kind == "auto" and llm is None):
        yield local
        return
    if llm is None:
        raise BadInput("no language model is configured: set TUITUI_LLM_BASE_URL and TUITUI_LLM_MODEL")
    model = build_llm(llm, specs, demo_lexicon())
    try:
        model.warm()
        yield build_auto(local, model) if kind == "auto" else build_model_first(local, model)
    finally:
        model.close()


def _configured() -> tuple[LlmConfig | None, Path]:
    """The model, if there is one, and where to keep what was learnt: beside what the server learnt."""
    from bot.app.logs import configure_logs  # noqa: PLC0415 - `tuitui --help` must be quick
    from bot.app.settings import Settings  # noqa: PLC0415 - the same
    from bot.nlu.parsers import LlmConfig  # noqa: PLC0415 - the same

    settings = Settings()
    configure_logs("nlu", settings.log_level)  # to standard error: standard output is the answers'
    kept = settings.data_dir / "cache" / "classifier-demo.npz"
    if not (settings.llm_base_url and settings.llm_model):
        return None, kept
    llm = LlmConfig(
        base_url=settings.llm_base_url,
        api_key=settings.llm_api_key.get_secret_value(),
        model=settings.llm_model,
    )
    return llm, kept


def _read(lines: Iterable[bytes], model: type[M]) -> Iterator[M]:
    from pydantic import ValidationError  # noqa: PLC0415 - `tuitui --help` must be quick

    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield model.model_validate_json(line.removeprefix(b"\xef\xbb\xbf"))
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            raise BadInput(f"line {number}: {where + ': ' if where else ''}{first['msg']}") from None


def _answer(id_: object, intent: Intent) -> dict[str, object]:
    return {
        "id": id_,
        "intent": intent.name,
        "slots": intent.slots,
        "confidence": round(intent.confidence, 3),
        "parser": intent.parser,
    }


def _guarded(work: Callable[[], None]) -> int:
    try:
        work()
    except BadInput as error:
        sys.stderr.write(f"tuitui nlu: {error}\n")
        return _BAD_INPUT
    return 0

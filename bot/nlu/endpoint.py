"""The wire to an OpenAI-compatible chat endpoint, through LangChain's ChatOpenAI."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass, field
from enum import StrEnum
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

from bot.nlu.deadline import DeadlinePassed, within

if TYPE_CHECKING:
    import httpx
    from langchain_core.messages import AIMessage
    from langchain_core.runnables import Runnable
    from langchain_openai import ChatOpenAI

_MAX_UNDER_WAY = 4  # calls left behind at their deadline count until they end


class LlmUnavailable(Exception):
    """The model gave no usable answer. `reason` is a word for the log, `retry_after_s` the server's wish.

    `tokens` were spent all the same.
    """

    def __init__(self, reason: str, *, retry_after_s: float = 0.0, tokens: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after_s = retry_after_s
        self.tokens = tokens


class Way(StrEnum):
    """How the label is asked for. Some vendors refuse a forced tool, some `temperature`, some JSON mode."""

    TOOL_COLD = "tool, temperature 0"
    TOOL = "tool"
    JSON_MODE = "json_mode"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Said:
    """What the model answered: the label as it came, None when there is none in it, and the tokens spent."""

    label: object
    tokens: int


@dataclass(slots=True)
class _Line:
    """One HTTP client and its model, used by one call at a time, so that hanging up disturbs nobody else."""

    http: httpx.Client
    models: dict[Way, Runnable[Any, Any]] = field(default_factory=dict)


class ChatEndpoint:
    """Asks within a deadline and without retries, and remembers the way of asking that worked."""

    def __init__(
        self, *, base_url: str, api_key: str, model: str, tool: dict[str, Any], timeout_s: float
    ) -> None:
        self._base_url = base_url
        self._api_key = api_key
        self._model = model
        self._tool = tool
        self._timeout_s = timeout_s
        self._way = Way.TOOL_COLD
        self._idle: list[_Line] = []
        self._under_way = BoundedSemaphore(_MAX_UNDER_WAY)

    def warm(self) -> None:
        """Import the library and build the first line: seconds that no turn should pay."""
        line = self._take_line()
        self._model_of(line, self._way)
        self._idle.append(line)

    def close(self) -> None:
        """Hang up the idle lines."""
        while self._idle:
            self._idle.pop().http.close()

    def ask(self, *, system: str, json_hint: str, user: str, within_s: float) -> Said:
        """`json_hint` is added to `system` where no tool carries the label. Raises LlmUnavailable."""
        if not self._under_way.acquire(blocking=False):
            raise LlmUnavailable("busy")
        line = self._take_line()

        def work() -> Said:
            try:
                return self._ask_somehow(line, system=system, json_hint=json_hint, user=user)
            finally:
                self._under_way.release()

        try:
            said = within(within_s, work)
        except DeadlinePassed:
            line.http.close()
            raise LlmUnavailable("timeout") from None
        except LlmUnavailable:
            self._idle.append(line)
            raise
        self._idle.append(line)
        return said

    def _take_line(self) -> _Line:
        import httpx  # noqa: PLC0415 - with all that follows: only who has a model pays for it

        with contextlib.suppress(IndexError):
            return self._idle.pop()
        return _Line(http=httpx.Client(timeout=self._timeout_s))

    def _ask_somehow(self, line: _Line, *, system: str, json_hint: str, user: str) -> Said:
        """Walk down the ways from the one that worked last, until the endpoint does not refuse."""
        ways = list(Way)
        for way in ways[ways.index(self._way) :]:
            hint = "" if way in {Way.TOOL_COLD, Way.TOOL} else f"\n{json_hint}"
            answered = self._ask_once(line, way, [("system", f"{system}{hint}"), ("human", user)])
            if answered is not None:
                self._way = way
                return answered
        raise LlmUnavailable("refused")

    def _ask_once(self, line: _Line, way: Way, messages: list[tuple[str, str]]) -> Said | None:
        """None: the endpoint understood us and refused this way of asking."""
        import httpx  # noqa: PLC0415 - as below
        import openai  # noqa: PLC0415 - heavy, and loaded by langchain_openai anyway

        try:
            message = self._model_of(line, way).invoke(messages)
            return Said(label=_label(message, self._tool["name"]), tokens=_tokens(message))
        except (openai.BadRequestError, openai.UnprocessableEntityError):
            return None
        except openai.APITimeoutError:
            raise LlmUnavailable("timeout") from None
        except openai.APIStatusError as error:
            wait = _seconds(error.response.headers.get("retry-after"))
            raise LlmUnavailable(f"http_{error.status_code}", retry_after_s=wait) from error
        except openai.APIConnectionError as error:
            raise LlmUnavailable("unreachable") from error
        except (openai.OpenAIError, httpx.HTTPError, OSError) as error:
            raise LlmUnavailable("unreachable") from error
        # What the libraries raise while they unpack a body that is not a chat completion at all.
        except (ValueError, TypeError, LookupError, AttributeError, RuntimeError) as error:
            raise LlmUnavailable("garbage") from error

    def _model_of(self, line: _Line, way: Way) -> Runnable[Any, Any]:
        if way not in line.models:
            line.models[way] = self._build(line.http, way)
        return line.models[way]

    def _build(self, http: httpx.Client, way: Way) -> Runnable[Any, Any]:
        from langchain_openai import ChatOpenAI  # noqa: PLC0415 - takes seconds: only who has a model pays
        from pydantic import SecretStr  # noqa: PLC0415 - only ChatOpenAI wants it

        model = ChatOpenAI(
            model=self._model,
            base_url=self._base_url,
            api_key=SecretStr(self._api_key or "none"),
            timeout=self._timeout_s,
            max_retries=0,  # the offline parser is the retry
            http_client=http,
            use_responses_api=False,
            disabled_params={"parallel_tool_calls": None},  # unknown to many vendors
        )
        return _asked(model, way, self._tool)


def _asked(model: ChatOpenAI, way: Way, tool: dict[str, Any]) -> Runnable[Any, Any]:
    """With `include_raw` the label is ours to read: LangChain would turn a near miss into an error."""
    match way:
        case Way.TOOL_COLD:
            return model.with_structured_output(
                tool, method="function_calling", include_raw=True, temperature=0
            ).pick("raw")
        case Way.TOOL:
            return model.with_structured_output(tool, method="function_calling", include_raw=True).pick("raw")
        case Way.JSON_MODE:
            return model.with_structured_output(tool, method="json_mode", include_raw=True).pick("raw")
        case Way.PLAIN:
            return model


def _label(message: AIMessage, tool: str) -> object:
    """The tool call's arguments, else the JSON object in the text: some models talk instead of calling."""
    for call in message.tool_calls:
        if call["name"] == tool:
            return call["args"]
    text = message.text.rpartition("</think>")[2]  # some models think aloud first
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        return None
    try:
        return json.loads(text[start : end + 1])
    except ValueError:
        return None


def _tokens(message: AIMessage) -> int:
    usage = message.usage_metadata
    return usage["total_tokens"] if usage else 0


def _seconds(header: str | None) -> float:
    """Retry-After in seconds; its date form is rare here and counts as none."""
    try:
        return max(0.0, float(header or 0))
    except ValueError:
        return 0.0

"""A real HTTP server that speaks OpenAI's chat completions and transcriptions, and is as strict as a vendor.

OpenAI, "Create chat completion" and "Create transcription". It answers by a scripted function, remembers each
request, and can be told to fail, dawdle, dribble, lie or refuse a way of being asked.
"""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from tests.emulators.llm_rules import Refusal, check_chat, check_recording
from tests.emulators.serving import HttpEmulator

KEY = "sk-emulated-0123456789"
MODEL = "emulated-chat"
SPEECH_MODEL = "emulated-speech"


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """One chat completion as it was asked for."""

    body: dict[str, Any]

    def said_by(self, role: str) -> str:
        """Everything in the messages of `role`."""
        return "\n".join(str(m["content"]) for m in self.body["messages"] if m["role"] == role)

    @property
    def way(self) -> str:
        """How the answer is wanted: tools, json_object, json_schema or text."""
        if self.body.get("tools"):
            return "tools"
        return str(self.body.get("response_format", {}).get("type", "text"))


@dataclass(frozen=True, slots=True)
class Recording:
    """One transcription as it was asked for."""

    audio: bytes
    filename: str
    content_type: str
    language: str | None
    model: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """What happens instead of an answer."""

    status: int = 200
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    wait_s: float = 0.0
    byte_s: float = 0.0  # pause before each byte of the body
    hang_up: bool = False


Answer = Callable[[ChatRequest], dict[str, Any] | str]


class LlmEmulator(HttpEmulator):
    """Use as a context manager. `answers` is called for each accepted chat request.

    It returns the arguments of the forced tool (or the JSON object wanted), or a str: plain content.
    """

    def __init__(self) -> None:
        super().__init__(_handler(self))
        self.answers: Answer = lambda request: {"intent": "none", "slots": {}, "confidence": 0.9}
        self.hears = "签到"
        self.requests: list[ChatRequest] = []
        self.recordings: list[Recording] = []
        self.refusals: list[Refusal] = []
        self.key = KEY
        self.model = MODEL
        self.speech_model = SPEECH_MODEL
        self._refused_ways: set[str] = set()
        self._trouble: deque[Trouble] = deque()
        self._closing = threading.Event()

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        super().__exit__()

    @property
    def base_url(self) -> str:
        return f"{self.origin}/v1"

    def labels(self, intent: str, confidence: float = 0.9, **slots: Any) -> None:
        """Answer each request with this label."""
        self.answers = lambda request: {"intent": intent, "slots": slots, "confidence": confidence}

    def refuses(self, *ways: str) -> None:
        """Answer 400 to `tools`, `json_schema`, `json_object` or `temperature`, as vendors without it do."""
        self._refused_ways.update(ways)

    def fails_next(
        self,
        status: int = 500,
        *,
        times: int = 1,
        message: str = "scripted",
        retry_after_s: float | None = None,
    ) -> None:
        headers = {} if retry_after_s is None else {"Retry-After": f"{retry_after_s:g}"}
        body = json.dumps(_error(message, "scripted", None)).encode()
        self._trouble.extend([Trouble(status=status, body=body, headers=headers)] * times)

    def answers_garbage_next(self, body: bytes, *, times: int = 1) -> None:
        """200 with `body` as JSON is promised, whatever it is."""
        self._trouble.extend([Trouble(body=body)] * times)

    def dawdles_next(self, seconds: float, *, times: int = 1) -> None:
        self._trouble.extend([Trouble(wait_s=seconds)] * times)

    def dribbles_next(self, seconds_per_byte: float, *, times: int = 1) -> None:
        """The right answer, one byte at a time: no single read is ever late."""
        self._trouble.extend([Trouble(byte_s=seconds_per_byte)] * times)

    def hangs_up_next(self, *, times: int = 1) -> None:
        self._trouble.extend([Trouble(hang_up=True)] * times)

    def next_trouble(self) -> Trouble:
        return self._trouble.popleft() if self._trouble else Trouble()

    def pause(self, seconds: float) -> None:
        """Wait, but no longer than the server lives."""
        self._closing.wait(seconds)

    @property
    def closing(self) -> bool:
        return self._closing.is_set()

    def chat(self, body: dict[str, Any]) -> dict[str, Any]:
        """The completion for an acceptable body; raises Refusal."""
        check_chat(body, model=self.model, refused=frozenset(self._refused_ways))
        request = ChatRequest(body=body)
        self.requests.append(request)
        return _completion(request, self.answers(request))

    def transcribe(self, content_type: str, body: bytes) -> dict[str, Any]:
        form = check_recording(content_type, body, model=self.speech_model)
        self.recordings.append(
            Recording(
                audio=form.audio,
                filename=form.filename,
                content_type=form.content_type,
                language=form.fields.get("language"),
                model=form.fields["model"],
            )
        )
        return {"text": self.hears}


@pytest.fixture
def llm() -> Iterator[LlmEmulator]:
    with LlmEmulator() as emulator:
        yield emulator


def _completion(request: ChatRequest, answer: dict[str, Any] | str) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": None, "refusal": None}
    reason = "stop"
    if isinstance(answer, str):
        message["content"] = answer
    elif request.way == "tools":
        called = request.body["tools"][0]["function"]["name"]
        arguments = json.dumps(answer, ensure_ascii=False)
        message["tool_calls"] = [
            {"id": "call_1", "type": "function", "function": {"name": called, "arguments": arguments}}
        ]
        reason = "tool_calls"
    else:
        message["content"] = json.dumps(answer, ensure_ascii=False)
    prompt = len(json.dumps(request.body["messages"], ensure_ascii=False)) // 4
    return {
        "id": "chatcmpl-emulated",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": request.body["model"],
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": reason}],
        "usage": {"prompt_tokens": prompt, "completion_tokens": 20, "total_tokens": prompt + 20},
    }


def _error(message: str, kind: str, param: str | None) -> dict[str, Any]:
    return {"error": {"message": message, "type": kind, "param": param, "code": kind}}


def _handler(emulator: LlmEmulator) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # each byte leaves at once: dribbling must really dribble
        wbufsize = -1  # ... but a whole answer in one packet

        def handle(self) -> None:
            with suppress(ConnectionResetError):  # the caller lost patience, as it should
                super().handle()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            trouble = emulator.next_trouble()
            if trouble.hang_up:
                self.close_connection = True
                self.connection.close()
                return
            emulator.pause(trouble.wait_s)
            try:
                answer, status = json.dumps(self._answer(body), ensure_ascii=False).encode(), 200
            except Refusal as refusal:
                emulator.refusals.append(refusal)
                answer = json.dumps(_error(str(refusal), refusal.kind, refusal.param)).encode()
                status = refusal.status
            if trouble.body is not None:
                answer, status = trouble.body, trouble.status
            self._send(status, answer, trouble)

        def _answer(self, body: bytes) -> dict[str, Any]:
            if self.headers.get("Authorization") != f"Bearer {emulator.key}":
                raise Refusal("Incorrect API key provided.", status=401, kind="invalid_api_key")
            content_type = self.headers.get("Content-Type", "")
            match self.path:
                case "/v1/chat/completions":
                    return emulator.chat(_json_body(content_type, body))
                case "/v1/audio/transcriptions":
                    return emulator.transcribe(content_type, body)
                case _:
                    raise Refusal(f"Invalid URL (POST {self.path})", status=404, kind="invalid_request_error")

        def _send(self, status: int, body: bytes, trouble: Trouble) -> None:
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                for name, value in trouble.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                for piece in self._pieces(body, trouble.byte_s):
                    self.wfile.write(piece)
                    self.wfile.flush()
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the caller lost patience, as it should

        def _pieces(self, body: bytes, byte_s: float) -> Iterator[bytes]:
            if not byte_s:
                yield body
                return
            for i in range(len(body)):
                if emulator.closing:
                    return
                emulator.pause(byte_s)
                yield body[i : i + 1]

        def log_message(self, format: str, *args: Any) -> None:
            """Silent: the tests read `requests`."""

    return Handler


def _json_body(content_type: str, body: bytes) -> dict[str, Any]:
    if content_type.split(";")[0].strip() != "application/json":
        raise Refusal(f"Unsupported content type: {content_type!r}", status=415)
    try:
        parsed = json.loads(body.decode("utf-8"))
    except ValueError:
        raise Refusal("We could not parse the JSON body of your request.") from None
    if not isinstance(parsed, dict):
        raise Refusal("The body must be a JSON object.")
    return parsed

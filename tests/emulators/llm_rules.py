"""What a strict OpenAI-compatible vendor accepts; everything else is refused as it would be there."""

from __future__ import annotations

import email.parser
import email.policy
import re
from dataclasses import dataclass
from typing import Any

from jsonschema import Draft202012Validator, SchemaError

_PARAMETERS = frozenset(
    """model messages tools tool_choice parallel_tool_calls response_format temperature top_p n stop seed user
    max_tokens max_completion_tokens presence_penalty frequency_penalty stream metadata store""".split()  # noqa: SIM905 - a long list reads best as words
)
_ROLES = frozenset({"system", "developer", "user", "assistant", "tool"})
_FUNCTION_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
_AUDIO = re.compile(r"\.(flac|mp3|mp4|mpeg|mpga|m4a|ogg|wav|webm)$")
_TRANSCRIPTION_FIELDS = frozenset({"model", "language", "prompt", "response_format", "temperature"})
_MAX_AUDIO = 25 * 1024 * 1024


class Refusal(Exception):
    """A 4xx in the vendor's form."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        kind: str = "invalid_request_error",
        param: str | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.kind = kind
        self.param = param


def check_chat(body: dict[str, Any], *, model: str, refused: frozenset[str]) -> None:
    """Raises Refusal unless the body is a valid request; `refused` are features that this vendor lacks."""
    for name in body:
        _require(name in _PARAMETERS, f"Unrecognized request argument supplied: {name}", name)
    if body.get("model") != model:
        raise Refusal(
            f"The model `{body.get('model')}` does not exist.",
            status=404,
            kind="model_not_found",
            param="model",
        )
    _check_messages(body.get("messages"))
    _check_tools(body)
    _check_format(body, refused)
    _require(not body.get("stream"), "This endpoint does not stream.", "stream")
    _require(body.get("n", 1) == 1, "Only one choice is offered.", "n")
    temperature = body.get("temperature", 1)
    _require(
        isinstance(temperature, int | float) and 0 <= temperature <= 2,
        "temperature must be between 0 and 2.",
        "temperature",
    )
    if "temperature" in body:
        _require("temperature" not in refused, "Unsupported parameter: 'temperature'", "temperature")


def _require(holds: bool, message: str, param: str) -> None:
    if not holds:
        raise Refusal(message, param=param)


def _check_messages(messages: Any) -> None:
    _require(isinstance(messages, list) and bool(messages), "messages must not be empty.", "messages")
    for i, message in enumerate(messages):
        where = f"messages[{i}]"
        _require(isinstance(message, dict), f"{where} must be an object.", where)
        _require(message.get("role") in _ROLES, f"{where} has an invalid role.", where)
        _require(
            isinstance(message.get("content"), str) and message["content"] != "",
            f"{where}.content must be a non-empty string.",
            where,
        )
        _require(message.keys() <= {"role", "content", "name"}, f"{where} has unknown keys.", where)
    _require(any(m["role"] == "user" for m in messages), "There is no user message.", "messages")


def _check_tools(body: dict[str, Any]) -> None:
    tools = body.get("tools")
    if tools is None:
        for name in ("tool_choice", "parallel_tool_calls"):
            _require(name not in body, f"{name} is only allowed when tools are specified.", name)
        return
    _require(isinstance(tools, list) and bool(tools), "tools must not be empty.", "tools")
    for i, tool in enumerate(tools):
        _check_tool(tool, f"tools[{i}]")
    _check_choice(body.get("tool_choice", "auto"), {tool["function"]["name"] for tool in tools})


def _check_tool(tool: Any, where: str) -> None:
    _require(isinstance(tool, dict) and tool.get("type") == "function", f"{where} is no function.", where)
    function = tool.get("function")
    _require(isinstance(function, dict), f"{where}.function is missing.", where)
    _require(
        function.keys() <= {"name", "description", "parameters", "strict"},
        f"{where} has unknown keys.",
        where,
    )
    _require(
        bool(_FUNCTION_NAME.fullmatch(str(function.get("name")))), f"{where} has an invalid name.", where
    )
    _require(isinstance(function.get("description", ""), str), f"{where} has an invalid description.", where)
    _check_schema(function.get("parameters"), where)


def _check_schema(schema: Any, where: str) -> None:
    _require(
        isinstance(schema, dict) and schema.get("type") == "object", f"{where}: schema is no object.", where
    )
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        raise Refusal(f"Invalid schema for {where}: {error.message}", param=where) from None


def _check_choice(choice: Any, names: set[str]) -> None:
    if choice in ("auto", "none", "required"):
        return
    named = isinstance(choice, dict) and choice.get("type") == "function" and choice.get("function")
    _require(
        isinstance(named, dict) and named.get("name") in names, "tool_choice names no tool.", "tool_choice"
    )


def _check_format(body: dict[str, Any], refused: frozenset[str]) -> None:
    if "tools" in body:
        _require("tools" not in refused, "This model does not support tool_choice.", "tools")
    form = body.get("response_format", {"type": "text"})
    kind = form.get("type") if isinstance(form, dict) else None
    _require(kind in {"text", "json_object", "json_schema"}, "Unknown response_format.", "response_format")
    _require(kind not in refused, f"This response_format type {kind!r} is unavailable now", "response_format")
    if kind == "json_object":
        _require(
            any("json" in m["content"].lower() for m in body["messages"]),
            "'messages' must contain the word 'json' to use 'response_format' of type 'json_object'.",
            "messages",
        )
    if kind == "json_schema":
        wanted = form.get("json_schema")
        _require(
            isinstance(wanted, dict) and "name" in wanted, "json_schema needs a name.", "response_format"
        )
        _check_schema(wanted.get("schema"), "response_format")


@dataclass(frozen=True, slots=True)
class RecordingForm:
    audio: bytes
    filename: str
    content_type: str
    fields: dict[str, str]


def check_recording(content_type: str, body: bytes, *, model: str) -> RecordingForm:
    """The multipart form of a transcription; raises Refusal."""
    if not content_type.startswith("multipart/form-data; boundary="):
        raise Refusal("Expected multipart/form-data.", status=415)
    head = f"Content-Type: {content_type}\r\n\r\n".encode("ascii")
    message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
    _require(message.is_multipart() and not message.defects, "The form is malformed.", "file")
    fields: dict[str, str] = {}
    file: tuple[bytes, str, str] | None = None
    for part in message.iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        content = part.get_payload(decode=True)
        data = content if isinstance(content, bytes) else b""
        if name == "file":
            file = (data, str(part.get_filename() or ""), part.get_content_type())
        else:
            _require(name in _TRANSCRIPTION_FIELDS, f"Unrecognized request argument supplied: {name}", name)
            fields[name] = data.decode("utf-8")
    _require(file is not None and len(file[0]) > 0, "file is missing or empty.", "file")
    assert file is not None
    _require(len(file[0]) <= _MAX_AUDIO, "Maximum content size limit exceeded.", "file")
    _require(bool(_AUDIO.search(file[1])), f"Invalid file format: {file[1]!r}", "file")
    if fields.get("model") != model:
        raise Refusal("The model does not exist.", status=404, kind="model_not_found", param="model")
    language = fields.get("language")
    _require(language is None or bool(re.fullmatch("[a-z]{2}", language)), "Invalid language.", "language")
    return RecordingForm(audio=file[0], filename=file[1], content_type=file[2], fields=fields)

"""The emulator is as strict as a vendor: what passes against it does not owe that to leniency."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.emulators.llm import KEY, MODEL, SPEECH_MODEL, LlmEmulator, llm

__all__ = ["llm"]

ASKED: dict[str, Any] = {"model": MODEL, "messages": [{"role": "user", "content": "hi"}]}
TOOL = {"type": "function", "function": {"name": "label", "parameters": {"type": "object", "properties": {}}}}


def _ask(llm: LlmEmulator, body: object, key: str = KEY) -> httpx.Response:
    return httpx.post(
        f"{llm.base_url}/chat/completions", json=body, headers={"Authorization": f"Bearer {key}"}
    )


def test_a_proper_request_is_answered(llm: LlmEmulator) -> None:
    forced = {"type": "function", "function": {"name": "label"}}

    answer = _ask(llm, {**ASKED, "tools": [TOOL], "tool_choice": forced}).json()

    assert answer["choices"][0]["message"]["tool_calls"][0]["function"]["name"] == "label"


@pytest.mark.parametrize(
    "wrong",
    [
        {"messages": []},
        {"messages": [{"role": "robot", "content": "hi"}]},
        {"messages": [{"role": "user", "content": None}]},
        {"messages": [{"role": "system", "content": "alone"}]},
        {"messages": [{"role": "user", "content": "hi", "mood": "good"}]},
        {"top_k": 4},
        {"temperature": 3},
        {"stream": True},
        {"tools": []},
        {"tool_choice": "auto"},
        {"tools": [{**TOOL, "function": {"name": "two words", "parameters": {"type": "object"}}}]},
        {"tools": [{**TOOL, "function": {"name": "label", "parameters": {"type": "objekt"}}}]},
        {"tools": [{**TOOL, "function": {"name": "a", "parameters": {"type": "object", "required": 1}}}]},
        {"tools": [TOOL], "tool_choice": {"type": "function", "function": {"name": "other"}}},
        {"response_format": {"type": "json_object"}},
        {"response_format": {"type": "json_schema", "json_schema": {"schema": {"type": "object"}}}},
        {"response_format": {"type": "xml"}},
    ],
)
def test_a_request_that_a_vendor_refuses_is_refused(llm: LlmEmulator, wrong: dict[str, Any]) -> None:
    response = _ask(llm, {**ASKED, **wrong})

    assert response.status_code == 400
    assert response.json()["error"]["message"]
    assert llm.requests == []


def test_a_wrong_key_model_or_path_has_its_own_status(llm: LlmEmulator) -> None:
    assert _ask(llm, ASKED, key="sk-other").status_code == 401
    assert _ask(llm, {**ASKED, "model": "other"}).status_code == 404
    assert (
        httpx.post(f"{llm.base_url}/chat", json={}, headers={"Authorization": f"Bearer {KEY}"}).status_code
        == 404
    )


@pytest.mark.parametrize(
    ("data", "files"),
    [
        ({"model": SPEECH_MODEL}, {}),
        ({"model": SPEECH_MODEL}, {"file": ("a.amr", b"x")}),
        ({"model": SPEECH_MODEL}, {"file": ("a.wav", b"")}),
        ({"model": SPEECH_MODEL, "language": "Chinese"}, {"file": ("a.wav", b"x")}),
        ({"model": SPEECH_MODEL, "mood": "good"}, {"file": ("a.wav", b"x")}),
        ({}, {"file": ("a.wav", b"x")}),
    ],
)
def test_a_recording_that_a_vendor_refuses_is_refused(
    llm: LlmEmulator, data: dict[str, str], files: dict[str, tuple[str, bytes]]
) -> None:
    response = httpx.post(
        f"{llm.base_url}/audio/transcriptions",
        data=data,
        files=files,
        headers={"Authorization": f"Bearer {KEY}"},
    )

    assert 400 <= response.status_code < 500
    assert llm.recordings == []

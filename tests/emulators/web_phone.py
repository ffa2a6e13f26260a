"""Somebody's browser at the web chat, as its page speaks with the server."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.emulators import recordings
from tests.emulators.llm import LlmEmulator
from tests.emulators.phone import Seen


@dataclass
class WebPhone:
    client: httpx.Client
    person: str
    stt: LlmEmulator
    platform: str = "web"
    _keys: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self._post("/chat/session", {"user": self.person})
        self.client.get("/chat/conversations").raise_for_status()

    def writes(self, text: str, *, group: bool = False) -> None:
        assert not group, "the company has no common conversation on the web"
        self._post("/chat/messages", {"conversation": self._direct, "text": text, "key": self._key()})

    def answers(self, text: str, *, under: Seen) -> None:
        said = {"conversation": self._direct, "text": text, "reply_to": under.id, "key": self._key()}
        self._post("/chat/messages", said)

    def speaks(self, words: str) -> None:
        self.stt.hears = words
        self.client.post(
            "/chat/voice",
            params={"conversation": self._direct},
            content=recordings.webm(0.2),
            headers={"content-type": "audio/webm"},
        ).raise_for_status()

    def presses(self, button: str, *, on: Seen | None = None) -> None:
        for message, part in self._parts():
            for each in (*part.get("buttons", ()), *part.get("choices", ())):
                if each["label"] == button and (on is None or on.id == message):
                    self._press(message, part, each["id"], {})
                    return
        raise AssertionError(f"{self.person} sees no {button}")

    def submits(self, values: Mapping[str, str]) -> None:
        for message, part in self._parts():
            inputs = {each["label"]: each for each in part.get("inputs", ())}
            if inputs and values.keys() <= inputs.keys() and part["buttons"]:
                named = {
                    inputs[label]["id"]: _chosen(inputs[label], value) for label, value in values.items()
                }
                self._press(message, part, part["buttons"][0]["id"], named)
                return
        raise AssertionError(f"{self.person} sees no form with {list(values)}")

    def checks_in(self, place: str) -> None:
        """The page shares no locations: it is said."""
        self.writes(f"在{place}打卡")

    def sees(self, *, group: bool = False) -> Sequence[Seen]:
        assert not group, "the company has no common conversation on the web"
        return [_seen(message, part, self._picture(part)) for message, part in reversed(list(self._parts()))]

    def _parts(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """What the bot said, newest first."""
        answer = self.client.get("/chat/messages", params={"conversation": self._direct, "limit": 200})
        for message in sorted(answer.raise_for_status().json()["items"], key=lambda each: -each["seq"]):
            if message["author"]["id"] != self.person:
                for part in reversed(message["parts"]):
                    yield message["id"], part

    def _picture(self, part: dict[str, Any]) -> bytes:
        return self.client.get(part["url"]).raise_for_status().content if part["type"] == "image" else b""

    def _press(self, message: str, part: dict[str, Any], action: str, values: Mapping[str, str]) -> None:
        pressed = {"conversation": self._direct, "message": message, "action": action, "values": dict(values)}
        card = {"card": part["key"]} if "key" in part else {}
        self._post("/chat/presses", {**pressed, **card, "key": self._key()})

    def _post(self, path: str, body: dict[str, Any]) -> None:
        self.client.post(path, json=body).raise_for_status()

    def _key(self) -> str:
        return f"{self.person}-{next(self._keys)}"

    @property
    def _direct(self) -> str:
        return f"dm:{self.person}"


def _seen(message: str, part: dict[str, Any], image: bytes) -> Seen:
    buttons = (*part.get("buttons", ()), *part.get("choices", ()))
    inputs = part.get("inputs", ())
    labels = tuple(each["label"] for each in buttons), tuple(each["label"] for each in inputs)
    return Seen(message, "\n".join(_words(part)), *labels, image=image)


def _words(part: dict[str, Any]) -> Iterator[str]:
    for name in ("text", "alt", "status", "number", "title", "context", "outcome"):
        if part.get(name):
            yield part[name]
    for fact in (*part.get("facts", ()), *part.get("more", ())):
        yield f"{fact['label']} {fact['value']}"


def _chosen(asked: dict[str, Any], value: str) -> str:
    for option in asked["options"]:
        if option["label"].startswith(value):
            return str(option["id"])
    return value

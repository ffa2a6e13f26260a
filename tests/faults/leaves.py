"""People ask for leave, each in a conversation of their own; what must be true of all that came of it."""

from __future__ import annotations

import re
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.service import Service, until

_ASKS = "我要请假,后天一天,事假,原因是{reason}"
_NUMBER = re.compile(r"LV-\d+")
_ANSWERED_S = 60.0
_STARTER, _MANAGER = "liu.yang", "chen.jie"


@dataclass(slots=True)
class Leaves:
    """`accepted` counts the messages that were answered 202, by conversation."""

    service: Service
    client: httpx.Client
    accepted: Counter[str] = field(default_factory=Counter)

    def ask(self, index: int) -> None:
        """A request and the 好的 after it, without waiting for the confirmation to be asked for."""
        for text in (_ASKS.format(reason=_reason(index)), "好的"):
            self._say(f"leave-{index}", text)

    def ask_many(self, count: int) -> None:
        for index in range(count):
            self.ask(index)

    def all_is_well(self) -> None:
        """Every accepted message answered once, each process started once, numbers and record complete."""
        until(self._all_answered, _ANSWERED_S, "every message is answered")
        time.sleep(0.5)  # whatever would be said a second time has its chance
        started = [self._started(conversation) for conversation in self.accepted]
        assert sorted(started, key=_place) == [f"LV-{place}" for place in range(1, len(started) + 1)]
        processes = self._all("/api/v1/processes", template="leave")
        assert sorted(each["fields"]["reason"] for each in processes) == sorted(
            _reason(int(conversation.partition("-")[2])) for conversation in self.accepted
        )
        until(lambda: self._cards().total() >= len(started), _ANSWERED_S, "the manager has every card")
        assert self._cards() == Counter(f"task/{number}-1" for number in started)
        examined = self.service.command("doctor")
        assert examined.returncode == 0, examined.stdout

    def _say(self, conversation: str, text: str) -> None:
        said = self.client.post(
            "/api/v1/chat/messages", json={"user": _STARTER, "conversation": conversation, "text": text}
        )
        assert said.status_code == httpx.codes.ACCEPTED, said.text
        self.accepted[conversation] += 1

    def _answers(self, conversation: str) -> list[dict[str, Any]]:
        """What was said there, without the cards of old tasks: those go wherever a person wrote last."""
        messages = self._all("/api/v1/chat/messages", conversation=conversation)
        return [each for each in messages if not each["parts"][0].get("key", "").startswith("task/")]

    def _all_answered(self) -> bool:
        return all(len(self._answers(each)) >= accepted for each, accepted in self.accepted.items())

    def _started(self, conversation: str) -> str:
        """The confirmation's card and the sentence that it was started, and nothing besides."""
        sentence, card = self._answers(conversation)
        assert [card["parts"][0]["type"], sentence["parts"][0]["type"]] == ["card", "text"]
        (number,) = set(_NUMBER.findall(sentence["parts"][0]["text"]))
        return str(number)

    def _cards(self) -> Counter[str]:
        """The cards of leave requests that the manager has, by key."""
        messages = self._all("/api/v1/chat/messages", conversation=f"dm:{_MANAGER}")
        parts = (part for each in messages for part in each["parts"] if part["type"] == "card")
        return Counter(part["key"] for part in parts if part["key"].startswith("task/LV-"))

    def _all(self, path: str, **asked: str) -> list[dict[str, Any]]:
        """All pages of a list."""
        found: list[dict[str, Any]] = []
        cursor: dict[str, str] = {}
        while True:
            answer = self.client.get(path, params={**asked, **cursor, "limit": "100"})
            if answer.status_code == httpx.codes.NOT_FOUND:
                return found  # a conversation that is not there before its first message
            page = answer.raise_for_status().json()
            found += page["items"]
            if page["next_cursor"] is None:
                return found
            cursor = {"cursor": page["next_cursor"]}


def _reason(index: int) -> str:
    return f"第{index}次搬家"


def _place(number: str) -> int:
    return int(number.partition("-")[2])

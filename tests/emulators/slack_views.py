"""Slack's surfaces beside the chat: modals, opened by the trigger of a click, and the Home tab."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.emulators.slack_rules import Refusal, check_view, texts

TRIGGER_S = 3.0


@dataclass
class View:
    """A modal that is open, or a Home tab as it stands."""

    id: str
    user: str
    body: dict[str, Any]

    @property
    def words(self) -> str:
        return "\n".join(texts(self.body))

    @property
    def blocks(self) -> list[dict[str, Any]]:
        blocks: list[dict[str, Any]] = self.body["blocks"]
        return blocks

    @property
    def buttons(self) -> dict[str, dict[str, Any]]:
        """By their labels; the first of each, as one sees it from above."""
        found: dict[str, dict[str, Any]] = {}
        for block in self.blocks:
            for each in block["elements"] if block["type"] == "actions" else ():
                found.setdefault(each["text"]["text"], each)
        return found

    @property
    def inputs(self) -> dict[str, dict[str, Any]]:
        """By their labels."""
        return {each["label"]["text"]: each for each in self.blocks if each["type"] == "input"}

    @property
    def submit(self) -> str:
        return str(self.body["submit"]["text"])


@dataclass
class _Trigger:
    user: str
    at: float
    used: bool = False


@dataclass
class Views:
    """Of one workspace. `late_s`: how long our side seems to have taken with a trigger."""

    late_s: float = 0.0
    modals: list[View] = field(default_factory=list)
    homes: dict[str, View] = field(default_factory=dict)
    asked: int = 0  # calls of views.open, refused ones too
    published: int = 0
    _triggers: dict[str, _Trigger] = field(default_factory=dict)
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def trigger(self, id_: str, user: str, at: float) -> str:
        self._triggers[id_] = _Trigger(user, at)
        return id_

    def open(self, arguments: dict[str, Any], at: float) -> dict[str, Any]:
        with self._changed:
            self.asked += 1
            self._changed.notify_all()
            trigger = self._triggers.get(arguments.get("trigger_id", ""))
            if trigger is None:
                raise Refusal("invalid_trigger_id")
            if at + self.late_s - trigger.at > TRIGGER_S:
                raise Refusal("expired_trigger_id")
            if trigger.used:
                raise Refusal("exchanged_trigger_id")
            view = arguments["view"]
            check_view(view, "modal")
            trigger.used = True
            self.modals.append(View(f"V{self.asked}", trigger.user, view))
            return {"view": {"id": f"V{self.asked}", **view}}

    def publish(self, arguments: dict[str, Any]) -> dict[str, Any]:
        with self._changed:
            check_view(arguments["view"], "home")
            self.published += 1
            user = arguments["user_id"]
            self.homes[user] = View(f"H{user}", user, arguments["view"])
            self._changed.notify_all()
            return {"view": {"id": f"H{user}"}}

    def of(self, user: str) -> list[View]:
        """The modals before them, the uppermost last."""
        return [each for each in self.modals if each.user == user]

    def waits(self, *, asked: int = 0, published: int = 0, seconds: float = 5.0) -> bool:
        """Until so many calls have come; whether they did."""
        with self._changed:
            return self._changed.wait_for(
                lambda: self.asked >= asked and self.published >= published, seconds
            )

    def answered(self, view: View, answer: httpx.Response) -> dict[str, str]:
        """What Slack does with the answer to a submission: the errors it shows, else the modal closes."""
        told: dict[str, Any] = json.loads(answer.content) if answer.content else {}
        if told:
            assert told["response_action"] == "errors", told
            inputs = {each["block_id"] for each in view.inputs.values()}
            assert told["errors"].keys() <= inputs, "an error is shown at an input"
            assert told["errors"], "errors say what is wrong"
            return dict(told["errors"])
        assert answer.status_code == 200
        self.modals.remove(view)
        return {}

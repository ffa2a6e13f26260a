"""Somebody's DingTalk client."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.emulators.dingtalk import GROUP, Delivered, DingTalkEmulator, Message
from tests.emulators.phone import Seen, links


@dataclass
class DingTalkPhone:
    """`user` is the person's userid."""

    dingtalk: DingTalkEmulator
    person: str
    user: str
    platform: str = "dingtalk"

    def writes(self, text: str, *, group: bool = False) -> None:
        self._accepted(self.dingtalk.says(self.user, text, group=GROUP if group else ""))

    def answers(self, text: str, *, under: Seen) -> None:
        """Quoting it; in the group with a mention of the robot."""
        message = self.dingtalk.messages[under.id]
        group = GROUP if message.chat == GROUP else ""
        quoted = {"originalProcessQueryKey": under.id}
        self._accepted(self.dingtalk.says(self.user, text, group=group, **quoted))

    def speaks(self, words: str) -> None:
        """DingTalk brings its transcript."""
        self._accepted(self.dingtalk.speaks(self.user, words))

    def presses(self, button: str, *, on: Seen | None = None) -> None:
        message = self.dingtalk.messages[on.id] if on else self._newest(button)
        self._accepted(self.dingtalk.clicks(self.user, message, button))

    def submits(self, values: Mapping[str, str]) -> None:
        """By label; options by what they read, at least by how they begin."""
        for message in reversed(self._mine()):
            if message.inputs and values.keys() <= message.inputs.keys():
                submit = next(name for name, each in message.buttons.items() if each["style"] == "primary")
                named = {
                    str(message.inputs[label]["id"]): _chosen(message.inputs[label], value)
                    for label, value in values.items()
                }
                self._accepted(self.dingtalk.clicks(self.user, message, submit, **named))
                return
        raise AssertionError(f"{self.person} sees no form with {list(values)}")

    def checks_in(self, place: str) -> None:
        """DingTalk gives a robot no locations: it is said."""
        self.writes(f"在{place}打卡")

    def sees(self, *, group: bool = False) -> Sequence[Seen]:
        return [
            Seen(each.id, each.words, tuple(each.buttons), tuple(each.inputs), each.image, links(each.words))
            for each in self.dingtalk.seen_in(GROUP if group else self.user)
        ]

    def _mine(self) -> list[Message]:
        return [each for each in self.dingtalk.messages.values() if each.chat in (self.user, GROUP)]

    def _newest(self, button: str) -> Message:
        found = [each for each in self._mine() if button in each.buttons]
        assert found, f"{self.person} sees no {button}: {[each.words for each in self._mine()]}"
        return found[-1]

    @staticmethod
    def _accepted(answer: Delivered) -> None:
        assert answer.status_code == 200, f"answered {answer.status_code}"


def _chosen(asked: Mapping[str, Any], value: str) -> str:
    for option in asked["options"]:
        if option["text"] == value or re.match(re.escape(value) + r"\W", option["text"]):
            return str(option["value"])
    return value

"""Somebody's Feishu client."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.emulators.feishu import GROUP, FeishuEmulator, Message
from tests.emulators.opus import silence
from tests.emulators.phone import Seen, links

_VOICE = "file_v3_voice"


@dataclass
class FeishuPhone:
    """`union` is the person's account."""

    feishu: FeishuEmulator
    person: str
    union: str
    platform: str = "feishu"

    def writes(self, text: str, *, group: bool = False) -> None:
        self._accepted(self.feishu.says(self.union, text, group=GROUP if group else ""))

    def answers(self, text: str, *, under: Seen) -> None:
        """Quoting it; in the group with a mention of the bot."""
        message = self.feishu.messages[under.id]
        group = GROUP if message.chat == GROUP else ""
        thread = message.thread or ""
        self._accepted(self.feishu.says(self.union, text, group=group, parent=message.id, thread=thread))

    def speaks(self, words: str) -> None:
        """Feishu makes no transcript: the recording is fetched."""
        content = {"file_key": _VOICE, "duration": 2000}
        resource = (_VOICE, "audio/ogg", silence(2))
        self._accepted(self.feishu.sends_message(self.union, "audio", content, resource=resource))

    def presses(self, button: str, *, on: Seen | None = None) -> None:
        message = self.feishu.messages[on.id] if on else self._newest(button)
        self._accepted(self.feishu.clicks(self.union, message, button))

    def submits(self, values: Mapping[str, str]) -> None:
        """By label: options by what they read, at least by how they begin."""
        for message in reversed([*self.feishu.seen_by(self.union), *self.feishu.seen_in(GROUP)]):
            if values.keys() <= message.inputs.keys() and message.inputs:
                submit = next(name for name, each in message.buttons.items() if "form_action_type" in each)
                named = {
                    message.inputs[label]["name"]: _chosen(message, label, v) for label, v in values.items()
                }
                self._accepted(self.feishu.clicks(self.union, message, submit, **named))
                return
        raise AssertionError(f"{self.person} sees no form with {list(values)}")

    def checks_in(self, place: str) -> None:
        content = {"name": place, "longitude": "121.4737", "latitude": "31.2304"}
        self._accepted(self.feishu.sends_message(self.union, "location", content))

    def sees(self, *, group: bool = False) -> Sequence[Seen]:
        shown = self.feishu.seen_in(GROUP) if group else self.feishu.seen_by(self.union)
        return [
            Seen(
                each.id, each.words, tuple(each.buttons), tuple(each.inputs), each.image, links(each.content)
            )
            for each in shown
        ]

    def _newest(self, button: str) -> Message:
        seen = sorted(
            [*self.feishu.seen_by(self.union), *self.feishu.seen_in(GROUP)], key=lambda each: each.id
        )
        found = [each for each in seen if button in each.buttons]
        assert found, f"{self.person} sees no {button}: {[each.words for each in seen]}"
        return found[-1]

    @staticmethod
    def _accepted(answer: object) -> None:
        status = getattr(answer, "status_code", None)
        assert status == 200, f"answered {status}"


def _chosen(message: Message, label: str, value: str) -> str:
    component = message.inputs[label]
    for option in component.get("options", ()):
        if option["text"]["content"] == value or re.match(
            re.escape(value) + r"\W", option["text"]["content"]
        ):
            return str(option["value"])
    return value

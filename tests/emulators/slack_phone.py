"""Somebody's Slack client."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.emulators.phone import Seen, links
from tests.emulators.slack import BOT, Message, SlackEmulator
from tests.emulators.slack_views import View

GROUP = "C9"


@dataclass(frozen=True)
class SlackPhone:
    """`user` is the person's account. Slack's clips have a transcript when `transcribes` is set."""

    slack: SlackEmulator
    person: str
    user: str
    platform: str = "slack"
    transcribes: bool = True

    def writes(self, text: str, *, group: bool = False) -> None:
        where = {"channel": GROUP} if group else {}
        self._accepted(self.slack.says(self.user, f"<@{BOT}> {text}" if group else text, **where))

    def answers(self, text: str, *, under: Seen) -> None:
        """In the message's thread; in the group with a mention of the bot."""
        message = self.slack.messages[under.id]
        words = text if message.channel.startswith("D") else f"<@{BOT}> {text}"
        thread = message.thread or message.ts
        self._accepted(self.slack.says(self.user, words, channel=message.channel, thread=thread))

    def speaks(self, words: str, *, audio: bytes = b"\0\0\0 ftypM4A ") -> None:
        clip = self.slack.clip(words if self.transcribes else "", audio)
        self._accepted(self.slack.says(self.user, "", subtype="file_share", files=[clip]))

    def presses(self, button: str, *, on: Seen | None = None) -> None:
        self._click(self.slack.messages[on.id] if on else self._newest(button), button)

    def submits(self, values: Mapping[str, str]) -> None:
        """By label; options by what they read, or by how they begin. A form may have to be opened first."""
        if not self._modal(values):
            self._click(self._newest("填写", "Fill in"), "填写", "Fill in")
        if (modal := self._modal(values)) is not None:
            named = {
                modal.inputs[label]["block_id"].rpartition("/")[2]: _chosen(modal.inputs[label], value)
                for label, value in values.items()
            }
            wrong = self.slack.submits(self.user, **named)
            assert wrong == {}, f"the form says {wrong}"
            return
        for message in reversed(self._all()):
            inputs = message.inputs
            if inputs and values.keys() <= inputs.keys():
                submit = next(iter(message.buttons))
                named = {
                    inputs[label]["block_id"].rpartition("/")[2]: _chosen(inputs[label], value)
                    for label, value in values.items()
                }
                self._accepted(self.slack.clicks(self.user, message, submit, **named))
                return
        raise AssertionError(f"{self.person} sees no form with {list(values)}")

    def checks_in(self, place: str) -> None:
        """Slack knows no locations: one says where one is."""
        self.writes(f"打卡 {place}")

    def sees(self, *, group: bool = False) -> Sequence[Seen]:
        where = GROUP if group else f"D{self.user}"
        told = [
            (
                each.ts,
                Seen(each.ts, each.words, tuple(each.buttons), tuple(each.inputs), links=links(each.blocks)),
            )
            for each in self.slack.messages.values()
            if each.channel == where
        ]
        told += [
            (each.ts, Seen(each.ts, each.alt, image=each.data))
            for each in self.slack.files
            if each.channel == where
        ]
        seen = [each for _, each in sorted(told, key=lambda each: each[0])]
        modals = [] if group else self.slack.views.of(self.user)
        return [*seen, *(Seen(each.id, each.words, (each.submit,), tuple(each.inputs)) for each in modals)]

    def _click(self, message: Message, *labels: str) -> None:
        """Where a form opens beside the chat, it is there when this returns."""
        label = next(each for each in labels if each in message.buttons)
        before = self.slack.views.asked
        self._accepted(self.slack.clicks(self.user, message, label))
        if str(message.buttons.get(label, {}).get("value", "")).startswith("?"):
            self.slack.views.waits(asked=before + 1)

    def _modal(self, values: Mapping[str, str]) -> View | None:
        fitting = [each for each in self.slack.views.of(self.user) if values.keys() <= each.inputs.keys()]
        return fitting[-1] if fitting else None

    def _all(self) -> list[Message]:
        mine = (f"D{self.user}", GROUP)
        return sorted(
            (each for each in self.slack.messages.values() if each.channel in mine), key=lambda each: each.ts
        )

    def _newest(self, *labels: str) -> Message:
        found = [each for each in self._all() if any(label in each.buttons for label in labels)]
        assert found, f"{self.person} sees no {labels[0]}: {[each.words for each in self._all()]}"
        return found[-1]

    @staticmethod
    def _accepted(answer: object) -> None:
        status = getattr(answer, "status_code", None)
        assert status == 200, f"answered {status}"


def _chosen(asked: dict[str, object], value: str) -> str:
    element = asked["element"]
    assert isinstance(element, dict)
    groups = element.get("option_groups") or [{"options": element.get("options", [])}]
    for option in (option for group in groups for option in group["options"]):
        if option["text"]["text"].startswith(value):
            return str(option["value"])
    return value

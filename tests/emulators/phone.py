"""What a person does in a chat's client: the stories of `tests/platforms` are told with it, once for all."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

_LINK = re.compile(r"https?://[^\s\"\\\\|>)]+")


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as its reader sees it now, after all changes in place."""

    id: str
    words: str  # everything that can be read on it, cards and their facts included
    buttons: Sequence[str] = ()  # that can be pressed now, by label
    inputs: Sequence[str] = ()  # of a form that can be filled in now, by label
    image: bytes = b""
    links: Sequence[str] = ()  # addresses that it leads to, as sent


class Phone(Protocol):
    """One person's client, logged in at the platform's emulator.

    Each method returns when the platform had its answer; what follows is the worker's. Inputs are named by
    their labels; how a form opens (on the card, as a modal, as a page) is the phone's affair.
    """

    @property
    def platform(self) -> str: ...

    @property
    def person(self) -> str:
        """In the company, not on the platform."""
        ...

    def writes(self, text: str, *, group: bool = False) -> None:
        """In the direct conversation, or in the common group with a mention of the bot."""
        ...

    def answers(self, text: str, *, under: Seen) -> None:
        """In the thread of, or quoting, a message: as this platform does it."""
        ...

    def speaks(self, words: str) -> None:
        """A voice message: a transcript where the platform makes one, else audio (the words go to `stt`)."""
        ...

    def presses(self, button: str, *, on: Seen | None = None) -> None:
        """A button by its label, on the newest message that has it."""
        ...

    def submits(self, values: Mapping[str, str]) -> None:
        """Fill in and submit the newest open form that has these inputs."""
        ...

    def checks_in(self, place: str) -> None:
        """Share a location."""
        ...

    def sees(self, *, group: bool = False) -> Sequence[Seen]:
        """Oldest first."""
        ...


def links(sent: object) -> tuple[str, ...]:
    """The addresses in a message's payload."""
    return tuple(dict.fromkeys(_LINK.findall(json.dumps(sent, ensure_ascii=False))))

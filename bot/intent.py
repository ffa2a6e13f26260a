"""What a person wants, and what the assistant means to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, JsonValue

from bot.cards import Button, Card, Picture, Reply
from bot.messages import Text, Value


class Slots(BaseModel):
    """An intent's slots in the normal forms of the catalogue; absent is None (or empty)."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid")


class NoSlots(Slots):
    pass


class Utterance(Value):
    """One thing said. `now` is the moment of speaking, in the speaker's time zone; dates count from it."""

    text: str
    now: AwareDatetime
    speaker: str  # a person's id


class Intent(Value):
    """One wish. `none` is a value, not an error. `slots` holds only what was said, in normal form."""

    name: str
    slots: dict[str, JsonValue] = {}
    confidence: float = 1.0
    parser: str = "local"  # local | llm | button
    ms: float = 0.0
    tokens: int = 0  # prompt and completion together; 0 when no model was asked


class Parser(Protocol):
    def parse(self, utterance: Utterance) -> Intent: ...


class Reader(Protocol):
    """Reads the answer to a question that was asked, which out of context would mean nothing."""

    def fields(self, utterance: Utterance, template: str, asked: str | None) -> dict[str, JsonValue]:
        """Field values in normal form; `asked` is the field that the question was about."""
        ...

    def moment(self, utterance: Utterance) -> str | None:
        """A date or date-time in normal form."""
        ...


@dataclass(frozen=True, slots=True)
class Do:
    """Change something: engine commands, run in order, each judged by itself.

    With `confirm`, the person is asked first (free text that changes something for others);
    a button press needs none.
    """

    commands: tuple[Any, ...]  # the engine's; opaque here, since this floor knows no workflow
    confirm: Card | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask for what is missing or doubtful, before anything changes.

    The answer fills `slot` and the intent is planned again.
    """

    question: Text
    slot: str
    choices: tuple[Button, ...] = ()
    form: Card | None = None
    slots: Mapping[str, JsonValue] = field(default_factory=dict)  # what is known so far
    shown: tuple[Picture, ...] = ()  # above the question


@dataclass(frozen=True, slots=True)
class Say:
    """Only answer."""

    reply: Reply


Plan = Do | Ask | Say

S = TypeVar("S", bound=Slots)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class IntentSpec(Generic[S, V]):
    """What people can ask: declared as `INTENT` in `bot/intents/<name>.py`, one file per intent.

    `plan(slots, view)` decides what to do; `present(events, view)` words what was done,
    from the events that did it.
    """

    name: str
    about: str  # one English sentence for the language model: when this intent is meant
    slots: type[S]
    examples: tuple[str, ...]
    plan: Callable[[S, V], Plan]
    present: Callable[[Sequence[Any], V], Reply]
    changes: bool = False  # changes state for others: by free text it is confirmed first

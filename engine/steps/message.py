"""`message`: waits until another system sends a message of this name."""

from __future__ import annotations

from pydantic import Field

from engine.process import Token
from engine.step import StepConfig, StepType
from engine.template import Step
from engine.walk import Walk


class MessageConfig(StepConfig):
    message: str = Field(min_length=1, max_length=100)
    key: str = ""  # a field whose value the message's key must equal; empty: it names the process's number
    takes: dict[str, str] = {}  # a field of the form → where its value stands in the message, as a.b.0


def _enter(walk: Walk, token: Token, step: Step) -> None:
    walk.halt(token, "not_supported", step.kind)


STEP = StepType(kind="message", config=MessageConfig, enter=_enter)

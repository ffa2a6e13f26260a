"""`message`: waits until another system sends a message of this name."""

from __future__ import annotations

from pydantic import Field

from engine.commands import EndWait
from engine.errors import FieldInvalid
from engine.process import Wait
from engine.step import StepConfig, StepType
from engine.template import Step
from engine.waiting import await_message, failed, happened, take
from engine.walk import Walk


class MessageConfig(StepConfig):
    message: str = Field(min_length=1, max_length=100)
    key: str = ""  # a field whose value the message's key must equal; empty: it names the process's number
    takes: dict[str, str] = {}  # a field of the form → where its value stands in the message, as a.b.0


def _happened(walk: Walk, wait: Wait, step: Step, command: EndWait) -> None:
    try:
        take(walk, step.config.takes, command.data)
    except FieldInvalid as flaw:
        failed(walk, wait, step, "message_unfit", str(flaw))
        return
    happened(walk, wait, step, data=command.data)


STEP = StepType(kind="message", config=MessageConfig, enter=await_message, happened=_happened)

"""`service`: calls another system, signed and with retries; its answer may fill fields."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from engine.commands import EndWait
from engine.errors import FieldInvalid
from engine.process import Token, Wait, WaitKind
from engine.step import StepConfig, StepType
from engine.template import Step
from engine.waiting import failed, happened, take, wait_for
from engine.walk import Walk


class ServiceConfig(StepConfig):
    url: str = Field(pattern=r"^https?://")
    method: Literal["POST", "PUT", "PATCH", "GET", "DELETE"] = "POST"
    sends: dict[str, str] = {}  # a name in the body → a CEL expression over the fields; empty: all fields
    takes: dict[str, str] = {}  # a field of the form → where its value stands in the answer, as a.b.0
    retries: Annotated[int, Field(ge=0, le=20)] = 5
    on_error: str | None = None  # the step to go to when the retries are used up; None: the process halts
    once: bool = False  # not called again when a return leads here again
    final: bool = False  # once it has run, the process cannot be withdrawn

    def leads_to(self) -> tuple[str, ...]:
        return (self.on_error,) if self.on_error else ()


def _enter(walk: Walk, token: Token, step: Step) -> None:
    if step.config.once and step.id in walk.process.ran:
        walk.leave(token, step, automatic=True)
        return
    wait_for(walk, token, step, WaitKind.SERVICE)


def _happened(walk: Walk, wait: Wait, step: Step, command: EndWait) -> None:
    if command.outcome != "happened":
        failed(walk, wait, step, "service_failed", command.detail)
        return
    try:
        take(walk, step.config.takes, command.data)
    except FieldInvalid as flaw:
        failed(walk, wait, step, "answer_unfit", str(flaw))
        return
    happened(walk, wait, step)


STEP = StepType(kind="service", config=ServiceConfig, enter=_enter, happened=_happened)

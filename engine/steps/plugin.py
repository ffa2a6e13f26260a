"""`plugin`: runs a step that an installed plugin brings."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, JsonValue

from engine.commands import EndWait
from engine.errors import FieldInvalid
from engine.process import Token, Wait, WaitKind
from engine.step import StepConfig, StepType
from engine.template import Step
from engine.waiting import failed, happened, take, wait_for
from engine.walk import Walk


class PluginConfig(StepConfig):
    plugin: str = Field(min_length=1, max_length=100)
    settings: dict[str, JsonValue] = {}
    retries: Annotated[int, Field(ge=0, le=20)] = 5
    on_error: str | None = None

    def leads_to(self) -> tuple[str, ...]:
        return (self.on_error,) if self.on_error else ()


def _enter(walk: Walk, token: Token, step: Step) -> None:
    wait_for(walk, token, step, WaitKind.PLUGIN, name=step.config.plugin)


def _happened(walk: Walk, wait: Wait, step: Step, command: EndWait) -> None:
    """A plugin answers with fields of the form by their ids."""
    if command.outcome != "happened":
        failed(walk, wait, step, "plugin_failed", command.detail)
        return
    given = command.data if isinstance(command.data, dict) else {}
    try:
        take(walk, {name: name for name in given}, command.data)
    except FieldInvalid as flaw:
        failed(walk, wait, step, "answer_unfit", str(flaw))
        return
    happened(walk, wait, step)


STEP = StepType(kind="plugin", config=PluginConfig, enter=_enter, happened=_happened)

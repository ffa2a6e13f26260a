"""`plugin`: runs a step that an installed plugin brings."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, JsonValue

from engine.process import Token
from engine.step import StepConfig, StepType
from engine.template import Step
from engine.walk import Walk


class PluginConfig(StepConfig):
    plugin: str = Field(min_length=1, max_length=100)
    settings: dict[str, JsonValue] = {}
    retries: Annotated[int, Field(ge=0, le=20)] = 5
    on_error: str | None = None

    def leads_to(self) -> tuple[str, ...]:
        return (self.on_error,) if self.on_error else ()


def _enter(walk: Walk, token: Token, step: Step) -> None:
    walk.halt(token, "not_supported", step.kind)


STEP = StepType(kind="plugin", config=PluginConfig, enter=_enter)

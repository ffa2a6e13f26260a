"""`timer`: waits for a span of time or for a date."""

from __future__ import annotations

from pydantic import model_validator

from engine.calendar import Duration
from engine.process import Token
from engine.step import StepConfig, StepType
from engine.template import Step
from engine.walk import Walk


class TimerConfig(StepConfig):
    after: str | None = None  # a span, as 2d, 4h, 30m
    until: str | None = None  # a date field, or a moment as YYYY-MM-DD or YYYY-MM-DDTHH:MM
    working: bool = True  # whether the span counts working time only

    @model_validator(mode="after")
    def _one(self) -> TimerConfig:
        if (self.after is None) == (self.until is None):
            raise ValueError("either after or until")
        if self.after is not None:
            Duration.parse(self.after)
        return self


def _enter(walk: Walk, token: Token, step: Step) -> None:
    walk.halt(token, "not_supported", step.kind)


STEP = StepType(kind="timer", config=TimerConfig, enter=_enter)

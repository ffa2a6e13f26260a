"""`timer`: waits for a span of time or for a date."""

from __future__ import annotations

from pydantic import model_validator

from engine.calendar import Duration
from engine.commands import EndWait
from engine.process import Wait
from engine.step import StepConfig, StepType
from engine.template import Step
from engine.waiting import await_moment, happened
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


def _happened(walk: Walk, wait: Wait, step: Step, command: EndWait) -> None:
    happened(walk, wait, step)


STEP = StepType(kind="timer", config=TimerConfig, enter=await_moment, happened=_happened)

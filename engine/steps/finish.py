"""`finish`: ends the whole process at once, wherever else it stands."""

from __future__ import annotations

from typing import Literal

from engine.process import Token
from engine.step import StepConfig, StepType
from engine.template import Step
from engine.walk import Walk


class FinishConfig(StepConfig):
    outcome: Literal["completed", "rejected"] = "completed"


def _enter(walk: Walk, token: Token, step: Step) -> None:
    walk.halt(token, "not_supported", step.kind)


STEP = StepType(kind="finish", config=FinishConfig, enter=_enter)

"""`inclusive`: every flow whose condition holds is taken, else the default one; a `join` waits for those."""

from __future__ import annotations

from engine.process import Token
from engine.step import StepConfig, StepType
from engine.template import Step
from engine.walk import Walk


class InclusiveConfig(StepConfig):
    pass


def _enter(walk: Walk, token: Token, step: Step) -> None:
    walk.halt(token, "not_supported", step.kind)


STEP = StepType(kind="inclusive", config=InclusiveConfig, enter=_enter)

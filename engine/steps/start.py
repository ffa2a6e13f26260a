"""`start`: the implied first step. Entered anew only by a return; the starter then edits and resubmits."""

from __future__ import annotations

from engine.process import Token
from engine.step import StepConfig, StepType
from engine.template import Step
from engine.walk import Walk


class StartConfig(StepConfig):
    pass


def _enter(walk: Walk, token: Token, step: Step) -> None:
    walk.leave(token, step, automatic=True)


STEP = StepType(kind="start", config=StartConfig, enter=_enter)

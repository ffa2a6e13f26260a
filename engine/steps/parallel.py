"""`parallel`: all flows are taken at once; a `join` waits for them."""

from __future__ import annotations

from engine.process import Token
from engine.step import StepConfig, StepType
from engine.template import Step
from engine.walk import Walk


class ParallelConfig(StepConfig):
    pass


def _enter(walk: Walk, token: Token, step: Step) -> None:
    walk.fork(token, step, tuple(range(1, len(step.flows) + 1)))


STEP = StepType(kind="parallel", config=ParallelConfig, enter=_enter)

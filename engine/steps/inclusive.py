"""`inclusive`: every flow whose condition holds is taken, else the default one; a `join` waits for those."""

from __future__ import annotations

from engine.branching import chosen
from engine.conditions import ConditionFailed
from engine.process import Token
from engine.step import StepConfig, StepType
from engine.template import Step
from engine.walk import Walk


class InclusiveConfig(StepConfig):
    pass


def _enter(walk: Walk, token: Token, step: Step) -> None:
    try:
        taken = chosen(walk.process, step, walk.world.directory)
    except ConditionFailed as failure:
        walk.halt(token, "condition_failed", str(failure))
        return
    walk.fork(token, step, taken)


STEP = StepType(kind="inclusive", config=InclusiveConfig, enter=_enter)

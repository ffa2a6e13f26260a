"""`condition`: the first flow whose condition holds is taken; else the default one."""

from __future__ import annotations

from engine import events as e
from engine.branching import choose, fields_of
from engine.conditions import ConditionFailed
from engine.people import SYSTEM
from engine.process import Token
from engine.step import StepConfig, StepType
from engine.template import END, Step
from engine.walk import Walk


class ConditionConfig(StepConfig):
    pass


def _enter(walk: Walk, token: Token, step: Step) -> None:
    try:
        flow = choose(walk.process, step, walk.world.directory)
    except ConditionFailed as failure:
        walk.halt(token, "condition_failed", str(failure))
        return
    fields = walk.process.fields
    data = {name: fields[name] for name in fields_of(step) if name in fields}
    walk.emit(
        e.BranchTaken,
        actor=SYSTEM,
        step=step.id,
        token=token.id,
        to=flow.to,
        when=flow.when,
        data=data,
    )
    walk.go_on(token.id if flow.to != END else None)


STEP = StepType(kind="condition", config=ConditionConfig, enter=_enter)

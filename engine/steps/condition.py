"""`condition`: the first flow whose condition holds is taken; else the default one."""

from __future__ import annotations

from engine import events as e
from engine.conditions import ConditionFailed, holds, looked_at
from engine.people import SYSTEM
from engine.process import Token
from engine.step import StepConfig, StepType
from engine.template import END, Flow, Step
from engine.walk import Walk


class ConditionConfig(StepConfig):
    pass


def _enter(walk: Walk, token: Token, step: Step) -> None:
    try:
        flow = _choose(walk, step)
    except ConditionFailed as failure:
        walk.halt(token, "condition_failed", str(failure))
        return
    data = {
        name: walk.process.fields[name]
        for each in step.flows
        if each.when is not None
        for name in looked_at(each.when)
        if name in walk.process.fields
    }
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


def _choose(walk: Walk, step: Step) -> Flow:
    process = walk.process
    for flow in step.flows:
        if flow.when is None:
            return flow
        if holds(flow.when, process.template.fields, process.fields, process.starter, walk.world.directory):
            return flow
    raise ConditionFailed("no branch fits and none is the default")


STEP = StepType(kind="condition", config=ConditionConfig, enter=_enter)

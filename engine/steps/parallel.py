"""`parallel`: all flows are taken at once; a `join` waits for them."""

from __future__ import annotations

from engine import events as e
from engine.people import SYSTEM
from engine.process import Token
from engine.step import StepConfig, StepType
from engine.template import Step
from engine.walk import Walk


class ParallelConfig(StepConfig):
    pass


def _enter(walk: Walk, token: Token, step: Step) -> None:
    fork = walk.process.counter + 1
    walk.emit(
        e.Forked,
        actor=SYSTEM,
        step=step.id,
        token=token.id,
        fork=fork,
        outer=token.fork,
        branches=len(step.flows),
    )
    walk.emit(e.StepPassed, actor=SYSTEM, step=step.id, token=token.id, automatic=True)
    for flow in step.flows:
        if walk.process.is_running:  # a branch may have ended the process
            walk.enter(flow.to, fork=fork)


STEP = StepType(kind="parallel", config=ParallelConfig, enter=_enter)

"""`join`: the branches of a `parallel` meet; the last to arrive goes on."""

from __future__ import annotations

from engine import events as e
from engine.people import SYSTEM
from engine.process import Token
from engine.step import StepConfig, StepType
from engine.template import END, Step
from engine.walk import Walk


class JoinConfig(StepConfig):
    pass


def _enter(walk: Walk, token: Token, step: Step) -> None:
    fork = next((each for each in walk.process.forks if each.id == token.fork), None)
    if fork is None:  # reached without a fork: nothing to wait for
        walk.leave(token, step, automatic=True)
        return
    to = next((flow.to for flow in step.flows[:1] if flow.to != END), None)
    is_last = len(fork.arrived) + 1 == fork.branches
    data = {"step": step.id, "token": token.id, "fork": fork.id, "to": to if is_last else None}
    walk.emit(e.Arrived, actor=SYSTEM, **data)
    if not is_last:
        return
    if to is not None:
        walk.joined(walk.process.token(token.id), step.id)
    else:
        walk.go_on(None)


STEP = StepType(kind="join", config=JoinConfig, enter=_enter)

"""`events`: waits for the first of several events; each flow leads to the `timer` or `message` step it is."""

from __future__ import annotations

from engine.process import Token
from engine.step import StepConfig, StepType
from engine.template import Step
from engine.waiting import await_message, await_moment
from engine.walk import Walk


class EventsConfig(StepConfig):
    pass


_AWAITS = {"timer": await_moment, "message": await_message}


def _enter(walk: Walk, token: Token, step: Step) -> None:
    for flow in step.flows:
        if any(each.token == token.id for each in walk.process.halts):
            return
        awaited = walk.process.template.step(flow.to)
        _AWAITS[awaited.kind](walk, token, awaited)


STEP = StepType(kind="events", config=EventsConfig, enter=_enter)

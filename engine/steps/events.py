"""`events`: waits for the first of several events; each flow leads to the `timer` or `message` step it is."""

from __future__ import annotations

from engine.process import Token
from engine.step import StepConfig, StepType
from engine.template import Step
from engine.walk import Walk


class EventsConfig(StepConfig):
    pass


def _enter(walk: Walk, token: Token, step: Step) -> None:
    walk.halt(token, "not_supported", step.kind)


STEP = StepType(kind="events", config=EventsConfig, enter=_enter)

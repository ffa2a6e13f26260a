"""`task`: people do something and say that it is done; the form may ask for results."""

from __future__ import annotations

from engine.options import PeopleConfig
from engine.process import Mode, TaskKind, Token
from engine.step import StepType
from engine.template import Step
from engine.walk import Walk


class TaskConfig(PeopleConfig):
    mode: Mode = Mode.ANY  # several people: one of them does it, or each, one after another, or who claims it


def _enter(walk: Walk, token: Token, step: Step) -> None:
    walk.open_round(token, step, step.config.mode, TaskKind.TASK)


STEP = StepType(kind="task", config=TaskConfig, enter=_enter)

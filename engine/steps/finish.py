"""`finish`: ends the whole process at once, wherever else it stands."""

from __future__ import annotations

from typing import Literal

from engine import events as e
from engine.people import SYSTEM
from engine.process import Token
from engine.rewinding import end_everything
from engine.step import StepConfig, StepType
from engine.template import Step
from engine.walk import Walk


class FinishConfig(StepConfig):
    outcome: Literal["completed", "rejected"] = "completed"


def _enter(walk: Walk, token: Token, step: Step) -> None:
    config: FinishConfig = step.config
    end_everything(walk, "finished")
    if config.outcome == "rejected":
        walk.emit(e.ProcessRejected, actor=SYSTEM, step=step.id, reason="")
    else:
        walk.emit(e.ProcessCompleted, actor=SYSTEM)


STEP = StepType(kind="finish", config=FinishConfig, enter=_enter)

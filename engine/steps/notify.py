"""`notify` (知会): people are told; nothing waits for them."""

from __future__ import annotations

from pydantic import Field

from engine import events as e
from engine.assignees import resolve
from engine.people import SYSTEM
from engine.process import Token
from engine.step import StepConfig, StepType
from engine.template import Step
from engine.walk import Walk
from engine.who import Who


class NotifyConfig(StepConfig):
    who: tuple[Who, ...] = Field(min_length=1)
    text: str = ""  # what they are told besides the process itself


def _enter(walk: Walk, token: Token, step: Step) -> None:
    config: NotifyConfig = step.config
    people = tuple(
        each.person for each in resolve(config.who, walk.process, step.id, walk.world.directory, walk.now)
    )
    if people:
        walk.emit(e.PeopleNotified, actor=SYSTEM, step=step.id, people=people, text=config.text)
    walk.leave(token, step, automatic=True)


STEP = StepType(kind="notify", config=NotifyConfig, enter=_enter)

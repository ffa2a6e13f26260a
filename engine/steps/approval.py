"""`approval`: people decide: 或签, 会签, 依次, 票签, or who claims it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from engine.options import AnyThreshold, PeopleConfig
from engine.process import Mode, TaskKind, Token
from engine.settling import settle
from engine.step import StepType
from engine.template import Step
from engine.walk import Walk


class ApprovalConfig(PeopleConfig):
    mode: Mode = Mode.ANY
    needs: AnyThreshold = Field(default="> 1/2", alias="pass")  # of a vote
    self: Literal["manager", "pass", "allow"] = "manager"  # the approver is the starter
    repeat: Literal["adjacent", "any", "ask"] = "adjacent"  # whose yes of an earlier step settles this seat
    reject_to: str = "end"  # end | starter | a step
    any_reject: Literal["first", "all"] = "first"  # of mode any: which no fails it
    early: bool = True  # decided as soon as the result cannot change
    wait_all: bool = False  # of mode all: a no waits until everyone has voted

    def leads_to(self) -> tuple[str, ...]:
        return (*super().leads_to(), *_step(self.reject_to))


def _step(target: str) -> tuple[str, ...]:
    return () if target in ("end", "starter") else (target,)


def _enter(walk: Walk, token: Token, step: Step) -> None:
    """With settled seats, or a count that can never be reached, it may be decided at once."""
    mode: Mode = step.config.mode
    if not walk.open_round(token, step, mode, TaskKind.APPROVAL):
        return
    round_ = walk.process.rounds[-1]
    if mode is Mode.VOTE or any(each.automatic for each in round_.seats):
        settle(walk, round_.id)


STEP = StepType(kind="approval", config=ApprovalConfig, enter=_enter)

"""What a step type is: a configuration model and what happens on entering; instances in `engine/steps/`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from engine.calendar import Calendar
from engine.people import Directory
from engine.template import Step

if TYPE_CHECKING:
    from engine.commands import EndWait
    from engine.deputies import Delegation
    from engine.process import Token, Wait
    from engine.walk import Walk


class StepConfig(BaseModel):
    """A step type's settings, as written in a template; unknown ones are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def leads_to(self) -> tuple[str, ...]:
        """Steps that the settings name as ways out, besides the flows."""
        return ()


@dataclass(frozen=True, slots=True)
class StepType:
    """Declared as `STEP` in `engine/steps/<kind>.py`.

    `enter` runs when a token arrives; `happened` when what the step waits for, other than people, has come.
    """

    kind: str
    config: type[StepConfig]
    enter: Callable[[Walk, Token, Step], None]
    happened: Callable[[Walk, Wait, Step, EndWait], None] | None = None


@dataclass(frozen=True, slots=True)
class World:
    """What decisions are judged against, besides the process itself."""

    steps: Mapping[str, StepType]
    directory: Directory
    calendar: Calendar
    delegations: tuple[Delegation, ...] = ()
    min_back: timedelta = timedelta(hours=4)  # working time that who gets a task back has at least

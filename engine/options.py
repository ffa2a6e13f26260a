"""The settings that steps for people share, each with its default (approvals: settings of a step)."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from engine.step import StepConfig
from engine.who import AnyOf, Who

_RATIO = re.compile(r"^(>)?\s*(?:(\d{1,4})\s*/\s*(\d{1,4})|(\d{1,3}(?:\.\d{1,2})?)\s*%)$")
Allowed = bool | AnyOf  # on, off, or towards a set of people only


class ToPerson(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    person: str


class TimedTransfer(BaseModel):
    """What a timeout does: hand the task over, once per seat, with its full duration."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    transfer: Who


class TimedFlow(BaseModel):
    """What a timeout does: leave the step another way."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    to: str


class Threshold:
    """How much of the weight a vote needs: a share (`2/3`, `66.67%`, `> 1/2`) or a fixed count (`3`)."""

    __slots__ = ("above", "count", "share")

    def __init__(self, text: str | int) -> None:
        """Raises ValueError."""
        self.share, self.above, self.count = Fraction(0), False, 0
        if isinstance(text, int) or text.strip().isdigit():
            self.count = int(text)
            if not 1 <= self.count <= 100_000:
                raise ValueError("a count of at least 1")
            return
        found = _RATIO.match(text.strip())
        if not found:
            raise ValueError("a share such as 2/3, 66.67% or > 1/2, or a count such as 3")
        above, top, bottom, percent = found.groups()
        if top and int(bottom) == 0:
            raise ValueError("a fraction with a denominator")
        self.share = Fraction(int(top), int(bottom)) if top else Fraction(percent) / 100
        self.above = bool(above)
        if not 0 < self.share <= 1 or (self.above and self.share == 1):
            raise ValueError("a share above 0 and at most 1")

    def reached(self, yes: int, weight: int) -> bool:
        """Exactly, in whole numbers: 66.67 % of 3 needs 3 votes, 2/3 needs 2."""
        if self.count:
            return yes >= self.count
        left, right = yes * self.share.denominator, self.share.numerator * weight
        return left > right if self.above else left >= right

    def needs(self, weight: int) -> int:
        """The smallest sum of yes that reaches it."""
        if self.count:
            return self.count
        exact = self.share * weight
        whole = -(-exact.numerator // exact.denominator)
        return whole + 1 if self.above and whole == exact else whole


def _threshold(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError("a share such as 2/3, 66.67% or > 1/2, or a count such as 3")
    Threshold(value)
    return str(value)


class PeopleConfig(StepConfig):
    """Of a step that waits for people."""

    model_config = StepConfig.model_config | {"populate_by_name": True}
    who: tuple[Who, ...] = Field(min_length=1)
    empty: Literal["admin", "pass", "halt"] | ToPerson = "admin"  # nobody fits
    may_return: bool | tuple[str, ...] = Field(default=True, alias="return")  # or the steps it may go to
    way_back: Literal["walk_again", "straight_back", "ask"] = "walk_again"
    timeout: Literal["remind", "pass", "reject", "escalate"] | TimedTransfer | TimedFlow = "remind"
    takeover: bool = False  # whom an overdue task was escalated to may decide it
    transfer: Allowed = True
    add_signer: Allowed = True
    take_back: bool = True
    recheck: Literal["reroute", "warn", "refuse"] = "reroute"  # an edit changes how a passed condition went
    comment: Literal["optional", "required", "required_to_reject"] = "optional"
    files: Literal["none", "required"] = "none"
    edits: tuple[str, ...] = ()  # fields that may be changed here
    hidden: tuple[str, ...] = ()  # fields that are not shown here
    requires: tuple[str, ...] = ()  # fields that must be there when it is done
    distinct_people: bool = False  # a deputy with a seat of their own does not act for another
    batch: bool = True  # may be decided together with others, where nothing is required beyond a yes
    final: bool = False  # once it has run, the process cannot be withdrawn

    def leads_to(self) -> tuple[str, ...]:
        return (self.timeout.to,) if isinstance(self.timeout, TimedFlow) else ()


AnyThreshold = Annotated[str, BeforeValidator(_threshold, json_schema_input_type=str | int)]

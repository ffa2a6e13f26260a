"""`call`: a sub-process of another template, waited for or not; one for each item of a list if wanted."""

from __future__ import annotations

from engine.process import Token
from engine.step import StepConfig, StepType
from engine.template import Step
from engine.walk import Walk


class CallConfig(StepConfig):
    template: str
    title: str = ""  # of the child; its own pattern when empty
    fields: dict[str, str] = {}  # the child's field → a CEL expression over this process's fields, and `item`
    results: dict[str, str] = {}  # this process's field → the child's field, when it has completed
    each: str | None = None  # a table or file field: one child for each of its rows
    wait: bool = True
    reject_to: str = "end"  # a child ended rejected: end | starter | a step

    def leads_to(self) -> tuple[str, ...]:
        return () if self.reject_to in ("end", "starter") else (self.reject_to,)


def _enter(walk: Walk, token: Token, step: Step) -> None:
    walk.halt(token, "not_supported", step.kind)


STEP = StepType(kind="call", config=CallConfig, enter=_enter)

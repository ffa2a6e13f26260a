"""What a task's holder can do with it now: the verbs of chat and open API."""

from __future__ import annotations

from engine.process import TaskKind
from engine.template import Step

_ALWAYS = ("cc", "comment", "snooze")


def verbs(kind: TaskKind, step: Step) -> tuple[str, ...]:
    """The likely one first. `step` is the task's own; for a resubmit task it says nothing."""
    if kind is TaskKind.RESUBMIT:
        return ("complete", *_ALWAYS)
    decisions = ("approve", "reject") if kind is TaskKind.APPROVAL else ("complete",)
    may = {"return": step.config.may_return, "transfer": step.config.transfer}
    return (*decisions, *(name for name, allowed in may.items() if allowed), *_ALWAYS)

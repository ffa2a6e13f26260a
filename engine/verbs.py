"""What a task's holder can do with it now: the verbs of chat and open API."""

from __future__ import annotations

from enum import Enum

from engine.process import TaskKind
from engine.template import Step

_ALWAYS = ("cc", "comment", "snooze")


class Pool(Enum):
    """Whether a task waits to be claimed."""

    NONE = "none"
    UNCLAIMED = "unclaimed"
    CLAIMED = "claimed"


def verbs(kind: TaskKind, step: Step, *, pool: Pool = Pool.NONE, suspended: bool = False) -> tuple[str, ...]:
    """The likely one first. `step` is the task's own; for a resubmit task it says nothing."""
    if suspended:
        return ("comment",)
    if kind is TaskKind.RESUBMIT:
        return ("complete", *_ALWAYS)
    if pool is Pool.UNCLAIMED:
        return ("claim", "cc", "comment")
    decisions = ("approve", "reject") if kind is TaskKind.APPROVAL else ("complete",)
    config = step.config
    may = {
        "return": config.may_return is not False,
        "transfer": config.transfer is not False,
        "add_signer": config.add_signer is not False,
        "release": pool is Pool.CLAIMED,
    }
    return (*decisions, *(name for name, allowed in may.items() if allowed), *_ALWAYS)

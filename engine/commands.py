"""What can be wished: each command is one wish, complete and validated. Chat, API and timers enter here."""

from __future__ import annotations

from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue, field_validator

from engine.people import PersonId
from engine.process import Number, TaskId, TimerKind
from engine.template import StepId

MAX_WORDS = 4000  # characters of a comment, reason or remark


class Command(BaseModel):
    """`actor` is the person who acts; permission is judged from it, in the engine alone."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid")
    actor: PersonId

    @field_validator("*")
    @classmethod
    def _is_text(cls, value: Any) -> Any:
        """No database keeps a NUL character (and pydantic refuses what is no Unicode)."""
        if isinstance(value, str) and "\x00" in value:
            raise ValueError("text without control characters")
        return value


class StartProcess(Command):
    template: str
    title: str = Field(default="", max_length=200)
    fields: dict[str, JsonValue] = {}
    number: Number = Number("")  # given by the service, in the same transaction


class TaskCommand(Command):
    process: Number
    task: TaskId


class Approve(TaskCommand):
    comment: str = Field(default="", max_length=MAX_WORDS)
    fields: dict[str, JsonValue] = {}


class Reject(TaskCommand):
    reason: str = Field(default="", max_length=MAX_WORDS)


class Complete(TaskCommand):
    """Finish a plain task, or resubmit after a return."""

    comment: str = Field(default="", max_length=MAX_WORDS)
    fields: dict[str, JsonValue] = {}


class Return(TaskCommand):
    to_step: StepId | None = None  # None: to the starter
    reason: str = Field(default="", max_length=MAX_WORDS)


class Transfer(TaskCommand):
    to: PersonId
    reason: str = Field(default="", max_length=MAX_WORDS)


class Snooze(TaskCommand):
    until: AwareDatetime


class FireTimer(TaskCommand):
    """A task's timer is due. Harmless when the task was decided or the timer moved since."""

    kind: TimerKind
    turn: int = 1


class ProcessCommand(Command):
    process: Number


class Cancel(ProcessCommand):
    """Withdrawn by the starter, or ended by an administrator."""

    reason: str = Field(default="", max_length=MAX_WORDS)


class Urge(ProcessCommand):
    """Nudge the holders of open tasks: all of them, one person's, or one task's."""

    person: PersonId | None = None
    task: TaskId | None = None


class AddComment(ProcessCommand):
    text: str = Field(min_length=1, max_length=MAX_WORDS)
    task: TaskId | None = None


class Cc(ProcessCommand):
    people: tuple[PersonId, ...] = Field(min_length=1)


class Retry(ProcessCommand):
    """Run halted steps anew, with present data and people."""


AnyCommand = (
    StartProcess
    | Approve
    | Reject
    | Complete
    | Return
    | Transfer
    | Snooze
    | FireTimer
    | Cancel
    | Urge
    | AddComment
    | Cc
    | Retry
)

"""What can be wished: each command is one wish, complete and validated. Chat, API and timers enter here."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue, field_validator, model_validator

from engine.people import PersonId
from engine.process import Mode, Number, Origin, Parent, TaskId, TimerKind
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
    chosen: dict[StepId, tuple[PersonId, ...]] = {}  # whom the starter names for steps that ask for it
    parent: Parent | None = None
    number: Number = Number("")  # given by the service, in the same transaction


class TaskCommand(Command):
    process: Number
    task: TaskId


class Edit(TaskCommand):
    """A decision that may change fields along with it; `seen` is the seq of the process as it was read."""

    fields: dict[str, JsonValue] = {}
    files: tuple[str, ...] = ()  # ids of attachments
    seen: int | None = None


class Approve(Edit):
    comment: str = Field(default="", max_length=MAX_WORDS)


class Reject(TaskCommand):
    reason: str = Field(default="", max_length=MAX_WORDS)


class Complete(Edit):
    """Finish a plain task, or resubmit after a return."""

    comment: str = Field(default="", max_length=MAX_WORDS)


class Return(TaskCommand):
    """To an earlier step; to the starter when `to_step` is None; to the asker when a guest returns.

    `way_back` counts only where the step asks the returner.
    """

    to_step: StepId | None = None
    reason: str = Field(default="", max_length=MAX_WORDS)
    way_back: Literal["walk_again", "straight_back"] | None = None


class TakeBack(TaskCommand):
    """拿回: the actor undoes the decision recorded on this task."""


class AddSigner(TaskCommand):
    people: tuple[PersonId, ...] = Field(min_length=1, max_length=50)
    position: Origin = Origin.PARALLEL  # parallel, before or after
    method: Mode = Mode.ALL  # of guests before or after: any, all or sequence
    reason: str = Field(default="", max_length=MAX_WORDS)

    @model_validator(mode="after")
    def _possible(self) -> AddSigner:
        if self.position is Origin.RULE or self.method not in (Mode.ANY, Mode.ALL, Mode.SEQUENCE):
            raise ValueError("position parallel, before or after; method any, all or sequence")
        return self


class RemoveSigner(TaskCommand):
    """`task` is one of the round's: the remover's or the removed one's; that of an asker may be closed."""

    person: PersonId


class Claim(TaskCommand):
    pass


class Release(TaskCommand):
    pass


class Transfer(TaskCommand):
    to: PersonId
    reason: str = Field(default="", max_length=MAX_WORDS)


class Snooze(TaskCommand):
    until: AwareDatetime


class FireTimer(TaskCommand):
    """A task's timer is due. Harmless when the task was decided or the timer moved since."""

    kind: TimerKind
    turn: int = 1


class FireWait(Command):
    """A wait's moment has come. Harmless when it is over or was moved since."""

    process: Number
    wait: int


class EndWait(Command):
    """What a token waits for has happened, or failed: a message, an answer, a child's end."""

    process: Number
    wait: int
    outcome: Literal["happened", "failed", "rejected", "cancelled"] = "happened"
    data: JsonValue = None
    detail: str = Field(default="", max_length=MAX_WORDS)


class RecordChild(Command):
    """The child that a wait asked for has been started."""

    process: Number
    wait: int
    child: Number


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


class AdminCommand(ProcessCommand):
    """Of an administrator of the process; says why."""

    reason: str = Field(default="", max_length=MAX_WORDS)


class Retry(AdminCommand):
    """Run halted steps anew, with present data and people; `reason` says what was mended."""


class Suspend(AdminCommand):
    pass


class Resume(AdminCommand):
    pass


class Jump(AdminCommand):
    """Move a token to a step, or to the end. `token` may be left out when there is one."""

    to_step: StepId
    token: int | None = None


class Reassign(AdminCommand):
    """Everything of a leaver in this process goes to a successor; without one, the rules are asked again."""

    leaver: PersonId
    to: PersonId | None = None


class Redirect(ProcessCommand):
    """Deputies' periods have begun or ended: show each task to whom it is due now. The system's."""


class Migrate(AdminCommand):
    """Go on by another version of the template. `steps` maps steps that are called otherwise there."""

    version: int
    steps: dict[StepId, StepId] = {}
    restart: tuple[StepId, ...] = ()  # steps whose rounds begin anew


AnyCommand = (
    StartProcess
    | Approve
    | Reject
    | Complete
    | Return
    | Transfer
    | TakeBack
    | AddSigner
    | RemoveSigner
    | Claim
    | Release
    | Snooze
    | FireTimer
    | FireWait
    | EndWait
    | RecordChild
    | Cancel
    | Urge
    | AddComment
    | Cc
    | Retry
    | Suspend
    | Resume
    | Jump
    | Reassign
    | Redirect
    | Migrate
)

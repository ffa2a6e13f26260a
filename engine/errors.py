"""Refusals of the engine: each has a code and fields.

The sentences for people are the bot's, the HTTP codes the web's.

WorkflowError
├── NotFound            not_found           no such process, task, template or person that the actor may see
├── Forbidden
│   ├── NotYours        not_yours           the task or process is somebody else's
│   ├── NotAllowedHere  not_allowed_here    the step does not allow this verb
│   └── StarterNotAllowed starter_not_allowed  the starter must not decide his own request
├── Conflict
│   ├── TaskClosed      task_closed         decided or ended before this command came
│   ├── ProcessClosed   process_closed
│   ├── AlreadySigner   already_signer      the person has a seat in this round
│   ├── AlreadyClaimed  already_claimed     somebody else of the pool has it
│   ├── NotAdded        not_added           the seat is the rule's, or has decided
│   ├── Stale           stale               a field was changed since it was read
│   ├── ProcessSuspended suspended
│   ├── NotSuspended    not_suspended
│   ├── TooLate         too_late            may no longer be withdrawn or taken back
│   ├── NotHalted       not_halted
│   └── ConcurrentChange  (never seen outside the service: it retries)
├── Unacceptable
│   ├── TargetInvalid   target_invalid      cannot return there
│   ├── SelfTarget      self_target         to oneself
│   ├── PersonInactive  person_inactive     left, or unknown
│   ├── DelegationCircle circle             the deputies would stand in for each other
│   ├── TooDeep         too_deep            guests of guests of guests
│   ├── CommentRequired comment_required
│   ├── AttachmentRequired attachment_required
│   ├── FieldRequired   field_required
│   └── FieldInvalid    field_invalid
├── TooOften            too_often           urged within the hour
└── TemplateInvalid     template_invalid    file, line, field, and what was expected
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


class WorkflowError(Exception):
    """A refusal; nothing was changed."""

    code: ClassVar[str] = "refused"


class NotFound(WorkflowError):
    code = "not_found"

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(f"no {kind} {name!r}")
        self.kind, self.name = kind, name  # kind: process | task | template | person


class Forbidden(WorkflowError):
    code = "forbidden"


class NotYours(Forbidden):
    code = "not_yours"

    def __init__(self, subject: str, holder: str | None = None) -> None:
        super().__init__(f"{subject} is not the actor's")
        self.subject, self.holder = subject, holder


class NotAllowedHere(Forbidden):
    code = "not_allowed_here"

    def __init__(self, verb: str, step: str) -> None:
        super().__init__(f"{verb} is not allowed at {step}")
        self.verb, self.step = verb, step


class StarterNotAllowed(Forbidden):
    code = "starter_not_allowed"


class Conflict(WorkflowError):
    code = "conflict"


class TaskClosed(Conflict):
    """`status`, `by`, `at` and `cause` say what happened instead; they are filled in from the record."""

    code = "task_closed"

    def __init__(
        self,
        task: str,
        status: str | None = None,
        by: str | None = None,
        at: datetime | None = None,
        cause: str = "",
    ) -> None:
        super().__init__(f"{task} is {status or 'closed'}")
        self.task, self.status, self.by, self.at, self.cause = task, status, by, at, cause


class ProcessClosed(Conflict):
    code = "process_closed"

    def __init__(self, process: str, status: str, at: datetime | None) -> None:
        super().__init__(f"{process} is {status}")
        self.process, self.status, self.at = process, status, at


class AlreadySigner(Conflict):
    code = "already_signer"

    def __init__(self, person: str) -> None:
        super().__init__(f"{person} already signs in this round")
        self.person = person


class AlreadyClaimed(Conflict):
    code = "already_claimed"

    def __init__(self, task: str, by: str) -> None:
        super().__init__(f"{task} was claimed by {by}")
        self.task, self.by = task, by


class NotAdded(Conflict):
    code = "not_added"

    def __init__(self, person: str) -> None:
        super().__init__(f"{person} is no added signer who has yet to decide")
        self.person = person


class Stale(Conflict):
    """`theirs` is the value now, `yours` the one that was sent."""

    code = "stale"

    def __init__(self, field: str, yours: object, theirs: object) -> None:
        super().__init__(f"{field} was changed to {theirs!r} meanwhile")
        self.field, self.yours, self.theirs = field, yours, theirs


class ProcessSuspended(Conflict):
    code = "suspended"

    def __init__(self, process: str) -> None:
        super().__init__(f"{process} is suspended")
        self.process = process


class NotSuspended(Conflict):
    code = "not_suspended"


class TooLate(Conflict):
    """`verb`: withdraw or take_back."""

    code = "too_late"

    def __init__(self, verb: str = "withdraw") -> None:
        super().__init__(f"too late to {verb}")
        self.verb = verb


class NotHalted(Conflict):
    code = "not_halted"


class ConcurrentChange(Conflict):
    """Another command changed the process between load and save."""

    code = "concurrent_change"


class Unacceptable(WorkflowError):
    code = "unacceptable"


class TargetInvalid(Unacceptable):
    code = "target_invalid"

    def __init__(self, step: str) -> None:
        super().__init__(f"cannot return to {step!r}")
        self.step = step


class SelfTarget(Unacceptable):
    code = "self_target"


class PersonInactive(Unacceptable):
    code = "person_inactive"

    def __init__(self, person: str) -> None:
        super().__init__(f"{person!r} is unknown or has left")
        self.person = person


class DelegationCircle(Unacceptable):
    code = "circle"

    def __init__(self, people: tuple[str, ...]) -> None:
        super().__init__(f"deputies in a circle: {', '.join(people)}")
        self.people = people


class TooDeep(Unacceptable):
    code = "too_deep"


class AttachmentRequired(Unacceptable):
    code = "attachment_required"


class CommentRequired(Unacceptable):
    code = "comment_required"


class FieldRequired(Unacceptable):
    code = "field_required"

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(f"missing: {', '.join(fields)}")
        self.fields = fields


class FieldInvalid(Unacceptable):
    code = "field_invalid"

    def __init__(self, field: str, value: object, expected: str) -> None:
        super().__init__(f"{field}: {value!r} is not {expected}")
        self.field, self.value, self.expected = field, value, expected


class TooOften(WorkflowError):
    code = "too_often"

    def __init__(self, task: str, urged_at: datetime) -> None:
        super().__init__(f"{task} was urged at {urged_at}")
        self.task, self.urged_at = task, urged_at


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing wrong in a template's source. `line` counts from 1; None when it has no place there."""

    where: str  # the field, e.g. `steps.budget_check.flows[0].when`
    expected: str  # what was expected there, an English sentence
    line: int | None = None


def _said(flaw: Flaw) -> str:
    return ": ".join(each for each in (str(flaw.line or "?"), flaw.where, flaw.expected) if each)


class TemplateInvalid(WorkflowError):
    code = "template_invalid"

    def __init__(self, source: str, flaws: tuple[Flaw, ...]) -> None:
        super().__init__("\n".join(f"{source}:{_said(flaw)}" for flaw in flaws))
        self.source, self.flaws = source, flaws

"""Tasks: look up and act upon, for people."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import AwareDatetime, Field, JsonValue

from engine import commands as c
from engine.errors import CommentRequired, FieldRequired, NotFound
from engine.people import PersonId
from engine.process import Mode, Origin, TaskStatus
from engine.template import StepId
from storage.queries.pages import CursorInvalid
from storage.queries.tasks import TaskRecord
from webhook.api import objects
from webhook.api.asked import Asked, Cursor, Limit, Name, somebody, wrong_cursor
from webhook.api.keys import ACT, READ
from webhook.api.objects import Listed, TaskObject
from webhook.api.route import ApiRoute, command_key
from webhook.given import Parts
from webhook.parts import HttpParts

router = APIRouter(prefix="/tasks", tags=["tasks"], route_class=ApiRoute)

# fmt: off
Action = Literal[
    "approve", "reject", "complete", "return", "transfer", "urge", "cc", "comment", "snooze",
    "add_signer", "remove_signer", "claim", "release", "take_back",
]
# fmt: on


class Acting(Asked):
    """`to` for transfer, `to_step` for return, `people` for cc and signers, `until` for snooze."""

    actor: Name
    action: Action
    comment: Annotated[str, Field(max_length=c.MAX_WORDS)] = ""
    fields: dict[str, JsonValue] = {}
    to: Name | None = None
    to_step: Name | None = None
    people: Annotated[list[Name], Field(max_length=100)] = []
    until: AwareDatetime | None = None
    position: Literal["parallel", "before", "after"] | None = None
    method: Literal["any", "all", "sequence"] | None = None
    way_back: Literal["walk_again", "straight_back"] | None = None  # where the step lets the returner choose
    files: Annotated[list[Name], Field(max_length=50)] = []
    seen: int | None = None  # the process's `seq` as it was read, against overwriting others' changes


@router.get("", dependencies=[READ])
def listed(
    parts: Parts,
    assignee: str | None = None,
    status: TaskStatus | None = None,
    process: str | None = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Listed[TaskObject]:
    who = PersonId(assignee) if assignee else None
    try:
        page = parts.workflow.tasks.page(
            assignee=who, status=status, process=process, cursor=cursor, limit=limit
        )
    except CursorInvalid as error:
        raise wrong_cursor() from error
    return Listed(items=[_shown(each, parts) for each in page.items], next_cursor=page.next_cursor)


@router.get("/{task}", dependencies=[READ])
def one(parts: Parts, task: str) -> TaskObject:
    return _shown(_found(task, parts), parts)


@router.post("/{task}/actions", dependencies=[ACT])
def act(request: Request, parts: Parts, task: str, body: Acting) -> TaskObject:
    """The task as it is afterwards. Who may do what is the engine's to say, also for a key."""
    command = _command(_found(task, parts), body, somebody(body.actor, parts))
    parts.workflow.service.execute(command, parts.now(), command_key(request))
    return _shown(_found(task, parts), parts)


def _command(task: TaskRecord, body: Acting, actor: PersonId) -> c.AnyCommand:
    """Raises FieldRequired for what the action cannot do without."""
    process, task_id, words = task.process, task.id, body.comment
    named: dict[str, Any] = {"actor": actor, "process": process, "task": task_id}
    match body.action:
        case "approve":
            return c.Approve(**named, comment=words, fields=body.fields, **_read(body))
        case "complete":
            return c.Complete(**named, comment=words, fields=body.fields, **_read(body))
        case "reject":
            return c.Reject(actor=actor, process=process, task=task_id, reason=words)
        case "return":
            step = StepId(body.to_step) if body.to_step not in (None, "starter") else None
            return c.Return(**named, to_step=step, reason=words, way_back=body.way_back)
        case "transfer":
            to = PersonId(_given("to", body.to))
            return c.Transfer(actor=actor, process=process, task=task_id, to=to, reason=words)
        case "snooze":
            if body.until is None:
                raise FieldRequired(("until",))
            return c.Snooze(actor=actor, process=process, task=task_id, until=body.until)
        case "urge":
            return c.Urge(actor=actor, process=process, task=task_id)
        case "comment":
            if not words.strip():
                raise CommentRequired()
            return c.AddComment(actor=actor, process=process, task=task_id, text=words)
        case "cc":
            _given("people", body.people[0] if body.people else None)
            return c.Cc(actor=actor, process=process, people=tuple(PersonId(each) for each in body.people))
        case "add_signer":
            _given("people", body.people[0] if body.people else None)
            people = tuple(PersonId(each) for each in body.people)
            position, method = Origin(body.position or "parallel"), Mode(body.method or "all")
            return c.AddSigner(**named, people=people, position=position, method=method, reason=words)
        case "remove_signer":
            person = PersonId(_given("people", body.people[0] if body.people else body.to))
            return c.RemoveSigner(**named, person=person)
        case "claim":
            return c.Claim(**named)
        case "release":
            return c.Release(**named)
        case "take_back":
            return c.TakeBack(**named)


def _read(body: Acting) -> dict[str, Any]:
    return {"seen": body.seen, "files": tuple(body.files)}


def _given(name: str, value: str | None) -> str:
    if value is None:
        raise FieldRequired((name,))
    return value


def _found(task: str, parts: HttpParts) -> TaskRecord:
    found = parts.workflow.tasks.task(task)
    if found is None:
        raise NotFound("task", task)
    return found


def _shown(found: TaskRecord, parts: HttpParts) -> TaskObject:
    template = parts.workflow.templates.read(found.template, found.version)
    return objects.task(found, template.step(found.step))

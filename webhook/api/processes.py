"""Processes: start, look up, cancel, and their history."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field, JsonValue

from engine.commands import MAX_WORDS, Cancel, StartProcess
from engine.people import PersonId
from engine.process import Number, ProcessStatus
from engine.template import StepId
from storage.queries.pages import CursorInvalid
from webhook.api import objects
from webhook.api.asked import Asked, Cursor, Limit, Name, somebody, wrong_cursor
from webhook.api.keys import ACT, READ
from webhook.api.objects import EventObject, Listed, ProcessObject
from webhook.api.route import ApiRoute, command_key
from webhook.given import Parts

router = APIRouter(prefix="/processes", tags=["processes"], route_class=ApiRoute)


class NewProcess(Asked):
    template: Name
    title: Annotated[str, Field(max_length=200)] = ""
    fields: dict[str, JsonValue] = {}
    chosen: dict[str, list[Name]] = {}  # step → whom the starter chooses for it
    starter: Name


class Cancelling(Asked):
    actor: Name
    reason: Annotated[str, Field(max_length=MAX_WORDS)] = ""


@router.post("", status_code=201, dependencies=[ACT])
def start(request: Request, response: Response, parts: Parts, body: NewProcess) -> ProcessObject:
    command = StartProcess(
        actor=somebody(body.starter, parts),
        template=body.template,
        title=body.title,
        fields=body.fields,
        chosen={StepId(step): tuple(map(PersonId, people)) for step, people in body.chosen.items()},
    )
    done = parts.workflow.service.execute(command, parts.now(), command_key(request))
    response.headers["location"] = f"/api/v1/processes/{done.process.number}"
    return objects.process(done.process)


@router.get("", dependencies=[READ])
def listed(
    parts: Parts,
    status: ProcessStatus | None = None,
    template: str | None = None,
    starter: str | None = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Listed[ProcessObject]:
    who = PersonId(starter) if starter else None
    processes = parts.workflow.processes
    try:
        page = processes.page(status=status, template=template, starter=who, cursor=cursor, limit=limit)
    except CursorInvalid as error:
        raise wrong_cursor() from error
    items = [objects.process(processes.process(each.number)) for each in page.items]
    return Listed(items=items, next_cursor=page.next_cursor)


@router.get("/{process}", dependencies=[READ])
def one(parts: Parts, process: str) -> ProcessObject:
    return objects.process(parts.workflow.processes.process(process))


@router.post("/{process}/cancel", dependencies=[ACT])
def cancel(request: Request, parts: Parts, process: str, body: Cancelling) -> ProcessObject:
    """Withdrawn by its starter, or ended by an administrator, who must say why."""
    command = Cancel(actor=somebody(body.actor, parts), process=Number(process.upper()), reason=body.reason)
    return objects.process(parts.workflow.service.execute(command, parts.now(), command_key(request)).process)


@router.get("/{process}/events", dependencies=[READ])
def events(parts: Parts, process: str, cursor: Cursor = None, limit: Limit = 50) -> Listed[EventObject]:
    """The history, newest first."""
    found = parts.workflow.processes.process(process)
    if cursor is not None and not cursor.isdecimal():
        raise wrong_cursor()
    last = min(int(cursor), found.seq) if cursor is not None else found.seq
    first = max(1, last - limit + 1)
    recorded = parts.workflow.events.of(found.number, from_seq=first, to_seq=last) if last else ()
    items = [objects.event(each) for each in reversed(recorded)]
    return Listed(items=items, next_cursor=str(first - 1) if first > 1 else None)

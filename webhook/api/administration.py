"""What administrators of processes do: suspend, resume, jump, retry, move to another version, hand over."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from engine import commands as c
from engine import events as e
from engine.acts.handing import concerns
from engine.acts.migrating import problems
from engine.decide import decide
from engine.errors import NotFound, WorkflowError
from engine.people import PersonId
from engine.process import Number, Process, ProcessStatus
from engine.template import StepId, Template
from webhook.api import objects
from webhook.api.asked import Asked, Name, somebody
from webhook.api.keys import ACT
from webhook.api.objects import ProcessObject
from webhook.api.route import ApiRoute, command_key
from webhook.given import Parts
from webhook.parts import HttpParts

router = APIRouter(tags=["administration"], route_class=ApiRoute, dependencies=[ACT])
Reason = Annotated[str, Field(max_length=c.MAX_WORDS)]


class Administering(Asked):
    actor: Name
    reason: Reason = ""


class Jumping(Administering):
    """`token` where the process stands at several places; `to_step` end ends it."""

    to_step: Name
    token: int | None = None


class Migrating(Administering):
    """`steps` maps steps that are called otherwise in the version; `restart` names rounds that begin anew.

    `decide` names the processes that may be decided by the move itself, as the preview says they would be.
    """

    version: int
    steps: dict[str, str] = {}
    restart: list[str] = []
    decide: list[str] = []
    preview: bool = True


class HandingOver(Administering):
    """Of a leaver. `to` None: whom the rules name now, else an administrator."""

    to: Name | None = None
    preview: bool = True


class Moved(BaseModel):
    """What becomes, or would become, of a process. With `problems` nothing changes.

    `decides`: the votes that are in decide a step at once.
    """

    process: str
    moves: bool
    decides: bool = False
    problems: list[str] = []
    status: str
    holders: list[str] = []


class Report(BaseModel):
    preview: bool
    items: list[Moved]


def _done(request: Request, parts: HttpParts, command: c.AnyCommand) -> ProcessObject:
    outcome = parts.workflow.service.execute(command, parts.now(), command_key(request))
    return objects.process(outcome.process)


def _named(process: str, body: Administering, parts: HttpParts) -> dict[str, Any]:
    actor = somebody(body.actor, parts)
    return {"process": Number(process.upper()), "actor": actor, "reason": body.reason}


@router.post("/processes/{process}/suspend")
def suspend(request: Request, parts: Parts, process: str, body: Administering) -> ProcessObject:
    """Every clock stands still until it is resumed."""
    return _done(request, parts, c.Suspend(**_named(process, body, parts)))


@router.post("/processes/{process}/resume")
def resume(request: Request, parts: Parts, process: str, body: Administering) -> ProcessObject:
    return _done(request, parts, c.Resume(**_named(process, body, parts)))


@router.post("/processes/{process}/retry")
def retry(request: Request, parts: Parts, process: str, body: Administering) -> ProcessObject:
    """Run halted steps anew; the reason says what was mended."""
    return _done(request, parts, c.Retry(**_named(process, body, parts)))


@router.post("/processes/{process}/jump")
def jump(request: Request, parts: Parts, process: str, body: Jumping) -> ProcessObject:
    """Move a token to another step, with a reason."""
    named = _named(process, body, parts)
    return _done(request, parts, c.Jump(**named, to_step=StepId(body.to_step), token=body.token))


@router.post("/templates/{template}/migrate")
def migrate(parts: Parts, template: str, body: Migrating) -> Report:
    """All running processes of a template go on by another version; those that cannot stay, and say why."""
    target = parts.workflow.templates.read(template, body.version)
    steps = {StepId(old): StepId(new) for old, new in body.steps.items()}
    restart = tuple(map(StepId, body.restart))
    actor = somebody(body.actor, parts)
    running = [each for each in _running(parts, template=template) if each.template.version != body.version]

    def command(process: Process) -> c.Migrate:
        return c.Migrate(
            process=process.number,
            actor=actor,
            reason=body.reason,
            version=body.version,
            steps=steps,
            restart=restart,
        )

    def against(process: Process) -> list[str]:
        return [f"{name}: {why}" for name, why in problems(process, target, steps, restart)]

    ticked = {each.upper() for each in body.decide}
    return _report(parts, running, command, against, preview=body.preview, version=target, ticked=ticked)


@router.post("/people/{person}/handover")
def hand_over(parts: Parts, person: str, body: HandingOver) -> Report:
    """Everything that waits for a leaver goes to a successor: open tasks, queued seats, pools."""
    if parts.directory().person(PersonId(person)) is None:
        raise NotFound("person", person)
    actor = somebody(body.actor, parts)
    to = somebody(body.to, parts) if body.to else None
    leaver = PersonId(person)
    concerned = [each for each in _running(parts) if concerns(each, leaver)]

    def command(process: Process) -> c.Reassign:
        return c.Reassign(process=process.number, actor=actor, reason=body.reason, leaver=leaver, to=to)

    return _report(parts, concerned, command, lambda _: [], preview=body.preview)


def _running(parts: HttpParts, template: str | None = None) -> Iterable[Process]:
    cursor = None
    while True:
        page = parts.workflow.processes.page(
            template=template, status=ProcessStatus.RUNNING, seen=None, cursor=cursor, limit=200
        )
        yield from (parts.workflow.processes.process(each.number) for each in page.items)
        cursor = page.next_cursor
        if cursor is None:
            return


def _report(
    parts: HttpParts,
    processes: Iterable[Process],
    command: Callable[[Process], c.AnyCommand],
    against: Callable[[Process], list[str]],
    *,
    preview: bool,
    version: Template | None = None,
    ticked: Collection[str] | None = None,
) -> Report:
    """Each process by itself: all of it or nothing. `ticked`: which may be decided by it; None: all."""
    items = []
    for process in processes:
        found, decides = against(process), False
        after = process
        if not found:
            try:
                ahead = decide(process, command(process), parts.world(), parts.now(), version)
                decides, after = _decides(ahead.events), ahead.process
                if not preview and decides and ticked is not None and process.number not in ticked:
                    found, after = ["decides"], process
                elif not preview:
                    after = parts.workflow.service.execute(command(process), parts.now()).process
            except WorkflowError as error:
                found, after = [error.code], process
        items.append(
            Moved(
                process=process.number,
                moves=not found,
                decides=decides,
                problems=found,
                status=after.status.value,
                holders=sorted({str(each.assignee) for each in after.tasks}),
            )
        )
    return Report(preview=preview, items=items)


def _decides(events: Iterable[e.AnyEvent]) -> bool:
    return any(isinstance(each, e.StepPassed | e.ProcessRejected | e.ProcessCompleted) for each in events)

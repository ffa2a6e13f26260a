"""Drafts of templates: kept, checked, compared, tried on what has ended, published."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field
from starlette.concurrency import run_in_threadpool

from engine.drafting import may_draft, may_publish
from engine.formats.documents import is_xml
from webhook import drafting
from webhook.api import objects
from webhook.api.asked import Asked, Name, somebody
from webhook.api.keys import ACT, READ
from webhook.api.objects import (
    ChangeObject,
    DraftObject,
    LintObject,
    Listed,
    SimulationObject,
    TemplateObject,
)
from webhook.api.route import ApiRoute, command_key
from webhook.api.templates import BODY, NOBODY, NOT_YOURS, ByWhom, check_form, document, wanted_form
from webhook.given import Parts
from webhook.parts import HttpParts
from webhook.problems import Problem, reader

router = APIRouter(prefix="/templates/{template}/draft", tags=["templates"], route_class=ApiRoute)
Id = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Actor = Annotated[Name | None, Query(description="On whose behalf; none: the system that holds the key.")]


class Trying(Asked):
    """`latest`: how many finished processes are replayed at the most."""

    latest: Annotated[int, Field(ge=1, le=200)] = drafting.REPLAYED


_LATEST = Trying()


@router.put("", dependencies=[ACT], openapi_extra=BODY)
async def keep(request: Request, parts: Parts, template: Id, actor: Actor = None) -> DraftObject:
    """As YAML or BPMN 2.0, by content type; an unfinished one is kept with its findings.

    There is one draft per template; the last one kept wins.
    """
    check_form(request)
    body = await request.body()
    return await run_in_threadpool(_keep, template, body, actor, parts)


@router.get("", dependencies=[READ], response_model=DraftObject)
def one(request: Request, parts: Parts, template: Id) -> DraftObject | Response:
    """As JSON, as YAML with `Accept: application/yaml`, as a drawing with `application/bpmn+xml`.

    An unfinished draft comes only in the form in which it was kept.
    """
    form, draft = wanted_form(request), drafting.draft_of(template, parts)
    if form == "json":
        return _shown(template, parts)
    if is_xml(draft.source) == (form == "bpmn"):
        return document(draft.source, form)
    formats = parts.workflow.formats
    brought = formats.bring(draft.source.encode(), parts.directory(), template)
    write = formats.as_yaml if form == "yaml" else formats.as_bpmn
    return document(write(brought.source, brought.template), form)


@router.delete("", status_code=204, dependencies=[ACT])
def drop(parts: Parts, template: Id, actor: Actor = None) -> Response:
    _check_may_draft(template, actor, parts)
    parts.workflow.drafts.drop(template)
    return Response(status_code=204)


@router.get("/lint", dependencies=[READ])
def lint(parts: Parts, template: Id) -> LintObject:
    """What publishing would say, by step and line."""
    found = drafting.examine(drafting.draft_of(template, parts).source, parts)
    return LintObject(fit=found.fit, findings=[objects.finding(each) for each in found.findings])


@router.get("/differences", dependencies=[READ])
def differences(parts: Parts, template: Id) -> Listed[ChangeObject]:
    """From the published version, by step, field, way and setting; in the order of the draft."""
    return Listed(items=[objects.change(each) for each in drafting.compare(template, parts)])


@router.post(
    "/simulate",
    dependencies=[READ],
    response_model=SimulationObject,
    responses={200: {"content": {"image/png": {}}, "description": "The report, or its picture."}},
)
def simulate(
    request: Request, parts: Parts, template: Id, body: Trying = _LATEST
) -> SimulationObject | Response:
    """The latest finished processes replayed through the draft; with `Accept: image/png` as a picture."""
    found = drafting.simulate(template, parts, body.latest)
    if "image/png" in request.headers.get("accept", ""):
        return Response(found.picture(parts, reader(request, parts)), media_type="image/png")
    return objects.simulation(found.report, template, found.lines)


@router.post("/publish", status_code=201, dependencies=[ACT])
def publish(request: Request, parts: Parts, template: Id, body: ByWhom = NOBODY) -> TemplateObject:
    """The draft becomes the next version, and is gone. With errors: 422 `template_invalid` with findings."""
    if body.actor is not None:
        actor = somebody(body.actor, parts)
        if not may_publish(drafting.current(template, parts), actor, parts.directory()):
            raise Problem(403, "not_yours", NOT_YOURS)
    version, findings = drafting.publish(template, body.actor, parts, command_key(request))
    shown = objects.template(parts.workflow.templates.read(template, version))
    return shown.model_copy(update={"findings": [objects.finding(each) for each in findings]})


def _keep(template: str, body: bytes, actor: str | None, parts: HttpParts) -> DraftObject:
    _check_may_draft(template, actor, parts)
    drafting.keep(template, body, actor, parts)
    return _shown(template, parts)


def _check_may_draft(template: str, actor: str | None, parts: HttpParts) -> None:
    """Raises Problem 403, PersonInactive."""
    if actor is None:
        return
    draft = parts.workflow.drafts.of(template)
    current = drafting.current(template, parts)
    author = draft.author if draft else None
    if not may_draft(current, author, somebody(actor, parts), parts.directory()):
        raise Problem(403, "not_yours", NOT_YOURS)


def _shown(template: str, parts: HttpParts) -> DraftObject:
    draft, current = drafting.draft_of(template, parts), drafting.current(template, parts)
    found = drafting.examine(draft.source, parts)
    return DraftObject(
        id=template,
        author=draft.author,
        updated_at=draft.updated_at,
        version=current.version if current else None,
        form="bpmn" if is_xml(draft.source) else "yaml",
        fit=found.fit,
        findings=[objects.finding(each) for each in found.findings],
    )

"""Templates: what can be started, and new versions of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from fastapi import APIRouter, Request, Response
from pydantic import JsonValue
from starlette.concurrency import run_in_threadpool

from bot.messages import Text
from engine.drafting import may_publish
from engine.formats.documents import newest
from engine.template import Template
from storage.templates import TemplateVersion
from webhook.api import objects
from webhook.api.asked import Asked, Name, somebody
from webhook.api.keys import ACT, READ
from webhook.api.objects import Listed, TemplateObject
from webhook.api.route import ApiRoute
from webhook.given import Parts
from webhook.parts import HttpParts
from webhook.problems import Problem

if TYPE_CHECKING:
    from engine.lint import Finding

router = APIRouter(prefix="/templates", tags=["templates"], route_class=ApiRoute)
YAML = "application/yaml"
BPMN = "application/bpmn+xml"
_XMLS = (BPMN, "application/xml", "text/xml")
_YAMLS = (YAML, "application/x-yaml", "text/yaml", "text/x-yaml")

_OTHER_FORM = Text(
    zh="模板请用 YAML(Content-Type: application/yaml)或 BPMN 2.0(application/bpmn+xml)发来。",
    en="Send a template as YAML (Content-Type: application/yaml) or as BPMN 2.0 (application/bpmn+xml).",
)
_NO_SUCH_FORM = Text(
    zh="模板可以取 JSON、YAML 或 BPMN 2.0。",
    en="A template can be had as JSON, YAML or BPMN 2.0.",
)
NOT_YOURS = Text(
    zh="这个模板由它的负责人和 PMO 来改。", en="This template is changed by its owners and the PMO."
)
_TEXT = {"schema": {"type": "string"}}
BODY = {"requestBody": {"required": True, "content": {YAML: _TEXT, BPMN: _TEXT, "application/xml": _TEXT}}}


class ByWhom(Asked):
    """`actor` None: the system that holds the key."""

    actor: Name | None = None


NOBODY = ByWhom()


@router.get("", dependencies=[READ])
def listed(parts: Parts) -> Listed[TemplateObject]:
    """All at once: a company has dozens."""
    return Listed(items=[objects.template(each) for each in parts.workflow.templates.current()])


@router.post("", status_code=201, dependencies=[ACT], openapi_extra=BODY)
async def publish(request: Request, response: Response, parts: Parts) -> TemplateObject:
    """A new version; the same text again is the version there is. Processes under way keep theirs.

    `findings` say what is doubtful in it and, of a BPMN drawing, what was translated by a rule or has no
    effect here. With errors nothing is published: 422 `template_invalid` with the findings.
    """
    check_form(request)
    published = await run_in_threadpool(_publish, await request.body(), parts)
    response.headers["location"] = f"/api/v1/templates/{published.id}"
    return published


@router.get("/{template}", dependencies=[READ], response_model=TemplateObject)
def one(request: Request, parts: Parts, template: str) -> TemplateObject | Response:
    """As JSON, as YAML with `Accept: application/yaml`, as a drawing with `application/bpmn+xml`."""
    found = parts.workflow.templates.version(template)
    formats = parts.workflow.formats
    match wanted_form(request):
        case "yaml":
            text = formats.as_yaml(found.source, _template(found, parts), _older(found, parts, drawn=False))
            return document(text, "yaml")
        case "bpmn":
            text = formats.as_bpmn(found.source, _template(found, parts), _older(found, parts, drawn=True))
            return document(text, "bpmn")
        case "json":
            return _read(found, parts)


@router.post("/{template}/retire", dependencies=[ACT])
def retire(parts: Parts, template: str, body: ByWhom = NOBODY) -> TemplateObject:
    """It starts no more processes; those under way go on. With an `actor`: as an owner or the PMO may."""
    templates = parts.workflow.templates
    found = templates.version(template)
    if body.actor is not None:
        actor = somebody(body.actor, parts)
        if not may_publish(templates.read(found.id, found.version), actor, parts.directory()):
            raise Problem(403, "not_yours", NOT_YOURS)
    templates.retire(template)
    return _read(templates.version(template), parts)


def check_form(request: Request) -> None:
    """Raises Problem 415 when a body is neither YAML nor BPMN."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() not in (*_YAMLS, *_XMLS):
        raise Problem(415, "unsupported_media_type", _OTHER_FORM)


def wanted_form(request: Request) -> Literal["json", "yaml", "bpmn"]:
    """By `Accept`. Raises Problem 406."""
    wanted = request.headers.get("accept", "*/*").lower()
    if any(each in wanted for each in _YAMLS):
        return "yaml"
    if any(each in wanted for each in _XMLS):
        return "bpmn"
    if any(each in wanted for each in ("*/*", "application/*", "application/json")):
        return "json"
    raise Problem(406, "not_acceptable", _NO_SUCH_FORM)


def document(text: str, form: Literal["yaml", "bpmn"]) -> Response:
    return Response(text, media_type=f"{YAML if form == 'yaml' else BPMN}; charset=utf-8")


def _publish(body: bytes, parts: HttpParts) -> TemplateObject:
    from engine.lint import errors, lint  # noqa: PLC0415 - only who publishes needs it

    brought = parts.workflow.formats.bring(body, parts.directory(), "template")
    templates = parts.workflow.templates
    findings = lint(brought.template, parts.directory(), templates.known())
    if refused := errors(findings):
        raise with_errors(brought.template, refused)
    version = templates.publish(brought.template.id, brought.source, parts.now())
    published = objects.template(templates.read(brought.template.id, version))
    told = [objects.finding(each) for each in brought.findings]
    told += [objects.linted(each, brought.template) for each in findings]
    return published.model_copy(update={"findings": told})


def with_errors(template: Template, refused: tuple[Finding, ...]) -> Problem:
    """What stands against publishing, each with its step and line."""
    from bot.present.lint import line  # noqa: PLC0415 - as the lint itself

    lines = [line(each, template) for each in refused]
    detail = Text(zh="\n".join(each.zh for each in lines), en="\n".join(each.en for each in lines))
    shown: list[JsonValue] = [objects.linted(each, template).model_dump(mode="json") for each in refused]
    return Problem(422, "template_invalid", detail, findings=shown)


def _read(found: TemplateVersion, parts: HttpParts) -> TemplateObject:
    return objects.template(_template(found, parts), found.status)


def _template(found: TemplateVersion, parts: HttpParts) -> Template:
    return parts.workflow.templates.read(found.id, found.version)


def _older(found: TemplateVersion, parts: HttpParts, *, drawn: bool) -> str:
    """A designer's picture is kept when the text goes on, and a text's comments when the drawing does."""
    return newest((each.source for each in parts.workflow.templates.versions(found.id)), drawn=drawn)

"""Templates: what can be started, and new versions of it."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from bot.messages import Text
from engine.errors import Flaw, TemplateInvalid
from storage.templates import TemplateVersion
from webhook.api import objects
from webhook.api.keys import ACT, READ
from webhook.api.objects import Listed, TemplateObject
from webhook.api.route import ApiRoute
from webhook.given import Parts
from webhook.parts import HttpParts
from webhook.problems import Problem

router = APIRouter(prefix="/templates", tags=["templates"], route_class=ApiRoute)
YAML = "application/yaml"
_YAMLS = (YAML, "application/x-yaml", "text/yaml", "text/x-yaml")

_NOT_YAML = Text(
    zh="模板请用 YAML 发来(Content-Type: application/yaml);BPMN 现在还读不了。",
    en="Send a template as YAML (Content-Type: application/yaml); BPMN cannot be read yet.",
)
_NO_SUCH_FORM = Text(
    zh="模板可以取 JSON 或 YAML;BPMN 现在还写不出。",
    en="A template can be had as JSON or YAML; BPMN cannot be written yet.",
)
_YAML_BODY = {"requestBody": {"required": True, "content": {YAML: {"schema": {"type": "string"}}}}}


@router.get("", dependencies=[READ])
def listed(parts: Parts) -> Listed[TemplateObject]:
    """All at once: a company has dozens."""
    return Listed(items=[objects.template(each) for each in parts.workflow.templates.current()])


@router.post("", status_code=201, dependencies=[ACT], openapi_extra=_YAML_BODY)
async def publish(request: Request, response: Response, parts: Parts) -> TemplateObject:
    """A new version; the same text again is the version there is. Processes under way keep theirs."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() not in _YAMLS:
        raise Problem(415, "unsupported_media_type", _NOT_YAML)
    published = await run_in_threadpool(_publish, await request.body(), parts)
    response.headers["location"] = f"/api/v1/templates/{published.id}"
    return published


@router.get("/{template}", dependencies=[READ], response_model=TemplateObject)
def one(request: Request, parts: Parts, template: str) -> TemplateObject | Response:
    """As JSON, or as it was written with `Accept: application/yaml`."""
    found = parts.workflow.templates.version(template)
    wanted = request.headers.get("accept", "*/*").lower()
    if any(each in wanted for each in _YAMLS):
        return Response(found.source, media_type=f"{YAML}; charset=utf-8")
    if not any(each in wanted for each in ("*/*", "application/*", "application/json")):
        raise Problem(406, "not_acceptable", _NO_SUCH_FORM)
    return _read(found, parts)


def _publish(body: bytes, parts: HttpParts) -> TemplateObject:
    try:
        source = body.decode()
    except UnicodeDecodeError as error:
        flaw = Flaw("", "text in UTF-8", body[: error.start].count(b"\n") + 1)
        raise TemplateInvalid("template.yaml", (flaw,)) from error
    template = parts.workflow.parse(source, 0)
    version = parts.workflow.templates.publish(template.id, source, parts.now())
    return objects.template(parts.workflow.templates.read(template.id, version))


def _read(found: TemplateVersion, parts: HttpParts) -> TemplateObject:
    return objects.template(parts.workflow.templates.read(found.id, found.version))

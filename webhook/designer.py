"""What the designer page asks for: the company's words, templates as drawings, and what becomes of drafts."""

from __future__ import annotations

import base64
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import JsonValue
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse

from bot.messages import Text
from bot.present import names
from engine.drafting import may_draft, may_publish
from engine.errors import TemplateInvalid
from engine.formats.documents import is_xml
from engine.people import Directory, Label, PersonId
from webhook import drafting
from webhook.chat.session import Actor, Reader
from webhook.given import Parts
from webhook.parts import HttpParts
from webhook.problems import Problem

router = APIRouter(prefix="/designer")
Id = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_]{0,39}$")]

_NOT_DRAFT = Text(
    zh="这个模板只有它的负责人和 PMO 能改;可以先导出,再存成另一个编号的新草稿。",
    en="Only this template's owners and the PMO may change it; you can save it as a draft under another id.",
)
_NOT_PUBLISH = Text(
    zh="发布要由模板的负责人或 PMO 来做;草稿已保存,请告诉他们。",
    en="Publishing is up to the template's owners and the PMO; the draft is kept, tell them.",
)


@router.get("/words")
def words(parts: Parts, reader: Reader) -> JSONResponse:
    """Whom a step can name."""
    directory = parts.directory()
    return JSONResponse(
        {
            "people": [
                {"id": each.id, "name": drafting.both(each.name), "title": drafting.both(each.title)}
                for each in directory.people.values()
                if each.active
            ],
            "departments": [
                {"id": each.id, "name": drafting.both(each.name)} for each in directory.departments.values()
            ],
            "roles": [{"id": role, "name": _role(role, directory)} for role in directory.roles],
            "rotas": [{"id": each.id, "name": drafting.both(each.name)} for each in directory.rotas.values()],
        }
    )


def _role(role: str, directory: Directory) -> JsonValue:
    """With whoever has it: `cfo` says little to people."""
    who = names.people(tuple(directory.with_role(role))[:3], directory)
    return drafting.both(Label(f"{role} · {who.zh}", f"{role} · {who.en}"))


@router.get("/templates")
def templates(parts: Parts, reader: Reader) -> JSONResponse:
    """What is published, and what is only a draft yet."""
    drafts = {each.id: each for each in parts.workflow.drafts.all()}
    items: list[JsonValue] = []
    for each in parts.workflow.templates.current():
        is_draft = drafts.pop(each.id, None) is not None
        name = drafting.both(each.name)
        items.append({"id": each.id, "name": name, "version": each.version, "draft": is_draft})
    for draft in drafts.values():
        found = drafting.examine(draft.source, parts).template
        drawn = drafting.both(found.name if found else Label(draft.id, draft.id))
        items.append({"id": draft.id, "name": drawn, "version": None, "draft": True})
    return JSONResponse({"items": items})


@router.get("/templates/{template}")
def template(parts: Parts, reader: Reader, template: Id, published: bool = False) -> JSONResponse:
    """The draft when there is one, else the published version, as BPMN."""
    draft = None if published else parts.workflow.drafts.of(template)
    now_is = drafting.current(template, parts)
    xml = _drawn(draft.source, parts) if draft else drafting.drawing(template, parts)
    return JSONResponse(
        {
            "id": template,
            "version": now_is.version if now_is else None,
            "draft": {"author": draft.author, "at": draft.updated_at.isoformat()} if draft else None,
            "may_publish": may_publish(now_is, reader.person.id, parts.directory()),
            "xml": xml,
            "findings": _findings(xml, parts),
        }
    )


@router.post("/check")
async def check(request: Request, parts: Parts, reader: Reader) -> JSONResponse:
    """What publishing would say, without keeping anything."""
    body = await request.body()
    return JSONResponse({"findings": await run_in_threadpool(_findings, body, parts)})


@router.post("/import")
async def bring(request: Request, parts: Parts, reader: Reader) -> JSONResponse:
    """A file as a drawing to go on with: ours when it is understood, else as it is, with what is wrong."""
    body = await request.body()
    return JSONResponse(await run_in_threadpool(_bring, body, parts))


@router.put("/templates/{template}/draft")
async def keep(request: Request, parts: Parts, actor: Actor, template: Id) -> JSONResponse:
    body = await request.body()
    return JSONResponse(await run_in_threadpool(_keep, template, body, actor.person.id, parts))


@router.delete("/templates/{template}/draft", status_code=204)
def drop(parts: Parts, actor: Actor, template: Id) -> Response:
    _may_draft(template, actor.person.id, parts)
    parts.workflow.drafts.drop(template)
    return Response(status_code=204)


@router.get("/templates/{template}/draft/diff")
def diff(parts: Parts, reader: Reader, template: Id) -> JSONResponse:
    return JSONResponse({"changes": [drafting.told(each) for each in drafting.compare(template, parts)]})


@router.get("/templates/{template}/draft/simulation")
def simulation(parts: Parts, reader: Reader, template: Id) -> JSONResponse:
    """What the draft would have meant for what has ended; the picture in the reader's language."""
    found = drafting.simulate(template, parts)
    language = parts.chat.languages.language(reader.person.id) or parts.language
    png = base64.b64encode(found.picture(parts, language)).decode() if found.report.replayed else ""
    lines: list[JsonValue] = [{"zh": each.zh, "en": each.en} for each in found.lines]
    return JSONResponse({"lines": lines, "png": png})


@router.post("/templates/{template}/draft/publish")
def publish(parts: Parts, actor: Actor, template: Id) -> JSONResponse:
    person = actor.person.id
    if not may_publish(drafting.current(template, parts), person, parts.directory()):
        raise Problem(403, "not_yours", _NOT_PUBLISH)
    version, findings = drafting.publish(template, person, parts)
    return JSONResponse({"version": version, "findings": [drafting.flagged(each) for each in findings]}, 201)


def _keep(template: str, body: bytes, person: PersonId, parts: HttpParts) -> dict[str, JsonValue]:
    _may_draft(template, person, parts)
    found = drafting.keep(template, body, person, parts)
    return {"findings": [drafting.flagged(each) for each in found.findings]}


def _bring(body: bytes, parts: HttpParts) -> dict[str, JsonValue]:
    formats = parts.workflow.formats
    try:
        brought = formats.bring(body, parts.directory(), "template")
    except TemplateInvalid:
        if not is_xml(body):
            raise
        return {"xml": body.decode("utf-8-sig", "replace"), "findings": _findings(body, parts)}
    return {
        "xml": formats.as_bpmn(brought.source, brought.template),
        "findings": [drafting.flagged(each) for each in brought.findings],
    }


def _may_draft(template: str, person: PersonId, parts: HttpParts) -> None:
    draft = parts.workflow.drafts.of(template)
    author = draft.author if draft else None
    if not may_draft(drafting.current(template, parts), author, person, parts.directory()):
        raise Problem(403, "not_yours", _NOT_DRAFT)


def _findings(source: bytes | str, parts: HttpParts) -> list[JsonValue]:
    return [drafting.flagged(each) for each in drafting.examine(source, parts).findings]


def _drawn(source: str, parts: HttpParts) -> str:
    """A draft that was written as YAML is drawn too. Raises TemplateInvalid."""
    if is_xml(source):
        return source
    brought = parts.workflow.formats.bring(source.encode(), parts.directory(), "draft")
    return parts.workflow.formats.as_bpmn(brought.source, brought.template)

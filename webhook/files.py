"""Files: taken from the web chat, and given to whoever may see the process that names them."""

from __future__ import annotations

import mimetypes
from collections.abc import Collection
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse

from bot.files import EMPTY, MAX_BYTES, REFUSED, TOO_LARGE, is_refused
from bot.messages import Text
from engine.errors import NotFound
from engine.people import PersonId
from engine.permission import may_see
from engine.process import Process
from engine.sight import hidden_from
from storage.blobs import Blob, owner_of_files
from webhook.chat.session import Actor, visitor
from webhook.given import Parts
from webhook.parts import HttpParts
from webhook.problems import Problem

router = APIRouter()
_MAX_NAME = 200
_GONE = Text(
    zh="没有这个文件,也可能你看不到它所在的流程。",
    en="There is no such file, or you may not see the process it belongs to.",
)


def refusal(name: str, data: bytes) -> Problem | None:
    """Why a file is not taken."""
    if is_refused(name):
        return Problem(415, "file_refused", REFUSED)
    if len(data) > MAX_BYTES:
        return Problem(413, "file_too_large", TOO_LARGE)
    return None if data else Problem(422, "file_empty", EMPTY)


def keep(name: str, data: bytes, *, platform: str, sender: str, parts: HttpParts) -> dict[str, str]:
    """As a form's value names it."""
    name = name.replace("\\", "/").rsplit("/", 1)[-1].strip()[-_MAX_NAME:] or "file"
    blob = parts.chat.blobs.keep(
        owner_of_files(platform, sender),
        name=name,
        media_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
        data=data,
        now=parts.now(),
    )
    return {"id": blob, "name": name}


@router.post("/chat/files")
async def upload(
    request: Request,
    parts: Parts,
    actor: Actor,
    name: Annotated[str, Query(min_length=1, max_length=1000)],
) -> JSONResponse:
    """The body is the file."""
    data = await request.body()
    if (problem := refusal(name, data)) is not None:
        raise problem
    kept = await run_in_threadpool(keep, name, data, platform="web", sender=actor.person.id, parts=parts)
    return JSONResponse({**kept, "size": len(data)}, 201)


@router.get("/files/{number}/{blob}")
def download(
    request: Request,
    parts: Parts,
    number: str,
    blob: str,
    reader: Annotated[str, Query(alias="for")] = "",
    until: Annotated[str, Query(pattern=r"^\d{0,12}$")] = "",
    sig: str = "",
) -> Response:
    """For who is signed in, or holds an address of their own. It is saved, never shown as a page of ours."""
    person = parts.file_reader(f"{number}/{blob}", reader, until, sig) if sig else None
    if person is None:
        person = visitor(request, parts).person.id
    found = _file(number, blob, PersonId(person), parts)
    if found is None:
        raise Problem(404, "not_found", _GONE)
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(found.name)}",
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; sandbox",
    }
    return Response(found.data, media_type=found.media_type, headers=headers)


def _file(number: str, blob: str, person: PersonId, parts: HttpParts) -> Blob | None:
    try:
        process = parts.workflow.processes.process(number)
    except NotFound:
        return None
    world = parts.world()
    if not world.directory.is_active(person) or not may_see(process, person, world):
        return None
    hidden = hidden_from(process, person, world)
    if not _names(process, blob, hidden) and not _handed_in(process, blob, parts):
        return None
    return parts.chat.blobs.find(blob)


def _names(process: Process, blob: str, hidden: Collection[str]) -> bool:
    """Whether a field of the form that is not hidden from the reader holds it."""
    return any(
        isinstance(each, dict) and each.get("id") == blob
        for name, value in process.fields.items()
        if isinstance(value, list) and name not in hidden
        for each in value
    )


def _handed_in(process: Process, blob: str, parts: HttpParts) -> bool:
    """Whether it came with a decision."""
    events = parts.workflow.events.of_types("task_approved", "task_completed", processes=(process.number,))
    return any(blob in getattr(each.event, "files", ()) for each in events)

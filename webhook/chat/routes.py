"""The web chat's own endpoints, for pages that are signed in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse

from bot.files import MAX_FILES
from bot.messages import Press
from storage.api_keys import Scope
from storage.mailbox import open_direct
from webhook.api.keys import authenticated
from webhook.chat import shown, stream, visits, voice
from webhook.chat.incoming import MAX_VALUE, Said, checked, press, say
from webhook.chat.membership import member
from webhook.chat.session import Actor, Reader, visitor
from webhook.given import Parts
from webhook.parts import HttpParts
from webhook.problems import not_found

router = APIRouter()
router.include_router(visits.router)
router.include_router(voice.router)
router.include_router(stream.router)

Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.:-]{1,100}$")]
Id = Annotated[str, Field(min_length=1, max_length=200)]


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Message(_Body):
    conversation: Id
    text: str
    files: tuple[Id, ...] = Field(default=(), max_length=MAX_FILES)  # as `/chat/files` named them
    reply_to: Id | None = None
    key: Key


class Pressed(_Body):
    """`values` are the form's inputs by id."""

    conversation: Id
    message: Id
    card: Id | None = None
    action: Annotated[str, Field(min_length=1, max_length=128)]
    values: dict[str, str] = Field(default={}, max_length=50)
    key: Key


class ReadUpTo(_Body):
    conversation: Id
    seq: Annotated[int, Field(ge=0)]


@router.get("/chat/conversations")
def conversations(parts: Parts, reader: Reader) -> JSONResponse:
    open_direct(parts.chat.store, reader.person.id, parts.now())
    found = parts.chat.store.conversations(reader.person.id)
    return JSONResponse({"items": [shown.conversation(each, parts, reader.language) for each in found]})


@router.get("/chat/messages")
def messages(
    parts: Parts,
    reader: Reader,
    conversation: Id,
    before: Annotated[int | None, Query(ge=1)] = None,
    after: Annotated[int | None, Query(ge=0)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> JSONResponse:
    member(parts, reader, conversation)
    found, more = parts.chat.store.messages(conversation, before=before, after=after, limit=limit)
    items = [shown.message(each, parts, reader.language) for each in found]
    return JSONResponse({"items": items, "more": more})


@router.post("/chat/messages")
def say_something(parts: Parts, actor: Actor, body: Message) -> JSONResponse:
    text = checked(body.text)
    member(parts, actor, body.conversation)
    said = Said(
        actor.person.id, body.conversation, body.key, text=text, reply_to=body.reply_to, files=body.files
    )
    return JSONResponse({"id": say(said, parts, parts.now())}, 202)


@router.post("/chat/presses")
def press_button(parts: Parts, actor: Actor, body: Pressed) -> JSONResponse:
    values = {name: checked(value, MAX_VALUE) if value.strip() else "" for name, value in body.values.items()}
    member(parts, actor, body.conversation)
    pressed = parts.chat.store.message(body.message)
    if pressed is None or pressed.conversation != body.conversation:
        raise not_found("这条消息已经不在了。", "That message is no longer there.")
    what = Press(action=body.action, values=values, card=body.card)
    said = Said(actor.person.id, body.conversation, body.key, reply_to=body.message, press=what)
    return JSONResponse({"id": press(said, parts, parts.now())}, 202)


@router.post("/chat/read", status_code=204)
def read(parts: Parts, actor: Actor, body: ReadUpTo) -> Response:
    member(parts, actor, body.conversation)
    parts.chat.store.read(body.conversation, actor.person.id, body.seq, parts.now())
    return Response(status_code=204)


@router.get("/blobs/{blob}")
def picture(request: Request, parts: Parts, blob: str) -> Response:
    """For members of its conversation, and for keys that may chat. It never changes."""
    found = parts.chat.blobs.find(blob)
    if found is None or not _may_see(request, parts, found.conversation):
        raise not_found()
    headers = {
        "cache-control": "private, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'",
    }
    return Response(found.data, media_type=found.media_type, headers=headers)


def _may_see(request: Request, parts: HttpParts, conversation: str) -> bool:
    if "authorization" in request.headers:
        return Scope.CHAT in authenticated(request, parts).scopes
    return parts.chat.store.is_member(conversation, visitor(request, parts).person.id)

"""Talking to the assistant for people: say something, read what it said."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field, JsonValue

from bot.messages import Language
from engine.people import Label, PersonId
from storage.chat import BOT, DIRECT
from storage.mailbox import open_direct
from webhook.api.asked import Asked, Cursor, Limit, Name, somebody, wrong_cursor
from webhook.api.keys import CHAT
from webhook.api.objects import Listed
from webhook.api.route import ApiRoute
from webhook.chat import shown
from webhook.chat.incoming import Said, checked, say
from webhook.given import Parts
from webhook.parts import HttpParts
from webhook.problems import not_found, reader

router = APIRouter(prefix="/chat/messages", tags=["chat"], route_class=ApiRoute, dependencies=[CHAT])
_NO_CONVERSATION = ("没有这个会话。", "There is no such conversation.")
_LATEST = 2**53  # beyond every seq


class Message(Asked):
    """`conversation`: the person's own (`dm:` and the id) when absent; another is made when first named."""

    user: Name
    conversation: Name | None = None
    text: Annotated[str, Field(min_length=1)]


@router.post("", status_code=202)
def say_something(request: Request, parts: Parts, body: Message) -> dict[str, str]:
    user, text = somebody(body.user, parts), checked(body.text)
    conversation = _conversation(body.conversation, user, parts)
    key = request.headers.get("idempotency-key") or uuid.uuid4().hex
    said = Said(user, conversation, f"{request.state.caller.name}/{key}", text=text)
    return {"id": say(said, parts, parts.now())}


@router.get("")
def heard(
    request: Request,
    parts: Parts,
    conversation: str,
    after: Annotated[str | None, Query(description="A message's `seq` or `id`: only later ones.")] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Listed[dict[str, JsonValue]]:
    """What the assistant said there, newest first, cards and images included.

    In the language of the person it spoke to, unless `Accept-Language` asks for one.
    """
    store = parts.chat.store
    if store.is_direct(conversation) is None:
        raise not_found(*_NO_CONVERSATION)
    if cursor is not None and not cursor.isdecimal():
        raise wrong_cursor()
    before = int(cursor) if cursor is not None else _LATEST
    found, more = store.messages(
        conversation, after=_after(after, conversation, parts), before=before, author=BOT, limit=limit
    )
    language = _language(request, conversation, parts)
    items = [shown.message(each, parts, language) for each in reversed(found)]
    return Listed(items=items, next_cursor=str(found[0].seq) if more else None)


def _language(request: Request, conversation: str, parts: HttpParts) -> Language:
    if request.headers.get("accept-language"):
        return reader(request, parts)
    chosen = [parts.chat.languages.language(each) for each in parts.chat.store.members(conversation)]
    return next((each for each in chosen if each), parts.language)


def _conversation(named: str | None, user: PersonId, parts: HttpParts) -> str:
    """Somebody else's own conversation is not for this person to write into."""
    if named is None or named == DIRECT + user:
        return open_direct(parts.chat.store, user, parts.now())
    if named.startswith(DIRECT):
        raise not_found(*_NO_CONVERSATION)
    parts.chat.store.open(named, Label(named, named), [user], direct=True, now=parts.now())
    return named


def _after(after: str | None, conversation: str, parts: HttpParts) -> int | None:
    if after is None or after.isdecimal():
        return int(after) if after else None
    message = parts.chat.store.message(after)
    if message is None or message.conversation != conversation:
        raise not_found("没有这条消息。", "There is no such message.")
    return message.seq

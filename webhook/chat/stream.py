"""Live updates to a page: server-sent events (WHATWG HTML, "Server-sent events")."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import assert_never

from fastapi import APIRouter
from pydantic import JsonValue
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from storage.live import ClockNews, Connected, MessageNews, News, TypingNews
from webhook.chat import shown
from webhook.chat.hub import Hub
from webhook.chat.session import Reader, Visitor
from webhook.given import Parts, TheHub
from webhook.parts import HttpParts

router = APIRouter()
_PING_S = 20.0  # proxies close a connection that says nothing for a minute


@router.get("/chat/stream")
async def stream(parts: Parts, hub: TheHub, reader: Reader) -> StreamingResponse:
    """`ready` when nothing is missed from here on (again), `message`, `typing`, `clock`.

    `language` instead of a message when its reader has come to read another one: all is to be loaded anew.
    """
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(_events(parts, hub, reader), media_type="text/event-stream", headers=headers)


async def _events(parts: HttpParts, hub: Hub, reader: Visitor) -> AsyncIterator[str]:
    with hub.listening(reader.person.id) as listener:
        yield ": welcome\n\n"
        while True:
            try:
                news = await asyncio.wait_for(listener.news.get(), _PING_S)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            if news is None:
                return
            # Names come from the directory, which may have to be loaded: not on the event loop.
            name, data, reader = await run_in_threadpool(_told, news, parts, reader)
            yield f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def _told(news: News, parts: HttpParts, reader: Visitor) -> tuple[str, dict[str, JsonValue], Visitor]:
    match news:
        case MessageNews():
            chosen = parts.chat.languages.language(reader.person.id) or reader.language
            if chosen is not reader.language:
                return "language", {"language": chosen}, replace(reader, language=chosen)
            return "message", shown.message(news.message, parts, chosen), reader
        case TypingNews():
            return "typing", {"conversation": news.conversation, "on": news.on}, reader
        case ClockNews():
            return "clock", {"now": shown.moment(news.now)}, reader
        case Connected():
            return "ready", {}, reader
        case _:
            assert_never(news)

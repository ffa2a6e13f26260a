"""The platforms' callbacks: checked, kept in the inbox, answered; the work is a job's.

A request is answered once its messages are durable. Nothing of it is told to whoever forged it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import structlog
from fastapi import FastAPI, Request, Response
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool

from bot.adapter import NotGenuine, RawRequest, Receive
from webhook.parts import HttpParts

log = structlog.get_logger()


def mount(app: FastAPI, parts: HttpParts) -> None:
    for (method, path), receive in parts.callbacks.items():
        app.add_api_route(path, _endpoint(receive, parts), methods=[method], include_in_schema=False)


def _endpoint(receive: Receive, parts: HttpParts) -> Callable[[Request], Awaitable[Response]]:
    async def callback(request: Request) -> Response:
        raw = RawRequest(
            method=request.method,
            path=request.url.path,
            headers=dict(request.headers),
            query=dict(request.query_params),
            body=await request.body(),  # the outermost layer cuts it off
        )
        return await run_in_threadpool(_taken, raw, receive, parts)

    return callback


def _taken(raw: RawRequest, receive: Receive, parts: HttpParts) -> Response:
    try:
        received = receive(raw, parts.machine_now())
    except NotGenuine as error:
        log.warning("callback_refused", path=raw.path, reason=str(error))
        return Response(status_code=401)
    now = parts.now()
    fresh = [
        message.message_id
        for message in received.messages
        if parts.inbox.accept(message.model_copy(update={"at": now}), now)
    ]
    if len(fresh) < len(received.messages):
        log.info("callback_repeated", path=raw.path)
    answer = received.answer
    return Response(
        answer.body,
        status_code=answer.status,
        media_type=answer.media_type,
        # After the answer: a queue that is slow to answer must not make us late.
        background=BackgroundTask(parts.inbox.wake) if fresh else None,
    )

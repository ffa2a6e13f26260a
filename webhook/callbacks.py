"""The platforms' callbacks: checked, kept in the inbox, answered; the work is a job's.

A request is answered once its messages are durable. Nothing of it is told to whoever forged it. All of it
happens on the event loop but the commit, which many requests share: a thread for each would cost more than
the request.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import structlog
from fastapi import FastAPI, Request, Response

from bot.adapter import NotGenuine, RawRequest, Receive, Received
from webhook.attempts import attempt
from webhook.gate import Gate
from webhook.parts import HttpParts

log = structlog.get_logger()


def mount(app: FastAPI, parts: HttpParts) -> None:
    gate = Gate(parts)
    for (method, path), receive in parts.callbacks.items():
        app.add_route(path, _endpoint(receive, parts, gate), methods=[method], include_in_schema=False)


def _endpoint(receive: Receive, parts: HttpParts, gate: Gate) -> Callable[[Request], Awaitable[Response]]:
    def kept(received: Received) -> None:
        now = parts.now()
        for each in received.messages:
            parts.inbox.accept(each.model_copy(update={"at": now}), now)
        parts.inbox.wake()

    async def callback(request: Request) -> Response:
        raw = RawRequest(
            method=request.method,
            path=request.url.path,
            headers=dict(request.headers),
            query=dict(request.query_params),
            body=await request.body(),  # the outermost layer cuts it off
        )
        try:
            received = receive(raw, parts.machine_now())
        except NotGenuine as error:
            log.warning("callback_refused", path=raw.path, reason=str(error))
            return Response(status_code=401)
        if received.attempt is not None:
            attempt(received, kept)
        elif received.messages:
            fresh = await gate.take(received.messages)
            if any(fresh):
                parts.inbox.wake_soon()
            if not all(fresh):
                log.info("callback_repeated", path=raw.path)
        answer = received.answer
        return Response(answer.body, status_code=answer.status, media_type=answer.media_type)

    return callback

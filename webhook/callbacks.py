"""The platforms' callbacks: checked, kept in the inbox, answered; the work is a job's.

A request is answered once its messages are durable. Nothing of it is told to whoever forged it. All of it
happens on the event loop but the commit, which many requests share: a thread for each would cost more than
the request. So would the framework's routes, whose place the app takes for its own paths.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

import structlog
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from bot.adapter import NotGenuine, RawAnswer, RawRequest, Received
from webhook.attempts import attempt
from webhook.gate import Gate
from webhook.parts import HttpParts

_FORGED = RawAnswer(status=401, media_type="")

log = structlog.get_logger()


class Callbacks:
    """An ASGI app for `paths`; bodies are cut off by whoever calls it."""

    def __init__(self, parts: HttpParts) -> None:
        self._parts, self._gate = parts, Gate(parts)
        self._routes = parts.callbacks
        self.paths = frozenset(path for _, path in parts.callbacks)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        receiver = self._routes.get((scope["method"], scope["path"]))
        if receiver is None:
            raise HTTPException(405)
        if (body := await _body(receive)) is None:
            return
        try:
            received = receiver(_raw(scope, body), self._parts.machine_now())
        except NotGenuine as error:
            log.warning("callback_refused", path=scope["path"], reason=str(error))
            await _answer(send, _FORGED)
            return
        if received.attempt is not None:
            attempt(received, self._keep)
        elif received.messages:
            fresh = await self._gate.take(received.messages)
            if any(fresh):
                self._parts.inbox.wake_soon()
            if not all(fresh):
                log.info("callback_repeated", path=scope["path"])
        await _answer(send, received.answer)

    def _keep(self, received: Received) -> None:
        now = self._parts.now()
        for each in received.messages:
            self._parts.inbox.accept(each.model_copy(update={"at": now}), now)
        self._parts.inbox.wake()


async def _body(receive: Receive) -> bytes | None:
    """None when whoever sent it is gone."""
    message = await receive()
    if message["type"] == "http.request" and not message.get("more_body"):
        return bytes(message.get("body", b""))
    pieces = []
    while message["type"] == "http.request":
        pieces.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(pieces)
        message = await receive()
    return None


def _raw(scope: Scope, body: bytes) -> RawRequest:
    query = scope["query_string"]
    return RawRequest(
        method=scope["method"],
        path=scope["path"],
        headers={name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]},
        query=dict(parse_qsl(query.decode("latin-1"), keep_blank_values=True)) if query else {},
        body=body,
    )


async def _answer(send: Send, answer: RawAnswer) -> None:
    headers = [(b"content-length", str(len(answer.body)).encode())]
    if answer.media_type:
        charset = "; charset=utf-8" if answer.media_type.startswith("text/") else ""
        headers.append((b"content-type", f"{answer.media_type}{charset}".encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})

"""Around the whole app: bodies that are too large are cut off, failures nobody foresaw are answered."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from webhook import problems
from webhook.parts import HttpParts


class Outermost:
    """`limits` are bytes by path; `limit` holds for all others."""

    def __init__(self, app: ASGIApp, *, parts: HttpParts, limit: int, limits: Mapping[str, int]) -> None:
        self._app, self._parts, self._limit, self._limits = app, parts, limit, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, self._counted(scope, receive), sending)
        except Exception as error:  # the outermost loop of a request
            answer = problems.answer(error, self._parts, problems.reader(Request(scope), self._parts))
            if not started:
                await answer(scope, receive, send)

    def _counted(self, scope: Scope, receive: Receive) -> Receive:
        """What is announced as too large, or turns out to be, is not read on."""
        left = self._limits.get(scope["path"], self._limit)
        announced = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        is_too_large = announced.isdigit() and int(announced) > left

        async def receiving() -> Message:
            nonlocal left
            if is_too_large:
                raise HTTPException(413)
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise HTTPException(413)
            return message

        return receiving

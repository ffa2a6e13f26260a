"""Around the whole app: too large bodies are cut off, failures nobody foresaw answered, requests counted."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from webhook import problems
from webhook.metrics import Meter
from webhook.parts import HttpParts


class Outermost:
    """`limits` are bytes by how the path begins, else `limit`. `route` names it for the metrics."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        parts: HttpParts,
        meter: Meter,
        limit: int,
        limits: Mapping[str, int],
        route: Callable[[Scope], str] | None = None,
    ) -> None:
        self._app, self._parts, self._meter, self._route = app, parts, meter, route or _route
        self._limit, self._limits = limit, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, begun = 0, time.perf_counter()

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, self._counted(scope, receive), sending)
        except Exception as error:  # the outermost loop of a request
            answer = problems.answer(error, self._parts, problems.reader(Request(scope), self._parts))
            if not status:
                await answer(scope, receive, sending)
        finally:
            took_s = time.perf_counter() - begun
            self._meter.answered(scope["method"], self._route(scope), status, took_s)

    def _counted(self, scope: Scope, receive: Receive) -> Receive:
        """What is announced as too large, or turns out to be, is not read on."""
        path: str = scope["path"]
        left = next((most for begins, most in self._limits.items() if path.startswith(begins)), self._limit)
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


def _route(scope: Scope) -> str:
    """The pattern, never the path: that would make a new series for each id.

    FastAPI puts what it matched, with the prefixes of included routers, beside Starlette's own entries.
    """
    matched = scope.get("fastapi", {}).get("effective_route_context") or scope.get("route")
    return str(getattr(matched, "path", "other"))

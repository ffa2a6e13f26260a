"""The HTTP app: health, open API, the platforms' callbacks, the web chat and its pages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.files import MAX_BYTES
from webhook import designer, files, forms, health, hooks, metrics, problems, static
from webhook.api import routes as api
from webhook.callbacks import Callbacks
from webhook.chat import routes as chat
from webhook.chat.hub import Hub
from webhook.chat.voice import MAX_RECORDING
from webhook.forms import MAX_FORM
from webhook.metrics import Meter
from webhook.outermost import Outermost
from webhook.parts import HttpParts

MAX_BODY = 1_000_000  # bytes; a recording may be larger


class Floor(FastAPI):
    """`direct` answers the platforms' `paths`, without what the framework does for each request."""

    direct: ASGIApp
    paths: Collection[str] = ()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] in self.paths:
            await self.direct(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def create_http(parts: HttpParts) -> FastAPI:
    """Nothing is connected before the server starts."""
    hub, meter = Hub(parts.chat.live), Meter(parts)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with hub.running():
            yield

    app = Floor(
        title="Tuitui",
        summary="Workflow in the chat: templates, processes, tasks and conversations.",
        version="1",
        lifespan=lifespan,
        docs_url=None,  # its scripts come from other hosts
        redoc_url=None,
    )
    limits = {"/chat/voice": MAX_RECORDING, "/chat/files": MAX_BYTES + 1, "/forms/": MAX_FORM}
    app.add_middleware(Outermost, parts=parts, meter=meter, limit=MAX_BODY, limits=limits)
    callbacks = Callbacks(parts)
    app.paths = callbacks.paths
    app.direct = Outermost(
        callbacks, parts=parts, meter=meter, limit=MAX_BODY, limits={}, route=lambda scope: str(scope["path"])
    )
    app.state.parts, app.state.hub, app.state.meter = parts, hub, meter
    problems.install(app, parts)
    app.include_router(health.router)
    app.include_router(metrics.router)
    app.include_router(api.router)
    app.include_router(hooks.router)
    app.include_router(chat.router, include_in_schema=False)
    app.include_router(files.router, include_in_schema=False)
    app.include_router(forms.router, include_in_schema=False)
    app.include_router(designer.router, include_in_schema=False)
    static.mount(app, parts.pages)
    return app

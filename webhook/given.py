"""How an endpoint gets what the app was made with."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request

from webhook.chat.hub import Hub
from webhook.parts import HttpParts


async def _parts(request: Request) -> HttpParts:
    return cast(HttpParts, request.app.state.parts)  # `create_http` put it there; state is untyped


async def _hub(request: Request) -> Hub:
    return cast(Hub, request.app.state.hub)  # likewise


Parts = Annotated[HttpParts, Depends(_parts)]
TheHub = Annotated[Hub, Depends(_hub)]

"""Servers for `bench.ack`: our web floor, and its yardsticks.

Started as `python -m bench.ack_apps KIND PORT FOLDER REDIS_URL DATABASE_URL`; without arguments it does
nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI, Request, Response

from bench import ack_requests
from bot.app.settings import Settings
from bot.app.web import create
from tests.emulators import slack


def ours(folder: Path, redis_url: str, database_url: str) -> FastAPI:
    base: dict[str, Any] = {"data_dir": folder, "redis_url": redis_url, "database_url": database_url}
    return create(Settings(demo=True, **base, **ack_requests.settings(), _env_file=None))


def bare() -> FastAPI:
    app = FastAPI()

    @app.post("/{path:path}")
    async def take(request: Request) -> dict[str, bool]:
        await request.body()
        return {"ok": True}

    return app


def bolt() -> FastAPI:
    """Its async adapter with a listener that does nothing, and nothing to ask Slack first."""
    from slack_bolt.adapter.fastapi.async_handler import (  # noqa: PLC0415 - heavy: this server alone
        AsyncSlackRequestHandler,
    )
    from slack_bolt.async_app import AsyncApp  # noqa: PLC0415 - as above
    from slack_bolt.authorization import AuthorizeResult  # noqa: PLC0415 - as above

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None, team_id="T1", bot_token=slack.TOKEN, bot_id="B1", bot_user_id="UB"
        )

    bolted = AsyncApp(signing_secret=slack.SECRET, authorize=authorize)

    @bolted.event("message")
    async def heard() -> None:
        """Acknowledged before it is called."""

    handler = AsyncSlackRequestHandler(bolted)
    app = FastAPI()

    @app.post("/slack/events")
    async def take(request: Request) -> Response:
        return await handler.handle(request)

    return app


def main(kind: str, port: int, *more: str) -> None:
    match kind:
        case "ours":
            app = ours(Path(more[0]), more[1], more[2])
        case "bare":
            app = bare()
        case _:
            app = bolt()
    uvicorn.run(app, port=port, log_config=None, access_log=False, server_header=False)


if __name__ == "__main__" and len(sys.argv) > 2:
    main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])

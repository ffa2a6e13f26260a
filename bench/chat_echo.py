"""The floor of a chat: a bare FastAPI app that sends each message back through Redis to an open stream.

Started by `bench.chat` as `python -m bench.chat_echo PORT REDIS_URL`; without arguments it does nothing.
"""

from __future__ import annotations

import asyncio
import json
import sys
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

import uvicorn
from fastapi import Body, FastAPI
from redis.asyncio import Redis
from starlette.responses import StreamingResponse

_CHANNEL = "bench:echo"


def create(redis_url: str) -> FastAPI:
    redis = Redis.from_url(redis_url, socket_timeout=None)
    pages: set[asyncio.Queue[str]] = set()

    async def listen() -> None:
        async with redis.pubsub() as channel:
            await channel.subscribe(_CHANNEL)
            async for received in channel.listen():
                if received["type"] == "message":
                    for page in pages:
                        page.put_nowait(received["data"].decode())

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        task = asyncio.create_task(listen())
        yield
        task.cancel()

    app = FastAPI(lifespan=lifespan)

    @app.post("/chat/session")
    async def become(user: Annotated[str, Body(embed=True)]) -> dict[str, str]:
        return {"user": user}

    @app.post("/chat/messages", status_code=202)
    async def say(text: Annotated[str, Body(embed=True)]) -> dict[str, str]:
        message = uuid.uuid4().hex
        await redis.publish(_CHANNEL, json.dumps({"id": message, "text": text}))
        return {"id": message}

    @app.get("/chat/stream")
    async def stream() -> StreamingResponse:
        async def events() -> AsyncIterator[str]:
            page: asyncio.Queue[str] = asyncio.Queue()
            pages.add(page)
            try:
                yield "event: ready\ndata: {}\n\n"
                while True:
                    yield f"event: message\ndata: {await page.get()}\n\n"
            finally:
                pages.discard(page)

        return StreamingResponse(events(), media_type="text/event-stream")

    return app


if __name__ == "__main__" and len(sys.argv) > 2:
    uvicorn.run(create(sys.argv[2]), port=int(sys.argv[1]), log_level="error", access_log=False)

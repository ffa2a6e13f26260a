"""What all endpoints of the open API have in common: a key, and POSTs that can be repeated safely.

`Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): the same key and body get the same answer, the
same key with another body is refused. An answer of 5xx is not kept: then nothing was decided.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine
from typing import Any, cast

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from bot.messages import Text
from storage.api_keys import ApiKey
from storage.idempotency import Answer, Standing
from webhook import problems
from webhook.api.keys import authenticated
from webhook.parts import HttpParts
from webhook.problems import Problem

_MAX_KEY = 200  # characters
Handler = Callable[[Request], Coroutine[Any, Any, Response]]

_KEY_WRONG = Text(
    zh=f"Idempotency-Key 须为 1 到 {_MAX_KEY} 个字符。",
    en=f"An Idempotency-Key has 1 to {_MAX_KEY} characters.",
)
_RUNNING = Text(
    zh="同一个请求还在处理,请稍后再问。", en="The same request is still being worked on; ask again later."
)
_REUSED = Text(
    zh="这个 Idempotency-Key 已用于另一个请求。", en="This Idempotency-Key was used for another request."
)


class ApiRoute(APIRoute):
    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()

        async def handling(request: Request) -> Response:
            parts = cast(HttpParts, request.app.state.parts)  # `create_http` put it there
            caller = await run_in_threadpool(authenticated, request, parts)
            request.state.caller = caller
            key = request.headers.get("idempotency-key")
            if key is None or request.method != "POST":
                return await handle(request)
            if not 0 < len(key) <= _MAX_KEY:
                raise Problem(422, "idempotency_key_invalid", _KEY_WRONG)
            return await _once(request, handle, parts, caller, key)

        return handling


def command_key(request: Request) -> str | None:
    """Under which the engine does a command once: it holds even when we die before the answer is kept."""
    key = request.headers.get("idempotency-key")
    return f"api/{request.state.caller.name}/{key}" if key else None


async def _once(request: Request, handle: Handler, parts: HttpParts, caller: ApiKey, key: str) -> Response:
    store = parts.idempotency
    body = await request.body()
    kind = request.headers.get("content-type", "")
    asked = hashlib.sha256(f"{request.url.path}\n{kind}\n".encode() + body).hexdigest()
    found = await run_in_threadpool(store.begin, caller.name, key, asked, parts.now())
    match found:
        case Answer():
            headers = {"idempotency-replayed": "true"}
            return Response(found.body, found.status, media_type=found.media_type, headers=headers)
        case Standing.RUNNING:
            raise Problem(409, "in_progress", _RUNNING, headers={"retry-after": "1"})
        case Standing.OTHER_REQUEST:
            raise Problem(422, "idempotency_key_reused", _REUSED)
    try:
        response = await handle(request)
    except Exception as error:  # answered here, so that the refusal is kept like any other answer
        response = await run_in_threadpool(problems.answer, error, parts, problems.reader(request, parts))
    if response.status_code >= 500:
        await run_in_threadpool(store.forget, caller.name, key)
        return response
    text, media_type = bytes(response.body).decode(), response.headers.get("content-type", "")
    await run_in_threadpool(store.finish, caller.name, key, Answer(response.status_code, media_type, text))
    return response

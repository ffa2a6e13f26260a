"""Who calls the open API: `Authorization: Bearer KEY`, and what the key may do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import cast

from fastapi import Depends, Request
from fastapi.security import HTTPBearer

from bot.messages import Text
from storage.api_keys import ApiKey, Scope
from webhook.parts import HttpParts
from webhook.problems import Problem

DOCUMENTED = Depends(HTTPBearer(auto_error=False, description="A key made by `tuitui apikey create`."))

_NO_KEY = Text(
    zh="请带上有效的 API 密钥:Authorization: Bearer KEY。",
    en="A valid API key is needed: Authorization: Bearer KEY.",
)


def authenticated(request: Request, parts: HttpParts) -> ApiKey:
    """Raises Problem 401."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    holder = parts.api_keys.holder(key.strip(), parts.now()) if scheme.lower() == "bearer" else None
    if holder is None:
        raise Problem(401, "key_invalid", _NO_KEY, headers={"www-authenticate": "Bearer"})
    return holder


def caller_of(request: Request) -> ApiKey:
    return cast(ApiKey, request.state.caller)  # the route put it there before the endpoint ran


def check(caller: ApiKey, scope: Scope) -> None:
    """Raises Problem 403."""
    if scope not in caller.scopes:
        detail = Text(zh=f"这个密钥没有 {scope} 权限。", en=f"This key does not have the scope “{scope}”.")
        raise Problem(403, "scope_missing", detail, scope=scope)


def needs(scope: Scope) -> Callable[[Request], Awaitable[None]]:
    async def checked(request: Request) -> None:
        check(caller_of(request), scope)

    return checked


READ, ACT, CHAT = (Depends(needs(scope)) for scope in (Scope.READ, Scope.ACT, Scope.CHAT))

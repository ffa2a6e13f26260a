"""Liveness and readiness, for whoever starts and balances us."""

from __future__ import annotations

import structlog
from fastapi import APIRouter
from pydantic import JsonValue

from bot.messages import Text
from webhook.given import Parts
from webhook.problems import Problem

router = APIRouter(tags=["health"])
_log = structlog.get_logger()


@router.get("/healthz")
async def alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz")
def ready(parts: Parts) -> dict[str, JsonValue]:
    """What we need answers too; 503 otherwise."""
    found: dict[str, JsonValue] = {}
    for name, check in parts.checks.items():
        try:
            check()
            found[name] = "ok"
        except Exception as error:  # whatever its driver raises, the answer is the same
            _log.error("not_ready", part=name, error=str(error))
            found[name] = "down"
    if "down" in found.values():
        detail = Text(
            zh="有服务没有响应,恢复后会自动继续。", en="A service does not answer; work resumes by itself."
        )
        raise Problem(503, "not_ready", detail, checks=found, headers={"retry-after": "5"})
    return {"status": "ok", "checks": found}

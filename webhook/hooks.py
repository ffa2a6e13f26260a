"""`POST /hooks/{source}`: messages of other systems, which processes wait for.

Signed as Standard Webhooks 1.0 says (`webhook-id`, `webhook-timestamp`, `webhook-signature`) with the secret
that `tuitui apikey create SOURCE --scope hook` printed. Checked before anything is parsed.
"""

from __future__ import annotations

import base64
import hmac
import json
from datetime import UTC, datetime

import structlog
from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from bot.messages import Text
from storage.api_keys import Scope
from webhook.outgoing import sign
from webhook.parts import HttpParts
from webhook.problems import Problem

router = APIRouter()
log = structlog.get_logger()
_TOLERANCE_S = 300
_NOT_GENUINE = Text(zh="签名不对或已过期。", en="The signature is missing, wrong or too old.")
_NO_MESSAGE = Text(
    zh='请发 JSON:{"message": 消息名, "key": 编号或字段值, "data": …}。',
    en='Send JSON: {"message": its name, "key": a number or a field\'s value, "data": …}.',
)


class Said(BaseModel):
    """`message` is the name that a `message` step waits for; `key` says for which process."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    message: str = Field(min_length=1, max_length=100)
    key: str = Field(min_length=1, max_length=200)
    data: JsonValue = None


def hook_secret(secret: bytes, source: str) -> str:
    """What is shared with another system by its name: derived, so that no copy of it needs keeping."""
    return "whsec_" + base64.b64encode(hmac.digest(secret, f"hook/{source}".encode(), "sha256")).decode()


@router.post("/hooks/{source}", include_in_schema=False)
async def hook(source: str, request: Request) -> Response:
    parts: HttpParts = request.app.state.parts
    body = await request.body()  # the outermost layer cuts it off
    return await run_in_threadpool(_taken, source, dict(request.headers), body, parts)


def _taken(source: str, headers: dict[str, str], body: bytes, parts: HttpParts) -> Response:
    call = headers.get("webhook-id", "")
    if not _genuine(source, headers, body, parts):
        log.warning("hook_refused", source=source[:100])
        raise Problem(401, "signature_invalid", _NOT_GENUINE)
    try:
        said = Said.model_validate(json.loads(body))
    except (ValueError, ValidationError, RecursionError) as error:
        raise Problem(422, "message_invalid", _NO_MESSAGE) from error
    taken = parts.hook(source, call, said.message, said.key, said.data, parts.now())
    log.info("hook_received", source=source, message=said.message, taken=taken)
    return JSONResponse({"id": call, "delivered": taken}, status_code=202)


def _genuine(source: str, headers: dict[str, str], body: bytes, parts: HttpParts) -> bool:
    call, moment = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not call or len(call) > 200 or not moment.isdigit() or len(moment) > 12:
        return False
    sent_at = datetime.fromtimestamp(int(moment), UTC)
    if abs((parts.machine_now() - sent_at).total_seconds()) > _TOLERANCE_S:
        return False
    if not parts.api_keys.is_valid(source, Scope.HOOK):
        return False
    expected = sign(hook_secret(parts.secret, source), call, moment, body)
    given = headers.get("webhook-signature", "").split()
    return any(hmac.compare_digest(expected.encode(), each.encode()) for each in given)

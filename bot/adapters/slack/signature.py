"""Slack's signature of a request, version 0: HMAC-SHA256 over its moment and its raw body."""

from __future__ import annotations

import hmac
from datetime import datetime
from functools import lru_cache

from bot.adapter import NotGenuine, RawRequest

MAX_AGE_S = 300


def sign(secret: str, timestamp: str, body: bytes) -> str:
    base = b"v0:" + timestamp.encode() + b":" + body
    made = _keyed(secret).copy()  # the one-shot function gives up the interpreter's lock: others then take it
    made.update(base)
    return "v0=" + made.hexdigest()


@lru_cache(maxsize=4)
def _keyed(secret: str) -> hmac.HMAC:
    return hmac.new(secret.encode(), digestmod="sha256")


def check(request: RawRequest, secret: str, now: datetime) -> None:
    """Raises NotGenuine."""
    timestamp = request.headers.get("x-slack-request-timestamp", "")
    given = request.headers.get("x-slack-signature", "")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        raise NotGenuine("no timestamp")
    if abs(now.timestamp() - int(timestamp)) > MAX_AGE_S:
        raise NotGenuine("stale")
    if not hmac.compare_digest(sign(secret, timestamp, request.body).encode(), given.encode()):
        raise NotGenuine("wrong signature")

"""DingTalk's two signatures. Neither covers the body: it is checked for what only DingTalk would say."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime

from bot.adapter import NotGenuine, RawRequest

MAX_AGE_S = 3600


def sign_robot(secret: str, timestamp_ms: str) -> str:
    """Over `{timestamp}\\n{secret}`. DingTalk, 接收消息."""
    return _mac(secret, f"{timestamp_ms}\n{secret}")


def sign_card(secret: str, timestamp_ms: str) -> str:
    """Over the timestamp alone. DingTalk, 卡片回调 (HTTP)."""
    return _mac(secret, timestamp_ms)


def check_robot(request: RawRequest, secret: str, now: datetime) -> None:
    """Raises NotGenuine."""
    timestamp = _fresh(request.headers.get("timestamp", ""), now)
    _same(sign_robot(secret, timestamp), request.headers.get("sign", ""))


def check_card(request: RawRequest, secret: str, now: datetime) -> None:
    """Raises NotGenuine; always without a secret, which anybody could sign with."""
    if not secret:
        raise NotGenuine("no secret for cards is set")
    timestamp = _fresh(request.headers.get("x-ddpaas-signature-timestamp", ""), now)
    _same(sign_card(secret, timestamp), request.headers.get("x-ddpaas-signature", ""))


def _fresh(timestamp: str, now: datetime) -> str:
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 16):
        raise NotGenuine("no timestamp")
    if abs(now.timestamp() * 1000 - int(timestamp)) > MAX_AGE_S * 1000:
        raise NotGenuine("stale")
    return timestamp


def _same(right: str, given: str) -> None:
    if not hmac.compare_digest(right.encode(), given.encode()):
        raise NotGenuine("wrong signature")


def _mac(secret: str, message: str) -> str:
    return base64.b64encode(hmac.new(secret.encode(), message.encode(), hashlib.sha256).digest()).decode()

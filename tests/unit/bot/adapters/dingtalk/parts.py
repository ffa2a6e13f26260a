"""What the tests of the adapter are made with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock

from bot.adapter import RateLimited, RawRequest, Tools
from bot.adapters.dingtalk.client import DingTalkClient
from bot.adapters.dingtalk.config import DingTalkConfig
from bot.adapters.dingtalk.signature import sign_card, sign_robot
from tests.emulators.dingtalk import (
    CARD_SECRET,
    CLIENT_ID,
    CLIENT_SECRET,
    ROBOT,
    TEMPLATE,
    DingTalkEmulator,
)

STAMP = "1763888400000"
AT = datetime.fromtimestamp(int(STAMP) / 1000, UTC)


class Tokens:
    """Kept for good, one fetched at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[str, str] = {}

    def get(self, name: str, fetch: Callable[[], tuple[str, float]]) -> str:
        with self._lock:
            if name not in self._kept:
                self._kept[name], _ = fetch()
            return self._kept[name]

    def drop(self, name: str, token: str) -> None:
        with self._lock:
            if self._kept.get(name) == token:
                del self._kept[name]


class Budget:
    """Counts, and holds back only what is `spent`."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.spent: set[str] = set()

    def take(self, name: str, *, limit: int, window_s: float) -> None:
        self.taken.append(name)
        if name in self.spent:
            raise RateLimited(window_s)


def tools(budget: Budget | None = None) -> Tools:
    return Tools(tokens=Tokens(), budget=budget or Budget())


def config_of(dingtalk: DingTalkEmulator, **changes: str | bool) -> DingTalkConfig:
    known: dict[str, str | bool] = {
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "robot_code": ROBOT,
        "card_template_id": TEMPLATE,
        "card_secret": CARD_SECRET,
        "api_url": dingtalk.origin,
        "oapi_url": dingtalk.origin,
        **changes,
    }
    return DingTalkConfig(**known)  # type: ignore[arg-type] # each is of its field's type


def client_of(dingtalk: DingTalkEmulator, kit: Tools) -> DingTalkClient:
    return DingTalkClient(config_of(dingtalk), kit)


def robot_request(body: bytes, secret: str = CLIENT_SECRET) -> RawRequest:
    headers = {"timestamp": STAMP, "sign": sign_robot(secret, STAMP)}
    return RawRequest("POST", "/dingtalk/callback", headers, {}, body)


def card_request(body: bytes, secret: str = CARD_SECRET) -> RawRequest:
    headers = {
        "x-ddpaas-signature-timestamp": STAMP,
        "x-ddpaas-signature": sign_card(secret, STAMP),
    }
    return RawRequest("POST", "/dingtalk/card", headers, {}, body)

"""What the tests of the adapter are made with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock

from bot.adapter import RawRequest, Tools
from bot.adapters.feishu.cipher import sign
from bot.adapters.feishu.client import FeishuClient
from bot.adapters.feishu.config import FeishuConfig
from tests.emulators.feishu import (
    APP_ID,
    APP_SECRET,
    ENCRYPT_KEY,
    VERIFICATION_TOKEN,
    FeishuEmulator,
    encrypt,
)

STAMP = "1763888400"
AT = datetime.fromtimestamp(int(STAMP), UTC)
NONCE = "n0nce"


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
    """Counts, and holds nothing back."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, int, float]] = []

    def take(self, name: str, *, limit: int, window_s: float) -> None:
        self.taken.append((name, limit, window_s))


def tools() -> Tools:
    return Tools(tokens=Tokens(), budget=Budget())


def config_of(feishu: FeishuEmulator, **changes: str | bool) -> FeishuConfig:
    known: dict[str, str | bool] = {
        "app_id": APP_ID,
        "app_secret": APP_SECRET,
        "encrypt_key": ENCRYPT_KEY,
        "verification_token": VERIFICATION_TOKEN,
        "api_url": feishu.origin,
        **changes,
    }
    return FeishuConfig(**known)  # type: ignore[arg-type] # each is of its field's type


def client_of(feishu: FeishuEmulator, kit: Tools, **changes: str) -> FeishuClient:
    return FeishuClient(config_of(feishu, **changes), kit)


def plain(body: bytes) -> RawRequest:
    headers = {"content-type": "application/json"}
    return RawRequest("POST", "/feishu/events", headers, {}, body)


def signed(raw: bytes, key: str = ENCRYPT_KEY) -> RawRequest:
    headers = {
        "content-type": "application/json",
        "x-lark-request-timestamp": STAMP,
        "x-lark-request-nonce": NONCE,
        "x-lark-signature": sign(key, STAMP, NONCE, raw),
    }
    return RawRequest("POST", "/feishu/events", headers, {}, raw)


def sealed(body: bytes, key: str = ENCRYPT_KEY) -> RawRequest:
    return signed(b'{"encrypt": "' + encrypt(key, body).encode() + b'"}', key)

"""The platforms' access tokens, fetched once for all threads of this process."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

_EARLY_S = 120.0  # renewed before it ends: a call under way must not meet its end


class SharedTokens:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._kept: dict[str, tuple[str, float]] = {}

    def get(self, name: str, fetch: Callable[[], tuple[str, float]]) -> str:
        with self._lock:
            token, until = self._kept.get(name, ("", 0.0))
            if not token or self._clock() >= until:
                token, lifetime_s = fetch()
                self._kept[name] = (token, self._clock() + max(lifetime_s - _EARLY_S, lifetime_s / 2))
            return token

    def drop(self, name: str, token: str) -> None:
        with self._lock:
            if self._kept.get(name, ("",))[0] == token:
                del self._kept[name]

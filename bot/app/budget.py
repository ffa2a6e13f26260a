"""How much of what a platform allows was used, counted in sliding windows."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from threading import Lock

from bot.adapter import RateLimited


class SharedBudget:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._calls: dict[str, deque[float]] = {}

    def take(self, name: str, *, limit: int, window_s: float) -> None:
        with self._lock:
            now, calls = self._clock(), self._calls.setdefault(name, deque())
            while calls and calls[0] <= now - window_s:
                calls.popleft()
            if len(calls) >= limit:
                raise RateLimited(retry_after_s=calls[0] + window_s - now)
            calls.append(now)

"""A circuit breaker: a guest who keeps failing is not asked for a while."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock


class Breaker:
    """Opens after `failures` in a row; after a rest one call may try, and each failed try doubles the rest.

    `ticks` is a monotonic clock in seconds. Whoever was let through reports `succeeded` or `failed`.
    """

    def __init__(
        self,
        ticks: Callable[[], float],
        *,
        failures: int = 3,
        rest_s: float = 30.0,
        longest_rest_s: float = 300.0,
    ) -> None:
        self._ticks = ticks
        self._allowed_failures = failures
        self._first_rest_s = rest_s
        self._longest_rest_s = longest_rest_s
        self._lock = Lock()
        self._failures = 0
        self._rest_s = rest_s
        self._open_until: float | None = None
        self._trying = False  # half-open, and somebody was let through

    def lets_through(self) -> bool:
        """Whether a call may be made now. While half-open, only the first who asks is let through."""
        with self._lock:
            if self._open_until is None:
                return True
            if self._ticks() < self._open_until:
                return False
            # A try that never reports back must not block for ever: the next one may come after another rest.
            self._open_until = self._ticks() + self._rest_s
            self._trying = True
            return True

    def succeeded(self) -> None:
        with self._lock:
            self._failures = 0
            self._trying = False
            self._rest_s = self._first_rest_s
            self._open_until = None

    def failed(self, *, retry_after_s: float = 0.0) -> None:
        """`retry_after_s`: the server itself asked for a pause, which opens at once."""
        with self._lock:
            self._failures += 1
            if self._trying:
                self._rest_s = min(self._rest_s * 2, self._longest_rest_s)
            pause_s = min(retry_after_s, self._longest_rest_s)
            if self._trying or self._failures >= self._allowed_failures:
                pause_s = max(self._rest_s, pause_s)
            if pause_s > 0:
                self._open_until = self._ticks() + pause_s
            self._trying = False

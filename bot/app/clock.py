"""The only place that reads the clock. Everyone else is told the time."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol

OFFSET_KEY = "clock_offset_s"
_CACHED_S = 1.0  # how late another process notices that the time machine moved


class Memory(Protocol):
    """Where the time machine's offset is kept (`storage/settings.py`)."""

    def get(self, key: str) -> str | None: ...
    def add(self, key: str, amount: float) -> float: ...


class Time(Protocol):
    """A clock to live by; the tests have one that passes when they say so."""

    def now(self) -> datetime: ...
    def machine_now(self) -> datetime: ...
    def advance(self, by: timedelta) -> datetime: ...


class Clock:
    """Company time: real time, moved on by the demo's time machine. Without `memory` it cannot be moved."""

    def __init__(self, memory: Memory | None = None) -> None:
        self._memory = memory
        self._offset_s = 0.0
        self._read_at = float("-inf")

    def now(self) -> datetime:
        """The company's moment, aware UTC: what people and processes live by."""
        return self.machine_now() + timedelta(seconds=self._offset())

    def machine_now(self) -> datetime:
        """The machine's moment, aware UTC: for leases, which a journey through time must not end."""
        return datetime.now(UTC)  # noqa: TID251 - this is the clock

    def advance(self, by: timedelta) -> datetime:
        """Move company time on; the new moment. Raises ValueError outside the demo, or for a step back."""
        if self._memory is None:
            raise ValueError("only the demo has a time machine")
        if by < timedelta(0):
            raise ValueError("time runs forwards only")
        self._offset_s = self._memory.add(OFFSET_KEY, by.total_seconds())
        self._read_at = time.monotonic()
        return self.now()

    def _offset(self) -> float:
        if self._memory is None:
            return 0.0
        if time.monotonic() - self._read_at > _CACHED_S:
            self._offset_s = float(self._memory.get(OFFSET_KEY) or 0)
            self._read_at = time.monotonic()
        return self._offset_s

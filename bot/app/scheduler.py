"""The scheduler's loop: one tick a second, by one process of all that run."""

from __future__ import annotations

import signal
import threading
import time
from types import FrameType

import structlog
from redis import Redis

from scheduler.parts import Clock
from scheduler.ticks import Ticks

_TICK_S = 1.0
_LEADS = "tuitui:scheduler"
_LEADS_MS = 5000  # then another scheduler takes over
_LONGEST_PAUSE_S = 10.0

log = structlog.get_logger()


def run_scheduler(ticks: Ticks, clock: Clock, redis: Redis, owner: str) -> None:
    """Until SIGTERM. A lost database or Redis is waited for."""
    stopped = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    pause_s = _TICK_S
    while not stopped.is_set():
        began = time.monotonic()
        try:
            if leads(redis, owner):
                ticks.tick(clock.now(), clock.machine_now())
                ticks.tidy()
            pause_s = _TICK_S
        except Exception as error:  # the outermost loop: whatever is lost comes back, or is mended
            pause_s = min(pause_s * 2, _LONGEST_PAUSE_S)
            log.error("tick_failed", error=repr(error), next_in_s=pause_s)
        stopped.wait(max(0.0, pause_s - (time.monotonic() - began)))


def leads(redis: Redis, owner: str) -> bool:
    """Whether this scheduler is the one. Two that think so for a moment do no harm: wake-ups coalesce."""
    if redis.set(_LEADS, owner.encode(), nx=True, px=_LEADS_MS):
        return True
    return redis.get(_LEADS) == owner.encode() and bool(redis.pexpire(_LEADS, _LEADS_MS))

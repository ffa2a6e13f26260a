"""A connection that a platform sends over: opened again whenever it breaks, until somebody says stop."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import structlog

from bot.adapter import PlatformError

_PAUSES_S = (1, 2, 4, 8, 15, 30, 60)  # after that many failures in a row

log = structlog.get_logger()


def keep_connected(platform: str, connected: Callable[[], bool], stop: Event, *, renewed_s: float) -> None:
    """`connected` holds one connection until it breaks, and says whether it was any good.

    One that was is made anew after `renewed_s`; one that was not, after a pause that grows.
    """
    failures = 0
    while not stop.is_set():
        try:
            good = connected()
        except (PlatformError, OSError, ValueError) as error:
            log.warning("connection_failed", platform=platform, error=repr(error)[:300])
            good = False
        failures = 0 if good else failures + 1
        stop.wait(renewed_s if good else _PAUSES_S[min(failures, len(_PAUSES_S)) - 1])

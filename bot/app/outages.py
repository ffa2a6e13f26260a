"""Which platforms do not answer just now: to wait for one at each call would hold up all the others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Lock

import structlog

from bot.adapter import NotReachable

_AWAY_S = (5, 15, 30, 60)  # after the first failure in a row, the second …; then one call tries again

log = structlog.get_logger()


class Outages:
    """As this process finds them; one object serves all threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._away: dict[str, tuple[datetime, int]] = {}  # platform → until when, failures in a row

    @contextmanager
    def calling(self, platform: str, now: datetime) -> Iterator[None]:
        """Around a call; `platform`, or a part of one that fails by itself (`slack/media`). Raises NotReachable at once while the platform is taken to be away."""
        with self._lock:
            until, failures = self._away.get(platform, (now, 0))
            if now < until:
                raise NotReachable(f"{platform} did not answer lately")
        try:
            yield
        except NotReachable:
            pause_s = _AWAY_S[min(failures, len(_AWAY_S) - 1)]
            with self._lock:
                self._away[platform] = now + timedelta(seconds=pause_s), failures + 1
            log.warning("platform_away", platform=platform, next_call_in_s=pause_s)
            raise
        if failures:
            with self._lock:
                self._away.pop(platform, None)
            log.info("platform_back", platform=platform)

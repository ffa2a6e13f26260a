"""What is done and old enough is dropped."""

from __future__ import annotations

from datetime import datetime

import structlog

from scheduler.parts import Parts

log = structlog.get_logger()


def tidy(parts: Parts, now: datetime) -> None:
    if dropped := parts.tidy(now):
        log.info("old_rows_dropped", **dropped)

"""What is tried at once for a message, before it is kept: a dialog that has to open within seconds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Thread

import structlog

from bot.adapter import Received

log = structlog.get_logger()


def attempt(received: Received, taken: Callable[[Received], None]) -> None:
    """In a thread of its own; what it does not settle is `taken` like any message."""
    Thread(target=_attempt, args=(received, taken), name="attempt", daemon=True).start()


def _attempt(received: Received, taken: Callable[[Received], None]) -> None:
    try:
        settled = received.attempt is not None and received.attempt()
    except Exception:  # the outermost loop of the thread: the message is there still
        log.exception("attempt_failed")
        settled = False
    if not settled and received.messages:
        taken(replace(received, attempt=None))

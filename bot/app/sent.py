"""What this process has sent already: a letter of several messages that broke off goes on where it stopped.

Platforms without an idempotency key of their own would show the first ones twice.
"""

from __future__ import annotations

from threading import Lock

_KEPT = 5000  # messages; a letter is tried again within the day, and only by chance in the same process


class Sent:
    """One object serves all threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._references: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        """The platform's id of the message sent under this key."""
        with self._lock:
            return self._references.get(key)

    def keep(self, key: str, reference: str) -> None:
        with self._lock:
            self._references[key] = reference
            if len(self._references) > _KEPT:
                del self._references[next(iter(self._references))]

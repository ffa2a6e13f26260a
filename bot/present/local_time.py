"""Moments as slots carry them, local and without zone, become moments of the world."""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo

MORNING = time(9)  # a date alone means the beginning of its working day


def moment_of(said: str, zone: tzinfo) -> datetime:
    """`2026-12-04` or `2026-12-04T15:00` in the speaker's zone. Raises ValueError."""
    if "T" in said:
        at = datetime.fromisoformat(said)
        return at if at.tzinfo else at.replace(tzinfo=zone)
    return datetime.combine(date.fromisoformat(said), MORNING, zone)

"""Moments as slots carry them, local and without zone, become moments of the world."""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo

MORNING = time(9)  # a date alone means the beginning of its working day


def day_of(said: str, zone: tzinfo) -> datetime:
    """A date's first moment; a date-time as it is."""
    return moment_of(said if "T" in said else f"{said}T00:00", zone)


def moment_of(said: str, zone: tzinfo) -> datetime:
    """`2026-12-04` or `2026-12-04T15:00` in the speaker's zone. Raises ValueError."""
    if "T" in said:
        at = datetime.fromisoformat(said)
        return at if at.tzinfo else at.replace(tzinfo=zone)
    return datetime.combine(date.fromisoformat(said), MORNING, zone)

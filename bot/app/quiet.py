"""Quiet hours: when a person must not be reminded."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo


def quiet_until(hours: str | None, now: datetime, zone: tzinfo) -> datetime | None:
    """When it may be said, if not now. `hours` is local: `21:00-08:00`, `off` or None."""
    if not hours or hours == "off":
        return None
    begin, end = (time.fromisoformat(each) for each in hours.split("-"))
    local = now.astimezone(zone)
    clock = local.time()
    within = begin <= clock < end if begin <= end else clock >= begin or clock < end
    if not within:
        return None
    day = local.date() + timedelta(days=1 if clock >= end else 0)
    return datetime.combine(day, end, zone)

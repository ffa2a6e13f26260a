"""When a task reminds: soon due, overdue (each working day), and once to the holder's manager."""

from __future__ import annotations

from datetime import datetime, timedelta

from engine.calendar import Calendar
from engine.process import Timer, TimerKind

LEAD = timedelta(hours=4)  # working time before the due moment; half of what a short task has


def first_timer(
    opened_at: datetime, due_at: datetime | None, given: timedelta | None, calendar: Calendar
) -> Timer | None:
    """What a new task waits for; `given` is the working time until it is due."""
    if due_at is None or given is None:
        return None
    soon = calendar.after(opened_at, given - min(LEAD, given / 2))
    if opened_at < soon < due_at:
        return Timer(TimerKind.DUE_SOON, soon)
    return Timer(TimerKind.OVERDUE, due_at)


def next_timer(
    due_at: datetime | None,
    *,
    now: datetime,
    escalated: bool,
    snoozed_until: datetime | None,
    calendar: Calendar,
) -> Timer | None:
    """What a task waits for after a reminder or a snooze. An escalation that was missed is due at once.

    Snoozing quiets reminders, never the escalation.
    """
    waits: list[Timer] = []
    snoozed = snoozed_until is not None and snoozed_until > now
    if snoozed and snoozed_until is not None:
        waits.append(Timer(TimerKind.SNOOZE, snoozed_until))
    if due_at is not None:
        if not escalated:
            waits.append(Timer(TimerKind.ESCALATE, calendar.after(due_at, calendar.day)))
        if not snoozed:
            waits.append(_overdue(due_at, now, calendar))
    return min(waits, key=lambda each: (each.at, each.kind is not TimerKind.ESCALATE), default=None)


def _overdue(due_at: datetime, now: datetime, calendar: Calendar) -> Timer:
    if now < due_at:
        return Timer(TimerKind.OVERDUE, due_at)
    days = int(calendar.between(due_at, now) / calendar.day) + 1
    at = calendar.after(due_at, calendar.day * days)
    if at <= now:  # `now` lies exactly on, or outside working time just after, a reminder's moment
        days += 1
        at = calendar.after(due_at, calendar.day * days)
    return Timer(TimerKind.OVERDUE, at, turn=days + 1)

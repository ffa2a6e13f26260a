"""Working time: due times and reminders count only the hours in which people work."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

_DURATION = re.compile(r"^(\d{1,4})(d|h|m)$")

_SHANGHAI = ZoneInfo("Asia/Shanghai")
_UTC = ZoneInfo("UTC")
_DAYS_KEPT = 2000
_Spans = list[tuple[datetime, datetime]]


@dataclass(frozen=True, slots=True)
class Duration:
    """A span of working time, written `2d`, `4h` or `30m`; a day is the calendar's working day."""

    amount: int
    unit: str

    @classmethod
    def parse(cls, text: str) -> Duration:
        """Raises ValueError for anything but `2d`, `4h`, `30m`."""
        found = _DURATION.match(text)
        if not found:
            raise ValueError(f"{text!r} is not a duration; write working time as 2d, 4h or 30m")
        return cls(int(found.group(1)), found.group(2))

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working hours of a week, in local time; Monday is 0."""

    zone: tzinfo = _SHANGHAI
    hours: tuple[tuple[time, time], ...] = ((time(9), time(12)), (time(13), time(18)))
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    _days: dict[date, list[tuple[datetime, datetime]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @property
    def day(self) -> timedelta:
        return sum((_span(start, end) for start, end in self.hours), timedelta())

    def length(self, duration: Duration) -> timedelta:
        """The working time in a duration: `2d` is sixteen hours when a day has eight."""
        if duration.unit == "d":
            return self.day * duration.amount
        return timedelta(**{"hours" if duration.unit == "h" else "minutes": duration.amount})

    def after(self, start: datetime, working: timedelta) -> datetime:
        """The moment when `working` time has passed since `start`; aware, in UTC."""
        local, left = start.astimezone(self.zone), working
        while True:
            for opens, closes in self._spans(local):
                begin = max(local, opens)
                if begin >= closes:
                    continue
                if left <= closes - begin:
                    return (begin + left).astimezone(_UTC)
                left -= closes - begin
            local = _next_midnight(local)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Working time from `start` to `end`; zero when `end` is not later."""
        local, until, total = start.astimezone(self.zone), end.astimezone(self.zone), timedelta()
        while local < until:
            for opens, closes in self._spans(local):
                total += max(timedelta(), min(closes, until) - max(opens, local))
            local = _next_midnight(local)
        return total

    def _spans(self, moment: datetime) -> _Spans:
        """Of the day of a local moment; remembered, since most commands ask about the same days."""
        day = moment.date()
        found = self._days.get(day)
        if found is None:
            hours = self.hours if day.weekday() in self.weekdays else ()
            found = [
                (datetime.combine(day, opens, self.zone), datetime.combine(day, closes, self.zone))
                for opens, closes in hours
            ]
            if len(self._days) > _DAYS_KEPT:
                self._days.clear()
            self._days[day] = found
        return found


def _span(start: time, end: time) -> timedelta:
    return timedelta(hours=end.hour - start.hour, minutes=end.minute - start.minute)


def _next_midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.date() + timedelta(days=1), time(0), moment.tzinfo)

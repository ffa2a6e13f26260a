"""Time as a horizontal scale: where a moment lies, which ticks people can read there, where weekends are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from charts import dates
from charts.chart import said
from charts.font import width
from engine.people import Label

_GAP = 36  # px between two tick labels

_MINUTES = (5, 15, 30, 60, 120, 180, 360, 720)
_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)


@dataclass(frozen=True, slots=True)
class Tick:
    at: datetime
    label: Label
    below: Label  # the second line: the weekday, the day of an hour, the year of a month


@dataclass(frozen=True, slots=True)
class TimeScale:
    """`start` and `end` are aware and local: days begin at their midnights."""

    start: datetime
    end: datetime
    left: float
    right: float

    def x(self, moment: datetime) -> float:
        share = (moment - self.start) / (self.end - self.start)
        return self.left + share * (self.right - self.left)

    def ticks(self, language: str, size: int) -> list[Tick]:
        """As many as have room for their labels, at round moments; one kind of step for the whole scale."""
        for ticks in self._candidates():
            room = (self.right - self.left) / max(1, len(ticks))
            if all(_tick_width(tick, language, size) + _GAP <= room for tick in ticks):
                return ticks
        return []

    def weekends(self) -> list[tuple[float, float]]:
        """Left and right of each stretch of Saturday and Sunday; none when they would be hair-thin."""
        if (self.end - self.start) > timedelta(days=120):
            return []
        bands: list[tuple[float, float]] = []
        for midnight in _midnights(self.start - timedelta(days=1), self.end, every=1):
            if midnight.weekday() == 5 or (midnight.weekday() == 6 and not bands):
                monday = midnight + timedelta(days=7 - midnight.weekday())
                left, right = max(self.start, midnight), min(self.end, monday)
                if left < right:
                    bands.append((self.x(left), self.x(right)))
        return bands

    def _candidates(self) -> Iterator[list[Tick]]:
        hours = (self.end - self.start) / timedelta(hours=1)
        if hours <= 24 * 7:
            for minutes in _MINUTES:
                if hours * 60 / minutes <= 24:
                    yield [Tick(at, dates.clock(at), dates.day(at, self.end)) for at in self._times(minutes)]
        if hours <= 24 * 7 * 30:
            for days in _DAYS:
                yield [
                    Tick(at, dates.day(at, at), dates.weekday(at))
                    for at in _midnights(self.start, self.end, every=days)
                ]
        for months in _MONTHS:
            yield [Tick(at, dates.month(at), dates.year(at)) for at in self._months(months)]

    def _times(self, minutes: int) -> list[datetime]:
        midnight = datetime.combine(self.start.date(), time(0), self.start.tzinfo)
        steps = range(int((self.end - midnight) / timedelta(minutes=minutes)) + 1)
        times = (midnight + timedelta(minutes=minutes) * step for step in steps)
        return [at for at in times if self.start <= at <= self.end]

    def _months(self, every: int) -> list[datetime]:
        first, last = (each.year * 12 + each.month - 1 for each in (self.start, self.end))
        months = (
            datetime(month // 12, month % 12 + 1, 1, tzinfo=self.start.tzinfo)
            for month in range(first, last + 1)
            if month % every == 0
        )
        return [at for at in months if self.start <= at <= self.end]


def _midnights(start: datetime, end: datetime, *, every: int) -> list[datetime]:
    """Every so many days; whole weeks are counted from Mondays."""
    found = []
    date = start.date()
    while (midnight := datetime.combine(date, time(0), start.tzinfo)) <= end:
        if midnight >= start and (date.toordinal() - 1) % every == 0:  # day 1 of the calendar was a Monday
            found.append(midnight)
        date += timedelta(days=1)
    return found


def _tick_width(tick: Tick, language: str, size: int) -> float:
    return max(width(said(label, language), size) for label in (tick.label, tick.below))

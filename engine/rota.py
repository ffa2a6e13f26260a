"""A rota: whose turn it is. Turns may come again every so many days, by the clock on the wall."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import lcm
from zoneinfo import ZoneInfo

from engine.people import Label, PersonId

MAX_CYCLE_DAYS = 366  # how far ahead a gap is looked for


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's time on a rota: from `start` until `end`, and again every so many days, if any."""

    person: PersonId
    start: datetime
    end: datetime
    every_days: int = 0


@dataclass(frozen=True, slots=True)
class Rota:
    """Repeated turns keep to the clock in `zone`: 18:00 stays 18:00 when summer time begins."""

    id: str
    name: Label
    zone: ZoneInfo
    turns: tuple[Turn, ...] = ()

    def on_call(self, now: datetime) -> tuple[PersonId, ...]:
        return tuple(dict.fromkeys(each.person for each in self.turns if self._is_on(each, now)))

    def gap(self) -> datetime | None:
        """The first moment between turns at which nobody is on call."""
        moments = sorted(set(self._ends()))
        last = None if any(each.every_days for each in self.turns) else moments[-1:]
        return next((each for each in moments if not self.on_call(each) and [each] != last), None)

    def _is_on(self, turn: Turn, now: datetime) -> bool:
        local = now.astimezone(self.zone)
        since = local - turn.start.astimezone(self.zone)  # within one zone: by the clock on the wall
        if since < timedelta(0):
            return False
        if turn.every_days:
            since %= timedelta(days=turn.every_days)
        return since < turn.end.astimezone(self.zone) - turn.start.astimezone(self.zone)

    def _ends(self) -> Iterator[datetime]:
        """Of every turn, through one cycle of those that come again."""
        cycle = min(lcm(*(each.every_days or 1 for each in self.turns)), MAX_CYCLE_DAYS)
        for turn in self.turns:
            end = turn.end.astimezone(self.zone)
            for days in range(0, cycle, turn.every_days) if turn.every_days else (0,):
                yield end + timedelta(days=days)

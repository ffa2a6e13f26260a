"""A worker's parts over real storage, with plain functions that write down what they are asked to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from redis import Redis

from engine.commands import FireTimer
from scheduler.parts import Parts
from scheduler.rq_queue import RqQueue
from storage.database import Database
from storage.inbox import Inbox, WaitingMessage
from storage.leases import Lease
from storage.outbox import NewMessage, Outbox, OutboxItem
from storage.reminders import Reminder, Reminders
from storage.retention import Retention
from storage.timers import Timers
from storage.turns import Turns

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


@dataclass
class FixedClock:
    """Company time and machine time, moved by the test."""

    moment: datetime = NOON

    def now(self) -> datetime:
        return self.moment

    def machine_now(self) -> datetime:
        return self.moment

    def passes(self, seconds: float) -> datetime:
        self.moment += timedelta(seconds=seconds)
        return self.moment


@dataclass
class Office:
    """`handled`, `sent`, `fired` and `told` record what was done; a failure can be planted for a payload."""

    database: Database
    redis: Redis
    owner: str = "worker-1"
    clock: FixedClock = field(default_factory=FixedClock)
    handled: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    fired: list[FireTimer] = field(default_factory=list)
    failures: dict[str, Exception] = field(default_factory=dict)

    def parts(self, due: Callable[[datetime, int], Sequence[FireTimer]] | None = None) -> Parts:
        return Parts(
            owner=self.owner,
            clock=self.clock,
            queue=RqQueue(self.redis),
            inbox=Inbox(self.database),
            turns=Turns(self.database),
            outbox=Outbox(self.database),
            reminders=Reminders(self.database),
            handle=self._handle,
            apologise=lambda message, _now: [NewMessage(f"sorry/{message.message_id}", "desk", "sorry")],
            notify=self._notify,
            send=self._send,
            remind=self._remind,
            due_timers=due or Timers(self.database).due,
            fire=self._fire,
            redirect=lambda _now: None,
            fire_waits=lambda _now: None,
            tidy=Retention(self.database, messages=timedelta(days=30), turns=timedelta(days=365)).prune,
        )

    def receives(self, *texts: str, conversation: str = "desk") -> None:
        for text in texts:
            Inbox(self.database).accept(
                platform="web",
                message_id=text,
                conversation=conversation,
                payload=text,
                now=self.clock.now(),
            )

    def _handle(self, message: WaitingMessage, by: Lease, now: datetime) -> Sequence[OutboxItem]:
        self._stumble(message.payload)
        self.handled.append(message.payload)
        answer = NewMessage(f"answer/{message.message_id}", message.conversation, f"re {message.payload}")
        return Turns(self.database).finish(message.id, [answer], by=by, now=now)

    def _notify(self, payload: str, _now: datetime) -> Sequence[NewMessage]:
        self._stumble(payload)
        return [NewMessage(f"{payload}/{person}", person, f"{payload} for {person}") for person in ("a", "b")]

    def _send(self, item: OutboxItem, _now: datetime) -> None:
        self._stumble(item.payload)
        self.sent.append(item.payload)

    def _remind(self, reminder: Reminder, _now: datetime) -> Sequence[NewMessage]:
        return [NewMessage(f"remind/{reminder.id}", reminder.person, reminder.words)]

    def _fire(self, timer: FireTimer, _now: datetime) -> None:
        self._stumble(timer.task)
        self.fired.append(timer)

    def _stumble(self, over: str) -> None:
        if over in self.failures:
            raise self.failures[over]

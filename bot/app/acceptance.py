"""The way into the assistant for whatever the platforms send, by callback or over a long connection."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime
from threading import Event, Lock, Thread

from bot.messages import IncomingMessage
from scheduler.rq_queue import JobKind, RqQueue
from storage.acceptances import Acceptances, Arrived
from storage.database import Database
from webhook.parts import Inbox

_REST_S = 0.05  # between two answers: in a flood each would cost as much as the callbacks that it is for


def open_inbox(database: Database, queue: RqQueue) -> Inbox:
    acceptances = Acceptances(database)
    bell = _Bell(lambda: queue.wake(JobKind.INBOX))

    def soon(messages: Sequence[IncomingMessage], now: Callable[[], datetime]) -> Future[list[bool]]:
        return acceptances.submit(lambda: [_arrived(each, at) for at in (now(),) for each in messages])

    def accept(message: IncomingMessage, now: datetime) -> bool:
        return acceptances.submit(lambda: [_arrived(message, now)]).result()[0]

    def wake() -> None:
        queue.wake(JobKind.INBOX)

    return Inbox(accept=accept, wake=wake, soon=soon, wake_soon=bell.ring)


def _arrived(message: IncomingMessage, now: datetime) -> Arrived:
    return Arrived(
        platform=message.platform,
        message_id=message.message_id,
        conversation=f"{message.platform}/{message.address.conversation}",
        payload=message.model_copy(update={"at": now}).model_dump_json(),
        now=now,
    )


class _Bell:
    """Rung by many, answered in a thread of its own: a queue that is slow to answer makes nobody late.

    Who rings while it is being answered, or soon after, is heard by the next answer, once for all of them.
    """

    def __init__(self, answer: Callable[[], object]) -> None:
        self._answer, self._rung, self._lock = answer, Event(), Lock()
        self._thread: Thread | None = None

    def ring(self) -> None:
        self._rung.set()
        if self._thread is None:
            with self._lock:
                if self._thread is None:
                    self._thread = Thread(target=self._listen, name="inbox-bell", daemon=True)
                    self._thread.start()

    def _listen(self) -> None:
        while self._rung.wait():
            self._rung.clear()
            self._answer()
            time.sleep(_REST_S)

"""Long connections: one process holds each, what comes over it is kept before it is acknowledged, once."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event, Thread

import pytest
from redis import Redis

from bot.adapter import Received
from bot.app.acceptance import open_inbox
from bot.app.redis_server import open_redis
from bot.app.sockets import Socket, SocketLease, Sockets, take_into
from bot.messages import Address, IncomingMessage
from scheduler.rq_queue import RqQueue
from storage.database import Database
from storage.inbox import Inbox, close_message
from storage.leases import lease
from tests.scenarios.company import CompanyClock

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)


def eventually(holds: Callable[[], bool], within_s: float = 5.0) -> bool:
    until = time.monotonic() + within_s
    while not holds() and time.monotonic() < until:
        time.sleep(0.01)
    return holds()


@dataclass
class Line:
    """A listener that is connected as long as it runs."""

    connected: int = 0
    most: int = 0
    runs: int = 0
    breaks: int = 0  # how often it throws before it stays
    sends: list[Received] = field(default_factory=list)

    def run(self, taken: Callable[[Received], None], stop: Event) -> None:
        self.runs += 1
        if self.runs <= self.breaks:
            raise RuntimeError("the library's")
        self.connected += 1
        self.most = max(self.most, self.connected)
        for each in self.sends:
            taken(each)
        stop.wait()
        self.connected -= 1


class Process:
    """One of several that could hold the line."""

    def __init__(self, line: Line, redis: Redis) -> None:
        self._stop = Event()
        self.lease = SocketLease(redis, "dingtalk", lease_ms=300)
        socket = Socket("dingtalk", line, self.lease, lambda received: None, renew_s=0.05)
        self._thread = Thread(target=socket.run, args=(self._stop,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join(5)


def test_one_process_of_several_holds_the_line(redis: Redis) -> None:
    line = Line()
    processes = [Process(line, redis) for _ in range(3)]
    assert eventually(lambda: line.connected == 1)
    time.sleep(0.5)
    for each in processes:
        each.stop()
    assert (line.most, line.connected) == (1, 0)


def test_another_takes_over_at_once_from_one_that_stops(redis: Redis) -> None:
    first, second = Line(), Line()
    one = Process(first, redis)
    assert eventually(lambda: first.connected == 1)
    two = Process(second, redis)
    one.stop()
    assert first.connected == 0
    assert eventually(lambda: second.connected == 1, within_s=0.25)
    two.stop()


def test_another_takes_over_from_one_that_died(redis: Redis) -> None:
    dead = SocketLease(redis, "dingtalk", lease_ms=300)
    assert dead.hold()
    line = Line()
    process = Process(line, redis)
    assert not eventually(lambda: line.connected == 1, within_s=0.15)
    assert eventually(lambda: line.connected == 1)
    process.stop()


def test_a_holder_that_lost_its_lease_hangs_up(redis: Redis) -> None:
    line = Line()
    process = Process(line, redis)
    assert eventually(lambda: line.connected == 1)
    redis.set("tuitui:socket:dingtalk", "somebody else", px=60_000)
    assert eventually(lambda: line.connected == 0)
    process.stop()


def test_a_holder_goes_on_while_redis_is_away_and_a_newcomer_waits() -> None:
    away = open_redis("redis://127.0.0.1:1")
    assert not SocketLease(away, "dingtalk").hold()
    holder = SocketLease(away, "dingtalk")
    holder._held = True
    assert holder.hold()


def test_a_listener_that_throws_is_started_again(redis: Redis) -> None:
    line = Line(breaks=1)
    process = Process(line, redis)
    assert eventually(lambda: line.connected == 1)
    process.stop()
    assert line.runs == 2


def _received(*ids: str) -> Received:
    address = Address(platform="dingtalk", conversation="c1")
    return Received(
        tuple(
            IncomingMessage(
                platform="dingtalk", message_id=each, sender="u", address=address, at=NOW, text="hi"
            )
            for each in ids
        )
    )


def test_what_comes_over_the_line_is_durable_once_and_wakes_a_worker(
    redis: Redis, sqlite_database: Database
) -> None:
    taken = take_into(open_inbox(sqlite_database, RqQueue(redis)), CompanyClock())
    line = Line(sends=[_received("m1"), _received("m1", "m2"), _received("m2")])
    sockets = Sockets({"dingtalk": line}, redis, taken)
    sockets.start()
    assert eventually(lambda: line.connected == 1)
    sockets.stop()
    assert line.connected == 0
    inbox, kept = Inbox(sqlite_database), []
    clock = CompanyClock()
    held = lease("worker", clock.machine_now(), 60)
    while (message := inbox.claim(held, clock.now())) is not None:
        kept.append(message.message_id)
        with sqlite_database.writing() as session:
            close_message(session, message.id, owner="worker", status="done", now=clock.now())
    assert kept == ["m1", "m2"]
    assert redis.exists("tuitui:wake:inbox")


def test_what_cannot_be_kept_is_not_acknowledged(redis: Redis, sqlite_database: Database) -> None:
    taken = take_into(open_inbox(sqlite_database, RqQueue(redis)), CompanyClock())
    with sqlite_database.writing() as session:
        session.connection().exec_driver_sql("DROP TABLE inbox")
    with pytest.raises(Exception, match="inbox"):
        taken(_received("m1"))

"""Wake-ups coalesce, reach a worker, and a lost one is made up for by the tick."""

from __future__ import annotations

from datetime import timedelta

from redis import Redis
from rq import Queue

from bot.app.redis_server import open_redis
from scheduler import jobs
from scheduler.rq_queue import QUEUE, JobKind, RqQueue
from scheduler.rq_worker import TunedWorker
from scheduler.ticks import Ticks
from storage.delegations import Delegations
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.reminders import Reminders
from storage.timers import Timers
from storage.waits import Waits
from tests.unit.scheduler.office import NOON, Office


def waiting_jobs(redis: Redis) -> int:
    return len(Queue(QUEUE, connection=redis))


def work(office: Office) -> None:
    """A worker that ends when the queue is empty."""
    jobs.use(office.parts())
    TunedWorker([QUEUE], connection=office.redis, log_job_description=False).work(
        burst=True, logging_level="ERROR"
    )


def ticks(office: Office) -> Ticks:
    return Ticks(
        queue=RqQueue(office.redis),
        inbox=Inbox(office.database),
        outbox=Outbox(office.database),
        reminders=Reminders(office.database),
        due_timers=Timers(office.database).due,
        due_deputies=Delegations(office.database).due,
        due_waits=Waits(office.database).due,
    )


def test_many_wake_ups_make_one_job(redis: Redis) -> None:
    queue = RqQueue(redis)
    assert all(queue.wake(JobKind.INBOX) for _ in range(50))
    assert waiting_jobs(redis) == 1


def test_each_kind_has_its_own(redis: Redis) -> None:
    for kind in JobKind:
        RqQueue(redis).wake(kind)
    assert waiting_jobs(redis) == len(JobKind)


def test_what_arrives_while_a_worker_looks_makes_it_look_again(redis: Redis) -> None:
    queue = RqQueue(redis)
    queue.wake(JobKind.INBOX)
    queue.started(JobKind.INBOX)
    queue.wake(JobKind.INBOX)
    assert waiting_jobs(redis) == 2


def test_a_woken_worker_handles_what_waits(office: Office) -> None:
    office.receives("one", "two")
    RqQueue(office.redis).wake(JobKind.INBOX)
    work(office)
    assert office.handled == ["one", "two"]


def test_a_job_leaves_nothing_behind_in_redis(office: Office) -> None:
    RqQueue(office.redis).wake(JobKind.INBOX)
    work(office)
    assert list(office.redis.keys("rq:job:*")) == []


def test_a_failed_job_is_logged_and_the_worker_goes_on(office: Office) -> None:
    office.receives("one")
    Queue(QUEUE, connection=office.redis).enqueue_call("scheduler.jobs.run", args=("no such kind",))
    RqQueue(office.redis).wake(JobKind.INBOX)
    work(office)
    assert office.handled == ["one"]


def test_a_redis_that_is_away_is_reported_not_raised() -> None:
    assert RqQueue(open_redis("redis://127.0.0.1:1")).wake(JobKind.INBOX) is False


def test_a_quiet_tick_wakes_nobody(office: Office) -> None:
    assert ticks(office).tick(NOON, NOON) == ()
    assert waiting_jobs(office.redis) == 0


def test_after_a_flush_the_tick_brings_the_work_back(office: Office) -> None:
    office.receives("one")
    RqQueue(office.redis).wake(JobKind.INBOX)
    office.redis.flushall()
    assert ticks(office).tick(NOON, NOON) == (JobKind.INBOX,)
    work(office)
    assert office.handled == ["one"]


def test_the_tick_wakes_for_what_a_dead_worker_held(office: Office) -> None:
    office.receives("one")
    dead = office.parts()
    assert dead.inbox.claim(dead.lease(), NOON) is not None
    assert ticks(office).tick(NOON, NOON) == ()
    later = NOON + timedelta(minutes=2)
    assert ticks(office).tick(later, later) == (JobKind.INBOX,)


def test_the_tick_wakes_for_a_due_reminder(office: Office) -> None:
    Reminders(office.database).add(
        key="r1", person="liu.yang", author="liu.yang", words="call", at=NOON, address="", now=NOON
    )
    assert ticks(office).tick(NOON, NOON) == (JobKind.REMINDERS,)


def test_tidying_is_called_for_once_an_hour(office: Office) -> None:
    assert [ticks(office).tidy() for _ in range(3)] == [True, False, False]

"""Questions to the process that holds a long connection, through a real Redis."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from threading import Event

import pytest
from redis import Redis

from bot.adapter import NotReachable
from bot.app.redis_server import open_redis, start_redis
from bot.app.relay import RedisRelay


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    server = start_redis(tmp_path_factory.mktemp("redis"))
    yield open_redis(server.url)
    server.stop()


@pytest.fixture
def relay(redis: Redis) -> Iterator[RedisRelay]:
    redis.flushdb()
    stop = Event()
    held = RedisRelay(redis)
    answering = threading.Thread(target=held.answer, args=("line", lambda asked: f"{asked}!", stop))
    answering.start()
    yield RedisRelay(redis)
    stop.set()
    answering.join(5)
    assert not answering.is_alive()


def test_each_question_gets_its_own_answer(relay: RedisRelay) -> None:
    answers: dict[int, str] = {}

    def ask(number: int) -> None:
        answers[number] = relay.ask("line", f"你好 {number}", patience_s=5)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(5)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert answers == {number: f"你好 {number}!" for number in range(5)}


def test_a_question_that_nobody_answers_is_not_reachable(relay: RedisRelay) -> None:
    with pytest.raises(NotReachable):
        relay.ask("another line", "在吗", patience_s=0.1)


def test_a_question_that_was_given_up_is_not_carried_out_later(redis: Redis) -> None:
    """Whoever asked has been told that it failed, and asks again."""
    redis.flushdb()
    relay, carried_out, stop = RedisRelay(redis), list[str](), Event()
    with pytest.raises(NotReachable):
        relay.ask("line", "old", patience_s=0.05)

    def answering(asked: str) -> str:
        carried_out.append(asked)
        return "done"

    thread = threading.Thread(target=relay.answer, args=("line", answering, stop))
    thread.start()
    assert relay.ask("line", "new", patience_s=5) == "done"
    stop.set()
    thread.join(5)
    assert carried_out == ["new"]

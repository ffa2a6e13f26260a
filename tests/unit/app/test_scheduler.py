"""Of several schedulers one is active; another takes over when it is gone."""

from __future__ import annotations

from redis import Redis

from bot.app.scheduler import leads


def test_one_scheduler_leads_and_goes_on_leading(redis: Redis) -> None:
    assert leads(redis, "first")
    assert not leads(redis, "second")
    assert leads(redis, "first")


def test_another_takes_over_when_the_first_is_gone(redis: Redis) -> None:
    leads(redis, "first")
    redis.delete("tuitui:scheduler")  # as it does by itself after a few seconds of silence
    assert leads(redis, "second")
    assert not leads(redis, "first")

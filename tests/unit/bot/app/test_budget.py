"""What a platform allows is counted for all processes together, and the operator sees how much is left."""

from __future__ import annotations

import time

import pytest
from redis import Redis

from bot.adapter import RateLimited
from bot.app.budget import LocalBudget, SharedBudget, Use
from bot.app.redis_server import open_redis


def test_two_processes_share_one_budget(redis: Redis) -> None:
    here, there = SharedBudget(redis), SharedBudget(redis)
    here.take("wecom/member/ann", limit=2, window_s=60)
    there.take("wecom/member/ann", limit=2, window_s=60)
    with pytest.raises(RateLimited) as limited:
        here.take("wecom/member/ann", limit=2, window_s=60)
    assert 58 < limited.value.retry_after_s <= 60
    here.take("wecom/member/bob", limit=2, window_s=60)


def test_the_window_slides(redis: Redis) -> None:
    budget = SharedBudget(redis)
    budget.take("feishu/app", limit=1, window_s=0.1)
    with pytest.raises(RateLimited):
        budget.take("feishu/app", limit=1, window_s=0.1)
    time.sleep(0.12)
    budget.take("feishu/app", limit=1, window_s=0.1)


def test_what_was_refused_is_not_counted(redis: Redis) -> None:
    budget = SharedBudget(redis)
    budget.take("feishu/app", limit=1, window_s=60)
    for _ in range(3):
        with pytest.raises(RateLimited):
            budget.take("feishu/app", limit=1, window_s=60)
    assert budget.uses() == (Use("feishu/app", 1, 1),)


def test_the_operator_sees_the_fullest_and_no_ids_of_people(redis: Redis) -> None:
    budget = SharedBudget(redis)
    for member, calls in (("ann", 1), ("bob", 3)):
        for _ in range(calls):
            budget.take(f"wecom/member/{member}", limit=30, window_s=60)
    budget.take("dingtalk/month", limit=10_000, window_s=86_400)
    assert budget.uses() == (Use("dingtalk/month", 1, 10_000), Use("wecom/member", 3, 30))


def test_who_has_been_silent_leaves_nothing_behind(redis: Redis) -> None:
    budget = SharedBudget(redis)
    for message in range(20):
        budget.take(f"feishu/message/{message}", limit=5, window_s=0.05)
    time.sleep(0.06)
    budget.take("feishu/message/last", limit=5, window_s=0.05)
    assert redis.zcard("tuitui:budgets") == 1
    time.sleep(0.06)
    assert budget.uses() == (Use("feishu/message", 0, 5),)


@pytest.mark.parametrize("budget", [LocalBudget(), SharedBudget(open_redis("redis://127.0.0.1:1"))])
def test_without_redis_each_process_counts_alone(budget: LocalBudget | SharedBudget) -> None:
    budget.take("feishu/app", limit=1, window_s=60)
    with pytest.raises(RateLimited):
        budget.take("feishu/app", limit=1, window_s=60)

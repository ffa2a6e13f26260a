"""One token for all processes: fetched by one of them, kept where nobody else can read it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from redis import Redis

from bot.adapter import NotReachable
from bot.app.redis_server import open_redis
from bot.app.tokens import LocalTokens, SharedTokens

SECRET = b"of this installation"


class Platform:
    """Gives a new token at each call, after a while."""

    def __init__(self, lifetime_s: float = 7200) -> None:
        self.calls = 0
        self._lifetime_s = lifetime_s
        self._lock = threading.Lock()

    def __call__(self) -> tuple[str, float]:
        time.sleep(0.05)
        with self._lock:
            self.calls += 1
            return f"token-{self.calls}", self._lifetime_s


def test_processes_and_threads_that_need_it_at_once_fetch_it_once(redis: Redis) -> None:
    platform = Platform()
    processes = [SharedTokens(redis, SECRET) for _ in range(4)]
    with ThreadPoolExecutor(16) as pool:
        got = list(pool.map(lambda each: processes[each % 4].get("wecom/7", platform), range(16)))
    assert set(got) == {"token-1"}
    assert platform.calls == 1


def test_each_name_has_a_token_of_its_own(redis: Redis) -> None:
    tokens, platform = SharedTokens(redis, SECRET), Platform()
    assert tokens.get("wecom/7", platform) != tokens.get("feishu/a", platform)


def test_an_expired_token_is_dropped_for_all_and_a_newer_one_stays(redis: Redis) -> None:
    first, second, platform = SharedTokens(redis, SECRET), SharedTokens(redis, SECRET), Platform()
    assert first.get("wecom/7", platform) == "token-1"
    second.drop("wecom/7", "token-1")
    assert first.get("wecom/7", platform) == "token-2"
    second.drop("wecom/7", "token-1")
    assert second.get("wecom/7", platform) == "token-2"


def test_it_is_renewed_before_it_ends(redis: Redis) -> None:
    tokens, platform = SharedTokens(redis, SECRET), Platform(lifetime_s=0.2)
    assert tokens.get("wecom/7", platform) == "token-1"
    time.sleep(0.12)
    assert tokens.get("wecom/7", platform) == "token-2"


def test_redis_shows_no_token(redis: Redis) -> None:
    SharedTokens(redis, SECRET).get("wecom/7", lambda: ("my-bearer", 7200))
    kept = [redis.get(name) or b"" for name in redis.scan_iter()]
    assert kept
    assert not any(b"my-bearer" in each for each in kept)


def test_an_installation_with_another_secret_does_not_meet_it(redis: Redis) -> None:
    platform = Platform()
    assert SharedTokens(redis, SECRET).get("wecom/7", platform) == "token-1"
    assert SharedTokens(redis, b"another").get("wecom/7", platform) == "token-2"
    assert SharedTokens(redis, SECRET).get("wecom/7", platform) == "token-1"


def test_a_fetch_that_fails_leaves_the_way_free(redis: Redis) -> None:
    tokens = SharedTokens(redis, SECRET)

    def fails() -> tuple[str, float]:
        raise NotReachable

    with pytest.raises(NotReachable):
        tokens.get("wecom/7", fails)
    assert tokens.get("wecom/7", Platform()) == "token-1"


def _alone() -> LocalTokens:
    return LocalTokens()


def _without_redis() -> SharedTokens:
    return SharedTokens(open_redis("redis://127.0.0.1:1"), SECRET)


@pytest.mark.parametrize("opened", [_alone, _without_redis])
def test_without_redis_each_process_keeps_its_own(opened: Callable[[], LocalTokens | SharedTokens]) -> None:
    tokens, platform = opened(), Platform()
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: tokens.get("wecom/7", platform), range(8))) == {"token-1"}
    tokens.drop("wecom/7", "token-1")
    assert tokens.get("wecom/7", platform) == "token-2"

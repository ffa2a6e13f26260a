"""How much of what the platforms allow was used, counted in sliding windows for all processes together.

Counted in Redis, by its clock; while it is away each process counts alone, and the platform's own answer is
the last word. A Redis that was emptied starts at nothing.
"""

from __future__ import annotations

import secrets
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Lock

import structlog
from redis import Redis
from redis.exceptions import RedisError

from bot.adapter import RateLimited

_PREFIX = "tuitui:budget:"
_NAMES = "tuitui:budgets"  # name → `limit window`, for whoever looks
_SHOWN = 2  # parts of a name; what follows may be somebody's account

# KEYS: the calls by time, the names. ARGV: name, limit, window in µs, a value for this call.
# 0 when it was counted, else the µs until it may be tried again.
_TAKE = """
local time = redis.call('time')
local now = time[1] * 1000000 + time[2]
redis.call('hset', KEYS[2], ARGV[1], ARGV[2] .. ' ' .. ARGV[3])
redis.call('zremrangebyscore', KEYS[1], '-inf', now - ARGV[3])
if redis.call('zcard', KEYS[1]) >= tonumber(ARGV[2]) then
  local oldest = redis.call('zrange', KEYS[1], 0, 0, 'withscores')
  return math.max(1, (oldest[2] or now) + ARGV[3] - now)
end
redis.call('zadd', KEYS[1], now, ARGV[4])
redis.call('pexpire', KEYS[1], math.ceil(ARGV[3] / 1000) + 1000)
return 0
"""
_USED = """
local time = redis.call('time')
return redis.call('zcount', KEYS[1], time[1] * 1000000 + time[2] - ARGV[1], '+inf')
"""

log = structlog.get_logger()


class LocalBudget:
    """For one process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._calls: dict[str, deque[float]] = {}

    def take(self, name: str, *, limit: int, window_s: float) -> None:
        with self._lock:
            now, calls = self._clock(), self._calls.setdefault(name, deque())
            while calls and calls[0] <= now - window_s:
                calls.popleft()
            if len(calls) >= limit:
                raise RateLimited(retry_after_s=(calls[0] if calls else now) + window_s - now)
            calls.append(now)


@dataclass(frozen=True, slots=True)
class Use:
    """The fullest of the budgets that share a name: of all people's, that of the busiest."""

    name: str
    used: int
    limit: int


class SharedBudget:
    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._alone = LocalBudget()

    def take(self, name: str, *, limit: int, window_s: float) -> None:
        window = int(window_s * 1_000_000)
        try:
            wait = self._redis.eval(
                _TAKE, 2, _PREFIX + name, _NAMES, name, limit, window, secrets.token_bytes(12)
            )
        except RedisError as error:
            log.warning("budget_not_shared", error=repr(error))
            self._alone.take(name, limit=limit, window_s=window_s)
            return
        if int(wait):
            raise RateLimited(retry_after_s=int(wait) / 1_000_000)

    def uses(self) -> tuple[Use, ...]:
        """For the operator: by the first two parts of each name. Nothing while Redis is away."""
        fullest: dict[str, Use] = {}
        try:
            for use in self._each():
                known = fullest.get(use.name)
                if known is None or use.used * known.limit > known.used * use.limit:
                    fullest[use.name] = use
        except RedisError as error:
            log.warning("budgets_not_read", error=repr(error))
            return ()
        return tuple(fullest[name] for name in sorted(fullest))

    def _each(self) -> Iterator[Use]:
        """Who has long used nothing is forgotten while looking, as long as others show the name."""
        for raw, kept in self._redis.hgetall(_NAMES).items():
            name = raw.decode() if isinstance(raw, bytes) else raw
            limit, window = kept.split()
            used = int(self._redis.eval(_USED, 1, _PREFIX + name, int(window)))
            if not used and name.count("/") >= _SHOWN:
                self._redis.hdel(_NAMES, raw)
            yield Use("/".join(name.split("/")[:_SHOWN]), used, int(limit))

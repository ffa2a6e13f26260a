"""How much of what the platforms allow was used, counted in sliding windows for all processes together.

Counted in Redis, by its clock; while it is away each process counts alone, and the platform's own answer is
the last word. A Redis that was emptied starts at nothing.
"""

from __future__ import annotations

import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

import structlog
from redis import Redis
from redis.exceptions import RedisError

from bot.adapter import RateLimited

_PREFIX = "tuitui:budget:"
_IN_USE = "tuitui:budgets"  # names by the moment until which their last call counts
_LIMITS = "tuitui:budget-limits"  # what is shown of a name → `limit window`
_SHOWN = 2  # parts of a name; what follows may be somebody's account, or a message

# KEYS: the calls by time, the names in use, the limits. ARGV: name, what is shown of it, limit, window in µs,
# a value for this call. 0 when it was counted, else the µs until it may be tried again.
_TAKE = """
local time = redis.call('time')
local now = time[1] * 1000000 + time[2]
redis.call('hset', KEYS[3], ARGV[2], ARGV[3] .. ' ' .. ARGV[4])
redis.call('zremrangebyscore', KEYS[2], '-inf', now)
redis.call('zremrangebyscore', KEYS[1], '-inf', now - ARGV[4])
if redis.call('zcard', KEYS[1]) >= tonumber(ARGV[3]) then
  local oldest = redis.call('zrange', KEYS[1], 0, 0, 'withscores')
  return math.max(1, (oldest[2] or now) + ARGV[4] - now)
end
redis.call('zadd', KEYS[1], now, ARGV[5])
redis.call('pexpire', KEYS[1], math.ceil(ARGV[4] / 1000) + 1000)
redis.call('zadd', KEYS[2], now + ARGV[4], ARGV[1])
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
    """The fullest of the budgets that share the shown part of a name: of all people's, the busiest one's."""

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
            keys = _PREFIX + name, _IN_USE, _LIMITS
            wait = self._redis.eval(
                _TAKE, 3, *keys, name, _shown(name), limit, window, secrets.token_bytes(12)
            )
        except RedisError as error:
            log.warning("budget_not_shared", error=repr(error))
            self._alone.take(name, limit=limit, window_s=window_s)
            return
        if int(wait):
            raise RateLimited(retry_after_s=int(wait) / 1_000_000)

    def uses(self) -> tuple[Use, ...]:
        """For the operator: by the first two parts of each name. Nothing while Redis is away."""
        try:
            limits = {_text(name): _text(kept).split() for name, kept in self._redis.hgetall(_LIMITS).items()}
            most = dict.fromkeys(sorted(limits), 0)
            for name in map(_text, self._redis.zrange(_IN_USE, 0, -1)):
                shown = _shown(name)
                window = int(limits[shown][1])
                most[shown] = max(most[shown], int(self._redis.eval(_USED, 1, _PREFIX + name, window)))
        except RedisError as error:
            log.warning("budgets_not_read", error=repr(error))
            return ()
        return tuple(Use(name, used, int(limits[name][0])) for name, used in most.items())


def _shown(name: str) -> str:
    return "/".join(name.split("/")[:_SHOWN])


def _text(raw: object) -> str:
    return raw.decode() if isinstance(raw, bytes) else str(raw)

"""The platforms' access tokens, fetched once for all processes of the company.

They are kept in Redis, encrypted with a key made from the session secret: a Redis that is shared, dumped or
persisted to a file then gives nobody the company's bot. Who has another secret has tokens of their own. While
Redis is away, each process keeps its own: a second token is no harm, a silent bot is.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from collections import defaultdict
from collections.abc import Callable
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

import structlog
from redis import Redis
from redis.exceptions import RedisError

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

_EARLY_S = 120.0  # renewed before it ends: a call under way must not meet its end
_REFRESH_MS = 20_000  # what a fetch may take; then somebody else tries
_LOOK_S = 0.05

# Only who has taken it may give it back, and only the value that was seen is dropped.
_IF_SAME = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0"

log = structlog.get_logger()
Fetch = Callable[[], tuple[str, float]]


class LocalTokens:
    """For one process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._refreshing: defaultdict[str, Lock] = defaultdict(Lock)
        self._kept: dict[str, tuple[str, float]] = {}

    def get(self, name: str, fetch: Fetch) -> str:
        with self._lock:
            refreshing = self._refreshing[name]
        with refreshing:
            token, until = self._kept.get(name, ("", 0.0))
            if not token or self._clock() >= until:
                token, lifetime_s = fetch()
                self._kept[name] = (token, self._clock() + _use_s(lifetime_s))
            return token

    def drop(self, name: str, token: str) -> None:
        with self._lock:
            if self._kept.get(name, ("",))[0] == token:
                del self._kept[name]


class SharedTokens:
    """One object serves all threads of a process, and agrees with those of the others."""

    def __init__(self, redis: Redis, secret: bytes) -> None:
        self._redis = redis
        self._key = key = hashlib.sha256(b"tuitui platform tokens\n" + secret).digest()
        self._prefix = f"tuitui:token:{hashlib.sha256(key).hexdigest()[:12]}:"
        self._alone = LocalTokens()
        self._lock = Lock()
        self._refreshing: defaultdict[str, Lock] = defaultdict(Lock)

    @cached_property
    def _cipher(self) -> Fernet:
        from cryptography.fernet import Fernet  # noqa: PLC0415 - the web chat alone has no tokens

        return Fernet(base64.urlsafe_b64encode(self._key))

    def get(self, name: str, fetch: Fetch) -> str:
        try:
            if token := self._kept(name):
                return token
            with self._lock:
                refreshing = self._refreshing[name]
            with refreshing:
                return self._refreshed(name, fetch)
        except RedisError as error:
            log.warning("tokens_not_shared", error=repr(error))
            return self._alone.get(name, fetch)

    def drop(self, name: str, token: str) -> None:
        self._alone.drop(name, token)
        try:
            sealed = self._redis.get(self._prefix + name)
            if sealed is not None and self._opened(sealed) == token:
                self._redis.eval(_IF_SAME, 1, self._prefix + name, sealed)
        except RedisError as error:
            log.warning("token_not_dropped", error=repr(error))

    def _refreshed(self, name: str, fetch: Fetch) -> str:
        """By whoever has the lock; the others wait for what comes of it."""
        lock, mine = f"{self._prefix}{name}:refreshing", secrets.token_bytes(16)
        while not self._redis.set(lock, mine, nx=True, px=_REFRESH_MS):
            time.sleep(_LOOK_S)
            if token := self._kept(name):
                return token
        try:
            if token := self._kept(name):  # it came while we waited for the lock
                return token
            token, lifetime_s = fetch()
            self._keep(name, token, lifetime_s)
            return token
        finally:
            self._unlock(lock, mine)

    def _keep(self, name: str, token: str, lifetime_s: float) -> None:
        """A token in hand is used even when it cannot be shared any more."""
        try:
            sealed = self._cipher.encrypt(json.dumps(token).encode())
            self._redis.set(self._prefix + name, sealed, px=max(1, int(_use_s(lifetime_s) * 1000)))
        except RedisError as error:
            log.warning("token_not_kept", error=repr(error))

    def _unlock(self, lock: str, mine: bytes) -> None:
        try:
            self._redis.eval(_IF_SAME, 1, lock, mine)
        except RedisError:
            log.warning("lock_not_released")  # it ends by itself

    def _kept(self, name: str) -> str | None:
        sealed = self._redis.get(self._prefix + name)
        return None if sealed is None else self._opened(sealed)

    def _opened(self, sealed: bytes | str) -> str | None:
        from cryptography.fernet import InvalidToken  # noqa: PLC0415 - as above

        try:
            token: str = json.loads(self._cipher.decrypt(sealed))
        except InvalidToken:
            return None
        return token


def _use_s(lifetime_s: float) -> float:
    return max(lifetime_s - _EARLY_S, lifetime_s / 2)

"""Questions from any process to the one that holds a long connection, and its answers, through Redis."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable
from threading import Event

import structlog
from redis import Redis
from redis.exceptions import RedisError

from bot.adapter import NotReachable

_PREFIX = "tuitui:relay:"
_LOOK_S = 1.0
_KEPT_S = 60  # an answer that nobody fetched

log = structlog.get_logger()


class RedisRelay:
    """A question carries the moment, by Redis's clock, until which it is waited for."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def ask(self, name: str, question: str, *, patience_s: float) -> str:
        answer = f"{_PREFIX}answer:{secrets.token_hex(12)}"
        asked = json.dumps({"to": answer, "until": self._now() + patience_s, "question": question})
        try:
            self._redis.rpush(_PREFIX + name, asked)
            until = time.monotonic() + patience_s
            while (left := until - time.monotonic()) > 0:
                # Shorter than a connection's own patience, which would take the silence for a fault.
                found = self._redis.blpop([answer], timeout=min(left, _LOOK_S))
                if found is not None:
                    return _text(found[1])
        except RedisError as error:
            raise NotReachable(f"relay: {error!r}") from error
        raise NotReachable(f"nobody answers for {name}")

    def answer(self, name: str, answering: Callable[[str], str], stop: Event) -> None:
        while not stop.is_set():
            try:
                found = self._redis.blpop([_PREFIX + name], timeout=_LOOK_S)
                if found is not None:
                    self._answered(json.loads(_text(found[1])), answering)
            except RedisError as error:
                log.warning("relay_interrupted", relay=name, error=repr(error))
                stop.wait(_LOOK_S)

    def _answered(self, asked: dict[str, str | float], answering: Callable[[str], str]) -> None:
        if float(asked["until"]) < self._now():
            return  # it was given up, and will be asked again
        answer = str(asked["to"])
        self._redis.rpush(answer, answering(str(asked["question"])))
        self._redis.expire(answer, _KEPT_S)

    def _now(self) -> float:
        try:
            seconds, microseconds = self._redis.time()
        except RedisError as error:
            raise NotReachable(f"relay: {error!r}") from error
        return float(seconds) + float(microseconds) / 1e6


def _text(value: bytes | str) -> str:
    return value.decode() if isinstance(value, bytes) else value

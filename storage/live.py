"""News for open pages, over Redis publish/subscribe. Nothing is kept: the database is the truth.

Whoever misses something loads it: a subscriber is told when it is (again) connected.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import redis
import redis.asyncio
import structlog
from redis.backoff import NoBackoff
from redis.retry import Retry

from storage.chat import ChatMessage, Posted

_CHANNEL = "tuitui:live"
_RETRY_S = 1.0
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class MessageNews:
    """A message is new or has changed. `people` are the members of its conversation."""

    people: tuple[str, ...]
    message: ChatMessage


@dataclass(frozen=True, slots=True)
class TypingNews:
    people: tuple[str, ...]
    conversation: str
    on: bool


@dataclass(frozen=True, slots=True)
class ClockNews:
    """The time machine moved, for everyone."""

    now: datetime


@dataclass(frozen=True, slots=True)
class Connected:
    """From here on nothing is missed; what happened before must be loaded."""


News = MessageNews | TypingNews | ClockNews | Connected


class LiveBus:
    """Publishing never fails its caller: pages that miss news catch up when they reconnect."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._redis = redis.Redis.from_url(
            url, socket_timeout=1, socket_connect_timeout=1, retry=Retry(NoBackoff(), 1)
        )

    def message(self, posted: Posted) -> None:
        m = posted.message
        data = {
            "id": m.id,
            "conversation": m.conversation,
            "seq": m.seq,
            "version": m.version,
            "author": m.author,
            "at": m.at.isoformat(),
            "reply_to": m.reply_to,
            "parts": m.parts,
        }
        self._publish("message", {"people": posted.members, "message": data})

    def typing(self, conversation: str, people: Sequence[str], *, on: bool) -> None:
        self._publish("typing", {"people": tuple(people), "conversation": conversation, "on": on})

    def clock(self, now: datetime) -> None:
        self._publish("clock", {"now": now.isoformat()})

    def ping(self) -> None:
        """Raises what Redis raises."""
        self._redis.ping()

    def close(self) -> None:
        self._redis.close()

    async def listen(self) -> AsyncIterator[News]:
        """For ever: when Redis is away it is tried again each second; `Connected` tells of each success."""
        while True:
            # No time-out: hours may pass between two pieces of news (redis-py cuts after five seconds).
            client = redis.asyncio.Redis.from_url(
                self._url, socket_timeout=None, socket_connect_timeout=1, retry=None
            )
            try:
                async with client.pubsub() as channel:
                    await channel.subscribe(_CHANNEL)
                    async for received in channel.listen():
                        if received["type"] == "subscribe":
                            yield Connected()
                        elif received["type"] == "message":
                            yield _news(json.loads(received["data"]))
            except (redis.RedisError, OSError) as error:
                _log.warning("live_updates_interrupted", error=str(error))
            finally:
                await client.aclose()
            await asyncio.sleep(_RETRY_S)

    def _publish(self, kind: str, data: dict[str, Any]) -> None:
        try:
            self._redis.publish(_CHANNEL, json.dumps({"kind": kind, **data}, ensure_ascii=False))
        except (redis.RedisError, OSError) as error:
            _log.warning("live_update_not_published", kind=kind, error=str(error))


def _news(data: dict[str, Any]) -> News:
    """Our own JSON back; `Any` ends here."""
    match data["kind"]:
        case "message":
            fields = {**data["message"], "at": datetime.fromisoformat(data["message"]["at"])}
            return MessageNews(tuple(data["people"]), ChatMessage(**fields))
        case "typing":
            return TypingNews(tuple(data["people"]), data["conversation"], data["on"])
        case "clock":
            return ClockNews(datetime.fromisoformat(data["now"]))
        case kind:
            raise ValueError(f"unknown news {kind!r}")

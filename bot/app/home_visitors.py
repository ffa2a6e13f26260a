"""Who has looked at the place of their own that a platform gives them: theirs is worth keeping up to date."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

import structlog
from redis import Redis
from redis.exceptions import RedisError

from engine.people import PersonId

_KEPT = timedelta(days=30)  # since the last look

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class HomeVisitors:
    """In Redis: what is forgotten is filled anew when it is next looked at."""

    redis: Redis

    def keep(self, platform: str, account: str, person: PersonId) -> None:
        try:
            self.redis.set(_key(platform, person), account, ex=_KEPT)
        except RedisError as error:
            log.warning("home_not_remembered", platform=platform, error=repr(error))

    def of(self, platform: str, people: Collection[PersonId]) -> Mapping[PersonId, str]:
        """Their accounts there; empty while nobody can be asked."""
        asked = sorted(people)
        try:
            found = self.redis.mget([_key(platform, each) for each in asked]) if asked else []
        except RedisError as error:
            log.warning("home_visitors_unknown", platform=platform, error=repr(error))
            return {}
        return {
            person: account.decode() if isinstance(account, bytes) else str(account)
            for person, account in zip(asked, found, strict=True)
            if account is not None
        }


def _key(platform: str, person: PersonId) -> str:
    return f"tuitui:home:{platform}:{person}"

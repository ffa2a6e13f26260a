"""One company for each story and platform."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app.wiring import Understanding
from storage.database import Database
from tests.platforms import site
from tests.platforms.city import City, open_city
from tests.scenarios.conftest import redis_of_scenarios, understanding

__all__ = ["redis_of_scenarios", "understanding"]  # fixtures


@pytest.fixture(params=site.names())
def city(
    request: pytest.FixtureRequest,
    sqlite_database: Database,
    tmp_path: Path,
    understanding: Understanding,
    redis_of_scenarios: str,
) -> Iterator[City]:
    """On one platform; people get their accounts when the story first needs them."""
    with open_city(
        request.param,
        database=sqlite_database,
        folder=tmp_path,
        redis_url=redis_of_scenarios,
        understanding=understanding,
    ) as opened:
        for person in ("sun.lei", "chen.jie", "zhou.ting", "zhang.wei", "li.na"):
            opened.phone(person)
        yield opened


# What only a platform of others has: strangers, redeliveries, limits.
elsewhere = pytest.mark.parametrize("city", [each for each in site.names() if each != "web"], indirect=True)


@pytest.fixture
def metropolis(
    sqlite_database: Database, tmp_path: Path, understanding: Understanding, redis_of_scenarios: str
) -> Iterator[City]:
    """On all platforms at once; accounts are made by the story."""
    with open_city(
        *site.names(),
        database=sqlite_database,
        folder=tmp_path,
        redis_url=redis_of_scenarios,
        understanding=understanding,
    ) as opened:
        yield opened

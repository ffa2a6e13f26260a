from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.app.redis_server import RedisServer, start_redis
from storage.database import Database
from storage.live import LiveBus
from tests.unit.webhook.server import Company, browser, key_of, program, serving


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    server = start_redis(tmp_path_factory.mktemp("redis"))
    yield server
    server.stop()


@pytest.fixture
def company(sqlite_database: Database, redis_server: RedisServer, tmp_path: Path) -> Iterator[Company]:
    pages = tmp_path / "pages"
    pages.mkdir()
    live = LiveBus(redis_server.url)
    yield Company(sqlite_database, live, pages)
    live.close()


@pytest.fixture
def url(company: Company) -> Iterator[str]:
    with serving(company.parts()) as found:
        yield found


@pytest.fixture
def liu_yang(url: str) -> Iterator[httpx.Client]:
    with browser(url, "liu.yang") as client:
        yield client


@pytest.fixture
def li_na(url: str) -> Iterator[httpx.Client]:
    with browser(url, "li.na") as client:
        yield client


@pytest.fixture
def erp(company: Company, url: str) -> Iterator[httpx.Client]:
    """A program whose key may do everything."""
    with program(url, key_of(company)) as client:
        yield client

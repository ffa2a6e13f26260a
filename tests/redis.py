"""A real Redis for the tests: one server for each test process, emptied for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from redis import Redis

from bot.app.redis_server import start_redis


@pytest.fixture(scope="session")
def redis_server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    server = start_redis(tmp_path_factory.mktemp("redis"))
    yield server.url
    server.stop()


@pytest.fixture
def redis(redis_server_url: str) -> Iterator[Redis]:
    """A connection to an empty server."""
    connection = Redis.from_url(redis_server_url)
    connection.flushall()
    yield connection
    connection.close()

"""The embedded Redis: a real server that keeps what it was told, wherever the data dir is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app.redis_server import open_redis, redis_url, start_redis
from bot.app.settings import Settings


def test_what_was_kept_survives_a_restart(tmp_path: Path) -> None:
    server = start_redis(tmp_path)
    open_redis(server.url).set("waiting", "yes")
    server.stop()
    assert not server.is_alive
    server = start_redis(tmp_path)
    assert open_redis(server.url).get("waiting") == b"yes"
    server.stop()


def test_a_server_left_behind_is_replaced_without_loss(tmp_path: Path) -> None:
    left_behind = start_redis(tmp_path)
    open_redis(left_behind.url).set("waiting", "yes")
    server = start_redis(tmp_path)
    assert left_behind.process.wait(5) == 0
    assert open_redis(server.url).get("waiting") == b"yes"
    server.stop()


def test_a_data_dir_too_deep_for_a_socket_works_as_well(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    server = start_redis(deep)
    assert open_redis(redis_url(Settings(data_dir=deep))).ping()
    server.stop()


@pytest.mark.parametrize("url", ["redis://elsewhere:6379/3", "unix:///run/redis.sock"])
def test_a_named_server_is_used_instead(url: str, tmp_path: Path) -> None:
    assert redis_url(Settings(data_dir=tmp_path, redis_url=url)) == url

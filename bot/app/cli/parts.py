"""`tuitui up`, `web`, `worker`, `scheduler`."""

from __future__ import annotations

import argparse
import contextlib
import os
import socket

from redis.exceptions import RedisError

from bot.app.failure import CommandFailed
from bot.app.redis_server import open_redis, redis_url
from bot.app.serve import serve_scheduler, serve_web, serve_worker
from bot.app.settings import Settings
from bot.app.up import listen
from bot.app.up import up as run_up
from bot.messages import Text


def up(chosen: argparse.Namespace, settings: Settings) -> None:
    if chosen.workers < 1:
        raise CommandFailed(Text(zh="至少要有一个 worker。", en="There must be one worker at least."))
    run_up(settings, workers=chosen.workers)


def web(_chosen: argparse.Namespace, settings: Settings) -> None:
    _needs_redis(settings)
    with contextlib.closing(listen(settings)) as listener:
        serve_web(settings, listener)


def worker(chosen: argparse.Namespace, settings: Settings) -> None:
    _needs_redis(settings)
    serve_worker(settings, chosen.name or f"{socket.gethostname()}/{os.getpid()}")


def scheduler(_chosen: argparse.Namespace, settings: Settings) -> None:
    _needs_redis(settings)
    serve_scheduler(settings, f"{socket.gethostname()}/{os.getpid()}", with_sockets=True)


def _needs_redis(settings: Settings) -> None:
    """A part alone meets the others through Redis; without one it would wait for ever."""
    try:
        open_redis(redis_url(settings)).ping()
    except RedisError as error:
        raise CommandFailed(
            Text(
                zh="连不上 Redis。单独运行一个部件时,请用 TUITUI_REDIS_URL 指向公用的 Redis;"
                "只有一台机器就用 tuitui up。",
                en="Redis does not answer. A part alone needs TUITUI_REDIS_URL, the Redis that all share; "
                "on one machine use tuitui up.",
            )
        ) from error

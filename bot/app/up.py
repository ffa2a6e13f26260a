"""`tuitui up`: everything on one machine, in one process tree."""

from __future__ import annotations

import contextlib
import fcntl
import http.client
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import structlog

from bot.app.failure import CommandFailed
from bot.app.redis_server import RedisNotStarted, RedisServer, start_redis
from bot.app.serve import (
    WEB,
    WIRING,
    WORKER,
    fill_demo,
    listens,
    serve_scheduler,
    serve_sockets,
    serve_web,
    serve_worker,
    upgrade,
)
from bot.app.settings import Settings
from bot.app.supervisor import Child, Supervisor
from bot.messages import Text

_BACKLOG = 512

log = structlog.get_logger()


def up(settings: Settings, *, workers: int) -> None:
    """Until SIGTERM or Ctrl+C. Raises CommandFailed when something is in the way."""
    with contextlib.ExitStack() as held:
        held.enter_context(hold_data_dir(settings.data_dir))
        listener = held.enter_context(contextlib.closing(listen(settings)))
        redis = _Redis(settings)
        held.callback(redis.stop)
        upgrade(settings)
        if settings.demo:
            fill_demo(settings)
        host = socket.gethostname()
        Supervisor(
            [
                Child("web", lambda: serve_web(settings, listener), load=(WEB,)),
                *(_worker(settings, f"{host}/worker-{number}") for number in range(1, workers + 1)),
                Child("scheduler", lambda: serve_scheduler(settings, f"{host}/scheduler")),
                *([Child("sockets", lambda: serve_sockets(settings))] if listens(settings) else ()),
            ]
        ).run(_both(redis.keep, _announcement(settings)))


@contextlib.contextmanager
def hold_data_dir(folder: Path) -> Iterator[None]:
    """One `tuitui up` for a data dir. The lock goes with the process, however that ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "up.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandFailed(
                Text(
                    zh=f"数据目录 {folder} 正被另一个 tuitui up 使用;先停掉它,或用 TUITUI_DATA_DIR 换一个。",
                    en=f"Another tuitui up uses {folder}; stop it, or choose another TUITUI_DATA_DIR.",
                )
            ) from None
        file.write(str(os.getpid()))
        file.flush()
        yield


def listen(settings: Settings) -> socket.socket:
    """Taken before anything starts, kept over restarts of the web part: who connects then waits a moment."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        raise CommandFailed(
            Text(
                zh=f"无法监听 {settings.host}:{settings.port}({error.strerror});用 TUITUI_PORT 换一个端口。",
                en=f"Cannot listen on {settings.host}:{settings.port} ({error.strerror}): "
                "choose another TUITUI_PORT.",
            )
        ) from error
    listener.listen(_BACKLOG)
    return listener


class _Redis:
    """The embedded server, kept alive; nothing when the settings name another."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._server: RedisServer | None = None
        self._next_try = 0.0
        if not settings.redis_url:
            try:
                self._server = start_redis(settings.data_dir)
            except RedisNotStarted as error:
                raise CommandFailed(
                    Text(zh=f"内置 Redis 没能启动:{error}", en=f"The embedded Redis did not start: {error}")
                ) from error

    def keep(self) -> None:
        if self._server is None or self._server.is_alive or time.monotonic() < self._next_try:
            return
        log.error("part_died", child="redis", exit_code=self._server.process.returncode)
        self._next_try = time.monotonic() + 1.0
        try:
            self._server = start_redis(self._settings.data_dir)
        except RedisNotStarted as error:
            log.error("redis_not_started", error=str(error))

    def stop(self) -> None:
        if self._server is not None:
            self._server.stop()


def _worker(settings: Settings, owner: str) -> Child:
    return Child(owner.rpartition("/")[2], lambda: serve_worker(settings, owner), load=(WIRING, WORKER))


def _announcement(settings: Settings) -> Callable[[], None]:
    """Say once where the chat is, as soon as it answers."""
    said = False

    def announce() -> None:
        nonlocal said
        if not said and _answers(settings):
            said = True
            where = Text(
                zh=f"推推在 {settings.url} ,用浏览器打开就能聊;按 Ctrl+C 停止。",
                en=f"Tuitui is at {settings.url}: open it in a browser and chat. Ctrl+C stops it.",
            )
            sys.stdout.write(where.said_in(settings.language) + "\n")
            sys.stdout.flush()

    return announce


def _answers(settings: Settings) -> bool:
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host
    connection = http.client.HTTPConnection(host, settings.port, timeout=0.3)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _both(first: Callable[[], None], second: Callable[[], None]) -> Callable[[], None]:
    def do() -> None:
        first()
        second()

    return do

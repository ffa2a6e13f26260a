"""The whole service as its operator starts it: `tuitui up` with the demo company, in its own process tree."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bot.app.redis_server import redis_url
from bot.app.settings import Settings

_ROOT = Path(__file__).parents[1]
_START_S = 90.0  # the half year of history is written first, on a machine that may be busy
_STOP_S = 20.0


@dataclass(frozen=True, slots=True)
class Service:
    """One that runs. `folder` is its data dir, `log` what it writes to standard error."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def settings(self) -> Settings:
        return Settings(
            data_dir=self.folder, port=self.port, demo=True, redis_url="", database_url="", _env_file=None
        )

    @property
    def redis_url(self) -> str:
        return redis_url(self.settings)

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """`tuitui` with the same settings, to its end."""
        return subprocess.run(
            [sys.executable, "-m", "bot.app", *words],
            env=_environment(self.folder, self.port),
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=60,
        )

    def client(self, name: str) -> httpx.Client:
        """A program that may do everything by the open API, with a key of that name."""
        key = self.command("apikey", "create", name).stdout.strip()
        return httpx.Client(base_url=self.url, headers={"authorization": f"Bearer {key}"}, timeout=30)

    def told(self, event: str) -> list[dict[str, object]]:
        """Log lines of that event so far."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        told = (json.loads(line) for line in lines if line.startswith("{"))
        return [each for each in told if each["event"] == event]

    def pid(self, part: str) -> int:
        """Of the part as it was started last: web, worker-1, scheduler …"""
        return next(
            int(str(told["pid"])) for told in reversed(self.told("part_started")) if told["child"] == part
        )


@contextmanager
def running(folder: Path, *, workers: int = 2) -> Iterator[Service]:
    """Started in an empty or a filled data dir, ready; stopped as Ctrl+C does it."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder.with_name(f"{folder.name}.log")
    port = free_port()
    with log.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.app", "up", "--workers", str(workers)],
            env=_environment(folder, port),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
    service = Service(folder, port, process, log)
    try:
        until(lambda: ready(service) == httpx.codes.OK, _START_S, "the service is ready")
        yield service
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def ready(service: Service) -> int | None:
    """The status of /readyz; None while nobody answers."""
    if service.process.poll() is not None:
        raise AssertionError(f"tuitui up ended: {service.log.read_text(encoding='utf-8')[-2000:]}")
    try:
        return httpx.get(f"{service.url}/readyz", timeout=10).status_code
    except httpx.HTTPError:
        return None


def until(found: Callable[[], bool], seconds: float, what: str) -> None:
    """Wait for it. Raises AssertionError, naming `what`, when it takes longer."""
    deadline = time.perf_counter() + seconds
    while not found():
        if time.perf_counter() > deadline:
            raise AssertionError(f"after {seconds:.0f} s still not: {what}")
        time.sleep(0.05)


def _environment(folder: Path, port: int) -> dict[str, str]:
    """Nothing of the caller's: its own settings must not reach the service."""
    return {
        "TUITUI_DATA_DIR": str(folder),
        "TUITUI_PORT": str(port),
        "TUITUI_DEMO": "1",
        "PYTHONPATH": str(_ROOT),
        "LANG": "C.UTF-8",
    }


def free_port() -> int:
    """Free a moment ago."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port

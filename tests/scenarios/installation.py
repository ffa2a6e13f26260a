"""A real installation: `tuitui up` with the demo company, a process tree of its own, to be killed at will."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx
from redis import Redis

from bot.app.redis_server import redis_url
from bot.app.settings import Settings

_READY_S = 120


class Installation:
    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._folder, self._url = folder, f"http://127.0.0.1:{port}"
        self._log = folder / "log"
        self._environment = {
            **environment,
            "PYTHONPATH": os.fspath(Path.cwd()),
            "TUITUI_DATA_DIR": os.fspath(folder / "var"),
            "TUITUI_PORT": str(port),
            "TUITUI_DEMO": "1",
        }
        self._tree: subprocess.Popen[bytes] | None = None
        self._key = self._tuitui("apikey", "create", "faults").strip()

    def start(self) -> None:
        """Return when it is ready; the first start fills the demo."""
        with self._log.open("ab") as log:
            self._tree = subprocess.Popen(
                [sys.executable, "-m", "bot.app", "up"],
                cwd=self._folder,
                env=self._environment,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        assert eventually(self._is_ready, _READY_S), self._log.read_text()[-3000:]

    def stop(self) -> None:
        if self._tree is not None and self._tree.poll() is None:
            self._tree.terminate()
            self._tree.wait(30)

    def kill_tree(self) -> None:
        """The parent alone is killed; its children end because it is gone."""
        assert self._tree is not None
        self._tree.kill()
        self._tree.wait(30)

    def kill(self, part: str) -> None:
        assert eventually(lambda: bool(self._started(part)), _READY_S)  # the web part answers before the rest
        os.kill(self._started(part)[-1], signal.SIGKILL)

    def kill_redis(self) -> None:
        os.kill(int(self._redis().info("server")["process_id"]), signal.SIGKILL)

    def flush_redis(self) -> None:
        self._redis().flushall()

    def says(self, user: str, text: str, key: str) -> None:
        """Until it is accepted: as a platform would, say it again when nobody answers."""
        body = {"user": user, "text": text}
        headers = {"Idempotency-Key": key, **self._authorization}

        def accepted() -> bool:
            try:
                answer = httpx.post(
                    f"{self._url}/api/v1/chat/messages", json=body, headers=headers, timeout=5
                )
            except httpx.TransportError:
                return False
            return answer.status_code == httpx.codes.ACCEPTED

        assert eventually(accepted, 60), f"{key} was never accepted"

    def hears(self, user: str) -> list[Any]:
        """All that the bot said to somebody, oldest first."""
        answer = httpx.get(
            f"{self._url}/api/v1/chat/messages",
            params={"conversation": f"dm:{user}", "limit": 100},
            headers={"Accept-Language": "zh-CN", **self._authorization},
            timeout=10,
        )
        if answer.status_code == httpx.codes.NOT_FOUND:  # they never spoke
            return []
        items: list[Any] = answer.raise_for_status().json()["items"]
        return items[::-1]

    def _redis(self) -> Redis:
        return Redis.from_url(redis_url(Settings(data_dir=self._folder / "var")))

    @property
    def _authorization(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._key}"}

    def _is_ready(self) -> bool:
        try:
            return httpx.get(f"{self._url}/readyz", timeout=2).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False

    def _started(self, part: str) -> list[int]:
        lines = [json.loads(line) for line in self._log.read_text().splitlines() if line.startswith("{")]
        return [
            line["pid"] for line in lines if line.get("event") == "part_started" and line["child"] == part
        ]

    def _tuitui(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "bot.app", *arguments],
            cwd=self._folder,
            env=self._environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout


def eventually(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not (holds := condition()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return holds

"""The real system behind the page: `tuitui up` with the demo company, and a person at the chat."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect

PATIENCE_MS = 60_000  # the machine may be busy with other tests
STARTS_WITHIN_S = 120


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """On a port of its own; its URL."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"TUITUI_DEMO": "1", "TUITUI_DATA_DIR": str(folder), "TUITUI_PORT": str(port)}
    environment = {**os.environ, **settings, "PYTHONPATH": str(Path.cwd())}  # noqa: TID251 - handed on, not read
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.app", "up", "--workers", "1"],
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(url, folder / "log")
        yield url
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_until_ready(url: str, log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{url}/readyz", timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"not ready after {STARTS_WITHIN_S} s:\n{log.read_text()[-2000:]}")


class Chat:
    """A person at the page."""

    def __init__(self, page: Page, url: str, person: str) -> None:
        self.page = page
        page.set_default_timeout(PATIENCE_MS)
        page.request.post(f"{url}/chat/session", data={"user": person}, headers={"Origin": url})
        page.goto(url)
        expect(page.locator("textarea").last).to_be_visible(timeout=PATIENCE_MS)

    def says(self, text: str) -> None:
        box = self.page.locator("textarea").last  # the forms before it have text areas too
        box.fill(text)
        box.press("Enter")

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).last).to_be_visible(timeout=PATIENCE_MS)

    def presses(self, label: str) -> None:
        self.page.get_by_role("button", name=label, exact=True).last.click()

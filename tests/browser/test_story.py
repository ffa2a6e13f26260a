"""The story of the first paragraph, as a new user lives it: the real system behind the page."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

PATIENCE_MS = 60_000  # the machine may be busy with other tests
STARTS_WITHIN_S = 120


@pytest.fixture(scope="module")
def tuitui(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`tuitui up` with the demo company, on a port of its own; its URL."""
    folder = tmp_path_factory.mktemp("tuitui")
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


@pytest.fixture
def people(browser: Browser, tuitui: str, request: pytest.FixtureRequest) -> Iterator[dict[str, Chat]]:
    """Each at a browser of their own."""
    contexts = []
    chats = {}
    for person in ("liu.yang", "chen.jie"):
        context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        contexts.append(context)
        chats[person] = Chat(context.new_page(), tuitui, person)
    yield chats
    for context in contexts:
        context.close()


@pytest.mark.browser
def test_a_process_runs_from_one_sentence_before_ones_eyes(people: dict[str, Chat]) -> None:
    starter, manager = people["liu.yang"], people["chen.jie"]
    starter.says("帮我发起一个新品立项流程")
    starter.sees("还差:产品、预算")
    starter.says("星尘投影仪,预算62万")
    starter.sees("提交后:陈杰 → 李娜")
    starter.presses("确认")
    starter.sees("现在等陈杰(研发总监)")

    manager.sees("审批:星尘投影仪")  # the card came by itself
    manager.presses("同意")
    manager.sees("陈杰 已同意")  # the card gave way to who decided
    starter.sees("陈杰 同意了「部门经理审批」")

    starter.says("发一下星尘投影仪的甘特图")
    picture = starter.page.locator("img[src^='/blobs/']").last
    expect(picture).to_be_visible(timeout=PATIENCE_MS)
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1200


@pytest.mark.browser
def test_the_time_machine_brings_reminders_and_escalations(people: dict[str, Chat], tuitui: str) -> None:
    starter, manager = people["liu.yang"], people["chen.jie"]
    starter.says("报销1300元差旅费")
    starter.presses("确认")
    starter.sees("已发起 EX-")
    manager.sees("审批:差旅费报销 1300 元")
    manager.page.request.post(
        f"{tuitui}/api/v1/demo/clock", data={"advance": "P7D"}, headers={"Origin": tuitui}
    )
    manager.sees("后面的人都在等你")
    manager.sees("我已告诉张伟")

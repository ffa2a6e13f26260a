"""The page in a real browser against the stub: no backend, no network."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.stub_chat import StubChat, serve

PHONE = (390, 844)
DESKTOP = (1280, 800)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
)
OpenPage = Callable[..., Page]


def _settled(page: Page, chat: StubChat) -> None:
    """Nothing is asked for any more and the stream stands: from here on all comes by the stream."""
    seen = -1
    while seen != len(chat.requests) or not chat.watched:
        seen = len(chat.requests)
        page.wait_for_timeout(60)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    binary = next((found for name in names if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=binary, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """`open_page(chat, size=…, dark=…)`: the page in somebody's browser. A script error fails the test."""
    errors: list[str] = []
    endings: list[Callable[[], None]] = []

    def open_(chat: StubChat, *, size: tuple[int, int] = DESKTOP, dark: bool = False) -> Page:
        server = serve(chat)
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            has_touch=size[0] < 500,
            is_mobile=size[0] < 500,
            reduced_motion="reduce",
        )
        endings.extend((context.close, chat.drop_streams, server.shutdown, server.server_close))
        page = context.new_page()
        page.set_default_timeout(5_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/")
        page.locator(".composer-field").wait_for(state="visible")
        _settled(page, chat)
        return page

    yield open_
    for end in endings:
        end()
    assert errors == []

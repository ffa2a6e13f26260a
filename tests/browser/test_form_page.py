"""A form's page as a phone shows it inside a chat: it fits, is filled in by touch, and needs no scripts."""

from __future__ import annotations

from collections.abc import Iterator
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.cards import Card
from bot.messages import Language
from tests.browser.conftest import PHONE
from tests.browser.stub_chat import PAGES, TYPES
from tests.unit.webhook.test_forms import FORM
from webhook import form_page
from webhook.static import POLICY

pytestmark = pytest.mark.browser


class Site:
    """The page, its styles, and what was sent."""

    def __init__(self, card: Card) -> None:
        self.sent: list[dict[str, list[str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path.startswith("/pages/"):
                    file = PAGES / self.path.removeprefix("/pages/")
                    self._send(file.read_bytes(), TYPES[file.suffix])
                else:
                    language = Language.EN if "lang=en" in self.path else Language.ZH
                    self._send(form_page.form(card, language, {}).encode(), TYPES[".html"])

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                kind = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n"
                fields: dict[str, list[str]] = {}
                for part in BytesParser().parsebytes(kind.encode() + body).walk():
                    if not part.is_multipart():
                        name = str(part.get_param("name", header="content-disposition"))
                        said = part.get_payload(decode=True)
                        fields.setdefault(name, []).append(said.decode() if isinstance(said, bytes) else "")
                site.sent.append(fields)
                self._send(form_page.done(card, card.buttons[0], Language.ZH).encode(), TYPES[".html"])

            def _send(self, body: bytes, kind: str) -> None:
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Security-Policy", POLICY)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Silent."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/forms/x"


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site(FORM.card)
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]},
        is_mobile=True,
        has_touch=True,
        java_script_enabled=False,
        locale="zh-CN",
    )
    page = context.new_page()
    page.set_default_timeout(5_000)
    page.goto(site.url)
    yield page
    context.close()


def test_it_fits_the_phone_and_every_target_is_as_large_as_a_thumb(page: Page) -> None:
    for target in page.locator("button, input:not([type=radio]), select, textarea, .choice").all():
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE[0], "nothing is cut off"


def test_the_likely_button_is_first_and_filled(page: Page) -> None:
    buttons = page.locator(".buttons .button")
    expect(buttons).to_have_text(["提交", "取消"])
    expect(buttons.first).to_have_css("background-color", "rgb(34, 87, 212)")


def test_what_is_required_is_asked_for_before_it_is_sent(page: Page, site: Site) -> None:
    page.get_by_role("button", name="提交").tap()
    expect(page.locator("#in-budget")).to_be_focused()
    assert site.sent == []


def test_it_is_filled_in_and_sent(page: Page, site: Site) -> None:
    page.get_by_label("预算").fill("620000")
    page.get_by_role("radio", name="B").tap()
    page.get_by_role("button", name="提交").tap()
    expect(page.get_by_role("status")).to_contain_text("已交给推推")
    (sent,) = site.sent
    assert (sent["budget"], sent["kind"], sent["action"]) == (["620000"], ["b"], ["submit/7"])


def test_the_other_language_is_one_tap_away(page: Page) -> None:
    page.get_by_role("link", name="English").tap()
    expect(page.get_by_role("heading")).to_have_text("Start: procurement")

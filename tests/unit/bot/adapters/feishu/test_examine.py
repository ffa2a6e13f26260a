"""What the doctor says of a Feishu app."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.adapters.feishu.adapter import PLATFORM
from bot.findings import Finding
from tests.emulators.feishu import Failure, FeishuEmulator
from tests.emulators.feishu_socket import FeishuSocketServer
from tests.unit.bot.adapters.feishu.parts import config_of, tools

INFO = "GET bot/v3/info"


def findings(
    feishu: FeishuEmulator, *, off_by: timedelta = timedelta(), **changes: str | bool
) -> list[Finding]:
    examine = PLATFORM.open(config_of(feishu, **changes), tools()).examine
    assert examine is not None
    return list(examine(machine_now() + off_by))


def machine_now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the emulator's answers bear the machine's date


def said(found: list[Finding], *, fine: bool) -> str:
    return "\n".join(f"{each.says.zh}\n{each.says.en}" for each in found if each.is_fine == fine)


def test_an_app_by_long_connection_in_which_all_is_well(feishu: FeishuEmulator) -> None:
    with FeishuSocketServer(feishu):
        found = findings(feishu, by_socket=True)
    assert said(found, fine=False) == ""
    assert "推推" in said(found, fine=True)
    assert len(found) == 4


@pytest.mark.parametrize(
    ("code", "mend"),
    [
        (99991543, "App Secret"),
        (99991401, "IP allow-list"),
        (99991662, "publish a version"),
        (230006, "publish a version"),
    ],
)
def test_why_it_is_not_let_in(feishu: FeishuEmulator, code: int, mend: str) -> None:
    feishu.fails(INFO, Failure(code))
    (finding,) = findings(feishu)
    assert mend in finding.says.en
    assert not finding.is_fine


def test_a_wrong_secret(feishu: FeishuEmulator) -> None:
    (finding,) = findings(feishu, app_secret="of yesterday")
    assert "App Secret" in finding.says.zh


def test_feishu_cannot_be_reached(feishu: FeishuEmulator) -> None:
    feishu.fails(INFO, Failure(status=503))
    (finding,) = findings(feishu)
    assert "TUITUI_FEISHU_API_URL" in finding.says.zh


def test_a_scope_that_is_missing_is_named(feishu: FeishuEmulator) -> None:
    feishu.scopes.discard("contact:user.id:readonly")
    assert "contact:user.id:readonly" in said(findings(feishu), fine=False)


def test_a_clock_that_is_off(feishu: FeishuEmulator) -> None:
    assert "NTP" in said(findings(feishu, off_by=timedelta(seconds=70)), fine=False)
    assert "NTP" not in said(findings(feishu, off_by=timedelta(seconds=30)), fine=False)


def test_without_secrets_for_the_callbacks(feishu: FeishuEmulator) -> None:
    told = said(findings(feishu, encrypt_key="", verification_token=""), fine=False)
    assert "TUITUI_FEISHU_ENCRYPT_KEY" in told


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000", "http://localhost", ""])
def test_an_address_that_only_this_machine_knows(feishu: FeishuEmulator, url: str) -> None:
    assert "TUITUI_FEISHU_MODE=ws" in said(findings(feishu, public_url=url), fine=False)


def test_a_long_connection_that_cannot_be_made(feishu: FeishuEmulator) -> None:
    assert "建不了长连接" in said(findings(feishu, by_socket=True), fine=False)


@contextmanager
def answering(status: int) -> Iterator[str]:
    """A server under an address that is not the usual one of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(status if self.path == "/feishu/events" else 404)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Silent."""

    with ThreadingHTTPServer(("127.0.0.2", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.2:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_our_callback_is_knocked_at(feishu: FeishuEmulator) -> None:
    with answering(401) as url:
        assert said(findings(feishu, public_url=url), fine=False) == ""
    with answering(200) as url:
        assert "不是推推" in said(findings(feishu, public_url=url), fine=False)
    assert "从本机到不了" in said(findings(feishu, public_url=url), fine=False)

"""How Slack's emulator answers over HTTP: its Web API, files, and the place for uploads."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from tests.emulators.slack_rules import Refusal

if TYPE_CHECKING:
    from tests.emulators.slack import SlackEmulator


def handler(emulator: SlackEmulator, *, bot: str, app: str) -> type[BaseHTTPRequestHandler]:
    """`bot` and `app` are the tokens that are let in."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # head and body go out apart: it would wait 40 ms between them

        def do_GET(self) -> None:
            """A file; who shows no token gets the log-in page, with 200."""
            emulator.fetched.append(self.path)
            data = emulator.stored.get(self.path.removeprefix("/files/"))
            if self.headers.get("Authorization") != f"Bearer {bot}":
                self._send(200, b"<html>Sign in</html>", {"Content-Type": "text/html"})
            elif data is None:
                self._send(404, b"")
            else:
                self._send(200, data, {"Content-Type": "application/octet-stream"})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.path.startswith("/upload/"):
                emulator.received(self.path, body.split(b"\r\n\r\n", 1)[1].rsplit(b"\r\n--", 1)[0])
                self._send(200, b"OK")
                return
            method = self.path.removeprefix("/api/")
            if (failure := emulator.next_failure(method)) is not None:
                told = json.dumps({"ok": False, "error": failure.error}).encode()
                self._send(failure.status, told if failure.body is None else failure.body, failure.headers)
                return
            try:
                answer = emulator.answer(method, *self._read(method, body))
            except Refusal as refusal:
                emulator.refusals.append(refusal)
                answer = {"ok": False, "error": refusal.error}
            self._send(200, json.dumps(answer).encode())

        def _read(self, method: str, body: bytes) -> tuple[dict[str, Any], str]:
            token = app if method == "apps.connections.open" else bot
            if self.headers.get("Authorization") != f"Bearer {token}":
                raise Refusal("invalid_auth")
            content_type = self.headers.get("Content-Type", "").split(";")[0]
            if content_type == "application/json":
                return json.loads(body or b"{}"), content_type
            return dict(parse_qsl(body.decode())), content_type

        def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            usual = {
                "Content-Length": str(len(body)),
                "Content-Type": "application/json; charset=utf-8",
                "X-OAuth-Scopes": emulator.scopes,
            }
            for name, value in {**usual, **(headers or {})}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Silent: the tests read `calls`."""

    return Handler

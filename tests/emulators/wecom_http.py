"""The HTTP side of WeCom's emulator: paths, queries, JSON and uploads."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from email import message_from_bytes
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlsplit

from tests.emulators.wecom_oauth import PATH as AUTHORIZE
from tests.emulators.wecom_oauth import SESSION, Authorizer
from tests.emulators.wecom_rules import Refusal


@dataclass(frozen=True)
class Failure:
    """What is answered instead."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


class Company(Protocol):
    refusals: list[Refusal]
    oauth: Authorizer

    def answer(
        self, path: str, query: dict[str, str], body: dict[str, Any], upload: tuple[str, bytes] | None
    ) -> dict[str, Any]: ...

    def download(self, query: dict[str, str]) -> tuple[str, bytes]: ...

    def next_failure(self, path: str) -> Failure | None: ...


def handler(company: Company) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # head and body go out apart: it would wait 40 ms between them

        def do_GET(self) -> None:
            self._answer(b"")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))

        def _answer(self, sent: bytes) -> None:
            url = urlsplit(self.path)
            path, query = url.path.removeprefix("/cgi-bin/"), dict(parse_qsl(url.query))
            if path == AUTHORIZE:
                self._authorize(query)
                return
            if (failure := company.next_failure(path)) is not None:
                self._send(failure.status, failure.body, failure.headers)
                return
            try:
                if path == "media/get":
                    name, data = company.download(query)
                    about = {"Content-disposition": f'attachment; filename="{name}"'}
                    self._send(200, data, about, "audio/amr")
                    return
                upload = self._file(sent) if path == "media/upload" else None
                body = json.loads(sent) if sent and upload is None else {}
                answer = {"errcode": 0, "errmsg": "ok", **company.answer(path, query, body, upload)}
            except Refusal as refusal:
                company.refusals.append(refusal)
                answer = {"errcode": refusal.code, "errmsg": refusal.why}
            self._send(200, json.dumps(answer, ensure_ascii=False).encode())

        def _authorize(self, query: dict[str, str]) -> None:
            """The client shows a page of its own when it sends nobody back."""
            cookies = SimpleCookie(self.headers.get("Cookie", ""))
            member = cookies[SESSION].value if SESSION in cookies else ""
            try:
                back = company.oauth.back(query, member)
            except Refusal as refusal:
                company.refusals.append(refusal)
                self._send(200, f"{refusal.code} {refusal.why}".encode(), kind="text/html")
                return
            self._send(302, b"", {"Location": back})

        def _file(self, sent: bytes) -> tuple[str, bytes]:
            """The one part `media` of a form."""
            head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
            (_, part) = message_from_bytes(head + sent).walk()
            about = str(part["Content-Disposition"])
            name = re.search(r'filename="([^"]+)"', about)
            if 'name="media"' not in about or name is None:
                raise Refusal(41005, "a file named media")
            data = sent.split(b"\r\n\r\n", 1)[1].rsplit(b"\r\n--", 1)[0]
            return name[1], data

        def _send(
            self,
            status: int,
            body: bytes,
            headers: dict[str, str] | None = None,
            kind: str = "application/json; charset=UTF-8",
        ) -> None:
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
                self.send_header(name, value)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Silent: the tests read `calls`."""

    return Handler

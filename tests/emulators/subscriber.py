"""A system that subscribed: takes calls, checks their signatures, remembers them, fails when told to."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass
class Subscriber:
    """`calls` are the genuine ones, as `(webhook-id, body)`. `answers` are used up, then it is 200."""

    secret: str = ""
    port: int = 0
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    retry_after: str = "7"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/called?by=tuitui"

    def take(self, headers: dict[str, str], body: bytes) -> int:
        if not self._is_genuine(headers, body):
            return 401
        status = self.answers.pop(0) if self.answers else 200
        if status == 200:
            self.calls.append((headers["webhook-id"], json.loads(body)))
        return status

    def _is_genuine(self, headers: dict[str, str], body: bytes) -> bool:
        """As the specification's own libraries do it."""
        key = base64.b64decode(self.secret.split("_", 1)[1])
        signed = b".".join((headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body))
        wanted = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        return f"v1,{wanted}" in headers["webhook-signature"].split(" ")


@contextmanager
def subscriber() -> Iterator[Subscriber]:
    system = Subscriber()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            self.send_response(system.take(headers, body))
            self.send_header("retry-after", system.retry_after)
            self.send_header("location", "http://127.0.0.1:1/elsewhere")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        system.port = server.server_address[1]
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield system
        server.shutdown()

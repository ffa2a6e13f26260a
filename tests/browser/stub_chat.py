"""The page's other side, without the product: the chat protocol over HTTP, spoken by a script.

`python -m tests.browser` serves the sample conversation on port 8765 for looking at the page.
"""

from __future__ import annotations

import json
import queue
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

PAGES = Path(__file__).parents[2] / "webhook" / "pages"
Json = dict[str, Any]
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}
LEAPS = {"PT1H": timedelta(hours=1), "P1D": timedelta(days=1), "P7D": timedelta(days=7)}


_PATIENCE_S = 10.0


@dataclass
class Request:
    method: str
    path: str
    query: dict[str, str]
    body: Json


@dataclass
class StubChat:
    """What the server knows. `heard` and `pressed` are the script: called with each message and press."""

    people: list[Json]
    now: datetime
    user: str | None = "liu.yang"
    language: str = "zh"
    demo: bool = True
    voice: bool = False
    mute: bool = False  # post without telling open pages, as before a reconnection
    down: bool = False  # refuse every connection, as a lost network does
    refusal: tuple[int, str] | None = None  # how the next message is refused
    heard: Callable[[Json], None] = lambda message: None
    pressed: Callable[[Json], None] = lambda press: None
    requests: list[Request] = field(default_factory=list)
    conversations: dict[str, Json] = field(default_factory=dict)
    messages: dict[str, list[Json]] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    _read: dict[str, int] = field(default_factory=dict)
    _keys: dict[str, str] = field(default_factory=dict)
    _streams: list[queue.Queue[tuple[str, Json] | None]] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def add_conversation(self, identity: str, *, zh: str, en: str, direct: bool = True) -> None:
        self.conversations[identity] = {"id": identity, "title": {"zh": zh, "en": en}, "direct": direct}
        self.messages[identity] = []

    def post(
        self,
        conversation: str,
        *parts: Json,
        author: str = "bot",
        at: datetime | None = None,
        reply_to: str | None = None,
        read: bool = False,
    ) -> str:
        """Adds a message and tells every open page."""
        with self._lock:
            seq = len(self.messages[conversation]) + 1
            message = {
                "id": f"{conversation}-{seq}",
                "conversation": conversation,
                "seq": seq,
                "version": 1,
                "author": {"id": author, "name": self._name(author)},
                "at": (at or self.now).isoformat(),
                "reply_to": reply_to,
                "parts": list(parts),
            }
            self.messages[conversation].append(message)
            if read or author == self.user:
                self._read[conversation] = seq
        if not self.mute:
            self.tell("message", message)
        return str(message["id"])

    def change(self, identity: str, *parts: Json) -> None:
        """Replaces a message's parts, as when a card was decided elsewhere."""
        for items in self.messages.values():
            for index, message in enumerate(items):
                if message["id"] == identity:
                    changed = {**message, "version": message["version"] + 1, "parts": list(parts)}
                    items[index] = changed
                    if not self.mute:
                        self.tell("message", changed)

    def tell(self, event: str, data: Json) -> None:
        for stream in list(self._streams):
            stream.put((event, data))

    def drop_streams(self) -> None:
        for stream in list(self._streams):
            stream.put(None)

    def asked(self, method: str, path: str) -> list[Request]:
        return [request for request in self.requests if request.method == method and request.path == path]

    def came(self, method: str, path: str, like: Callable[[Request], bool] = bool) -> list[Request]:
        """Those asked, as soon as the last one is as wanted: a page shows things before it has said them."""
        deadline = time.monotonic() + _PATIENCE_S
        while time.monotonic() < deadline:
            found = self.asked(method, path)
            if found and like(found[-1]):
                return found
            time.sleep(0.02)
        return self.asked(method, path)

    @property
    def watched(self) -> bool:
        """Is a page listening?"""
        return bool(self._streams)

    def stream(self) -> queue.Queue[tuple[str, Json] | None]:
        events: queue.Queue[tuple[str, Json] | None] = queue.Queue()
        events.put(("ready", {}))
        self._streams.append(events)
        return events

    def forget(self, stream: queue.Queue[tuple[str, Json] | None]) -> None:
        self._streams.remove(stream)

    def answer(self, request: Request) -> tuple[int, Json]:
        match request.method, request.path:
            case "GET", "/chat/session":
                return 200, self._session()
            case "POST", "/chat/session":
                self.user = request.body["user"]
                return 200, self._session()
            case "POST", "/chat/language":
                self.language = request.body["language"]
                return 200, {}
            case "GET", "/chat/conversations":
                return 200, {"items": self._listed()}
            case "GET", "/chat/messages":
                return 200, self._page(request.query)
            case "POST", "/chat/messages":
                return self._hear(request.body)
            case "POST", "/chat/presses":
                self.pressed(request.body)
                return 202, {"id": request.body["key"]}
            case "POST", "/chat/read":
                self._read[request.body["conversation"]] = request.body["seq"]
                return 200, {}
            case "POST", "/api/v1/demo/clock":
                self.now += LEAPS[request.body["advance"]]
                self.tell("clock", {"now": self.now.isoformat()})
                return 200, {"now": self.now.isoformat()}
            case _:
                return 404, {"title": "Not found", "detail": request.path}

    def _hear(self, body: Json) -> tuple[int, Json]:
        if self.refusal:
            (status, sentence), self.refusal = self.refusal, None
            return status, {"title": "Refused", "detail": sentence}
        if body["key"] not in self._keys:
            part = {"type": "text", "text": body["text"], "choices": []}
            assert self.user is not None
            self._keys[body["key"]] = self.post(
                body["conversation"], part, author=self.user, reply_to=body.get("reply_to")
            )
            self.heard(body)
        return 202, {"id": self._keys[body["key"]]}

    def _session(self) -> Json:
        return {
            "user": self.user,
            "demo": self.demo,
            "language": self.language,
            "now": self.now.isoformat(),
            "timezone": "Asia/Shanghai",
            "voice": self.voice,
            "people": self.people if self.demo else [],
        }

    def _listed(self) -> list[Json]:
        items = []
        for identity, conversation in self.conversations.items():
            messages = self.messages[identity]
            read = self._read.get(identity, 0)
            unread = sum(1 for each in messages if each["seq"] > read and each["author"]["id"] != self.user)
            last = {"at": messages[-1]["at"], "text": gist(messages[-1])} if messages else None
            items.append({**conversation, "unread": unread, "last": last})
        return sorted(items, key=lambda item: item["last"]["at"] if item["last"] else "", reverse=True)

    def _page(self, query: dict[str, str]) -> Json:
        limit = int(query.get("limit", "50"))
        items = self.messages[query["conversation"]]
        if "after" in query:
            found = [item for item in items if item["seq"] > int(query["after"])]
            return {"items": found[:limit], "more": len(found) > limit}
        before = [item for item in items if item["seq"] < int(query.get("before", "1000000000"))]
        return {"items": before[-limit:], "more": len(before) > limit}

    def _name(self, author: str) -> str:
        if author == "bot":
            return "推推" if self.language == "zh" else "Tuitui"
        person = next(each for each in self.people if each["id"] == author)
        return str(person["name"] if self.language == "zh" else person["english_name"])


def gist(message: Json) -> str:
    part = message["parts"][0]
    return str(part.get("text") or part.get("title") or part.get("alt"))


def serve(chat: StubChat, port: int = 0) -> ThreadingHTTPServer:
    """Starts in a thread of its own; `shutdown()` ends it."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # head and body go out apart: it would wait 40 ms between them

        def do_GET(self) -> None:
            self._handle("GET")

        def do_POST(self) -> None:
            self._handle("POST")

        def log_message(self, format: str, *args: object) -> None:
            return

        def _handle(self, method: str) -> None:
            url = urlsplit(self.path)
            if chat.down and not url.path.startswith("/pages"):
                self.close_connection = True
                return
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            if url.path == "/chat/stream":
                self._stream()
            elif url.path in chat.pictures or not url.path.startswith(("/chat/", "/api/")):
                self._file(url.path)
            else:
                self._json(method, url.path, url.query, body)

        def _json(self, method: str, path: str, query: str, body: bytes) -> None:
            if path == "/chat/voice":
                chat.requests.append(Request(method, path, {}, {"bytes": len(body)}))
                self._send(202, "application/json", b'{"id": "voice"}')
                return
            if path == "/chat/files":
                name = parse_qs(query)["name"][0]
                self._send(201, "application/json", json.dumps({"id": f"id-{name}", "name": name}).encode())
                return
            said = json.loads(body) if body else {}
            request = Request(method, path, {name: each[0] for name, each in parse_qs(query).items()}, said)
            chat.requests.append(request)
            status, answer = chat.answer(request)
            self._send(status, "application/json", json.dumps(answer).encode())

        def _file(self, path: str) -> None:
            if path in chat.pictures:
                self._send(200, "image/png", chat.pictures[path])
                return
            file = PAGES / (path.removeprefix("/pages/") if path != "/" else "index.html")
            if not file.is_file():
                self._send(404, "text/plain", b"not found")
                return
            self._send(200, TYPES[file.suffix], file.read_bytes())

        def _send(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.send_header("cache-control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def _stream(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.send_header("connection", "close")
            self.end_headers()
            self.close_connection = True
            events = chat.stream()
            try:
                while (event := events.get()) is not None:
                    name, data = event
                    self.wfile.write(f"event: {name}\ndata: {json.dumps(data)}\n\n".encode())
                    self.wfile.flush()
            except OSError:
                return
            finally:
                chat.forget(events)

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return server

"""Slack's Socket Mode: a real WebSocket server that hands envelopes to whoever opened a line."""

from __future__ import annotations

import contextlib
import itertools
import json
from queue import Empty, Queue
from typing import Any, Self
from urllib.parse import parse_qsl

import httpx
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection

from tests.emulators.serving import SocketServer
from tests.emulators.slack import SlackEmulator


class SlackSocketServer(SocketServer):
    """Use as a context manager; while it stands, the workspace's events come over it."""

    def __init__(self, slack: SlackEmulator) -> None:
        super().__init__(self._serve)
        self.slack = slack
        self.acks: list[dict[str, Any]] = []
        self.ack_s = 5.0
        self.last: dict[str, Any] = {}
        self._answers: Queue[dict[str, Any]] = Queue()
        self._count = itertools.count(1)

    def __enter__(self) -> Self:
        super().__enter__()
        self.slack.socket_url = f"{self.origin}/link/?ticket=t1&app_id=A1"
        self.slack.push = self.pushes
        return self

    def __exit__(self, *_: object) -> None:
        self.slack.socket_url, self.slack.push = "", None
        super().__exit__()

    def renews(self) -> None:
        """As Slack does every hour or so."""
        self.connections[-1].send(json.dumps({"type": "disconnect", "reason": "refresh_requested"}))

    def pushes(self, body: bytes, content_type: str) -> httpx.Response:
        """200 when it was acknowledged, 504 when nothing came back in time."""
        accepts, kind, payload = True, "events_api", json.loads(body) if "json" in content_type else {}
        if "json" not in content_type:
            form = dict(parse_qsl(body.decode(), keep_blank_values=True))
            kind = "interactive" if "payload" in form else "slash_commands"
            payload = json.loads(form["payload"]) if "payload" in form else form
        else:
            accepts = False
        return self.sends(
            {
                "envelope_id": f"E{next(self._count)}",
                "type": kind,
                "payload": payload,
                "accepts_response_payload": accepts,
            }
        )

    def sends(self, envelope: dict[str, Any]) -> httpx.Response:
        self.connected()
        self.last = envelope
        self.connections[-1].send(json.dumps(envelope))
        try:
            ack = self._answers.get(timeout=self.ack_s)
        except Empty:
            return httpx.Response(504)
        assert ack["envelope_id"] == envelope["envelope_id"]
        if "payload" in ack:
            assert envelope["accepts_response_payload"], "this kind takes no payload"
            return httpx.Response(200, json=ack["payload"])
        return httpx.Response(200)

    def redelivers(self) -> httpx.Response:
        """The last one once more, as after an acknowledgement that never came."""
        return self.sends({**self.last, "retry_attempt": 1, "retry_reason": "timeout"})

    def _serve(self, connection: ServerConnection) -> None:
        connection.send(
            json.dumps({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A1"}})
        )
        with self._changed:
            self.connections.append(connection)
            self._changed.notify_all()
        with contextlib.suppress(ConnectionClosed):
            for data in connection:
                answer = json.loads(data)
                self.acks.append(answer)
                self._answers.put(answer)

"""Feishu's long connection: a real WebSocket server that pushes a tenant's events, and again if it must."""

from __future__ import annotations

import base64
import json
from queue import Empty, Queue
from typing import Any, Self

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection

from bot.adapters.feishu.frames import CONTROL, DATA, Frame, decode, encode
from tests.emulators.feishu import FeishuEmulator
from tests.emulators.serving import SocketServer

_SERVICE = 33
_ACK_S = 3.0


class FeishuSocketServer(SocketServer):
    """Use as a context manager; while it stands, the tenant's events come over it."""

    def __init__(self, feishu: FeishuEmulator, *, split: int = 1) -> None:
        super().__init__(self._serve)
        self.feishu, self.split = feishu, split
        self.pings = 0
        self.answers: list[dict[str, Any]] = []  # what came back for each push, decoded
        self.deaf = False  # no pong any more
        self._acks: Queue[Frame] = Queue()

    def __enter__(self) -> Self:
        super().__enter__()
        self.feishu.socket_url = f"{self.origin}/ws/v2?device_id=d1&service_id={_SERVICE}"
        self.feishu.push = self.pushes
        return self

    def __exit__(self, *_: object) -> None:
        self.feishu.socket_url, self.feishu.push = "", None
        super().__exit__()

    def pushes(self, body: dict[str, Any]) -> None:
        """To one connection; three times if it is not taken."""
        payload = json.dumps(body, ensure_ascii=False).encode()
        for _ in range(3):
            answer = self._pushed(payload, body["header"]["event_id"])
            self.answers.append(answer)
            if answer["code"] == 200:
                return

    def _pushed(self, payload: bytes, message_id: str) -> dict[str, Any]:
        cut = -(-len(payload) // self.split)
        parts = [payload[start : start + cut] for start in range(0, len(payload), cut)]
        for place, part in enumerate(parts):
            headers = {
                "type": "event",
                "message_id": message_id,
                "sum": str(len(parts)),
                "seq": str(place),
                "trace_id": "t1",
            }
            frame = Frame(DATA, _SERVICE, seq_id=7, log_id=1 << 63, headers=headers, payload=part)
            self.connections[-1].send(encode(frame))
        try:
            frame = self._acks.get(timeout=_ACK_S)
        except Empty:
            return {"code": 0}
        assert (frame.seq_id, frame.log_id, frame.service) == (7, 1 << 63, _SERVICE), "the same frame"
        assert frame.headers["message_id"] == message_id
        told: dict[str, Any] = json.loads(frame.payload)
        assert set(told) <= {"code", "headers", "data"}
        if told.get("data") is not None:
            told["data"] = json.loads(base64.b64decode(told["data"], validate=True))
        return told

    def _serve(self, connection: ServerConnection) -> None:
        with self._changed:
            self.connections.append(connection)
            self._changed.notify_all()
        try:
            for data in connection:
                assert isinstance(data, bytes), "frames are binary"
                frame = decode(data)
                if frame.method == DATA:
                    self._acks.put(frame)
                elif frame.headers.get("type") == "ping":
                    assert frame.service == _SERVICE
                    self.pings += 1
                    if not self.deaf:
                        config = json.dumps({"PingInterval": 1}).encode()
                        pong = Frame(CONTROL, _SERVICE, headers={"type": "pong"}, payload=config)
                        connection.send(encode(pong))
        except ConnectionClosed:
            return

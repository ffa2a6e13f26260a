"""DingTalk's Stream: a real WebSocket server that pushes what an organisation's people do."""

from __future__ import annotations

import json
from queue import Empty, Queue
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection

from tests.emulators.dingtalk import Delivered, DingTalkEmulator
from tests.emulators.serving import SocketServer

_ACK_S = 5.0


class DingTalkStreamServer(SocketServer):
    """Use as a context manager; while it stands, what people do comes over it."""

    def __init__(self, dingtalk: DingTalkEmulator) -> None:
        super().__init__(self._serve)
        self.dingtalk = dingtalk
        self.tickets: list[str] = []
        self._answers: Queue[dict[str, Any]] = Queue()

    def __enter__(self) -> Self:
        super().__enter__()
        self.dingtalk.stream_url = f"{self.origin}/connect"
        self.dingtalk.push = self.pushes
        return self

    def __exit__(self, *_: object) -> None:
        self.dingtalk.stream_url, self.dingtalk.push = "", None
        super().__exit__()

    def pushes(self, topic: str, body: dict[str, Any], message_id: str) -> Delivered:
        return self.sends("CALLBACK", topic, json.dumps(body, ensure_ascii=False), message_id)

    def checks_in(self, user: str, place: str, *, recorded: bool = True) -> Delivered:
        """In DingTalk's own 签到; its record may come later than the event."""
        at_ms = int(self.dingtalk.at() * 1000)
        record = {"userid": user, "checkin_time": at_ms, "place": place, "detail_place": f"{place}正门"}
        if recorded:
            self.dingtalk.checked_in.append({**record, "latitude": "31.23", "longitude": "121.47"})
        event = json.dumps({"EventType": "check_in", "StaffId": user, "TimeStamp": at_ms})
        return self.sends(
            "EVENT", "*", event, eventType="check_in", eventId=f"e-{at_ms}", eventCorpId="dingC"
        )

    def sends(self, kind: str, topic: str, data: str, message_id: str = "m1", **more: str) -> Delivered:
        headers = {
            **more,
            "topic": topic,
            "messageId": message_id,
            "contentType": "application/json",
            "time": str(int(self.dingtalk.at() * 1000)),
        }
        frame = {"specVersion": "1.0", "type": kind, "headers": headers, "data": data}
        self.connections[-1].send(json.dumps(frame, ensure_ascii=False))
        if topic == "disconnect":
            return Delivered(200, None)
        try:
            answer = self._answers.get(timeout=_ACK_S)
        except Empty:
            return Delivered(0, None)
        assert set(answer) == {"code", "headers", "message", "data"}
        assert answer["headers"] == {"messageId": message_id, "contentType": "application/json"}
        assert isinstance(answer["data"], str), "data is JSON in a string"
        return Delivered(answer["code"], json.loads(answer["data"]))

    def _serve(self, connection: ServerConnection) -> None:
        assert connection.request is not None
        (ticket,) = parse_qs(urlsplit(connection.request.path).query)["ticket"]
        if ticket in self.tickets:
            connection.close(1008, "a ticket opens one connection")
            return
        with self._changed:
            self.tickets.append(ticket)
            self.connections.append(connection)
            self._changed.notify_all()
        try:
            for data in connection:
                self._answers.put(json.loads(data))
        except ConnectionClosed:
            return

"""Feishu's long connection: it sends over it instead of calling us, so no public address is needed.

Bootstrap, ping, split messages and answers as in open.feishu.cn, "使用长连接接收事件", and its own clients.
"""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Event
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import structlog

from bot.adapter import NotReachable, ProtocolChanged, Received
from bot.adapters.feishu import frames
from bot.adapters.feishu.client import FeishuClient, text_of
from bot.adapters.feishu.frames import Frame
from bot.adapters.feishu.receive import Receiver
from bot.listening import keep_connected

if TYPE_CHECKING:
    from websockets.sync.client import ClientConnection

_PATIENCE_S = 20.0
_LOOK_S = 0.5  # how long a stop may go unnoticed
_PING_S = 120.0  # unless the server says otherwise
_DEAF = 2.5  # pings without an answer or anything else: the line is dead, whatever TCP believes
_RENEWED_S = 1.0
_MAX_PARTS, _MAX_SPLIT = 64, 16
_MAX_FRAME = 4 * 1024 * 1024

log = structlog.get_logger()


@dataclass(slots=True)
class _Line:
    """One connection: what holds for it until it breaks."""

    wire: ClientConnection
    service: int
    ping_s: float
    pinged_at: float = 0.0
    heard_at: float = 0.0
    heard_anything: bool = False
    parts: dict[str, dict[int, bytes]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FeishuSocket:
    client: FeishuClient
    receiver: Receiver
    is_secure: bool = True  # refuse a line that is not

    def run(self, taken: Callable[[Received], None], stop: Event) -> None:
        keep_connected("feishu", lambda: self._connected(taken, stop), stop, renewed_s=_RENEWED_S)

    def _connected(self, taken: Callable[[Received], None], stop: Event) -> bool:
        """Until it breaks or is stopped. Whether anything was heard on it.

        Raises what `keep_connected` catches.
        """
        # fmt: off
        from websockets.exceptions import InvalidHandshake, InvalidURI, WebSocketException  # noqa: PLC0415 - only the process that listens needs it
        from websockets.sync.client import connect  # noqa: PLC0415 - as above
        # fmt: on

        endpoint = self.client.endpoint()
        url = text_of(endpoint, "URL")
        if self.is_secure and urlsplit(url).scheme != "wss":
            raise ProtocolChanged("the endpoint is not encrypted")
        try:
            with connect(url, open_timeout=_PATIENCE_S, close_timeout=2, max_size=_MAX_FRAME) as wire:
                now = time.monotonic()
                line = _Line(
                    wire, _service(url), _ping_s(endpoint.get("ClientConfig"), _PING_S), heard_at=now
                )
                log.info("connected", platform="feishu")
                try:
                    self._listen(line, taken, stop)
                except WebSocketException as error:
                    log.info("connection_lost", platform="feishu", error=repr(error)[:300])
                return line.heard_anything
        except (InvalidHandshake, ImportError) as error:  # a SOCKS proxy needs a package more
            raise NotReachable(f"handshake: {error!r}") from error
        except InvalidURI as error:
            raise ProtocolChanged("the endpoint is no address") from error  # which holds a ticket: not logged

    def _listen(self, line: _Line, taken: Callable[[Received], None], stop: Event) -> None:
        while not stop.is_set():
            now = time.monotonic()
            if now - line.heard_at > line.ping_s * _DEAF:
                raise NotReachable("nothing was heard for too long")
            if now - line.pinged_at >= line.ping_s:
                line.pinged_at = now
                line.wire.send(frames.encode(Frame(frames.CONTROL, line.service, headers={"type": "ping"})))
            try:
                data = line.wire.recv(timeout=_LOOK_S)
            except TimeoutError:
                continue
            line.heard_at, line.heard_anything = time.monotonic(), True
            if isinstance(data, bytes):
                self._heard(frames.decode(data), line, taken)

    def _heard(self, frame: Frame, line: _Line, taken: Callable[[Received], None]) -> None:
        if frame.method == frames.CONTROL:
            if frame.headers.get("type") == "pong" and frame.payload:
                line.ping_s = _ping_s(_object(frame.payload), line.ping_s)
            return
        if (payload := _whole(frame, line)) is None:
            return
        began = time.perf_counter()
        answer = self._answer(payload, taken)
        spent_ms = str(int((time.perf_counter() - began) * 1000))
        headers = {**frame.headers, "biz_rt": spent_ms}
        line.wire.send(frames.encode(replace(frame, headers=headers, payload=json.dumps(answer).encode())))

    def _answer(self, payload: bytes, taken: Callable[[Received], None]) -> dict[str, Any]:
        """A code other than 200 asks Feishu to send it again."""
        try:
            received = self.receiver.over_socket(payload)
        except ValueError as error:
            # It would be as unreadable the next time.
            log.warning("event_unreadable", platform="feishu", error=repr(error)[:300])
            return {"code": 200, "headers": None, "data": None}
        try:
            if received.messages:
                taken(received)
        except Exception:  # whatever it was that kept it from being durable, the connection is not to blame
            log.exception("event_not_taken", platform="feishu")
            return {"code": 500, "headers": None, "data": None}
        return {"code": 200, "headers": None, "data": base64.b64encode(received.answer.body).decode()}


def _whole(frame: Frame, line: _Line) -> bytes | None:
    """The message that this frame completes, None while parts of it are missing."""
    total, place = int(frame.headers.get("sum", "1")), int(frame.headers.get("seq", "0"))
    if total <= 1:
        return frame.payload
    if total > _MAX_PARTS or not 0 <= place < total:
        raise ProtocolChanged(f"part {place} of {total}")
    name = frame.headers.get("message_id", "")
    found = line.parts.setdefault(name, {})
    found[place] = frame.payload
    if len(found) < total:
        while len(line.parts) > _MAX_SPLIT:  # of one whose rest never came
            del line.parts[next(iter(line.parts))]
        return None
    del line.parts[name]
    return b"".join(found[each] for each in range(total))


def _service(url: str) -> int:
    given = parse_qs(urlsplit(url).query).get("service_id", ["0"])[0]
    return int(given) if given.isdigit() else 0


def _ping_s(config: object, otherwise: float) -> float:
    given = config.get("PingInterval") if isinstance(config, dict) else None
    return float(given) if isinstance(given, int | float) and 0 < given <= 600 else otherwise


def _object(payload: bytes) -> object:
    try:
        return json.loads(payload)
    except ValueError:
        return None

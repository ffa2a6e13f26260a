"""DingTalk's Stream: it sends over a connection that we open, so no public address is needed.

open-dingtalk.github.io, "Stream 模式 协议". The vendor's own client is not used: it acknowledges what was not
taken, cannot be stopped, blocks its loop while it sends, and drops where a card was clicked.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Event
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import structlog

from bot.adapter import NotReachable, PlatformError, ProtocolChanged, Received
from bot.adapters.dingtalk import checkins
from bot.adapters.dingtalk.checkins import CheckIns
from bot.adapters.dingtalk.client import DingTalkClient
from bot.adapters.dingtalk.receive import UNCHANGED, RobotReceiver, read_click
from bot.listening import keep_connected
from bot.messages import IncomingMessage

if TYPE_CHECKING:
    from websockets.sync.client import ClientConnection

ROBOT, CARD = "/v1.0/im/bot/messages/get", "/v1.0/card/instances/callback"
_PATIENCE_S = 20.0
_LOOK_S = 0.5  # how long a stop may go unnoticed
_RENEWED_S = 0.2
_MAX_FRAME = 4 * 1024 * 1024
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)  # whoever takes a message gives it the company's moment

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class DingTalkStream:
    client: DingTalkClient
    robot: RobotReceiver
    is_secure: bool = True  # refuse a line that is not

    def run(self, taken: Callable[[Received], None], stop: Event) -> None:
        keep_connected("dingtalk", lambda: self._connected(taken, stop), stop, renewed_s=_RENEWED_S)

    def _connected(self, taken: Callable[[Received], None], stop: Event) -> bool:
        """Until it breaks or is stopped. Whether anything was heard on it.

        Raises what `keep_connected` catches.
        """
        # fmt: off
        from websockets.exceptions import InvalidHandshake, InvalidURI, WebSocketException  # noqa: PLC0415 - only the process that listens needs it
        from websockets.sync.client import connect  # noqa: PLC0415 - as above
        # fmt: on

        endpoint, ticket = self.client.connection((ROBOT, CARD))
        if self.is_secure and urlsplit(endpoint).scheme != "wss":
            raise ProtocolChanged("the endpoint is not encrypted")
        heard = False
        try:
            with connect(
                f"{endpoint}?ticket={quote(ticket, safe='')}",
                open_timeout=_PATIENCE_S,
                close_timeout=2,
                max_size=_MAX_FRAME,
                ping_interval=30,
                ping_timeout=_PATIENCE_S,
            ) as wire:
                log.info("connected", platform="dingtalk")
                try:
                    while not stop.is_set():
                        try:
                            frame = wire.recv(timeout=_LOOK_S)
                        except TimeoutError:
                            continue
                        heard = True
                        if not self._heard(frame, wire, taken):
                            log.info("connection_ended_by_server", platform="dingtalk")
                            break
                except WebSocketException as error:
                    log.info("connection_lost", platform="dingtalk", error=repr(error)[:300])
                return heard
        except (InvalidHandshake, ImportError) as error:  # a SOCKS proxy needs a package more
            raise NotReachable(f"handshake: {type(error).__name__}") from error
        except InvalidURI as error:
            raise ProtocolChanged("the endpoint is no address") from error  # it holds a ticket: not logged

    def _heard(self, data: str | bytes, wire: ClientConnection, taken: Callable[[Received], None]) -> bool:
        """False when the server takes its leave: a new connection is to be made."""
        frame = json.loads(data)
        if not isinstance(frame, dict) or not isinstance(headers := frame.get("headers"), dict):
            raise ProtocolChanged("a frame without headers")
        kind, topic, said = frame.get("type"), headers.get("topic"), frame.get("data")
        if kind == "SYSTEM" and topic == "disconnect":
            return False
        if kind == "SYSTEM":
            answer: Any = said if topic == "ping" else "{}"
            _acknowledge(wire, headers, 200, answer if isinstance(answer, str) else json.dumps(answer))
        elif kind == "EVENT":
            status = "SUCCESS" if self._took_event(headers, said, taken) else "LATER"
            _acknowledge(wire, headers, 200, json.dumps({"status": status}))
        else:
            code = self._take(str(topic), headers, said, taken)
            response = UNCHANGED if topic == CARD else None
            _acknowledge(wire, headers, code, json.dumps({"response": response}))
        return True

    def _took_event(self, headers: dict[str, Any], said: Any, taken: Callable[[Received], None]) -> bool:
        """False for one that has to come again."""
        if headers.get("eventType") != checkins.EVENT:
            log.info("callback_ignored", platform="dingtalk", kind=str(headers.get("eventType"))[:80])
            return True
        data = said if isinstance(said, str) else json.dumps(said)
        try:
            message = CheckIns(self.client).read(data, str(headers.get("eventId") or "")[:64], _LONG_AGO)
            taken(Received((message,)))
        except PlatformError as error:
            log.warning("check_in_not_found", platform="dingtalk", error=repr(error)[:300])
            return False
        except (ValueError, RecursionError) as error:
            log.warning("event_unreadable", platform="dingtalk", error=repr(error)[:300])
        except Exception:  # as below
            log.exception("event_not_taken", platform="dingtalk")
            return False
        return True

    def _take(self, topic: str, headers: dict[str, Any], said: Any, taken: Callable[[Received], None]) -> int:
        try:
            message = self._read(topic, headers, said)
        except (ValueError, RecursionError) as error:
            # It would be as unreadable the next time.
            log.warning("event_unreadable", platform="dingtalk", error=repr(error)[:300])
            return 200
        try:
            if message is not None:
                taken(Received((message,)))
        except Exception:  # whatever it was that kept it from being durable, the connection is not to blame
            log.exception("event_not_taken", platform="dingtalk")
            return 500
        return 200

    def _read(self, topic: str, headers: dict[str, Any], said: Any) -> IncomingMessage | None:
        data = said if isinstance(said, str) else json.dumps(said)
        if topic == ROBOT:
            return self.robot.read(data, _LONG_AGO)
        if topic == CARD:
            once = str(headers.get("messageId") or headers.get("time") or data)[:64]
            return read_click(data, once, _LONG_AGO)
        log.info("callback_ignored", platform="dingtalk", kind=topic[:80])
        return None


def _acknowledge(wire: ClientConnection, headers: dict[str, Any], code: int, data: str) -> None:
    answer = {
        "code": code,
        "headers": {"messageId": headers.get("messageId"), "contentType": "application/json"},
        "message": "OK" if code == 200 else "not taken",
        "data": data,
    }
    wire.send(json.dumps(answer, ensure_ascii=False))

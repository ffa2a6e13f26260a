"""Socket Mode: Slack sends over a WebSocket that we opened, so no public address is needed.

https://docs.slack.dev/apis/events-api/using-socket-mode. Not by slack_sdk's own client: its ten threads hand
on the messages of one conversation in any order, and its way to a proxy forgets NO_PROXY.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Event
from typing import Any
from urllib.parse import urlsplit

import structlog

from bot.adapter import NotGenuine, NotReachable, ProtocolChanged, Received
from bot.adapters.slack import receive
from bot.adapters.slack.client import SlackClient
from bot.adapters.slack.views import Views
from bot.listening import keep_connected

_PATIENCE_S = 20.0
_LOOK_S = 0.5  # how long a stop may go unnoticed
_DEAF_S = 60.0  # Slack pings every few seconds; the library's own pings find a dead line sooner
_RENEWED_S = 0.1  # where a line was good, Slack only wants it made anew
_MAX_FRAME = 4 * 1024 * 1024
# Messages are dated when they are kept; whoever sends over this line has been let in already.
_UNDATED = datetime.fromtimestamp(0, UTC)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class SlackSocket:
    client: SlackClient
    views: Views | None = None
    is_secure: bool = True  # refuse a line that is not

    def run(self, taken: Callable[[Received], None], stop: Event) -> None:
        keep_connected("slack", lambda: self._connected(taken, stop), stop, renewed_s=_RENEWED_S)

    def _connected(self, taken: Callable[[Received], None], stop: Event) -> bool:
        """Until it breaks or is stopped. Whether Slack said hello on it.

        Raises what `keep_connected` catches.
        """
        # fmt: off
        from websockets.exceptions import InvalidHandshake, InvalidURI, WebSocketException  # noqa: PLC0415 - only the process that listens needs it
        from websockets.sync.client import connect  # noqa: PLC0415 - as above
        # fmt: on

        url = self.client.socket_url()
        if self.is_secure and urlsplit(url).scheme != "wss":
            raise ProtocolChanged("the line is not encrypted")
        heard: list[str] = []
        try:
            with connect(url, open_timeout=_PATIENCE_S, close_timeout=2, max_size=_MAX_FRAME) as wire:
                try:
                    self._listen(wire, heard, taken, stop)
                except WebSocketException as error:
                    log.info("connection_lost", platform="slack", error=repr(error)[:300])
        except (InvalidHandshake, ImportError) as error:  # a SOCKS proxy needs a package more
            raise NotReachable(f"handshake: {error!r}") from error
        except InvalidURI as error:
            raise ProtocolChanged("the line has no address") from error  # which holds a ticket: not logged
        return "hello" in heard

    def _listen(self, wire: Any, heard: list[str], taken: Callable[[Received], None], stop: Event) -> None:
        last = time.monotonic()
        while not stop.is_set():
            try:
                data = wire.recv(timeout=_LOOK_S)
            except TimeoutError:
                if not heard and time.monotonic() - last > _DEAF_S:
                    raise NotReachable("no hello") from None
                continue
            envelope = _object(data)
            kind = str(envelope.get("type"))
            match kind:
                case "hello":
                    heard.append(kind)
                    log.info("connected", platform="slack")
                case "disconnect":
                    log.info("connection_renewed", platform="slack", reason=str(envelope.get("reason"))[:80])
                    if envelope.get("reason") == "warning":
                        continue  # the end itself is announced too
                    return
                case _ if envelope.get("envelope_id"):
                    self._take(wire, kind, envelope, taken)

    def _take(
        self, wire: Any, kind: str, envelope: dict[str, Any], taken: Callable[[Received], None]
    ) -> None:
        """Without an answer Slack sends it again."""
        try:
            received = receive.over_socket(kind, envelope.get("payload"), _UNDATED, self.views)
        except NotGenuine as error:
            log.warning("event_unreadable", platform="slack", error=str(error))  # as it would be next time
            received = Received()
        try:
            if received.messages or received.attempt:
                taken(received)
        except Exception:  # whatever kept it from being durable, the connection is not to blame
            log.exception("event_not_taken", platform="slack")
            return
        answer: dict[str, Any] = {"envelope_id": envelope["envelope_id"]}
        if envelope.get("accepts_response_payload") and received.answer.media_type == "application/json":
            answer["payload"] = json.loads(received.answer.body)
        wire.send(json.dumps(answer, ensure_ascii=False))


def _object(data: str | bytes) -> dict[str, Any]:
    try:
        read = json.loads(data)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}

"""One connection of the smart bot, from subscribing to its end: frames in and out, and its pulse."""

from __future__ import annotations

import itertools
import json
import queue
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from threading import Event, Lock
from typing import TYPE_CHECKING, Any, Self

from bot.adapter import NotReachable, Received
from bot.adapters.wecom.bot_receive import ELSEWHERE, EVENT, MESSAGE, click_of, read
from bot.adapters.wecom.config import BotConfig

if TYPE_CHECKING:
    from websockets.sync.client import ClientConnection

UPDATE = "aibot_respond_update_msg"
TOO_LATE = -3  # ours: no click that a card could be changed by
_OPEN_S, _ACK_S = 10.0, 5.0
_PULSE_S = 30.0
_LOOK_S = 0.5
_CLICK_S = 4.5  # WeCom takes a change within 5 s of the click
_MAX_FRAME = 4_000_000
_NO_MOMENT = datetime.fromtimestamp(0, UTC)  # whoever takes a message stamps it, as for callbacks


class NotSubscribed(Exception):
    """Bot id or secret is wrong, or the bot is set to callbacks."""


class Superseded(Exception):
    """Another connection of this bot was made."""


class BotConnection:
    """Use as a context manager: connected and subscribed inside. `ask` may be called from other threads."""

    def __init__(self, config: BotConfig, pulse_s: float = _PULSE_S) -> None:
        self._config, self._pulse_s = config, pulse_s
        self._waiting: dict[str, queue.SimpleQueue[dict[str, Any]]] = {}
        self._clicks: dict[str, tuple[str, str, float]] = {}
        self._count = itertools.count(1)
        self._asking = Lock()
        self._unheard = 0  # pings without an answer
        self._early: list[dict[str, Any]] = []  # what came before the answer to our subscription

    def __enter__(self) -> Self:
        from websockets.exceptions import WebSocketException  # noqa: PLC0415 - unused where the bot is off

        self._broken: tuple[type[Exception], ...] = (WebSocketException, OSError)
        with ExitStack() as opened:
            self._socket = opened.enter_context(_connected(self._config.ws_url))
            self._subscribe()
            self._opened = opened.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def listen(self, taken: Callable[[Received], None], stop: Event) -> None:
        """Until `stop`. Raises NotReachable when it is lost, Superseded when it was taken over."""
        pulse = time.monotonic() + self._pulse_s
        for frame in self._early:
            self._heard(frame, taken)
        while not stop.is_set():
            if time.monotonic() >= pulse:
                self._ping()
                pulse = time.monotonic() + self._pulse_s
            if (came := self._received(_LOOK_S)) is not None:
                self._heard(came, taken)

    def ask(self, frame: Mapping[str, Any]) -> dict[str, Any]:
        """The platform's answer to `{cmd, req_id?, body, click?}`. Raises NotReachable without one."""
        request, body = str(frame.get("req_id") or ""), dict(frame.get("body") or {})
        if frame.get("cmd") == UPDATE:
            request, task, at = self._clicks.pop(str(frame.get("click")), ("", "", 0.0))
            if not request or time.monotonic() - at > _CLICK_S:
                return {"errcode": TOO_LATE, "errmsg": "no click to change the card by"}
            body = {**body, "template_card": {**body["template_card"], "task_id": task}}
        request = request or self._own()
        with self._asking:  # one frame of a request at a time
            answers: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
            self._waiting[request] = answers
            try:
                self._send({"cmd": frame["cmd"], "headers": {"req_id": request}, "body": body})
                return answers.get(timeout=_ACK_S)
            except queue.Empty:
                raise NotReachable(f"{frame['cmd']}: no answer") from None
            finally:
                del self._waiting[request]

    def _subscribe(self) -> None:
        request = self._own()
        body = {"bot_id": self._config.bot_id, "secret": self._config.secret}
        self._send({"cmd": "aibot_subscribe", "headers": {"req_id": request}, "body": body})
        until = time.monotonic() + _OPEN_S
        while time.monotonic() < until:
            frame = self._received(_LOOK_S)
            if frame is None:
                continue
            if "cmd" in frame:
                self._early.append(frame)
                continue
            if frame.get("errcode"):
                raise NotSubscribed(f"{frame['errcode']} {frame.get('errmsg', '')}"[:200])
            return
        raise NotReachable("no answer to the subscription")

    def _heard(self, frame: dict[str, Any], taken: Callable[[Received], None]) -> None:
        if "cmd" not in frame:
            self._unheard = 0
            request = str((frame.get("headers") or {}).get("req_id", ""))
            if (answers := self._waiting.get(request)) is not None:
                answers.put(frame)
            return
        if frame["cmd"] not in (MESSAGE, EVENT):
            return
        if _event_of(frame) == ELSEWHERE:
            raise Superseded
        if (click := click_of(frame)) is not None:
            card, request, task = click
            self._clicks[card] = (request, task, time.monotonic())
        received = read(frame, _NO_MOMENT)
        if received.messages:
            taken(received)

    def _ping(self) -> None:
        if self._unheard >= 2:
            raise NotReachable("no pulse")
        self._unheard += 1
        self._send({"cmd": "ping", "headers": {"req_id": self._own()}})

    def _send(self, frame: Mapping[str, Any]) -> None:
        try:
            self._socket.send(json.dumps(frame, ensure_ascii=False))
        except self._broken as error:
            raise NotReachable(f"closed: {type(error).__name__}") from error

    def _received(self, patience_s: float) -> dict[str, Any] | None:
        """The next frame; None when there was none in time, or it was no JSON object."""
        try:
            text = self._socket.recv(timeout=patience_s)
        except TimeoutError:
            return None
        except self._broken as error:
            raise NotReachable(f"closed: {type(error).__name__}") from error
        try:
            frame = json.loads(text)
        except ValueError:
            return None
        return frame if isinstance(frame, dict) else None

    def _own(self) -> str:
        return f"tuitui-{id(self):x}-{next(self._count)}"


def reach(config: BotConfig) -> None:
    """Connect and go again, without subscribing. Raises NotReachable."""
    with _connected(config.ws_url):
        pass


@contextmanager
def _connected(url: str) -> Iterator[ClientConnection]:
    from websockets.exceptions import WebSocketException  # noqa: PLC0415 - unused where the bot is off
    from websockets.sync.client import connect  # noqa: PLC0415 - likewise

    with ExitStack() as opened:
        try:
            connecting = connect(url, open_timeout=_OPEN_S, ping_interval=None, max_size=_MAX_FRAME)
            socket = opened.enter_context(connecting)
        except (WebSocketException, OSError, ValueError) as error:  # a time-out is an OSError
            raise NotReachable(f"{url}: {type(error).__name__}") from error
        yield socket


def _event_of(frame: Mapping[str, Any]) -> str:
    body = frame.get("body")
    event = body.get("event") if isinstance(body, dict) else None
    return str(event.get("eventtype", "")) if isinstance(event, dict) else ""

"""The smart bot's long connection (document 101463): one per bot, kept by one process, used by all.

WeCom closes the older of two connections, and two owners would take it from each other for ever: whoever is
told that another has connected rests.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from threading import Event, Thread

import structlog

from bot.adapter import NotReachable, Received, Relay
from bot.adapters.wecom import places
from bot.adapters.wecom.config import BotConfig
from bot.adapters.wecom.connection import BotConnection, NotSubscribed, Superseded

_PAUSES_S = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
_REFUSED_S = 300.0  # after wrong credentials: to subscribe is rate-limited
_LASTED_S = 60.0  # a connection that held so long begins the pauses anew

log = structlog.get_logger()


class BotSocket:
    """Receives for everybody, and sends what the other processes ask through the relay."""

    def __init__(self, config: BotConfig, relay: Relay | None) -> None:
        self._config, self._relay = config, relay
        self._connection: BotConnection | None = None

    def run(self, taken: Callable[[Received], None], stop: Event) -> None:
        answering = self._answering(stop)
        failures = 0
        while not stop.is_set():
            begun = time.monotonic()
            pause = _PAUSES_S[min(failures, len(_PAUSES_S) - 1)]
            failures += 1
            try:
                self._once(taken, stop)
            except Superseded:
                log.error("bot_connected_elsewhere", platform=places.PLATFORM, bot=self._config.bot_id)
                stop.wait()
            except NotSubscribed as error:
                log.error("bot_not_let_in", platform=places.PLATFORM, reason=str(error))
                pause = _REFUSED_S
            except NotReachable as error:
                log.warning("bot_disconnected", platform=places.PLATFORM, reason=str(error))
            if time.monotonic() - begun > _LASTED_S:
                failures = 0
            stop.wait(pause)
        if answering is not None:
            answering.join(timeout=5)

    def _once(self, taken: Callable[[Received], None], stop: Event) -> None:
        """From connecting to the end of that connection."""
        with BotConnection(self._config) as connection:
            self._connection = connection
            log.info("bot_connected", platform=places.PLATFORM)
            try:
                connection.listen(taken, stop)
            finally:
                self._connection = None

    def _answering(self, stop: Event) -> Thread | None:
        if self._relay is None:
            return None
        asked = (relay_name(self._config), self.say, stop)
        thread = Thread(target=self._relay.answer, args=asked, daemon=True, name="wecom-bot-relay")
        thread.start()
        return thread

    def say(self, question: str) -> str:
        """A frame to send, as JSON → the platform's answer to it, as JSON; `errcode` −2: not connected."""
        connection = self._connection
        if connection is None:
            return json.dumps({"errcode": -2, "errmsg": "not connected"})
        try:
            return json.dumps(connection.ask(json.loads(question)))
        except NotReachable as error:
            return json.dumps({"errcode": -2, "errmsg": str(error)})


def relay_name(config: BotConfig) -> str:
    return f"wecom/bot/{config.bot_id}"

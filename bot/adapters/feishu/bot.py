"""Which account of the chat is the bot itself."""

from __future__ import annotations

from threading import Lock, Thread

import structlog

from bot.adapter import PlatformError
from bot.adapters.feishu.client import FeishuClient

log = structlog.get_logger()


class OwnAccount:
    """Its open_id, empty while it is not known: a callback is not kept waiting for it."""

    def __init__(self, client: FeishuClient) -> None:
        self._client = client
        self._lock = Lock()
        self._asking: Thread | None = None
        self._known = ""

    def __call__(self) -> str:
        if self._known:
            return self._known
        with self._lock:
            if self._asking is None or not self._asking.is_alive():
                self._asking = Thread(target=self._ask, name="feishu-own-account", daemon=True)
                self._asking.start()
        return self._known

    def settle(self) -> None:
        """Wait for what is under way."""
        with self._lock:
            asking = self._asking
        if asking is not None:
            asking.join()

    def _ask(self) -> None:
        try:
            self._known = str(self._client.bot().get("open_id") or "")
        except PlatformError as error:
            log.warning("own_account_unknown", platform="feishu", error=repr(error))

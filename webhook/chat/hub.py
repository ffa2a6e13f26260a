"""One subscription to the news for all open pages of this process."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator

import structlog

from storage.live import Connected, LiveBus, MessageNews, News, TypingNews

_WAITING = 200  # pieces of news; a page that is so far behind is cut off, and catches up when it reconnects
_log = structlog.get_logger()


class Listener:
    """One open page."""

    def __init__(self, person: str) -> None:
        self.person = person
        self.news: asyncio.Queue[News | None] = asyncio.Queue(_WAITING)

    def concerns(self, news: News) -> bool:
        return not isinstance(news, MessageNews | TypingNews) or self.person in news.people


class Hub:
    def __init__(self, live: LiveBus) -> None:
        self._live = live
        self._listeners: set[Listener] = set()
        self._connected = False

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Listen for as long as the server runs; then let all pages go."""
        task = asyncio.create_task(self._listen())
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            self.let_go()

    def let_go(self) -> None:
        """End all streams; the server waits for them when it stops."""
        for listener in [*self._listeners]:
            self._cut_off(listener)

    @contextlib.contextmanager
    def listening(self, person: str) -> Iterator[Listener]:
        listener = Listener(person)
        if self._connected:
            listener.news.put_nowait(Connected())
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    async def _listen(self) -> None:
        while True:
            try:
                async for news in self._live.listen():
                    self._connected = True
                    self._tell(news)
            except Exception:  # the outermost loop: one unreadable piece of news must not end live updates
                _log.exception("live_updates_failed")

    def _tell(self, news: News) -> None:
        for listener in [*self._listeners]:
            if listener.concerns(news):
                try:
                    listener.news.put_nowait(news)
                except asyncio.QueueFull:
                    self._cut_off(listener)

    def _cut_off(self, listener: Listener) -> None:
        self._listeners.discard(listener)
        while not listener.news.empty():
            listener.news.get_nowait()
        listener.news.put_nowait(None)

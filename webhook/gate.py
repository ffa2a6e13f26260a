"""Where callbacks wait together for the commit that makes them durable.

While one commit is under way the next callbacks gather; they go to the writing thread in one piece and come
back in one piece. Waking a thread for each would cost more than all the rest of a callback.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import Future

from bot.messages import IncomingMessage
from storage.database import is_out_of_reach
from webhook.parts import HttpParts

_Waiting = tuple[Sequence[IncomingMessage], "asyncio.Future[Sequence[bool]]"]


class Gate:
    """Of one event loop."""

    def __init__(self, parts: HttpParts) -> None:
        self._parts = parts
        self._waiting: list[_Waiting] = []
        self._is_busy = False

    async def take(self, messages: Sequence[IncomingMessage]) -> Sequence[bool]:
        """Durable when it returns: for each message whether it is new. Raises what the database raised."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Sequence[bool]] = loop.create_future()
        self._waiting.append((messages, done))
        if not self._is_busy:
            self._is_busy = True
            loop.call_soon(self._open, loop)  # with all that this turn of the loop still brings
        return await done

    def _open(self, loop: asyncio.AbstractEventLoop) -> None:
        batch, self._waiting = self._waiting, []
        self._is_busy = bool(batch)
        if batch:
            self._commit(batch, loop, then_open=True)

    def _commit(self, batch: list[_Waiting], loop: asyncio.AbstractEventLoop, *, then_open: bool) -> None:
        def committed(kept: Future[list[bool]]) -> None:
            loop.call_soon_threadsafe(self._told, batch, kept, loop, then_open)

        together = [each for messages, _ in batch for each in messages]
        self._parts.inbox.soon(together, self._parts.now).add_done_callback(committed)

    def _told(
        self,
        batch: list[_Waiting],
        kept: Future[list[bool]],
        loop: asyncio.AbstractEventLoop,
        then_open: bool,
    ) -> None:
        if (error := kept.exception()) is None:
            results = iter(kept.result())
            for messages, done in batch:
                fresh = [next(results) for _ in messages]
                if not done.done():  # who gave up waiting is not told
                    done.set_result(fresh)
        elif len(batch) > 1 and not is_out_of_reach(error):
            for each in batch:  # one of them spoils it for all
                self._commit([each], loop, then_open=False)
        else:
            for _, done in batch:
                if not done.done():
                    done.set_exception(error)
        if then_open:
            self._open(loop)

"""The places of one's own beside the chat, filled anew when somebody's tasks change.

Changes are gathered for a while, so that a busy hour is one update each time and not a hundred.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.adapter import Opened, PlatformError, RateLimited, Refused
from bot.app.home_visitors import HomeVisitors
from bot.app.memory import StoredMemory
from bot.app.post import payload_of_events
from bot.app.preview import Preview
from bot.messages import Address, IncomingMessage
from engine.events.work import TaskReassigned
from engine.people import PersonId
from engine.process import Number
from scheduler.parts import Undelivered
from storage.outbox import NewMessage, OutboxItem

KIND = "home"
_GATHERED_S = 20


@dataclass(frozen=True, slots=True)
class Homes:
    platforms: Mapping[str, Opened]
    memory: StoredMemory
    preview: Preview
    visitors: HomeVisitors

    def for_events(self, payload: str, now: datetime) -> Sequence[NewMessage]:
        """One for each who looked at theirs and whose tasks these events touched; for a while the same."""
        offered = [name for name, opened in self.platforms.items() if opened.homes is not None]
        people = frozenset(self._touched(payload)) if offered else frozenset()
        turn = int(now.timestamp()) // _GATHERED_S + 1
        return [
            NewMessage(
                key=f"home/{platform}/{person}/{turn}",
                lane=f"home/{platform}/{person}",
                payload=json.dumps({"platform": platform, "account": account, "due": turn * _GATHERED_S}),
                kind=KIND,
            )
            for platform in offered
            for person, account in self.visitors.of(platform, people).items()
        ]

    def send(self, item: OutboxItem, now: datetime) -> None:
        """As things stand when it is sent. Raises Undelivered."""
        asked = json.loads(item.payload)
        if (early_s := asked["due"] - now.timestamp()) > 0:
            raise Undelivered("changes are gathered", retry_after_s=early_s)
        opened = self.platforms.get(asked["platform"])
        shown = self.preview.home(_looked(asked["platform"], asked["account"], now))
        if opened is None or opened.homes is None or shown is None:
            return
        try:
            opened.homes.fill(asked["account"], *shown)
        except RateLimited as error:
            raise Undelivered(str(error), retry_after_s=error.retry_after_s) from error
        except Refused as error:
            raise Undelivered(str(error), final=True) from error
        except PlatformError as error:
            raise Undelivered(repr(error)) from error

    def _touched(self, payload: str) -> Iterator[PersonId]:
        """Who holds a task of the process now, and who held one that these events ended."""
        number, first, last = payload_of_events(payload)
        process = self.memory.process(Number(number))
        for task in process.tasks if process else ():
            yield from (task.assignee, *task.pool)
        for each in self.memory.events.of(number, from_seq=first, to_seq=last):
            if isinstance(each.event, TaskReassigned):
                yield each.event.was
            ended = self.memory.tasks.task(each.event.task) if each.event.task is not None else None
            if ended is not None:
                yield from (ended.assignee, *ended.pool)


def _looked(platform: str, account: str, now: datetime) -> IncomingMessage:
    address = Address(platform=platform, conversation=account)
    return IncomingMessage(
        platform=platform, message_id="home", sender=account, address=address, at=now, opened=True
    )

"""Subscriptions of other systems, between the outbox and the web floor's way out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from bot.app.core import Core
from bot.app.memory import StoredMemory
from bot.app.post import payload_of_events
from engine.process import Number
from scheduler.parts import Undelivered
from storage.outbox import NewMessage, OutboxItem
from storage.subscriptions import Subscriptions
from webhook.outgoing import CallFailed, calls, deliver

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Callouts:
    core: Core
    memory: StoredMemory
    subscriptions: Subscriptions

    def for_events(self, payload: str) -> Sequence[NewMessage]:
        """What a stretch of a process's log means for those who subscribed."""
        subscribed = self.subscriptions.all()
        if not subscribed:
            return ()
        number, first, last = payload_of_events(payload)
        process = self.memory.process(Number(number))
        events = self.memory.events.of(number, from_seq=first, to_seq=last)
        return calls(process, events, subscribed) if process else ()

    def send(self, item: OutboxItem) -> None:
        """One attempt. Raises Undelivered."""
        kept = json.loads(item.payload)
        subscription = self.subscriptions.find(kept["subscription"])
        if subscription is None:
            return  # unsubscribed meanwhile
        now, private = self.core.clock.machine_now(), self.core.settings.private_calls
        try:
            deliver(subscription, item.key, kept["body"], now=now, private=private)
        except CallFailed as error:
            if error.final:
                log.warning("webhook_gone", webhook=subscription.id)
                self.subscriptions.remove(subscription.id)
                return
            raise Undelivered(str(error), retry_after_s=error.retry_after_s) from error

"""The way into the assistant for whatever the platforms send, by callback or over a long connection."""

from __future__ import annotations

from datetime import datetime

from bot.messages import IncomingMessage
from scheduler.rq_queue import JobKind, RqQueue
from storage.database import Database
from storage.inbox import Inbox as StoredInbox
from webhook.parts import Inbox


def open_inbox(database: Database, queue: RqQueue) -> Inbox:
    stored = StoredInbox(database)

    def accept(message: IncomingMessage, now: datetime) -> bool:
        return stored.accept(
            platform=message.platform,
            message_id=message.message_id,
            conversation=f"{message.platform}/{message.address.conversation}",
            payload=message.model_dump_json(),
            now=now,
        )

    def wake() -> None:
        queue.wake(JobKind.INBOX)

    return Inbox(accept=accept, wake=wake)

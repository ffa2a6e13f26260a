"""The chain through a process's events: each hash covers the event and the hash before it.

hash = SHA-256(previous hash + JSON list of process, seq, at, type, actor, task, data), in hex.
The JSON is UTF-8 without blanks; `data` is the text as stored, `at` ISO 8601 in UTC with microseconds.
The first event's previous hash is empty.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from msgspec.json import Encoder

from engine.events import AnyEvent, event_from
from engine.process import Number

NOTHING = ""  # the hash before the first event

_encode = Encoder().encode


class Link(NamedTuple):
    """An event as it is stored."""

    process: str
    seq: int
    at: datetime
    type: str
    actor: str
    task: str | None
    data: str
    hash: str

    @property
    def event(self) -> AnyEvent:
        envelope = {"type": self.type, "at": self.at, "actor": self.actor, "task": self.task}
        return event_from(json.loads(self.data) | envelope)


def chain(number: Number, events: Sequence[AnyEvent], *, after: int, last_hash: str) -> list[Link]:
    """The events as links behind the event with seq `after`, whose hash is `last_hash`."""
    links: list[Link] = []
    for seq, event in enumerate(events, after + 1):
        data = _encode(event.details).decode()
        at = moment(event.at)
        last_hash = hash_of(last_hash, number, seq, at, event.type, event.actor, event.task, data)
        links.append(Link(number, seq, event.at, event.type, event.actor, event.task, data, last_hash))
    return links


@lru_cache(maxsize=512)  # the events of a command share their moment
def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def hash_of(
    previous: str, process: str, seq: int, at: str, type_: str, actor: str, task: str | None, data: str
) -> str:
    """`at` as `moment` writes it."""
    fact = _encode([process, seq, at, type_, actor, task, data])
    return sha256(previous.encode() + fact).hexdigest()

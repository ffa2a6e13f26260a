"""An organisation on DingTalk: what it is known by, what its people see, and how its server fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

CLIENT_ID, CLIENT_SECRET, ROBOT = "dingapp1", "app-secret", "dingrobot1"
TEMPLATE, CARD_SECRET, CORP = "tuitui.schema", "card-secret", "dingC"
GROUP = "cidGroup1=="
SESSION_MS = 5_400_000  # how long a session lasts


@dataclass
class Message:
    """A message as it stands now; `edits` counts a card's updates. `chat` is a userid or a group."""

    id: str
    chat: str
    words: str
    buttons: dict[str, dict[str, Any]] = field(default_factory=dict)  # by their labels
    inputs: dict[str, dict[str, Any]] = field(default_factory=dict)  # by their labels
    card: dict[str, Any] | None = None
    by_stream: bool = True
    route: str = ""
    image: bytes = b""
    mentions: tuple[str, ...] = ()
    by_session: bool = False
    edits: int = 0


@dataclass(frozen=True)
class Failure:
    """What is answered instead; `delay_s` dawdles first."""

    code: str = "ServiceUnavailable"
    status: int = 503
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    delay_s: float = 0.0


@dataclass(frozen=True)
class Delivered:
    """How what DingTalk sent was answered, by HTTP or by Stream."""

    status_code: int
    body: Any


Push = Callable[[str, dict[str, Any], str], Delivered]  # topic, body, the frame's id

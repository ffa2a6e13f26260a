"""What a chat platform is to the assistant: how its requests are read and how replies reach it.

A platform is a folder in `bot/adapters/` that declares `PLATFORM = PlatformSpec(…)`; wiring opens it with its
configuration. Reading a request is pure, given the configuration's secrets; sending is the only wire.

PlatformError
├── RateLimited     not before `retry_after_s`
├── TokenExpired    fetch a new one and try again
├── NotReachable    the platform or the network is down: try again later
├── Refused         it will not take this, now or later; `code` is the platform's own
└── ProtocolChanged it answered what its documentation does not know

NotGenuine          an incoming request is forged, stale or malformed: 4xx, no effect, nothing told
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from bot.cards import Reply
from bot.messages import Address, IncomingMessage, Language, OutgoingMessage


class PlatformError(Exception):
    """A message did not reach the platform, or nothing came back."""


class RateLimited(PlatformError):
    def __init__(self, retry_after_s: float) -> None:
        super().__init__(f"not before {retry_after_s:g} s")
        self.retry_after_s = retry_after_s


class TokenExpired(PlatformError):
    pass


class NotReachable(PlatformError):
    pass


class Refused(PlatformError):
    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code


class ProtocolChanged(PlatformError):
    pass


class NotGenuine(Exception):
    """The message is for the log; who sent the request learns nothing from it."""


@dataclass(frozen=True, slots=True)
class RawRequest:
    """A callback as it came. `headers` have lower-case names; `body` is unparsed, as it was signed."""

    method: str
    path: str
    headers: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """What the platform wants to hear at once: mostly nothing, for a URL check its challenge."""

    body: bytes = b""
    media_type: str = "text/plain"
    status: int = 200


@dataclass(frozen=True, slots=True)
class Received:
    """What a request held. A genuine one that means nothing to us has no messages."""

    messages: tuple[IncomingMessage, ...] = ()
    answer: RawAnswer = field(default_factory=RawAnswer)


# The moment is the machine's: signatures age by it, whatever a demo's time machine says.
Receive = Callable[[RawRequest, datetime], Received]


class Adapter(Protocol):
    """An opened platform's way out. `render` is pure; `send` raises a PlatformError."""

    def render(
        self, reply: Reply, language: Language, address: Address, *, key: str, replaces: str | None = None
    ) -> tuple[OutgoingMessage, ...]:
        """The reply as this platform's messages, each under a key of its own made from `key`.

        `replaces` is the platform's id of the message that the reply's card updates in place.
        """
        ...

    def send(self, message: OutgoingMessage, now: datetime) -> str:
        """The platform's id of the message: for replies to it, threads, and later updates in place."""
        ...


@dataclass(frozen=True, slots=True)
class Contact:
    """What identifies a person in the platform's own directory; empty where it does not tell."""

    email: str = ""
    mobile: str = ""


class Lookup(Protocol):
    """The platform's own directory, which the company controls. Each call may raise a PlatformError."""

    def find_person(self, account: str) -> Contact | None:
        """Of an account in the company's own directory; None for guests of others, bots and who has left."""
        ...

    def find_account(self, contact: Contact) -> str | None: ...

    def direct(self, account: str) -> Address:
        """Where the account is reached alone, whether or not they ever wrote."""
        ...


@dataclass(frozen=True, slots=True)
class Opened:
    """A platform in use: its adapter, and what answers each (method, path) of its callbacks.

    Without a `lookup` the platform's senders are the company's people themselves. With one, a message whose
    conversation is named like its sender means the direct conversation with them.
    """

    adapter: Adapter
    routes: Mapping[tuple[str, str], Receive] = field(default_factory=dict)
    lookup: Lookup | None = None


C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class PlatformSpec(Generic[C]):
    """`name` is what `Address.platform` says; `open` takes the platform's own configuration."""

    name: str
    open: Callable[[C], Opened]

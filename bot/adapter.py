"""What a chat platform is to the assistant: how its requests are read and how replies reach it.

A platform is a folder in `bot/adapters/` that declares `PLATFORM = PlatformSpec(…)`; wiring opens it with its
configuration. Reading a request is pure, given the configuration's secrets; sending is the only wire.

PlatformError
├── RateLimited     not before `retry_after_s`
├── TokenExpired    fetch a new one and try again
├── NotReachable    the platform or the network is down: try again later
├── Refused         it will not take this, now or later; `code` is the platform's own
│   └── UpdateTooLate  what was sent can no longer be changed in place: post it anew
└── ProtocolChanged it answered what its documentation does not know

NotGenuine          an incoming request is forged, stale or malformed: 4xx, no effect, nothing told
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event
from typing import Generic, Protocol, TypeVar

from bot.cards import Card, InputType, Reply
from bot.findings import Finding
from bot.forms import Form
from bot.messages import Address, Attachment, IncomingMessage, Language, OutgoingMessage, Text


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


class UpdateTooLate(Refused):
    pass


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
    """What a request held. A genuine one that means nothing to us has no messages.

    `attempt` is made in a thread, once the request is answered, where an answer in the platform's own time
    (a dialog beside the chat) may spare the messages; they are kept only when it returns False.
    """

    messages: tuple[IncomingMessage, ...] = ()
    answer: RawAnswer = field(default_factory=RawAnswer)
    attempt: Callable[[], bool] | None = None


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
class Fetched:
    """A file as it was sent. `name` ends in its format: `.amr`, `.ogg`, `.m4a`, `.png` …"""

    name: str
    data: bytes = field(repr=False)


class Media(Protocol):
    """What people attached. Raises a PlatformError; RateLimited where it is not ready yet."""

    def fetch(self, attachment: Attachment) -> Fetched: ...


class Transcripts(Protocol):
    """What a platform itself writes down of a recording, often a while after the message."""

    def transcript(self, recording: Attachment) -> str:
        """Empty when it makes none. Raises a PlatformError; RateLimited while it is still listening."""
        ...


class Homes(Protocol):
    """A place of one's own that a platform gives each account beside the chat, and that we fill."""

    def fill(self, account: str, reply: Reply, language: Language) -> None:
        """In place of what stood there. Raises a PlatformError."""
        ...


class Listener(Protocol):
    """A long connection that the platform sends over instead of calling us. One process at a time runs it."""

    def run(self, taken: Callable[[Received], None], stop: Event) -> None:
        """Stay connected until `stop`, reconnecting with back-off; never raises for a lost connection.

        What was received is durable when `taken` returns, and is acknowledged only then; when it raises, the
        platform is left to send it again.
        """
        ...


class Tokens(Protocol):
    """Access tokens shared by all processes of the company; one of them refreshes at a time."""

    def get(self, name: str, fetch: Callable[[], tuple[str, float]]) -> str:
        """The token kept as `name` (`wecom/AGENT`), else what `fetch` gives with its lifetime in seconds."""
        ...

    def drop(self, name: str, token: str) -> None:
        """The platform says that it has expired; nothing when another is kept already."""
        ...


class Budget(Protocol):
    """What a platform allows an organisation or a person; shared by all processes, seen in /metrics."""

    def take(self, name: str, *, limit: int, window_s: float) -> None:
        """Count one call of `name` (`wecom/member`, `wecom/member/ID`). Raises RateLimited when used up."""
        ...


def _nothing(_message: IncomingMessage) -> None:
    """Nobody looks anything up."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """An active person of the company's own directory, by the names they go by."""

    names: tuple[str, ...]
    contact: Contact


class Forms(Protocol):
    """Pages for what a platform's cards cannot hold."""

    def offer(self, form: Form, now: datetime) -> str:
        """The signed address of a page on which the form's person fills it in."""
        ...


class SignIn(Protocol):
    """How somebody who opens one of our pages inside a platform's client shows which account is theirs."""

    def address(self, back: str, state: str, browser: str) -> str | None:
        """Where to send them; they come to `back` with `code` and `state`. `browser` is its User-Agent.

        None when it is not the platform's client, which alone can tell.
        """
        ...

    def account(self, code: str) -> str | None:
        """Whose code it is; None when it is used, too old, or of nobody here. May raise a PlatformError."""
        ...


class Relay(Protocol):
    """From any process to the one that holds a platform's long connection."""

    def ask(self, name: str, question: str, *, patience_s: float) -> str:
        """The answer to a question. Raises NotReachable when nobody answered in time."""
        ...

    def answer(self, name: str, answering: Callable[[str], str], stop: Event) -> None:
        """Answer questions, one after the other, until `stop`. Those too old to be waited for are dropped."""
        ...


@dataclass(frozen=True, slots=True)
class Tools:
    """What every platform is opened with, beside its own configuration.

    For attempts, which change nothing: `asks` is the form that a press asks for, `home` what its sender has
    to do; each in the language that they read, None where the message has to be handled instead.
    """

    tokens: Tokens
    budget: Budget
    forms: Forms | None = None
    relay: Relay | None = None
    colleagues: Callable[[], Sequence[Colleague]] = tuple
    asks: Callable[[IncomingMessage], tuple[Card, Language] | None] = _nothing
    home: Callable[[IncomingMessage], tuple[Reply, Language] | None] = _nothing


@dataclass(frozen=True, slots=True)
class Opened:
    """A platform in use: its adapter, and what answers each (method, path) of its callbacks.

    `holds`: the questions that its cards can ask; others are asked on a page. None: it sees to that itself.
    Without a `lookup` the platform's senders are the company's people themselves. With one, a message whose
    conversation is named like its sender means the direct conversation with them.
    """

    adapter: Adapter
    routes: Mapping[tuple[str, str], Receive] = field(default_factory=dict)
    lookup: Lookup | None = None
    media: Media | None = None
    transcripts: Transcripts | None = None
    homes: Homes | None = None
    listener: Listener | None = None
    sign_in: SignIn | None = None  # None: who has a page's address may use it
    holds: frozenset[InputType] | None = None
    examine: Callable[[datetime], Iterator[Finding]] | None = None  # for the doctor, by the machine's clock


C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class PlatformSpec(Generic[C]):
    """`name` is what `Address.platform` says; `open` takes the platform's own configuration.

    `title` is its name for people, `also` what else they call it.
    """

    name: str
    open: Callable[[C, Tools], Opened]
    title: Text
    also: tuple[str, ...] = ()

"""What the web floor is given. Wiring fills it in: nothing here reads settings or the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Literal, Protocol

from pydantic import JsonValue

from bot.adapter import Receive, SignIn
from bot.forms import Form
from bot.messages import IncomingMessage, Language
from engine.formats.documents import Formats
from engine.people import Directory, PersonId
from engine.process import Process
from engine.service import WorkflowService
from engine.step import World
from storage.api_keys import ApiKeyStore
from storage.blobs import BlobStore
from storage.chat import ChatStore
from storage.drafts import Drafts
from storage.idempotency import IdempotencyStore
from storage.live import LiveBus
from storage.queries.counts import Counts
from storage.queries.events import EventQueries
from storage.queries.processes import ProcessQueries
from storage.queries.tasks import TaskQueries
from storage.queries.traffic import Traffic
from storage.subscriptions import Subscriptions
from storage.templates import TemplateStore

ChartForm = Literal["png", "svg"]
Part = dict[str, JsonValue]  # a piece of a message; kept with both languages, shown in the reader's


class NotTranscribed(Exception):
    """The speech service did not answer, or heard nothing."""


class Languages(Protocol):
    """What language a person reads."""

    def language(self, person: str) -> Language | None: ...
    def choose_language(self, person: str, language: Language) -> None: ...


@dataclass(frozen=True, slots=True)
class Inbox:
    """The way into the assistant. `accept` is durable and False for a repetition; `wake` is a hint.

    `soon` is `accept` for event loops: the messages, dated by the given clock, are durable when its future is
    done. `wake_soon` returns at once.
    """

    accept: Callable[[IncomingMessage, datetime], bool]
    wake: Callable[[], None]
    soon: Callable[[Sequence[IncomingMessage], Callable[[], datetime]], Future[list[bool]]]
    wake_soon: Callable[[], None]


@dataclass(frozen=True, slots=True)
class ChatParts:
    """`show` words kept parts for one reader; `transcribe` takes a recording and its media type."""

    store: ChatStore
    blobs: BlobStore
    live: LiveBus
    languages: Languages
    show: Callable[[Sequence[Part], Language], list[Part]]
    transcribe: Callable[[bytes, str], str] | None = None  # None: no speech service is configured


@dataclass(frozen=True, slots=True)
class WorkflowParts:
    """`formats` reads and writes templates; `chart` draws a PNG, KeyError for an unknown kind."""

    service: WorkflowService
    templates: TemplateStore
    drafts: Drafts
    formats: Formats
    processes: ProcessQueries
    tasks: TaskQueries
    events: EventQueries
    chart: Callable[[str, Process, Language, datetime, ChartForm], bytes]


@dataclass(frozen=True, slots=True)
class Gauges:
    """Numbers for /metrics. `budgets`: (name, used, limit) of what the platforms allow."""

    counts: Callable[[datetime], Counts]
    traffic: Callable[[], Traffic]
    budgets: Callable[[], Sequence[tuple[str, int, int]]] = tuple


def _nothing(*_: str) -> None:
    """No forms are offered."""


@dataclass(frozen=True, slots=True)
class FormParts:
    """`find` reads a page's signed address; `sign_ins` by platform, where it tells who opened a page.

    `owner` of a platform's account; `answered`: whether a message (platform, id) has come already.
    """

    find: Callable[[str], Form | None] = _nothing
    sign_ins: Mapping[str, SignIn] = field(default_factory=dict)
    owner: Callable[[str, str], PersonId | None] = _nothing
    answered: Callable[[str, str], bool] = lambda platform, message: False


@dataclass(frozen=True, slots=True)
class HttpParts:
    now: Callable[[], datetime]
    machine_now: Callable[[], datetime]  # for signatures, which no journey through time may age
    zone: tzinfo
    language: Language  # for those who have not chosen one
    url: str  # where browsers reach us, without a slash at the end
    secret: bytes  # signs the sessions
    pages: Path  # the web chat's files
    directory: Callable[[], Directory]
    world: Callable[[], World]  # for previews: what a command would lead to
    chat: ChatParts
    inbox: Inbox
    workflow: WorkflowParts
    gauges: Gauges
    api_keys: ApiKeyStore
    idempotency: IdempotencyStore
    subscriptions: Subscriptions
    checks: Mapping[str, Callable[[], object]]  # `database`, `redis`: raise when it does not answer
    # A message of another system: source, its id, name, key, data; how many processes took it.
    hook: Callable[[str, str, str, str, JsonValue, datetime], int]
    callbacks: Mapping[tuple[str, str], Receive] = field(default_factory=dict)  # by method and path
    private_calls: bool = False  # whether subscriptions may name addresses of the own network
    forms: FormParts = field(default_factory=FormParts)
    # Whose address of a file that is: `NUMBER/BLOB`, and what the address says of person, end and signature.
    file_reader: Callable[[str, str, str, str], str | None] = lambda file, person, until, signature: None
    demo: bool = False
    advance: Callable[[timedelta], datetime] | None = None  # the time machine

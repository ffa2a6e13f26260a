"""The web floor on a real server, with a real database and Redis; the assistant behind it is a list."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import uvicorn
from pydantic import JsonValue

from bot.adapters.webchat.adapter import WebchatAdapter
from bot.adapters.webchat.render import shown
from bot.app.web_server import WebServer
from bot.cards import Reply
from bot.messages import Address, IncomingMessage, Language
from engine.formats.documents import Formats
from engine.people import PMO, Department, DepartmentId, Directory, Label, Person, PersonId
from engine.process import Process
from storage.api_keys import ApiKeyStore, Scope
from storage.blobs import BlobStore
from storage.chat import ChatStore
from storage.database import Database
from storage.drafts import Drafts
from storage.idempotency import IdempotencyStore
from storage.live import LiveBus
from storage.mailbox import ChatMailbox
from storage.queries.counts import counts
from storage.queries.events import EventQueries
from storage.queries.processes import ProcessQueries
from storage.queries.tasks import TaskQueries
from storage.queries.traffic import traffic
from storage.subscriptions import Subscriptions
from tests.unit.storage import office
from webhook.app import create_http
from webhook.parts import ChartForm, ChatParts, Gauges, HttpParts, Inbox, WorkflowParts

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)  # a Tuesday, 12:00 in Shanghai


def person(id_: str, zh: str, en: str, *, active: bool = True) -> Person:
    title = Label("工程师", "Engineer")
    return Person(PersonId(id_), Label(zh, en), title, DepartmentId("rd"), active=active)


DIRECTORY = Directory(
    people={
        each.id: each
        for each in (
            person("liu.yang", "刘洋", "Liu Yang"),
            person("li.na", "李娜", "Li Na"),
            person("chen.jie", "陈杰", "Chen Jie"),
            person("zhang.wei", "张伟", "Zhang Wei"),
            person("he.gone", "何走", "He Gone", active=False),
        )
    },
    departments={
        DepartmentId("rd"): Department(DepartmentId("rd"), Label("研发部", "R&D"), PersonId("chen.jie"))
    },
    roles={PMO: (PersonId("zhang.wei"),)},
)


@dataclass
class Company:
    """What the floor is given, and what arrives at the assistant."""

    database: Database
    live: LiveBus
    pages: Path
    now: datetime = NOON
    heard: list[IncomingMessage] = field(default_factory=list)
    woken: int = 0
    hooks: list[tuple[str, str, str, str, JsonValue]] = field(default_factory=list)
    languages: dict[str, Language] = field(default_factory=dict)

    def language(self, person: str) -> Language | None:
        return self.languages.get(person)

    def choose_language(self, person: str, language: Language) -> None:
        self.languages[person] = language

    def accept(self, message: IncomingMessage, now: datetime) -> bool:
        if any(each.message_id == message.message_id for each in self.heard):
            return False
        self.heard.append(message)
        return True

    def soon(self, messages: Sequence[IncomingMessage], now: Callable[[], datetime]) -> Future[list[bool]]:
        done: Future[list[bool]] = Future()
        at = now()
        done.set_result([self.accept(each.model_copy(update={"at": at}), at) for each in messages])
        return done

    def wake(self) -> None:
        self.woken += 1

    def hooked(self, source: str, id_: str, name: str, key: str, data: JsonValue, now: datetime) -> int:
        self.hooks.append((source, id_, name, key, data))
        return 1

    def advance(self, by: timedelta) -> datetime:
        self.now += by
        return self.now

    @property
    def mailbox(self) -> ChatMailbox:
        return ChatMailbox(ChatStore(self.database), BlobStore(self.database), self.live)

    def says(self, conversation: str, reply: Reply, *, key: str, replaces: str | None = None) -> list[str]:
        """The bot's reply, through the adapter, into the chat: the ids of its messages."""
        adapter = WebchatAdapter(self.mailbox)
        address = Address(platform="web", conversation=conversation)
        sent = adapter.render(reply, Language.ZH, address, key=key, replaces=replaces)
        return [adapter.send(each, self.now) for each in sent]

    def parts(self) -> HttpParts:
        return HttpParts(
            now=lambda: self.now,
            machine_now=lambda: NOON,
            zone=ZoneInfo("Asia/Shanghai"),
            language=Language.ZH,
            url="http://tuitui.example",
            secret=b"a secret of the tests",
            pages=self.pages,
            directory=lambda: DIRECTORY,
            world=lambda: office.WORLD,
            chat=ChatParts(
                store=ChatStore(self.database),
                blobs=BlobStore(self.database),
                live=self.live,
                languages=self,
                show=shown,
            ),
            inbox=Inbox(accept=self.accept, wake=self.wake, soon=self.soon, wake_soon=self.wake),
            workflow=self._workflow(),
            gauges=Gauges(
                counts=lambda now: counts(self.database, now), traffic=lambda: traffic(self.database)
            ),
            hook=self.hooked,
            api_keys=ApiKeyStore(self.database),
            idempotency=IdempotencyStore(self.database),
            subscriptions=Subscriptions(self.database),
            checks={"database": self.database.ready, "redis": self.live.ping},
            demo=True,
            advance=self.advance,
        )

    def _workflow(self) -> WorkflowParts:
        opened = office.open_office(self.database)
        return WorkflowParts(
            service=opened.service,
            templates=opened.templates,
            drafts=Drafts(self.database),
            formats=Formats(office.STEPS),
            processes=ProcessQueries(self.database, opened.templates.read),
            tasks=TaskQueries(self.database),
            events=EventQueries(self.database),
            chart=_chart,
        )


def _chart(kind: str, process: Process, language: Language, now: datetime, form: ChartForm) -> bytes:
    """Says what would be drawn."""
    if kind != "gantt":
        raise KeyError(kind)
    return f"{kind} of {process.number} in {language} as {form}".encode()


def with_speech(parts: HttpParts, words: str) -> HttpParts:
    return replace(parts, chat=replace(parts.chat, transcribe=lambda recording, kind: words))


def bound() -> socket.socket:
    """To a port that is ours from now on."""
    found = socket.socket()
    found.bind(("127.0.0.1", 0))
    return found


@contextmanager
def serving(parts: HttpParts, *, at: socket.socket | None = None) -> Iterator[str]:
    """The URL of a server of its own; `at` is bound already, by who has to know the port beforehand."""
    config = uvicorn.Config(
        create_http(parts), log_level="warning", lifespan="on", timeout_graceful_shutdown=1
    )
    server = WebServer(config)
    listening = at or bound()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.005)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


@contextmanager
def browser(url: str, user: str | None = "liu.yang") -> Iterator[httpx.Client]:
    """Somebody at the web chat."""
    with httpx.Client(base_url=url, timeout=10) as client:
        if user is not None:
            client.post("/chat/session", json={"user": user}).raise_for_status()
        yield client


@contextmanager
def program(url: str, key: str, **headers: str) -> Iterator[httpx.Client]:
    """Another system at the open API."""
    with httpx.Client(base_url=f"{url}/api/v1", timeout=10) as client:
        client.headers.update({"authorization": f"Bearer {key}", **headers})
        yield client


def key_of(company: Company, *scopes: Scope, name: str = "erp") -> str:
    return ApiKeyStore(company.database).create(name, scopes, company.now)

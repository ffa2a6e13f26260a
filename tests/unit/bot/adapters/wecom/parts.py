"""What the tests of the adapter are made with."""

from __future__ import annotations

import queue
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from threading import Event

from bot.adapter import Colleague, Contact, NotReachable, RawRequest, Tools
from bot.adapters.wecom.app_sender import AppSender
from bot.adapters.wecom.client import WecomClient
from bot.adapters.wecom.config import AppConfig
from bot.app.budget import LocalBudget
from bot.app.tokens import LocalTokens
from bot.forms import Form
from tests.emulators.wecom import AES_KEY, AGENT, CORP, SECRET, TOKEN, WecomEmulator
from tests.emulators.wecom_cipher import signature

STAMP = 1_763_888_400
AT = datetime.fromtimestamp(STAMP, UTC)
HOME = "https://tuitui.example"
LI_NA = Colleague(("李娜", "Li Na", "li.na"), Contact("li.na@galaxy.example"))


class LocalRelay:
    """`Relay` within one process."""

    def __init__(self) -> None:
        self._asked: queue.Queue[tuple[str, queue.SimpleQueue[str]]] = queue.Queue()

    def ask(self, name: str, question: str, *, patience_s: float) -> str:
        answers: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._asked.put((question, answers))
        try:
            return answers.get(timeout=patience_s)
        except queue.Empty:
            raise NotReachable(name) from None

    def answer(self, name: str, answering: Callable[[str], str], stop: Event) -> None:
        while not stop.is_set():
            try:
                question, answers = self._asked.get(timeout=0.05)
            except queue.Empty:
                continue
            answers.put(answering(question))


class Desk:
    """`Forms` that remember what they were given."""

    def __init__(self) -> None:
        self.offered: list[Form] = []

    def offer(self, form: Form, now: datetime) -> str:
        self.offered.append(form)
        return f"{HOME}/forms/{len(self.offered)}"


def tools(
    *, colleagues: Sequence[Colleague] = (), desk: Desk | None = None, relay: LocalRelay | None = None
) -> Tools:
    return Tools(
        tokens=LocalTokens(),
        budget=LocalBudget(),
        forms=desk,
        relay=relay,
        colleagues=lambda: tuple(colleagues),
    )


def config(api_url: str = "https://qyapi.weixin.qq.com") -> AppConfig:
    return AppConfig(CORP, AGENT, SECRET, TOKEN, AES_KEY, api_url)


def client_of(wecom: WecomEmulator, kit: Tools | None = None) -> WecomClient:
    return WecomClient(config(wecom.origin), kit or tools())


def sender_of(wecom: WecomEmulator, kit: Tools | None = None) -> AppSender:
    kit = kit or tools()
    return AppSender(client_of(wecom, kit), kit)


def signed(encrypted: str, body: bytes, *, token: str = TOKEN, stamp: int = STAMP) -> RawRequest:
    query = {
        "timestamp": str(stamp),
        "nonce": "n0nce",
        "msg_signature": signature(token, str(stamp), "n0nce", encrypted),
    }
    return RawRequest("POST", "/wecom/callback", {}, query, body)

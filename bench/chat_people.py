"""People at their browsers: each has a stream open, says something, and notes when the answer is there."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import perf_counter

import httpx

from storage.mailbox import message_id

PEOPLE = (
    *("liu.yang", "sun.lei", "zhou.ting", "zhao.min", "zheng.shuang", "ma.chao"),
    *("he.ping", "xu.jing", "huang.lei", "guo.tao", "lin.xia", "wu.hao"),
)
# What people say all day: half of it asks, half of it does something.
SENTENCES = (
    "我的待办",
    "我要请假,后天一天,事假,原因是搬家",
    "好的",
    "有哪些流程可以发起",
    "极光项目到哪一步了",
    "明天上午十点提醒我交周报",
    "发起采购,10台示波器,预算62万,月底要到",
    "算了",
)
_PATIENCE_S = 30.0
# Of a sent message's id and the conversation: under which ids the first words of the answer may come.
Answers = Callable[[str, str], Sequence[str]]


def ours(message: str, conversation: str) -> list[str]:
    """The first part of the answer, or the second when the first changed a card that was there."""
    return [message_id("bot", conversation, f"reply/web/{message}/{place}/0") for place in (0, 1)]


def echo(message: str, _conversation: str) -> list[str]:
    return [message]


@dataclass(slots=True)
class Page:
    """One person's page. `came` says when each message came in."""

    person: str
    client: httpx.AsyncClient
    answers: Answers
    came: dict[str, float] = field(default_factory=dict)
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def conversation(self) -> str:
        return f"dm:{self.person}"

    async def listen(self) -> None:
        await self.client.post("/chat/session", json={"user": self.person})
        async with self.client.stream("GET", "/chat/stream") as stream:
            event = ""
            async for line in stream.aiter_lines():
                name, _, rest = line.partition(": ")
                if name == "event":
                    event = rest
                elif name == "data" and event == "ready":
                    self.ready.set()
                elif name == "data" and event == "message":
                    self.came[json.loads(rest)["id"]] = perf_counter()
                    self.news.set()

    async def say(self, text: str, since: float) -> float:
        """The seconds from `since` to the first words of the answer."""
        said = await self.client.post(
            "/chat/messages", json={"conversation": self.conversation, "text": text, "key": uuid.uuid4().hex}
        )
        wanted = self.answers(said.raise_for_status().json()["id"], self.conversation)
        async with asyncio.timeout(_PATIENCE_S):
            while not any(each in self.came for each in wanted):
                self.news.clear()
                await self.news.wait()
        return min(self.came[each] for each in wanted if each in self.came) - since


async def latencies(url: str, answers: Answers, *, per_s: float, seconds: float) -> list[float]:
    """Messages come evenly, whatever the answers do; who is still waiting for one is passed over."""
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=url, limits=limits) as first:
        await first.get("/")
        clients = [httpx.AsyncClient(base_url=url, limits=limits, timeout=60) for _ in PEOPLE]
        pages = [Page(person, client, answers) for person, client in zip(PEOPLE, clients, strict=True)]
        listening = [asyncio.create_task(page.listen()) for page in pages]
        try:
            await asyncio.gather(*(page.ready.wait() for page in pages))
            for page in pages:  # connections and caches are warm
                await page.say(SENTENCES[0], perf_counter())
            return await _evenly(pages, per_s, round(per_s * seconds))
        finally:
            for task in listening:
                task.cancel()
            await asyncio.gather(*listening, return_exceptions=True)
            for client in clients:
                await client.aclose()


async def _evenly(pages: list[Page], per_s: float, messages: int) -> list[float]:
    idle: asyncio.Queue[tuple[Page, int]] = asyncio.Queue()
    for page in pages:
        idle.put_nowait((page, 0))
    begun = perf_counter()

    async def one(due: float) -> float:
        await asyncio.sleep(due - perf_counter())
        page, turn = await idle.get()
        taken = await page.say(SENTENCES[turn % len(SENTENCES)], due)
        idle.put_nowait((page, turn + 1))
        return taken

    return list(await asyncio.gather(*(one(begun + place / per_s) for place in range(messages))))

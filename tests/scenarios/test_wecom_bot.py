"""App and smart bot as one platform: groups and transcripts by the bot, pushes by the app."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest
from redis import Redis

from bot.adapter import Received
from bot.app.core import open_core
from bot.app.demo import seed
from bot.app.platforms import open_platforms
from bot.app.settings import Settings
from bot.app.web import parts_of
from bot.app.wiring import Understanding
from engine.process import Process
from storage.database import Database
from storage.queries.processes import ProcessQueries
from tests.emulators.wecom import AES_KEY, AGENT, CORP, SECRET, TOKEN, WecomEmulator
from tests.emulators.wecom_bot import BOT_ID, BOT_SECRET, BotEmulator
from tests.emulators.wecom_phone import GROUP, WecomPhone
from tests.scenarios.company import Company, CompanyClock, open_company
from tests.unit.webhook.server import serving

PEOPLE = {"sunlei": ("sun.lei", "孙磊"), "chenjie": ("chen.jie", "陈杰"), "zhouting": ("zhou.ting", "周婷")}


@dataclass
class Office:
    company: Company
    wecom: WecomEmulator
    bot: BotEmulator

    def phone(self, account: str) -> WecomPhone:
        return WecomPhone(self.wecom, PEOPLE[account][0], account, self.bot)

    def works(self) -> None:
        self.company.works()
        wrong = [each for each in self.wecom.refusals if each.code not in (60111, 42045)]
        assert wrong == [], "we send what WeCom takes"
        assert self.bot.refusals == [], "and the bot too"

    def process(self) -> Process:
        return self.company.only_process()


@pytest.fixture
def office(
    sqlite_database: Database, tmp_path: Path, understanding: Understanding, redis_of_scenarios: str
) -> Iterator[Office]:
    clock = CompanyClock()
    with Redis.from_url(redis_of_scenarios) as redis:
        redis.flushall()  # each story has WeCom's limits for itself
    with WecomEmulator(lambda: clock.machine_now().timestamp()) as wecom, BotEmulator() as bot:
        for account, (person, name) in PEOPLE.items():
            wecom.joins(account, name, email=f"{person}@galaxy.example")
        settings = Settings(
            demo=True,
            data_dir=tmp_path,
            redis_url=redis_of_scenarios,
            wecom_corp_id=CORP,
            wecom_agent_id=str(AGENT),
            wecom_secret=SECRET,
            wecom_token=TOKEN,
            wecom_aes_key=AES_KEY,
            wecom_api_url=wecom.origin,
            wecom_bot_id=BOT_ID,
            wecom_bot_secret=BOT_SECRET,
            wecom_bot_ws_url=bot.url,
        )
        core = open_core(settings, database=sqlite_database, clock=clock)
        seed.company(core, clock.now())
        parts = parts_of(core)
        listener = open_platforms(core)["wecom"].listener
        assert listener is not None
        stop, heard = Event(), threading.Semaphore(0)

        def taken(received: Received) -> None:
            for message in received.messages:
                now = clock.now()
                parts.inbox.accept(message.model_copy(update={"at": now}), now)
            heard.release()

        bot.heard = lambda: _wait(heard)
        line = threading.Thread(target=listener.run, args=(taken, stop), daemon=True)
        line.start()
        with serving(parts) as url:
            wecom.callback_url = f"{url}/wecom/callback"
            yield Office(open_company(core, clock, understanding), wecom, bot)
        stop.set()
        line.join(10)


def _wait(heard: threading.Semaphore) -> None:
    assert heard.acquire(timeout=5), "the frame was not taken"


def test_asked_in_a_group_answered_in_the_group_and_pushed_by_the_app(office: Office) -> None:
    sun, chen = office.phone("sunlei"), office.phone("chenjie")
    sun.writes("报销1200元差旅费", group=True)
    office.works()
    sun.presses("确认")
    office.works()
    number = office.process().number
    assert number in "\n".join(each.words for each in sun.sees(group=True))
    card = next(each for each in chen.sees() if "同意" in each.buttons)
    assert office.wecom.seen_by("chenjie"), "a push goes by the app"
    chen.presses("同意", on=card)
    office.works()
    assert office.process().tasks[0].step == "pay"


def test_somebody_else_s_press_in_the_group_is_not_the_asker_s(office: Office) -> None:
    office.phone("sunlei").writes("报销1200元差旅费", group=True)
    office.works()
    office.phone("zhouting").presses("确认")
    office.works()
    core = office.company.core
    assert ProcessQueries(core.database, core.templates.read).page(limit=2).items == ()


def test_what_was_said_aloud_is_confirmed_before_it_is_done(office: Office) -> None:
    office.bot.speaks("sunlei", "报销一千二百块差旅费")
    office.works()
    asked = office.bot.seen_in("sunlei")[-1]
    office.bot.clicks("sunlei", asked, "确认")
    office.works()
    assert office.process().starter == "sun.lei"
    assert asked.buttons == {}, "changed in place, within seconds of the click"


def test_a_frame_that_comes_twice_is_done_once(office: Office) -> None:
    office.phone("sunlei").writes("我的待办", group=True)
    office.works()
    before = len(office.bot.messages)
    office.bot.redelivers(office.bot.last_frame)
    office.works()
    assert len(office.bot.messages) == before


def test_a_group_is_answered_in_the_group_alone(office: Office) -> None:
    office.phone("sunlei").writes("我的待办", group=True)
    office.works()
    assert len(office.bot.seen_in(GROUP)) == 1
    assert office.wecom.seen_by("sunlei") == []

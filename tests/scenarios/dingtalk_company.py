"""The company on DingTalk, and both ways in: by HTTP over the real floor, and by Stream."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.adapter import Received
from bot.app.core import Core, open_core
from bot.app.demo import seed
from bot.app.platforms import open_platforms
from bot.app.settings import Settings
from bot.app.web import parts_of
from bot.app.wiring import Understanding
from engine.process import Process
from storage.database import Database
from tests.emulators.dingtalk import CLIENT_ID, CLIENT_SECRET, ROBOT, DingTalkEmulator, Message
from tests.emulators.dingtalk_phone import DingTalkPhone
from tests.emulators.dingtalk_stream import DingTalkStreamServer
from tests.scenarios.company import Company, CompanyClock, open_company
from tests.unit.webhook.server import serving


@dataclass
class Organisation:
    """The company on DingTalk: three colleagues in both directories, and a guest of another company."""

    company: Company
    dingtalk: DingTalkEmulator
    sun: DingTalkPhone
    chen: DingTalkPhone
    zhou: DingTalkPhone
    stranger: DingTalkPhone

    def works(self) -> None:
        self.company.works_within_limits()
        wrong = [each for each in self.dingtalk.refusals if each.code != "60121"]
        assert wrong == [], "we send what DingTalk takes"

    def passes(self, *, hours: int) -> None:
        for _ in range(0, hours, 6):
            self.company.clock.advance(timedelta(hours=6))
            self.works()

    def process(self) -> Process:
        return self.company.only_process()

    def expense(self) -> Process:
        self.sun.writes("报销1200元差旅费")
        self.works()
        self.sun.presses("确认")
        self.works()
        return self.process()

    def card(self, phone: DingTalkPhone, label: str) -> Message:
        found = [each for each in self.dingtalk.seen_in(phone.user) if label in each.buttons]
        assert found, f"{phone.person} sees no {label}: {[each.words for each in phone.sees()]}"
        return found[-1]

    def read_by(self, phone: DingTalkPhone) -> str:
        return "\n".join(each.words for each in phone.sees())


def core_on(database: Database, dingtalk: DingTalkEmulator, folder: Path, redis: str, **more: str) -> Core:
    clock = CompanyClock()
    settings = Settings(
        demo=True,
        data_dir=folder,
        redis_url=redis,
        dingtalk_client_id=CLIENT_ID,
        dingtalk_client_secret=CLIENT_SECRET,
        dingtalk_robot_code=ROBOT,
        dingtalk_api_url=dingtalk.origin,
        dingtalk_oapi_url=dingtalk.origin,
        **more,
    )
    dingtalk.at = lambda: clock.machine_now().timestamp()
    core = open_core(settings, database=database, clock=clock)
    seed.company(core, clock.now())
    return core


def _joined(core: Core, dingtalk: DingTalkEmulator, words: Understanding) -> Organisation:
    clock = core.clock
    assert isinstance(clock, CompanyClock)
    return Organisation(
        open_company(core, clock, words),
        dingtalk,
        sun=DingTalkPhone(dingtalk, "sun.lei", dingtalk.joins("0421", "13800000006")),
        chen=DingTalkPhone(dingtalk, "chen.jie", dingtalk.joins("0422", email="Chen.Jie@galaxy.example")),
        zhou=DingTalkPhone(dingtalk, "zhou.ting", dingtalk.joins("0423", "13800000007")),
        stranger=DingTalkPhone(dingtalk, "nobody", "guest"),
    )


@contextmanager
def by_http(core: Core, dingtalk: DingTalkEmulator, words: Understanding) -> Iterator[Organisation]:
    with serving(parts_of(core)) as url:
        dingtalk.callback_url = f"{url}/dingtalk/callback"
        yield _joined(core, dingtalk, words)


@contextmanager
def by_stream(core: Core, dingtalk: DingTalkEmulator, words: Understanding) -> Iterator[Organisation]:
    """Without an address that DingTalk could call."""
    stop, inbox = threading.Event(), parts_of(core).inbox
    with DingTalkStreamServer(dingtalk) as server:
        listener = open_platforms(core)["dingtalk"].listener
        assert listener is not None

        def taken(received: Received) -> None:
            now = core.clock.now()
            for message in received.messages:
                inbox.accept(message.model_copy(update={"at": now}), now)

        thread = threading.Thread(target=listener.run, args=(taken, stop))
        thread.start()
        server.connected()
        yield _joined(core, dingtalk, words)
        stop.set()
        thread.join()

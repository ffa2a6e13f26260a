"""The company on Feishu, by callbacks over the real HTTP floor or by the long connection."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.adapter import Received
from bot.app.core import Core, open_core
from bot.app.demo import seed
from bot.app.platforms import open_platforms
from bot.app.settings import Settings
from bot.app.web import parts_of
from bot.app.wiring import Understanding
from engine.process import Process
from storage.database import Database
from tests.emulators.feishu import (
    APP_ID,
    APP_SECRET,
    ENCRYPT_KEY,
    VERIFICATION_TOKEN,
    FeishuEmulator,
    Message,
)
from tests.emulators.feishu_phone import FeishuPhone
from tests.emulators.feishu_socket import FeishuSocketServer
from tests.emulators.llm import KEY, SPEECH_MODEL, LlmEmulator
from tests.scenarios.company import Company, CompanyClock, open_company
from tests.unit.webhook.server import serving


@dataclass
class Tenant:
    """The company on Feishu: three colleagues in both directories, a stranger only in Feishu's."""

    company: Company
    feishu: FeishuEmulator
    sun: FeishuPhone
    chen: FeishuPhone
    zhou: FeishuPhone
    stranger: FeishuPhone
    stt: LlmEmulator

    def works(self) -> None:
        self.company.works_within_limits()
        wrong = [each for each in self.feishu.refusals if each.code != 41050]
        assert wrong == [], "we send what Feishu takes"

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

    def card(self, phone: FeishuPhone, label: str) -> Message:
        found = [each for each in self.feishu.seen_by(phone.union) if label in each.buttons]
        assert found, f"{phone.person} sees no {label}: {[each.words for each in phone.sees()]}"
        return found[-1]

    def read_by(self, phone: FeishuPhone) -> str:
        return "\n".join(each.words for each in phone.sees())


def _core(database: Database, settings: Settings, clock: CompanyClock) -> Core:
    core = open_core(settings, database=database, clock=clock)
    seed.company(core, clock.now())
    return core


def _joined(
    core: Core, clock: CompanyClock, feishu: FeishuEmulator, stt: LlmEmulator, words: Understanding
) -> Tenant:
    phones = {
        "sun": FeishuPhone(feishu, "sun.lei", feishu.joins("sun", "Sun.Lei@galaxy.example")),
        "chen": FeishuPhone(feishu, "chen.jie", feishu.joins("chen", "chen.jie@galaxy.example")),
        "zhou": FeishuPhone(feishu, "zhou.ting", feishu.joins("zhou", "zhou.ting@galaxy.example")),
        "stranger": FeishuPhone(feishu, "nobody", feishu.joins("he", "someone@elsewhere.example")),
    }
    return Tenant(open_company(core, clock, words), feishu, stt=stt, **phones)


def _settings(feishu: FeishuEmulator, stt: LlmEmulator, folder: Path, redis: str, **more: str) -> Settings:
    return Settings(
        demo=True,
        data_dir=folder,
        redis_url=redis,
        feishu_app_id=APP_ID,
        feishu_app_secret=APP_SECRET,
        feishu_api_url=feishu.origin,
        stt_base_url=stt.base_url,
        stt_api_key=KEY,
        stt_model=SPEECH_MODEL,
        **more,
    )


@pytest.fixture
def tenant(
    sqlite_database: Database, tmp_path: Path, understanding: Understanding, redis_of_scenarios: str
) -> Iterator[Tenant]:
    """By callbacks."""
    clock = CompanyClock()
    with FeishuEmulator(lambda: clock.machine_now().timestamp()) as feishu, LlmEmulator() as stt:
        secrets = {"feishu_encrypt_key": ENCRYPT_KEY, "feishu_verification_token": VERIFICATION_TOKEN}
        settings = _settings(feishu, stt, tmp_path, redis_of_scenarios, **secrets)
        core = _core(sqlite_database, settings, clock)
        with serving(parts_of(core)) as url:
            feishu.callback_url = f"{url}/feishu/events"
            yield _joined(core, clock, feishu, stt, understanding)


@pytest.fixture
def connected(
    sqlite_database: Database, tmp_path: Path, understanding: Understanding, redis_of_scenarios: str
) -> Iterator[Tenant]:
    """By the long connection, without an address that Feishu could call."""
    clock, stop = CompanyClock(), threading.Event()
    with (
        FeishuEmulator(lambda: clock.machine_now().timestamp()) as feishu,
        FeishuSocketServer(feishu) as server,
        LlmEmulator() as stt,
    ):
        settings = _settings(feishu, stt, tmp_path, redis_of_scenarios, feishu_mode="ws")
        core = _core(sqlite_database, settings, clock)
        listener, inbox = open_platforms(core)["feishu"].listener, parts_of(core).inbox
        assert listener is not None

        def taken(received: Received) -> None:
            for message in received.messages:
                inbox.accept(message.model_copy(update={"at": clock.now()}), clock.now())

        thread = threading.Thread(target=listener.run, args=(taken, stop), daemon=True)
        thread.start()
        server.connected()
        yield _joined(core, clock, feishu, stt, understanding)
        stop.set()
        thread.join()

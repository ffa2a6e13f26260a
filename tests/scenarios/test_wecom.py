"""The main job on WeCom: encrypted callbacks over the real HTTP floor, answers at the app's emulator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from bot.app.core import open_core
from bot.app.demo import seed
from bot.app.settings import Settings
from bot.app.web import parts_of
from bot.app.wiring import Understanding
from engine.process import Process
from storage.database import Database
from storage.queries.processes import ProcessQueries
from tests.emulators.wecom import AES_KEY, AGENT, CORP, SECRET, TOKEN, Message, WecomEmulator
from tests.scenarios.company import Company, CompanyClock, open_company
from tests.unit.webhook.server import serving

SUN, CHEN, ZHOU, STRANGER = "sunlei", "chenjie", "zhouting", "nobody"


@dataclass
class Workspace:
    """The company on WeCom: three are in both directories, the stranger only in WeCom's."""

    company: Company
    wecom: WecomEmulator
    url: str

    def says(self, user: str, text: str) -> list[Message]:
        before = self._versions()
        assert self.wecom.says(user, text).status_code == 200
        return self._news(before)

    def clicks(self, user: str, message: Message, label: str, **chosen: str) -> list[Message]:
        before = self._versions()
        assert self.wecom.clicks(user, message, label, **chosen).status_code == 200
        return self._news(before)

    def fills_in(self, message: Message, label: str, **values: str) -> list[Message]:
        """The page that the card leads to, sent by the button of this label."""
        before = self._versions()
        path = message.page.partition("/forms/")[2]
        with httpx.Client(base_url=self.url, timeout=10) as browser:
            page = browser.get(f"/forms/{path}")
            assert page.status_code == 200
            action = re.search(rf'name=action value="?\'?([^\'"> ]+)[^>]*>{label}<', page.text)
            assert action, page.text
            answered = browser.post(f"/forms/{path}", data={**values, "action": action[1]})
        assert answered.status_code == 200, answered.text
        return self._news(before)

    def card(self, user: str, label: str) -> Message:
        """The newest message of theirs with such a button."""
        found = [each for each in self.wecom.seen_by(user) if label in each.buttons]
        assert found, f"{user} sees no {label}: {[each.words for each in self.wecom.seen_by(user)]}"
        return found[-1]

    def process(self) -> Process:
        """The only one there is."""
        core = self.company.core
        queries = ProcessQueries(core.database, core.templates.read)
        (only,) = queries.page(limit=2).items
        return queries.process(only.number)

    def expense(self) -> Process:
        self.says(SUN, "报销1200元差旅费")
        self.clicks(SUN, self.card(SUN, "确认"), "确认")
        return self.process()

    def works(self) -> list[Message]:
        return self._news(self._versions())

    def _versions(self) -> dict[str, int]:
        return {each.id: each.edits for each in self.wecom.messages}

    def _news(self, before: dict[str, int]) -> list[Message]:
        self.company.works()
        wrong = [each for each in self.wecom.refusals if each.code not in (60111, 42045, 42001)]
        assert wrong == [], "we send what WeCom takes"
        return [each for each in self.wecom.messages if before.get(each.id) != each.edits]


@pytest.fixture
def workspace(
    sqlite_database: Database, tmp_path: Path, understanding: Understanding, redis_of_scenarios: str
) -> Iterator[Workspace]:
    clock = CompanyClock()
    with WecomEmulator(lambda: clock.machine_now().timestamp()) as wecom:
        wecom.joins(SUN, "孙磊", email="Sun.Lei@galaxy.example")
        wecom.joins(CHEN, "陈杰", email="chen.jie@galaxy.example")
        wecom.joins(ZHOU, "周婷", email="zhou.ting@galaxy.example")
        wecom.joins(STRANGER, "没有人", email="someone@elsewhere.example")
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
        )
        core = open_core(settings, database=sqlite_database, clock=clock)
        seed.company(core, clock.now())
        with serving(parts_of(core)) as url:
            wecom.callback_url = f"{url}/wecom/callback"
            yield Workspace(open_company(core, clock, understanding), wecom, url)


def test_started_in_words_and_approved_by_somebody_who_never_wrote(workspace: Workspace) -> None:
    (asked,) = workspace.says(SUN, "报销1200元差旅费")
    assert list(asked.buttons) == ["确认", "取消"]
    workspace.clicks(SUN, asked, "确认")
    number = workspace.process().number
    assert number in "\n".join(each.words for each in workspace.wecom.seen_by(SUN))
    card = workspace.card(CHEN, "同意")
    assert number in card.words
    workspace.clicks(CHEN, card, "同意")
    assert workspace.process().tasks[0].step == "pay"
    assert card.buttons == {}
    assert "陈杰 已同意" in card.words
    assert asked.buttons == {}, "the starter's own card is settled too"

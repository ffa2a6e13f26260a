"""What is WeCom's own: pages, menus, the check of the address. `tests/platforms` tells what all share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from redis import Redis

from bot.app.core import open_core
from bot.app.demo import seed
from bot.app.settings import Settings
from bot.app.web import parts_of
from bot.app.wiring import Understanding
from engine.process import Process
from storage.database import Database
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
        return self.company.only_process()

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
    with Redis.from_url(redis_of_scenarios) as redis:
        redis.flushall()  # each story has WeCom's limits for itself
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


def test_a_form_with_money_and_dates_is_filled_in_on_a_page(workspace: Workspace) -> None:
    workspace.says(SUN, "走个采购")
    form = workspace.card(SUN, "填写")
    assert "提交" not in form.buttons, "what is required cannot be skipped"
    answers = {"item": "示波器", "quantity": "2", "budget": "620000", "needed_by": "2026-12-01"}
    workspace.fills_in(form, "提交", reason="研发用", **answers)
    assert workspace.process().fields["budget"] == 620000
    assert form.buttons == {}


def test_a_page_that_anybody_may_open_is_answered_once(workspace: Workspace) -> None:
    workspace.says(SUN, "走个采购")
    page = f"/forms/{workspace.card(SUN, '填写').page.partition('/forms/')[2]}"
    answers = {"item": "示波器", "quantity": "2", "budget": "620000"}
    with httpx.Client(base_url=workspace.url, timeout=10) as browser:
        action = re.search(r"name=action value='(submit[^']+)'", browser.get(page).text)
        assert action
        answers["action"] = action[1]
        browser.post(page, data=answers)
        again = browser.post(page, data={**answers, "budget": "1"})
        assert "已经交过了" in again.text
        assert browser.get(page).status_code == 410
    workspace.works()
    assert workspace.process().fields["budget"] == 620_000


def test_the_first_contact_is_greeted_once(workspace: Workspace) -> None:
    workspace.wecom.enters(SUN)
    (greeting,) = workspace.works()
    assert greeting.user == SUN
    workspace.wecom.enters(SUN)
    assert workspace.works() == []


def test_a_menu_item_is_like_saying_it(workspace: Workspace) -> None:
    workspace.expense()
    workspace.wecom.picks(CHEN, "say/my_tasks")
    by_action = [each.words for each in workspace.works()]
    assert by_action
    assert [each.words for each in workspace.says(CHEN, "我的待办")] == by_action


def test_a_namesake_without_the_colleague_s_e_mail_is_nobody(workspace: Workspace) -> None:
    workspace.wecom.joins("another", "孙磊", email="other@galaxy.example")
    (told,) = workspace.says("another", "我的待办")
    assert "我还不认识你" in told.words


def test_a_token_that_died_early_is_fetched_again(workspace: Workspace) -> None:
    workspace.says(SUN, "我的待办")
    workspace.wecom.expires_token()
    (answer,) = workspace.says(SUN, "我的待办")
    assert answer.user == SUN
    assert workspace.wecom.tokens_given == 2


def test_the_address_is_checked(workspace: Workspace) -> None:
    answered = workspace.wecom.checks_address("1288432023552776189")
    assert (answered.status_code, answered.text) == (200, "1288432023552776189")

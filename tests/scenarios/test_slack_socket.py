"""The main job on Slack without a public address: everything comes over Socket Mode."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.app.acceptance import open_inbox
from bot.app.core import open_core
from bot.app.demo import seed
from bot.app.platforms import open_platforms
from bot.app.redis_server import open_redis
from bot.app.settings import Settings
from bot.app.sockets import take_into
from bot.app.wiring import Understanding
from engine.process import ProcessStatus
from scheduler.rq_queue import RqQueue
from storage.database import Database
from tests.emulators.slack import APP_TOKEN, TOKEN, SlackEmulator
from tests.emulators.slack_phone import SlackPhone
from tests.emulators.slack_socket import SlackSocketServer
from tests.scenarios.company import CompanyClock, open_company
from tests.scenarios.test_slack import CHEN, SUN, Workspace


@pytest.fixture
def workspace(
    sqlite_database: Database, tmp_path: Path, understanding: Understanding, redis_of_scenarios: str
) -> Iterator[Workspace]:
    clock, stop = CompanyClock(), threading.Event()
    with (
        closing(open_redis(redis_of_scenarios)) as redis,
        SlackEmulator(lambda: clock.machine_now().timestamp()) as slack,
        SlackSocketServer(slack) as server,
    ):
        redis.flushdb()
        slack.joins(SUN, "sun.lei@galaxy.example")
        slack.joins(CHEN, "chen.jie@galaxy.example")
        settings = Settings(
            demo=True,
            data_dir=tmp_path,
            redis_url=redis_of_scenarios,
            slack_bot_token=TOKEN,
            slack_app_token=APP_TOKEN,
            slack_api_url=slack.api_url,
        )
        core = open_core(settings, database=sqlite_database, clock=clock)
        seed.company(core, clock.now())
        opened = open_platforms(core)["slack"]
        assert opened.routes == {}, "nothing is to be called"
        assert opened.listener is not None
        taken = take_into(open_inbox(core.database, RqQueue(redis)), core.clock)
        thread = threading.Thread(target=opened.listener.run, args=(taken, stop), daemon=True)
        thread.start()
        server.connected()
        yield Workspace(open_company(core, clock, understanding), slack)
        stop.set()
        thread.join(5)


def test_from_a_spoken_sentence_to_a_decision_with_its_reason(workspace: Workspace) -> None:
    company, slack = workspace.company, workspace.slack
    sun, chen = SlackPhone(slack, "sun.lei", SUN), SlackPhone(slack, "chen.jie", CHEN)
    sun.speaks("报销1200元差旅费")
    company.works()
    sun.presses("确认")
    company.works()
    number = workspace.process().number
    assert any(number in each.words and "同意" in each.buttons for each in chen.sees())
    chen.presses("驳回")
    chen.submits({"理由": "发票不全"})
    company.works()
    assert workspace.process().status is ProcessStatus.REJECTED
    assert any("发票不全" in each.words for each in sun.sees())


def test_a_form_and_the_home_tab(workspace: Workspace) -> None:
    sun, chen = SlackPhone(workspace.slack, "sun.lei", SUN), SlackPhone(workspace.slack, "chen.jie", CHEN)
    sun.writes("走个采购")
    workspace.company.works()
    sun.submits({"物品": "示波器", "预算": "62万"})
    workspace.company.works()
    home = workspace.slack.looks_home(CHEN)
    assert workspace.process().number in home.words
    workspace.clicks(CHEN, home, "同意")
    assert workspace.process().tasks[0].step == "quotes"
    assert chen.sees()


def test_what_comes_again_over_the_line_is_done_once(workspace: Workspace) -> None:
    workspace.says(SUN, "报销1200元差旅费")
    workspace.clicks(SUN, workspace.card(SUN, "确认"), "确认")
    before = [(each.ts, each.edits) for each in workspace.slack.messages.values()]
    assert workspace.slack.redelivers().status_code == 200
    workspace.company.works()
    assert [(each.ts, each.edits) for each in workspace.slack.messages.values()] == before

"""What is Slack's own: modals, threads, the Home tab. `tests/platforms` tells what all platforms share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from bot.app.core import Core, open_core
from bot.app.demo import seed
from bot.app.redis_server import open_redis
from bot.app.settings import Settings
from bot.app.web import parts_of
from bot.app.wiring import Understanding
from engine.process import Process, ProcessStatus
from storage.blobs import BlobStore
from storage.database import Database
from tests.emulators.slack import BOT, SECRET, TOKEN, Failure, Message, SlackEmulator
from tests.emulators.slack_views import View
from tests.scenarios.company import Company, CompanyClock, open_company
from tests.scenarios.supplies import WITH_A_FILE
from tests.unit.webhook.server import serving

SUN, CHEN, ZHOU, STRANGER = "U1SUN", "U2CHEN", "U3ZHOU", "U9"


@dataclass
class Workspace:
    """The company on Slack: sun.lei and chen.jie are in both directories, the stranger only in Slack's."""

    company: Company
    slack: SlackEmulator

    def says(self, user: str, text: str, **where: str) -> list[Message]:
        before = self._versions()
        assert self.slack.says(user, text, **where).status_code == 200
        return self._news(before)

    def clicks(self, user: str, message: Message | View, label: str, **values: str) -> list[Message]:
        before = self._versions()
        assert self.slack.clicks(user, message, label, **values).status_code == 200
        return self._news(before)

    def opens(self, user: str, on: Message | View, label: str) -> View:
        """The modal that the button opens beside the chat."""
        before = len(self.slack.views.of(user))
        asked = self.slack.views.asked
        assert self.slack.clicks(user, on, label).status_code == 200
        assert self.slack.views.waits(asked=asked + 1), f"{label} opens nothing"
        found = self.slack.views.of(user)
        assert len(found) == before + 1
        return found[-1]

    def submits(self, user: str, **values: str) -> list[Message]:
        before = self._versions()
        assert self.slack.submits(user, **values) == {}
        return self._news(before)

    def card(self, user: str, label: str) -> Message:
        """The newest message of theirs with such a button."""
        found = [each for each in self.slack.seen_by(user) if label in each.buttons]
        assert found, f"{user} sees no {label}: {[each.words for each in self.slack.seen_by(user)]}"
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
        return {ts: each.edits for ts, each in self.slack.messages.items()}

    def _news(self, before: dict[str, int]) -> list[Message]:
        self.company.works()
        wrong = [each for each in self.slack.refusals if each.error != "users_not_found"]
        assert wrong == [], "we send what Slack takes"
        return [each for ts, each in self.slack.messages.items() if before.get(ts) != each.edits]


def eventually(holds: Callable[[], bool]) -> bool:
    """What a thread does after the answer."""
    return any(holds() or Event().wait(0.05) for _ in range(100))


def _core(database: Database, settings: Settings, clock: CompanyClock) -> Core:
    core = open_core(settings, database=database, clock=clock)
    seed.company(core, clock.now())
    return core


@pytest.fixture
def workspace(
    sqlite_database: Database, tmp_path: Path, understanding: Understanding, redis_of_scenarios: str
) -> Iterator[Workspace]:
    clock = CompanyClock()
    with closing(open_redis(redis_of_scenarios)) as redis:
        redis.flushdb()  # each test has Slack's limits for itself
    with SlackEmulator(lambda: clock.machine_now().timestamp()) as slack:
        slack.joins(SUN, "Sun.Lei@galaxy.example")
        slack.joins(CHEN, "chen.jie@galaxy.example")
        slack.joins(ZHOU, "zhou.ting@galaxy.example")
        slack.joins(STRANGER, "someone@elsewhere.example")
        settings = Settings(
            demo=True,
            data_dir=tmp_path,
            redis_url=redis_of_scenarios,
            slack_bot_token=TOKEN,
            slack_signing_secret=SECRET,
            slack_api_url=slack.api_url,
        )
        core = _core(sqlite_database, settings, clock)
        with serving(parts_of(core)) as url:
            slack.callback_url = f"{url}/slack/events"
            yield Workspace(open_company(core, clock, understanding), slack)


def test_the_home_of_who_has_looked_follows_their_tasks(workspace: Workspace) -> None:
    workspace.slack.looks_home(CHEN)
    views = workspace.slack.views
    before = views.published
    number = workspace.expense().number
    workspace.says(SUN, "报销300元打车费")
    workspace.clicks(SUN, workspace.card(SUN, "确认"), "确认")
    assert views.published == before, "changes are gathered for a moment"
    workspace.company.clock.advance(timedelta(seconds=21))
    workspace.works()
    assert views.published == before + 1, "and nobody else's, who never looked"
    assert number in views.homes[CHEN].words
    assert "2 件事" in views.homes[CHEN].words


def test_a_clip_is_understood_once_slack_has_written_it_down(workspace: Workspace) -> None:
    clip = workspace.slack.clip("", b"sound")
    assert workspace.slack.says(SUN, "", subtype="file_share", files=[clip]).status_code == 200
    assert workspace.works() == [], "it is still being written down"
    workspace.slack.writes_down(clip, "报销1200元差旅费")
    workspace.company.clock.advance(timedelta(seconds=2))
    said = "\n".join(each.words for each in workspace.works())
    assert "我听到的是:“报销1200元差旅费”" in said


def test_a_form_opens_beside_the_chat_and_is_closed_in_it(workspace: Workspace) -> None:
    workspace.says(SUN, "走个采购,买2台示波器")
    card = workspace.card(SUN, "填写")
    form = workspace.opens(SUN, card, "填写")
    assert form.inputs["物品"]["element"]["initial_value"] == "示波器", "what is known is there"
    workspace.submits(SUN, item="示波器", budget="62万", needed_by="2026-12-01")
    assert workspace.process().fields == {
        "item": "示波器",
        "quantity": 2,
        "budget": 620000,
        "needed_by": "2026-12-01",
    }
    assert card.buttons == {}


def test_what_is_wrong_in_a_form_is_said_at_once_and_the_form_stays(workspace: Workspace) -> None:
    workspace.says(SUN, "走个采购")
    workspace.opens(SUN, workspace.card(SUN, "填写"), "填写")
    assert workspace.slack.submits(SUN, item="示波器", budget="再说").keys() == {"in/budget"}
    assert workspace.slack.views.of(SUN), "it is open still"
    workspace.submits(SUN, item="示波器", budget="800k")
    assert workspace.process().fields["budget"] == 800000


def test_a_form_that_opens_too_late_stands_inside_its_message(workspace: Workspace) -> None:
    workspace.says(SUN, "走个采购")
    card = workspace.card(SUN, "填写")
    workspace.slack.views.late_s = 4
    workspace.slack.clicks(SUN, card, "填写")
    assert eventually(lambda: "提交" in card.buttons)
    workspace.slack.refusals.clear()
    workspace.clicks(SUN, card, "提交", item="示波器", budget="62万")
    assert workspace.process().fields["budget"] == 620000
    assert card.buttons == {}


def test_a_decision_whose_form_opens_too_late_asks_in_the_chat(workspace: Workspace) -> None:
    workspace.expense()
    workspace.slack.views.late_s = 4
    workspace.slack.clicks(CHEN, workspace.card(CHEN, "驳回"), "驳回")
    assert workspace.slack.views.waits(asked=1)
    workspace.slack.refusals.clear()
    assert eventually(lambda: any("填写" in each.buttons for each in workspace._news({})))
    workspace.slack.views.late_s = 0
    workspace.opens(CHEN, workspace.card(CHEN, "填写"), "填写")
    workspace.submits(CHEN, reason="发票不全")
    assert workspace.process().status is ProcessStatus.REJECTED


@pytest.mark.parametrize("other", [ZHOU, SUN], ids=["who may not see it", "its starter"])
def test_somebody_else_gets_no_form_of_a_forwarded_card(workspace: Workspace, other: str) -> None:
    process = workspace.expense()
    before = len(workspace.slack.messages)
    workspace.slack.clicks(other, workspace.card(CHEN, "驳回"), "驳回")
    assert eventually(lambda: bool(workspace._news({})) and len(workspace.slack.messages) > before)
    assert workspace.slack.views.of(other) == []
    assert workspace.process() == process


def test_a_form_submitted_twice_is_done_once(workspace: Workspace) -> None:
    workspace.says(SUN, "走个采购")
    workspace.opens(SUN, workspace.card(SUN, "填写"), "填写")
    workspace.submits(SUN, item="示波器", budget="62万")
    assert workspace.slack.redelivers().status_code == 200
    workspace.company.works()
    assert workspace.process().number == "PR-1", "the only one"


def test_a_task_s_own_fields_are_filled_in_as_it_is_completed(workspace: Workspace) -> None:
    workspace.slack.joins("U4HE", "he.ping@galaxy.example")
    workspace.says(SUN, "走个采购,买2台示波器,预算62万")
    workspace.clicks(SUN, workspace.card(SUN, "确认"), "确认")
    workspace.clicks(CHEN, workspace.card(CHEN, "同意"), "同意")
    workspace.opens("U4HE", workspace.card("U4HE", "完成"), "完成")
    workspace.submits("U4HE", supplier="是德科技", budget="58.5万")
    assert workspace.process().fields["budget"] == 585000


def test_the_home_tab_shows_one_s_tasks_which_can_be_done_there(workspace: Workspace) -> None:
    number = workspace.expense().number
    home = workspace.slack.looks_home(CHEN)
    assert number in home.words
    assert "采购申请" in " ".join(home.buttons), "how to start something"
    workspace.clicks(CHEN, home, "同意")
    assert workspace.process().tasks[0].step == "pay"
    assert "没有要处理的事" in workspace.slack.looks_home(CHEN).words


def test_something_is_started_from_the_home_tab_by_its_form(workspace: Workspace) -> None:
    home = workspace.slack.looks_home(SUN)
    (start,) = [label for label in home.buttons if "采购申请" in label]
    workspace.opens(SUN, home, start)
    workspace.submits(SUN, item="示波器", budget="62万")
    assert workspace.process().fields["budget"] == 620000
    assert workspace.slack.seen_by(SUN), "what became of it is told in the direct conversation"


def test_a_stranger_s_home_tab_stays_empty(workspace: Workspace) -> None:
    opened = {"type": "app_home_opened", "user": STRANGER, "channel": f"D{STRANGER}", "tab": "home"}
    assert workspace.slack.sends_event(opened).status_code == 200
    workspace.slack.looks_home(SUN)
    assert workspace.slack.views.homes.keys() == {SUN}


def test_a_mention_in_a_channel_is_answered_in_its_thread(workspace: Workspace) -> None:
    (answer,) = workspace.says(SUN, f"<@{BOT}> 我的待办", channel="C9")
    assert answer.channel == "C9"
    assert answer.thread is not None


def test_a_colleague_can_be_named_by_a_mention(workspace: Workspace) -> None:
    workspace.expense()
    (asked,) = workspace.says(CHEN, f"这个转给 <@{ZHOU}> 处理")
    workspace.clicks(CHEN, asked, "确认")
    assert workspace.process().tasks[0].assignee == "zhou.ting"
    assert "同意" in workspace.card(ZHOU, "同意").buttons


def test_the_command_is_answered_in_the_direct_conversation(workspace: Workspace) -> None:
    answered = workspace.slack.commands(SUN, "报销1200元差旅费", channel="C9")
    assert answered.status_code == 200
    assert answered.json()["response_type"] == "ephemeral"
    workspace.company.works()
    workspace.clicks(SUN, workspace.card(SUN, "确认"), "确认")
    assert workspace.process().starter == "sun.lei"


def test_an_e_mail_of_another_company_s_directory_identifies_nobody(workspace: Workspace) -> None:
    workspace.slack.joins("U8", "li.na@galaxy.example", team_id="T2")
    (told,) = workspace.says("U8", "我的待办")
    assert "我还不认识你" in told.text


def test_a_command_that_is_sent_again_changes_nothing(workspace: Workspace) -> None:
    workspace.slack.commands(SUN, "我的待办", channel="C9")
    workspace.company.works()
    before = [(each.ts, each.edits) for each in workspace.slack.messages.values()]
    assert workspace.slack.redelivers().status_code == 200
    workspace.company.works()
    assert [(each.ts, each.edits) for each in workspace.slack.messages.values()] == before


def test_an_answer_that_broke_off_goes_on_where_it_stopped(workspace: Workspace) -> None:
    workspace.slack.fails("chat.postMessage", None, Failure(429, "ratelimited", {"Retry-After": "7"}))
    (question,) = workspace.says(SUN, "走个采购")
    workspace.company.clock.advance(timedelta(seconds=8))
    workspace.company.works()
    question_again, form = workspace.slack.seen_by(SUN)
    assert question_again is question
    assert "填写" in form.buttons


def test_a_file_chosen_in_a_form_is_fetched_kept_and_shown_to_who_decides(workspace: Workspace) -> None:
    core, quote = workspace.company.core, workspace.slack.uploads("报价.pdf", b"%PDF-1.7 quote")
    core.templates.publish("supply", WITH_A_FILE, workspace.company.clock.now())
    workspace.says(SUN, "发起物料领用")
    form = workspace.card(SUN, "填写")
    workspace.opens(SUN, form, "填写")
    workspace.submits(SUN, use="实验室", quote=quote)
    match workspace.process().fields["quote"]:
        case [{"id": str(blob)}]:
            kept = BlobStore(core.database).find(blob)
        case other:
            pytest.fail(f"one file was chosen, not {other}")
    assert kept is not None
    assert (kept.name, kept.data) == ("报价.pdf", b"%PDF-1.7 quote")
    assert "报价.pdf" in workspace.card(CHEN, "同意").words
    assert form.buttons == {}

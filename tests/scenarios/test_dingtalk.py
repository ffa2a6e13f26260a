"""The main job on DingTalk, by both ways in; answers at DingTalk's emulator."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from bot.app.wiring import Understanding
from engine.process import ProcessStatus
from storage.database import Database
from tests.emulators.dingtalk import CARD_SECRET, GROUP, TEMPLATE, DingTalkEmulator, Failure
from tests.scenarios.dingtalk_company import Organisation, by_http, by_stream, core_on


@pytest.fixture
def dingtalk() -> Iterator[DingTalkEmulator]:
    with DingTalkEmulator(lambda: 0.0) as emulator:
        yield emulator


@pytest.fixture(params=["http", "stream"])
def organisation(
    request: pytest.FixtureRequest,
    sqlite_database: Database,
    tmp_path: Path,
    understanding: Understanding,
    redis_of_scenarios: str,
    dingtalk: DingTalkEmulator,
) -> Iterator[Organisation]:
    """By both ways in."""
    template = {"dingtalk_card_template_id": TEMPLATE, "dingtalk_card_secret": CARD_SECRET}
    core = core_on(
        sqlite_database,
        dingtalk,
        tmp_path,
        redis_of_scenarios,
        dingtalk_mode=request.param,
        **template,
    )
    open_way = by_http if request.param == "http" else by_stream
    with open_way(core, dingtalk, understanding) as joined:
        yield joined


over_http = pytest.mark.parametrize("organisation", ["http"], indirect=True)


def test_started_in_words_and_approved_by_somebody_who_never_wrote(organisation: Organisation) -> None:
    organisation.sun.writes("报销1200元差旅费")
    organisation.works()
    asked = organisation.card(organisation.sun, "确认")
    organisation.sun.presses("确认")
    organisation.works()
    number = organisation.process().number
    assert number in organisation.read_by(organisation.sun)
    card = organisation.card(organisation.chen, "同意")
    assert number in card.words
    organisation.chen.presses("同意")
    organisation.works()
    assert organisation.process().tasks[0].step == "pay"
    assert card.buttons == {}
    assert "陈杰 已同意" in card.words
    assert asked.buttons == {}, "the starter's own card is settled too"


def test_started_by_voice_is_shown_back_and_confirmed(organisation: Organisation) -> None:
    organisation.sun.speaks("报销一千二百元差旅费")
    organisation.works()
    assert "1,200" in organisation.card(organisation.sun, "确认").words
    organisation.sun.presses("确认")
    organisation.works()
    assert organisation.process().starter == "sun.lei"


def test_a_rejection_asks_for_its_reason_and_the_starter_hears_it(organisation: Organisation) -> None:
    organisation.expense()
    organisation.chen.presses("驳回")
    organisation.works()
    (label,) = organisation.card(organisation.chen, "提交").inputs
    organisation.chen.submits({label: "发票不全"})
    organisation.works()
    assert organisation.process().status is ProcessStatus.REJECTED
    assert "发票不全" in organisation.read_by(organisation.sun)


@over_http
def test_a_form_is_filled_on_the_card(organisation: Organisation) -> None:
    organisation.sun.writes("走个采购")
    organisation.works()
    form = organisation.card(organisation.sun, "提交")
    values = {"item": "示波器", "quantity": "2", "budget": "620000", "needed_by": "2026-12-01"}
    organisation.dingtalk.clicks(organisation.sun.user, form, "提交", **values)
    organisation.works()
    process = organisation.process()
    assert (process.fields["budget"], process.fields["needed_by"]) == (620000, "2026-12-01")
    assert form.buttons == {}


@over_http
def test_a_task_is_transferred_by_the_form_on_the_card(organisation: Organisation) -> None:
    organisation.expense()
    organisation.chen.presses("转交")
    organisation.works()
    (label,) = organisation.card(organisation.chen, "提交").inputs
    organisation.chen.submits({label: "周婷"})
    organisation.works()
    assert organisation.process().tasks[0].assignee == "zhou.ting"
    assert "同意" in organisation.card(organisation.zhou, "同意").buttons


@over_http
def test_a_gantt_chart_is_posted_as_a_picture(organisation: Organisation) -> None:
    number = organisation.expense().number
    organisation.sun.writes(f"{number}的甘特图")
    organisation.works()
    (picture,) = [each for each in organisation.sun.sees() if each.image]
    assert picture.image.startswith(b"\x89PNG")


@over_http
def test_a_mention_in_a_group_is_answered_there_with_a_mention(organisation: Organisation) -> None:
    organisation.sun.writes("NP-77 到哪了", group=True)
    organisation.works()
    (answer,) = organisation.dingtalk.seen_in(GROUP)
    assert (answer.mentions, answer.by_session) == (("0421",), True)
    assert organisation.sun.sees() == []


@over_http
def test_a_card_in_a_group_heeds_the_one_who_asked(organisation: Organisation) -> None:
    organisation.sun.writes("报销1200元差旅费", group=True)
    organisation.works()
    (card,) = [each for each in organisation.dingtalk.seen_in(GROUP) if "确认" in each.buttons]
    organisation.dingtalk.clicks(organisation.zhou.user, card, "确认")
    organisation.works()
    assert "确认" in card.buttons
    organisation.dingtalk.clicks(organisation.sun.user, card, "确认")
    organisation.works()
    assert organisation.process().starter == "sun.lei"
    assert card.buttons == {}


@over_http
def test_a_colleague_can_be_named_by_a_mention(organisation: Organisation) -> None:
    organisation.expense()
    zhou = {"dingtalkId": "$:LWCP_v1:$z", "staffId": organisation.zhou.user}
    number = organisation.process().number
    organisation.dingtalk.says(organisation.chen.user, f"{number} 转给  处理", group=GROUP, atUsers=[zhou])
    organisation.works()
    organisation.chen.presses("确认")
    organisation.works()
    assert organisation.process().tasks[0].assignee == "zhou.ting"


@over_http
def test_a_stranger_is_told_how_to_be_added_and_can_do_nothing(organisation: Organisation) -> None:
    process = organisation.expense()
    organisation.stranger.writes("报销1200元差旅费")
    organisation.works()
    assert "我还不认识你" in organisation.read_by(organisation.stranger)
    card = organisation.card(organisation.chen, "同意")
    organisation.dingtalk.clicks("guest", card, "同意")
    organisation.company.works()
    assert organisation.process() == process
    assert "同意" in card.buttons


def test_somebody_else_s_click_on_a_forwarded_card_is_refused(organisation: Organisation) -> None:
    process = organisation.expense()
    card = organisation.card(organisation.chen, "同意")
    organisation.dingtalk.clicks(organisation.zhou.user, card, "同意", seen_in=GROUP)
    organisation.works()
    assert organisation.process() == process
    assert "同意" in card.buttons, "it still waits for the right person"
    assert organisation.dingtalk.seen_in(GROUP) == [], "what a private card is about stays out of the group"


@over_http
def test_both_click_at_once_and_the_second_sees_who_decided(organisation: Organisation) -> None:
    organisation.expense()
    card = organisation.card(organisation.chen, "同意")
    organisation.dingtalk.clicks(organisation.chen.user, card, "同意")
    organisation.dingtalk.clicks(organisation.chen.user, card, "驳回")
    organisation.works()
    assert organisation.process().tasks[0].step == "pay"
    assert "已同意" in organisation.read_by(organisation.chen)


@pytest.mark.parametrize("twice", ["message", "click"])
def test_a_redelivery_is_answered_and_changes_nothing(organisation: Organisation, twice: str) -> None:
    if twice == "message":
        organisation.sun.writes("报销1200元差旅费")
    else:
        organisation.expense()
    organisation.works()
    before = [(each.id, each.edits) for each in organisation.dingtalk.messages.values()]
    assert organisation.dingtalk.redelivers().status_code == 200
    organisation.works()
    assert [(each.id, each.edits) for each in organisation.dingtalk.messages.values()] == before


@over_http
def test_a_click_is_answered_at_once_and_changes_nothing_yet(organisation: Organisation) -> None:
    organisation.expense()
    card = organisation.card(organisation.chen, "同意")
    answer = organisation.dingtalk.clicks(organisation.chen.user, card, "同意")
    assert answer.body["cardData"] == {"cardParamMap": {}}
    assert answer.body["cardUpdateOptions"]["updateCardDataByKey"] is True


@over_http
def test_a_rate_limit_delays_the_message_and_loses_nothing(organisation: Organisation) -> None:
    limit = Failure("Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", 403)
    organisation.dingtalk.fails("POST /v1.0/card/instances/createAndDeliver", limit)
    organisation.sun.writes("报销1200元差旅费")
    organisation.company.works()
    assert organisation.sun.sees() == []
    organisation.company.clock.advance(timedelta(seconds=2))
    organisation.company.works()
    assert len(organisation.sun.sees()) == 1


@over_http
def test_when_the_month_is_used_up_the_session_still_answers(organisation: Organisation) -> None:
    limit = Failure("Forbidden.AccessDenied.ApiCountLimitForOrg", 403)
    organisation.dingtalk.fails("POST /v1.0/card/instances/createAndDeliver", limit)
    organisation.sun.writes("报销1200元差旅费")
    organisation.works()
    (answer,) = organisation.dingtalk.seen_in(organisation.sun.user)
    assert answer.by_session
    organisation.sun.writes("确认")
    organisation.works()
    assert organisation.process().starter == "sun.lei"


@over_http
def test_a_token_that_ended_early_is_renewed_by_the_way(organisation: Organisation) -> None:
    organisation.expense()
    made = organisation.dingtalk.tokens_made
    organisation.dingtalk.expires_tokens()
    organisation.chen.presses("同意")
    organisation.company.works()
    assert organisation.process().tasks[0].step == "pay"
    assert organisation.dingtalk.tokens_made == made + 1


@over_http
def test_a_signature_by_another_secret_has_no_effect(organisation: Organisation) -> None:
    for path in ("callback", "card"):
        url = organisation.dingtalk.callback_url.replace("callback", path)
        forged = {"timestamp": "1", "sign": "x", "x-ddpaas-signature": "x"}
        answered = httpx.post(url, content=b"{}", headers=forged)
        assert (answered.status_code, answered.content) == (401, b"")


@over_http
def test_a_reminder_comes_as_a_card_with_its_way_out(organisation: Organisation) -> None:
    organisation.expense()
    before = len(organisation.chen.sees())
    organisation.passes(hours=48)
    assert len(organisation.chen.sees()) > before


@over_http
def test_who_reads_english_is_answered_in_english(organisation: Organisation) -> None:
    organisation.chen.writes("speak English please")
    organisation.works()
    organisation.expense()
    card = organisation.card(organisation.chen, "Approve")
    organisation.chen.presses("Approve")
    organisation.works()
    assert "Approved by Chen Jie" in card.words


def test_without_a_template_cards_are_words_that_can_be_answered(
    sqlite_database: Database,
    tmp_path: Path,
    understanding: Understanding,
    redis_of_scenarios: str,
    dingtalk: DingTalkEmulator,
) -> None:
    core = core_on(sqlite_database, dingtalk, tmp_path, redis_of_scenarios, dingtalk_mode="http")
    with by_http(core, dingtalk, understanding) as organisation:
        organisation.sun.writes("报销1200元差旅费")
        organisation.works()
        organisation.sun.writes("确认")
        organisation.works()
        number = organisation.process().number
        assert "直接回复即可:" in organisation.read_by(organisation.chen)
        organisation.chen.writes(f"同意 {number}")
        organisation.works()
        organisation.chen.writes("确认")
        organisation.works()
        assert organisation.process().tasks[0].step == "pay"
        assert "陈杰 已同意" in organisation.read_by(organisation.chen)

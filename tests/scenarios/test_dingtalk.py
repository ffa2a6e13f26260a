"""What is DingTalk's own, and the main job by its Stream; `tests/platforms` tells what all share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app.wiring import Understanding
from storage.database import Database
from tests.emulators.dingtalk import CARD_SECRET, GROUP, TEMPLATE, DingTalkEmulator, Failure
from tests.scenarios.dingtalk_company import Organisation, by_http, by_stream, core_on


@pytest.fixture
def dingtalk() -> Iterator[DingTalkEmulator]:
    with DingTalkEmulator(lambda: 0.0) as emulator:
        yield emulator


@pytest.fixture(params=["http"])
def organisation(
    request: pytest.FixtureRequest,
    sqlite_database: Database,
    tmp_path: Path,
    understanding: Understanding,
    redis_of_scenarios: str,
    dingtalk: DingTalkEmulator,
) -> Iterator[Organisation]:
    """By callbacks, where a test does not ask for the other way in."""
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


by_the_stream = pytest.mark.parametrize("organisation", ["stream"], indirect=True)


@by_the_stream
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


def test_a_mention_in_a_group_is_answered_there_with_a_mention(organisation: Organisation) -> None:
    organisation.sun.writes("NP-77 到哪了", group=True)
    organisation.works()
    (answer,) = organisation.dingtalk.seen_in(GROUP)
    assert (answer.mentions, answer.by_session) == (("0421",), True)
    assert organisation.sun.sees() == []


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


def test_a_colleague_can_be_named_by_a_mention(organisation: Organisation) -> None:
    organisation.expense()
    zhou = {"dingtalkId": "$:LWCP_v1:$z", "staffId": organisation.zhou.user}
    number = organisation.process().number
    organisation.dingtalk.says(organisation.chen.user, f"{number} 转给  处理", group=GROUP, atUsers=[zhou])
    organisation.works()
    organisation.chen.presses("确认")
    organisation.works()
    assert organisation.process().tasks[0].assignee == "zhou.ting"


def test_somebody_else_s_click_on_a_forwarded_card_is_refused(organisation: Organisation) -> None:
    process = organisation.expense()
    card = organisation.card(organisation.chen, "同意")
    organisation.dingtalk.clicks(organisation.zhou.user, card, "同意", seen_in=GROUP)
    organisation.works()
    assert organisation.process() == process
    assert "同意" in card.buttons, "it still waits for the right person"
    assert organisation.dingtalk.seen_in(GROUP) == [], "what a private card is about stays out of the group"


@by_the_stream
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


def test_a_click_is_answered_at_once_and_changes_nothing_yet(organisation: Organisation) -> None:
    organisation.expense()
    card = organisation.card(organisation.chen, "同意")
    answer = organisation.dingtalk.clicks(organisation.chen.user, card, "同意")
    assert answer.body["cardData"] == {"cardParamMap": {}}
    assert answer.body["cardUpdateOptions"]["updateCardDataByKey"] is True


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


def test_a_token_that_ended_early_is_renewed_by_the_way(organisation: Organisation) -> None:
    organisation.expense()
    made = organisation.dingtalk.tokens_made
    organisation.dingtalk.expires_tokens()
    organisation.chen.presses("同意")
    organisation.company.works_within_limits()
    assert organisation.process().tasks[0].step == "pay"
    assert organisation.dingtalk.tokens_made == made + 1


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

"""What is Feishu's own; `tests/platforms` tells what all platforms share."""

from __future__ import annotations

from tests.emulators.feishu import GROUP, Failure
from tests.scenarios.feishu import Tenant, connected, tenant

__all__ = ["connected", "tenant"]


def test_the_same_by_the_long_connection(connected: Tenant) -> None:
    number = connected.expense().number
    card = connected.card(connected.chen, "同意")
    connected.chen.presses("同意")
    connected.works()
    assert connected.process().tasks[0].step == "pay"
    assert (number in card.words, card.buttons) == (True, {})


def test_a_form_is_filled_on_the_card(tenant: Tenant) -> None:
    tenant.sun.writes("走个采购")
    tenant.works()
    form = tenant.card(tenant.sun, "提交")
    values = {"in_item": "示波器", "in_quantity": "2", "in_budget": "620000", "in_needed_by": "2026-12-01"}
    tenant.feishu.clicks(tenant.sun.union, form, "提交", **values)
    tenant.works()
    process = tenant.process()
    assert process.fields["budget"] == 620000
    assert process.fields["needed_by"] == "2026-12-01"
    assert form.buttons == {}


def test_a_form_is_dropped_however_little_was_filled_in(tenant: Tenant) -> None:
    tenant.sun.writes("走个采购")
    tenant.works()
    form = tenant.card(tenant.sun, "取消")
    tenant.sun.presses("取消")
    tenant.works()
    assert form.buttons == {}


def test_a_mention_in_a_group_is_answered_by_quoting_it(tenant: Tenant) -> None:
    tenant.sun.writes("我的待办", group=True)
    tenant.works()
    (answer,) = tenant.feishu.seen_in(GROUP)
    assert answer.replies_to in tenant.feishu.heard_in
    assert tenant.sun.sees() == []


def test_a_thread_in_a_group_is_answered_in_that_thread(tenant: Tenant) -> None:
    tenant.feishu.says(tenant.sun.union, "我的待办", group=GROUP, thread="omt_7")
    tenant.works()
    (answer,) = tenant.feishu.seen_in(GROUP)
    assert answer.thread == "omt_7"


def test_a_card_in_a_group_answers_in_the_group_and_elsewhere_in_private(tenant: Tenant) -> None:
    tenant.sun.writes("报销1200元差旅费", group=True)
    tenant.works()
    (card,) = [each for each in tenant.feishu.seen_in(GROUP) if "确认" in each.buttons]
    tenant.feishu.clicks(tenant.zhou.union, card, "确认", seen_in="oc_elsewhere")
    tenant.works()
    assert len(tenant.zhou.sees()) == 1
    tenant.sun.presses("确认")
    tenant.works()
    assert tenant.process().starter == "sun.lei"
    assert card.buttons == {}


def test_a_colleague_can_be_named_by_a_mention(tenant: Tenant) -> None:
    tenant.expense()
    tenant.feishu.says(tenant.chen.union, "这个转给 @_user_1 处理", mentions={"@_user_1": tenant.zhou.union})
    tenant.works()
    tenant.chen.presses("确认")
    tenant.works()
    assert tenant.process().tasks[0].assignee == "zhou.ting"
    assert "同意" in tenant.card(tenant.zhou, "同意").buttons


def test_who_reads_english_is_answered_in_english(tenant: Tenant) -> None:
    tenant.chen.writes("speak English please")
    tenant.works()
    tenant.expense()
    card = tenant.card(tenant.chen, "Approve")
    assert "Reject" in card.buttons
    tenant.chen.presses("Approve")
    tenant.works()
    assert "Approved by Chen Jie" in card.words


def test_the_menu_answers_in_private(tenant: Tenant) -> None:
    tenant.feishu.picks(tenant.sun.union, "my_tasks")
    tenant.works()
    assert len(tenant.sun.sees()) == 1
    tenant.feishu.picks(tenant.sun.union, "报销1200元差旅费")
    tenant.works()
    tenant.sun.writes("好的")
    tenant.works()
    assert tenant.process().starter == "sun.lei", "what the menu began goes on in words"


def test_who_enters_the_chat_first_is_greeted_once(tenant: Tenant) -> None:
    for _ in range(2):
        tenant.feishu.enters(tenant.sun.union)
        tenant.works()
    (welcome,) = tenant.sun.sees()
    assert "我的待办" in welcome.buttons


def test_a_group_that_the_bot_was_added_to_is_greeted_there(tenant: Tenant) -> None:
    tenant.feishu.adds_bot(tenant.sun.union, GROUP)
    tenant.works()
    (welcome,) = tenant.feishu.seen_in(GROUP)
    assert "我的待办" in welcome.buttons
    assert tenant.sun.sees() == []


def test_somebody_else_s_click_on_a_forwarded_card_is_refused(tenant: Tenant) -> None:
    process = tenant.expense()
    card = tenant.card(tenant.chen, "同意")
    tenant.feishu.clicks(tenant.zhou.union, card, "同意", seen_in=GROUP)
    tenant.works()
    assert tenant.process() == process
    assert "同意" in card.buttons, "it still waits for the right person"
    assert tenant.feishu.seen_in(GROUP) == [], "what a private card is about stays out of the group"


def test_a_click_is_answered_at_once_by_a_toast(tenant: Tenant) -> None:
    tenant.expense()
    answer = tenant.feishu.clicks(tenant.chen.union, tenant.card(tenant.chen, "同意"), "同意")
    assert answer.json()["toast"]["i18n"] == {"zh_cn": "收到,正在办。", "en_us": "Got it, working on it."}


def test_a_menu_item_that_is_sent_again_changes_nothing(tenant: Tenant) -> None:
    tenant.feishu.picks(tenant.sun.union, "my_tasks")
    tenant.works()
    before = [(each.id, each.edits) for each in tenant.feishu.messages.values()]
    assert tenant.feishu.redelivers().status_code == 200
    tenant.works()
    assert [(each.id, each.edits) for each in tenant.feishu.messages.values()] == before


def test_a_token_that_ended_early_is_renewed_by_the_way(tenant: Tenant) -> None:
    tenant.expense()
    tenant.feishu.expires_tokens()
    tenant.feishu.refusals.clear()
    tenant.sun.writes("我的待办")
    tenant.company.works_within_limits()
    assert [each.code for each in tenant.feishu.refusals] == [99991663]
    assert tenant.feishu.tokens_made == 2


def test_a_recording_that_feishu_does_not_give_out_is_answered_kindly(tenant: Tenant) -> None:
    tenant.feishu.fails("GET im/v1/messages/:/resources/:", Failure(234003))
    tenant.sun.speaks("报销1200元差旅费")
    tenant.works()
    assert "没能取到" in tenant.read_by(tenant.sun)


def test_a_card_of_more_than_fourteen_days_is_shown_anew(tenant: Tenant) -> None:
    tenant.expense()
    old = tenant.card(tenant.chen, "同意")
    old.sent_at -= 15 * 24 * 3600
    tenant.chen.presses("同意")
    tenant.company.works_within_limits()
    (refusal,) = tenant.feishu.refusals
    assert refusal.code == 230031
    anew = tenant.feishu.seen_by(tenant.chen.union)[-1]
    assert anew.id != old.id
    assert "陈杰 已同意" in anew.words
    assert anew.buttons == {}

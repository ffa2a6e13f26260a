"""What reaches Feishu, through the real client and a real server."""

from __future__ import annotations

import pytest

from bot.adapter import RateLimited, Refused, Tools, UpdateTooLate
from bot.adapters.feishu.adapter import FeishuAdapter
from bot.adapters.feishu.client import FeishuClient
from bot.cards import Picture, Reply, Saying, say, show
from bot.messages import Address, Language, OutgoingMessage, same
from tests.emulators.feishu import GROUP, Failure, FeishuEmulator
from tests.unit.bot.adapters.cards import card
from tests.unit.bot.adapters.feishu.parts import AT, Budget, Tokens, client_of

POST, PATCH = "POST im/v1/messages", "PATCH im/v1/messages/:"


def one(
    adapter: FeishuAdapter, reply: Reply, address: Address, *, key: str = "k", replaces: str | None = None
) -> OutgoingMessage:
    (message,) = adapter.render(reply, Language.ZH, address, key=key, replaces=replaces)
    return message


@pytest.fixture
def to(feishu: FeishuEmulator) -> Address:
    return Address(platform="feishu", conversation=feishu.joins("lina"))


def test_a_message_to_a_person_reaches_their_private_chat(
    adapter: FeishuAdapter, feishu: FeishuEmulator, to: Address
) -> None:
    sent = adapter.send(one(adapter, say("你好", "Hello"), to), AT)
    (message,) = feishu.seen_by("on_lina")
    assert (message.id, message.content) == (sent, {"text": "你好"})


def test_an_account_that_had_no_union_id_is_reached_by_its_open_id(
    adapter: FeishuAdapter, feishu: FeishuEmulator, to: Address
) -> None:
    adapter.send(one(adapter, say("你好", "Hello"), to.model_copy(update={"conversation": "ou_lina"})), AT)
    assert len(feishu.seen_by("on_lina")) == 1


def test_what_is_sent_twice_under_one_key_is_shown_once(
    adapter: FeishuAdapter, feishu: FeishuEmulator, to: Address
) -> None:
    first = adapter.send(one(adapter, say("你好", "Hello"), to), AT)
    assert adapter.send(one(adapter, say("你好", "Hello"), to), AT) == first
    assert len(feishu.messages) == 1
    assert adapter.send(one(adapter, say("你好", "Hello"), to, key="k2"), AT) != first


def test_in_a_group_the_question_is_quoted_and_a_thread_is_kept(
    adapter: FeishuAdapter, feishu: FeishuEmulator, to: Address
) -> None:
    feishu.heard_in["om_asked"] = feishu.heard_in["om_root"] = GROUP
    feishu.seen_threads["om_root"] = "omt_7"
    group = Address(platform="feishu", conversation=GROUP, thread="om_asked", direct=False)
    quoting = adapter.send(one(adapter, say("你好", "Hello"), group), AT)
    assert (feishu.messages[quoting].replies_to, feishu.messages[quoting].thread) == ("om_asked", None)
    thread = group.model_copy(update={"thread": "omt_7/om_root"})
    inside = adapter.send(one(adapter, say("你好", "Hello"), thread, key="k2"), AT)
    assert feishu.messages[inside].thread == "omt_7"
    asked = [body["reply_in_thread"] for name, body in feishu.calls if name.endswith("/reply")]
    assert asked == [False, True]


def test_when_the_question_was_withdrawn_the_answer_comes_all_the_same(
    adapter: FeishuAdapter, feishu: FeishuEmulator
) -> None:
    group = Address(platform="feishu", conversation=GROUP, thread="om_gone", direct=False)
    sent = adapter.send(one(adapter, say("你好", "Hello"), group), AT)
    assert (feishu.messages[sent].chat, feishu.messages[sent].replies_to) == (GROUP, None)


def test_an_update_changes_the_card_where_it_stands(
    adapter: FeishuAdapter, feishu: FeishuEmulator, to: Address
) -> None:
    old = adapter.send(one(adapter, show(card()), to), AT)
    decided = show(card(buttons=(), outcome=same("陈杰 已同意")))
    assert adapter.send(one(adapter, decided, to, key="k2", replaces=old), AT) == old
    assert (feishu.messages[old].edits, feishu.messages[old].buttons) == (1, {})


def test_after_fourteen_days_it_is_too_late(
    feishu: FeishuEmulator, adapter: FeishuAdapter, to: Address
) -> None:
    old = adapter.send(one(adapter, show(card()), to), AT)
    feishu.messages[old].sent_at -= 14 * 24 * 3600 + 1
    with pytest.raises(UpdateTooLate):
        adapter.send(one(adapter, show(card()), to, key="k2", replaces=old), AT)


def test_a_card_that_was_withdrawn_is_let_rest(
    feishu: FeishuEmulator, adapter: FeishuAdapter, to: Address
) -> None:
    old = adapter.send(one(adapter, show(card()), to), AT)
    del feishu.messages[old]
    assert adapter.send(one(adapter, show(card()), to, key="k2", replaces=old), AT) == old
    assert feishu.messages == {}


@pytest.mark.parametrize("code", [230099, 230025, 300305])
def test_a_card_that_feishu_refuses_is_said_in_words(
    feishu: FeishuEmulator, adapter: FeishuAdapter, to: Address, code: int
) -> None:
    feishu.fails(POST, Failure(code))
    sent = adapter.send(one(adapter, show(card()), to), AT)
    assert "直接回复即可:同意 / 转交 / 驳回" in feishu.messages[sent].words


def test_a_changed_card_that_feishu_refuses_becomes_a_bare_one(
    feishu: FeishuEmulator, adapter: FeishuAdapter, to: Address
) -> None:
    old = adapter.send(one(adapter, show(card()), to), AT)
    feishu.fails(PATCH, Failure(230099))
    adapter.send(one(adapter, show(card()), to, key="k2", replaces=old), AT)
    assert feishu.messages[old].buttons == {}
    assert "审批:示波器" in feishu.messages[old].words


def test_a_text_that_is_refused_stays_refused(
    feishu: FeishuEmulator, adapter: FeishuAdapter, to: Address
) -> None:
    feishu.fails(POST, Failure(230001))
    with pytest.raises(Refused, match="230001"):
        adapter.send(one(adapter, say("你好", "Hello"), to), AT)


@pytest.mark.parametrize(("size", "msg_type"), [(100, "image"), (10 * 1024 * 1024 + 1, "file")])
def test_a_picture_goes_as_an_image_and_a_huge_one_as_a_file(
    feishu: FeishuEmulator, adapter: FeishuAdapter, to: Address, size: int, msg_type: str
) -> None:
    png = b"\x89PNG" + b"0" * size
    picture = Picture(name="甘特图.png", png=png, alt=same("甘特图"))
    sent = adapter.send(one(adapter, show(picture), to), AT)
    message = feishu.messages[sent]
    assert message.msg_type == msg_type
    assert feishu.uploads[message.content[f"{msg_type}_key"]] == png


def test_each_limit_of_feishus_is_asked_before_it_is_used(
    feishu: FeishuEmulator, client: FeishuClient, to: Address
) -> None:
    budget = Budget()
    sender = FeishuAdapter(client, Tools(tokens=Tokens(), budget=budget))
    sender.send(one(sender, say("你好", "Hello"), to), AT)
    old = sender.send(one(sender, show(card()), to, key="k2"), AT)
    sender.send(one(sender, show(card()), to, key="k3", replaces=old), AT)
    assert budget.taken == [
        ("feishu/to/on_lina", 5, 1),
        ("feishu/to/on_lina", 5, 1),
        (f"feishu/message/{old}", 5, 1),
    ]


def test_each_call_counts_for_the_app_s_own_limits(feishu: FeishuEmulator) -> None:
    budget = Budget()
    client_of(feishu, Tools(tokens=Tokens(), budget=budget)).get("application/v6/scopes")
    assert budget.taken == [("feishu/api", 50, 1), ("feishu/minute", 1000, 60)]


def test_a_used_up_budget_waits_without_asking_feishu(feishu: FeishuEmulator, to: Address) -> None:
    class UsedUp:
        def take(self, name: str, *, limit: int, window_s: float) -> None:
            raise RateLimited(0.5)

    kit = Tools(tokens=Tokens(), budget=UsedUp())
    sender = FeishuAdapter(client_of(feishu, kit), kit)
    with pytest.raises(RateLimited):
        sender.send(one(sender, say("你好", "Hello"), to), AT)
    assert feishu.calls == []


def test_marks_of_ours_reach_people_as_marks(
    feishu: FeishuEmulator, adapter: FeishuAdapter, client: FeishuClient, to: Address
) -> None:
    sent = adapter.send(one(adapter, show(Saying(text=same("**NP-1** 已通过"))), to), AT)
    assert feishu.messages[sent].msg_type == "interactive"

"""Which way messages take, what limits do to them, and what DingTalk's failures become."""

from __future__ import annotations

import json
import threading
from datetime import datetime, timedelta

import pytest

from bot.adapter import (
    Contact,
    NotReachable,
    PlatformError,
    ProtocolChanged,
    RateLimited,
    Refused,
    TokenExpired,
    UpdateTooLate,
)
from bot.adapters.dingtalk import places
from bot.adapters.dingtalk.adapter import PLATFORM
from bot.adapters.dingtalk.directory import DingTalkDirectory
from bot.adapters.dingtalk.errors import error_of
from bot.adapters.dingtalk.media import DingTalkMedia
from bot.adapters.dingtalk.places import Session
from bot.adapters.dingtalk.render import MAX_CARD, MAX_TEXT, render
from bot.cards import Button, Card, Fact, Input, InputType, Option, Picture, Reply, State, Style, say, show
from bot.messages import Address, Attachment, Language, same
from tests.emulators.dingtalk import GROUP, DingTalkEmulator, Failure
from tests.unit.bot.adapters.dingtalk.parts import AT, Budget, client_of, config_of, tools

CARD = Card(
    key="task/NP-12-3",
    state=State.WAITING,
    status=same("等你审批"),
    title=same("报销"),
    number="NP-12",
    facts=(Fact(label=same("金额"), value=same("1,200 元")),),
    buttons=(Button(id="approve/NP-12-3", label=same("同意"), style=Style.PRIMARY),),
)
ALONE = places.direct_with("0421")


def sent(
    dingtalk: DingTalkEmulator,
    reply: Reply,
    address: Address = ALONE,
    *,
    budget: Budget | None = None,
    replaces: str | None = None,
    now: datetime = AT,
    **changes: str | bool,
) -> list[str]:
    dingtalk.joins("0421", "13800000006", "sun@galaxy.example")
    adapter = PLATFORM.open(config_of(dingtalk, **changes), tools(budget)).adapter
    messages = adapter.render(reply, Language.ZH, address, key="k", replaces=replaces)
    return [adapter.send(each, now) for each in messages]


def with_session(dingtalk: DingTalkEmulator) -> Address:
    body = dingtalk.message("0421", {"msgtype": "text", "text": {"content": "hi"}})
    session = Session("0421", body["sessionWebhookExpiredTime"], body["sessionWebhook"])
    return places.direct_with("0421", str(session))


def test_an_answer_takes_the_session_and_costs_nothing_of_the_month(dingtalk: DingTalkEmulator) -> None:
    budget = Budget()
    sent(dingtalk, say("好的", "fine"), with_session(dingtalk), budget=budget)
    assert budget.taken == ["dingtalk/session/@0421"]
    assert [each.words for each in dingtalk.seen_in("0421")] == ["好的"]


def test_after_the_session_the_robot_says_it(dingtalk: DingTalkEmulator) -> None:
    address = with_session(dingtalk)
    sent(dingtalk, say("好的", "fine"), address, now=AT + timedelta(minutes=90))
    assert len(dingtalk.called("batchSend")) == 1


def test_a_session_somewhere_else_is_not_written_to(dingtalk: DingTalkEmulator) -> None:
    elsewhere = Session("0421", 1_763_999_999_999, "http://169.254.169.254/robot/sendBySession?session=s")
    sent(dingtalk, say("好的", "fine"), places.direct_with("0421", str(elsewhere)))
    assert len(dingtalk.called("batchSend")) == 1


def test_a_card_is_delivered_and_changed_in_place(dingtalk: DingTalkEmulator) -> None:
    (track,) = sent(dingtalk, show(CARD))
    done = CARD.model_copy(update={"buttons": (), "outcome": same("陈杰 已同意")})
    assert sent(dingtalk, show(done), replaces=track) == [track]
    (message,) = dingtalk.seen_in("0421")
    assert (message.buttons, message.edits) == ({}, 1)
    assert places.read_track(track) == places.Track("task/NP-12-3", is_direct=True)


def test_a_card_sent_twice_under_one_key_is_shown_once(dingtalk: DingTalkEmulator) -> None:
    assert sent(dingtalk, show(CARD)) == sent(dingtalk, show(CARD))
    assert len(dingtalk.seen_in("0421")) == 1


def test_a_card_that_is_refused_is_said_in_words(dingtalk: DingTalkEmulator) -> None:
    sent(dingtalk, show(CARD), card_template_id="gone.schema")
    (message,) = dingtalk.seen_in("0421")
    assert message.buttons == {}
    assert "直接回复即可:同意" in message.words


@pytest.mark.parametrize("reference", ["pqk1", "tt-d-000000000000000000000000-"])
def test_what_stands_as_words_or_is_gone_cannot_change(dingtalk: DingTalkEmulator, reference: str) -> None:
    with pytest.raises(UpdateTooLate):
        sent(dingtalk, show(CARD), replaces=reference)


def test_a_picture_goes_by_its_media_id(dingtalk: DingTalkEmulator) -> None:
    sent(dingtalk, show(Picture(name="a.png", png=b"\x89PNG", alt=same("甘特图"))), places.group(GROUP))
    assert [each.image for each in dingtalk.seen_in(GROUP)] == [b"\x89PNG"]


def test_yes_to_a_call_that_reached_nobody_is_no_success(dingtalk: DingTalkEmulator) -> None:
    with pytest.raises(Refused, match="invalidStaffIdList"):
        sent(dingtalk, say("好的", "fine"), places.direct_with("left"))
    dingtalk.flooded.add("0421")
    with pytest.raises(RateLimited):
        sent(dingtalk, say("好的", "fine"))


def test_a_used_up_month_holds_messages_back(dingtalk: DingTalkEmulator) -> None:
    budget = Budget()
    budget.spent.add("dingtalk/month")
    with pytest.raises(RateLimited):
        sent(dingtalk, show(CARD), budget=budget)
    sent(dingtalk, show(CARD), with_session(dingtalk), budget=budget)
    assert [each.by_session for each in dingtalk.seen_in("0421")] == [True]


def test_a_token_is_renewed_once_for_all_threads(dingtalk: DingTalkEmulator) -> None:
    client = client_of(dingtalk, tools())
    client.directory("topapi/v2/department/listsub", {"dept_id": 1})
    dingtalk.expires_tokens()
    asked = [
        threading.Thread(target=client.directory, args=("topapi/v2/department/listsub", {"dept_id": 1}))
        for _ in range(8)
    ]
    for each in asked:
        each.start()
    for each in asked:
        each.join()
    assert dingtalk.tokens_made == 2


def test_long_words_come_in_pieces_and_too_large_cards_drop_what_matters_less() -> None:
    long = render(say("说" * 4000, "x"), Language.ZH, ALONE, key="k", replaces=None)
    assert len(long) == 3
    assert all(len(json.dumps(each.payload, ensure_ascii=False).encode()) < MAX_TEXT + 200 for each in long)
    options = tuple(Option(id=f"p{n}", label=same("某某某" * 20)) for n in range(300))
    who = Input(id="who", label=same("转给"), type=InputType.PERSON, options=options)
    large = CARD.model_copy(update={"inputs": (who,)})
    (message,) = render(show(large), Language.ZH, ALONE, key="k", replaces=None)
    card = message.payload["card"]
    assert isinstance(card, dict)
    assert len(json.dumps(card, ensure_ascii=False).encode()) <= MAX_CARD
    assert all(isinstance(each, str) for each in card.values())
    assert json.loads(str(card["inputs"]))[0]["type"] == "text", "typed instead of chosen"


def test_people_are_found_by_mobile_and_by_e_mail(dingtalk: DingTalkEmulator) -> None:
    for number in range(5):
        dingtalk.joins(f"04{number}", f"1380000000{number}", f"p{number}@galaxy.example")
    directory = DingTalkDirectory(client_of(dingtalk, tools()))
    assert directory.find_account(Contact(mobile="+86 138-0000-0003")) == "043"
    assert directory.find_account(Contact(email="P4@galaxy.example")) == "044"
    assert directory.find_account(Contact(email="nobody@galaxy.example", mobile="1")) is None
    assert directory.find_person("042") == Contact("p2@galaxy.example", "13800000002")
    assert directory.find_person("$:LWCP_v1:$x") is None
    assert directory.find_person("left") is None


@pytest.mark.parametrize(
    ("data", "ending"),
    [(b"#!AMR\n", ".amr"), (b"OggS", ".ogg"), (b"\0\0\0\x18ftypM4A", ".m4a"), (b"?", ".bin")],
)
def test_a_recording_is_named_by_its_first_bytes(
    dingtalk: DingTalkEmulator, data: bytes, ending: str
) -> None:
    dingtalk.files["dc1"] = data
    media = DingTalkMedia(client_of(dingtalk, tools()))
    fetched = media.fetch(Attachment(kind="voice", name="m1.voice", ref="dc1"))
    assert (fetched.name, fetched.data) == (f"m1{ending}", data)


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (403, "Forbidden.AccessDenied.ApiCountLimitForOrg", RateLimited),
        (403, "Forbidden.AccessDenied.QpsLimitForApi", RateLimited),
        (400, "send.too.fast", RateLimited),
        (200, "90018", RateLimited),
        (200, "90020", RateLimited),
        (200, "130101", RateLimited),
        (200, "1111", RateLimited),
        (429, "", RateLimited),
        (401, "InvalidAuthentication", TokenExpired),
        (200, "40014", TokenExpired),
        (200, "60020", TokenExpired),
        (400, "invalidClientIdOrSecret", TokenExpired),
        (504, "", NotReachable),
        (200, "15", NotReachable),
        (400, "param.error", Refused),
        (200, "", ProtocolChanged),
    ],
)
def test_what_each_code_means(status: int, code: str, kind: type[PlatformError]) -> None:
    assert type(error_of(status, code)) in (kind, *kind.__subclasses__())


def test_a_broken_answer_is_no_success(dingtalk: DingTalkEmulator) -> None:
    path = "POST /v1.0/robot/oToMessages/batchSend"
    banned = Failure("", 200, body=b'{"status":1111,"wait":5}')
    dingtalk.fails(path, Failure(status=504, body=b"<html>"), Failure(status=200, body=b"<html>"), banned)
    for kind in (NotReachable, ProtocolChanged, RateLimited):
        with pytest.raises(kind):
            sent(dingtalk, say("好的", "fine"))

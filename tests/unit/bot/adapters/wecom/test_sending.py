"""The app's calls: cards changed once by their code, limits, tokens, failures, the directory, files."""

from __future__ import annotations

import base64
import json
import random
import threading
from datetime import UTC, datetime

import pytest

from bot.adapter import (
    Contact,
    NotReachable,
    PlatformError,
    ProtocolChanged,
    RateLimited,
    Refused,
    TokenExpired,
    Tools,
    UpdateTooLate,
)
from bot.adapters.wecom import places
from bot.adapters.wecom.adapter import WecomAdapter
from bot.adapters.wecom.directory import WecomDirectory
from bot.adapters.wecom.errors import code_of, error_of
from bot.adapters.wecom.examine import examine_app
from bot.adapters.wecom.media import WecomMedia, decrypted
from bot.cards import Input, InputType, Picture, Reply, State, say, show
from bot.messages import Address, Attachment, Language, same
from tests.emulators.wecom import Message, WecomEmulator, failure
from tests.emulators.wecom_cipher import encrypt_raw
from tests.emulators.wecom_http import Failure
from tests.unit.bot.adapters.wecom.parts import AT, HOME, LI_NA, Desk, client_of, config, sender_of, tools
from tests.unit.bot.adapters.wecom.test_render import CARD, SUBMIT, form

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
DONE = CARD.model_copy(update={"buttons": (), "state": State.DONE, "outcome": same("陈杰 已同意")})
AGAIN = CARD.model_copy(update={"status": same("已超期")})


class Desktop:
    """The adapter on the emulator."""

    def __init__(self, wecom: WecomEmulator, kit: Tools | None = None) -> None:
        self.wecom, self._count = wecom, 0
        wecom.joins("lina", "李娜", email="li.na@galaxy.example")
        self.adapter = WecomAdapter(sender_of(wecom, kit), None, HOME)

    def sends(self, reply: Reply, *, replaces: str | None = None, thread: str | None = None) -> str:
        self._count += 1
        address = places.by_app("lina", thread)
        key = f"k{self._count}"
        messages = self.adapter.render(reply, Language.ZH, address, key=key, replaces=replaces)
        return [self.adapter.send(each, NOW) for each in messages][-1]

    def newest(self) -> Message:
        return self.wecom.seen_by("lina")[-1]


@pytest.fixture
def desk(wecom: WecomEmulator) -> Desktop:
    return Desktop(wecom)


def test_a_card_is_changed_once_by_the_code_that_came_with_it(desk: Desktop) -> None:
    reference = desk.sends(show(CARD))
    used = desk.sends(show(AGAIN), replaces=reference)
    assert "已超期" in desk.newest().words
    assert desk.newest().edits == 1
    with pytest.raises(UpdateTooLate):
        desk.sends(show(DONE), replaces=used)


def test_a_click_brings_a_code_of_its_own_and_leaves_the_first_one(desk: Desktop) -> None:
    reference = desk.sends(show(CARD))
    click = f"{CARD.key}|{desk.wecom._code(desk.newest())}"
    same_reference = desk.sends(show(AGAIN), replaces=reference, thread=click)
    assert same_reference == reference
    desk.sends(show(DONE), replaces=reference)
    assert "陈杰 已同意" in desk.newest().words
    assert len(desk.wecom.seen_by("lina")) == 1


def test_another_card_s_click_does_not_change_this_one(desk: Desktop) -> None:
    desk.sends(show(CARD))
    clicked = desk.newest()
    other = CARD.model_copy(update={"key": "task/NP-9-1"})
    reference = desk.sends(show(other))
    desk.sends(show(other), replaces=reference, thread=f"{CARD.key}|{desk.wecom._code(clicked)}")
    assert (clicked.edits, desk.newest().edits) == (0, 1)


def test_a_form_s_card_leads_to_its_page(wecom: WecomEmulator) -> None:
    pages = Desk()
    desk = Desktop(wecom, tools(desk=pages))
    card = form(Input(id="budget", label=same("预算"), type=InputType.MONEY, required=True))
    desk.sends(show(card))
    assert desk.newest().page == f"{HOME}/forms/1"
    (offered,) = pages.offered
    assert (offered.card, offered.sender, offered.address) == (card, "lina", places.by_app("lina"))
    assert SUBMIT.label.zh not in desk.newest().buttons


def test_without_pages_a_form_is_asked_in_words(desk: Desktop) -> None:
    desk.sends(show(form(Input(id="reason", label=same("理由")))))
    assert "请直接回答:理由" in desk.newest().words


def test_a_card_that_is_refused_is_told_in_words(desk: Desktop) -> None:
    desk.wecom.fails("message/send", failure(40058))
    desk.sends(show(CARD))
    assert "极光手表" in desk.newest().text


def test_a_member_is_sent_thirty_messages_a_minute(desk: Desktop) -> None:
    for _ in range(30):
        desk.sends(say("在。", "Here."))
    with pytest.raises(RateLimited):
        desk.sends(say("在。", "Here."))
    assert desk.wecom.dropped == [], "the surplus would be lost without a word"


def test_a_large_picture_goes_as_a_file(desk: Desktop) -> None:
    for size in (100, 10 * 1024 * 1024 + 1):
        png = b"\x89PNG" + b"x" * size
        desk.sends(show(Picture(name="a.png", png=png, alt=same("图"))))
        assert desk.newest().image == png
    assert [each["msgtype"] for path, each in desk.wecom.calls if path == "message/send"] == ["image", "file"]


def test_a_token_is_fetched_once_by_many_threads(wecom: WecomEmulator) -> None:
    wecom.joins("lina")
    client = client_of(wecom)
    threads = [
        threading.Thread(target=client.get, args=("user/get",), kwargs={"userid": "lina"}) for _ in range(8)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert wecom.count("gettoken") == 1
    assert wecom.count("user/get") == 8


def test_a_dead_token_is_replaced_once(wecom: WecomEmulator) -> None:
    wecom.joins("lina")
    client = client_of(wecom)
    client.get("user/get", userid="lina")
    wecom.expires_token()
    assert client.get("user/get", userid="lina")["name"] == "lina"
    wecom.fails("user/get", failure(42001), failure(42001))
    with pytest.raises(TokenExpired):
        client.get("user/get", userid="lina")


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (failure(45009), RateLimited),
        (failure(-1), NotReachable),
        (failure(60020, "not allow to access from your ip"), NotReachable),
        (failure(40001), TokenExpired),
        (failure(48002), Refused),
        (failure(99999), ProtocolChanged),
        (Failure(429), RateLimited),
        (Failure(503), NotReachable),
        (Failure(404), ProtocolChanged),
        (Failure(200, b"<html>"), ProtocolChanged),
        (Failure(200, b"[1]"), ProtocolChanged),
    ],
)
def test_each_failure_is_what_it_means(
    wecom: WecomEmulator, told: Failure, kind: type[PlatformError]
) -> None:
    client = client_of(wecom)
    wecom.fails("user/get", told)
    with pytest.raises(kind) as caught:
        client.get("user/get", userid="lina")
    assert "token" not in str(caught.value).lower().replace("tokenexpired", "")


def test_a_dead_host_is_not_reachable_and_no_secret_is_told(wecom: WecomEmulator) -> None:
    gone = WecomEmulator(lambda: 0.0)
    client = client_of(gone)
    gone._server.server_close()
    with pytest.raises(NotReachable) as caught:
        client.get("user/get", userid="lina")
    assert config().secret not in str(caught.value)


def test_the_number_of_an_error_is_kept() -> None:
    assert [code_of(error_of(each)) for each in (-1, 40001, 60111, 77777)] == [-1, 40001, 60111, 77777]


def test_somebody_who_left_is_refused(desk: Desktop) -> None:
    desk.wecom.members.clear()
    with pytest.raises(Refused, match="81013"):
        desk.sends(say("在。", "Here."))


def test_a_member_is_known_by_the_e_mail_that_is_their_account(wecom: WecomEmulator) -> None:
    wecom.joins("lina", "李娜", email="li.na@galaxy.example")
    wecom.joins("lina2", "李娜", email="other@galaxy.example")
    wecom.joins("gone", "李娜", email="gone@galaxy.example", status=5)
    directory = WecomDirectory(client_of(wecom), lambda: (LI_NA,))
    assert directory.find_person("lina") == Contact("li.na@galaxy.example")
    assert directory.find_person("lina2") is None
    assert directory.find_person("gone") is None
    assert directory.find_person("nobody") is None


def test_an_older_app_is_told_the_e_mail(wecom: WecomEmulator) -> None:
    wecom.joins("lina", "李娜", biz_mail="li.na@galaxy.example")
    found = WecomDirectory(client_of(wecom), tuple).find_person("lina")
    assert found == Contact("li.na@galaxy.example")


def test_an_account_is_found_by_e_mail_or_mobile(wecom: WecomEmulator) -> None:
    wecom.joins("lina", mobile="13800000001")
    directory = WecomDirectory(client_of(wecom), tuple)
    assert directory.find_account(Contact("unknown@galaxy.example", "13800000001")) == "lina"
    assert directory.find_account(Contact("unknown@galaxy.example")) is None
    assert directory.direct("LiNa") == Address(platform="wecom", conversation="app:lina")


def test_a_recording_is_fetched_as_it_was_sent(wecom: WecomEmulator) -> None:
    media = WecomMedia(client_of(wecom))
    for data in (b"#!AMR\nsound", b'{"errcode": 0}'):
        kept = wecom._kept("voice", "v.amr", data)
        fetched = media.fetch(Attachment(kind="voice", name="1.amr", ref=f"app/{kept}"))
        assert (fetched.name, fetched.data) == ("1.amr", data)
    with pytest.raises(Refused, match="40007"):
        media.fetch(Attachment(kind="voice", name="1.amr", ref="app/unknown"))


@pytest.mark.parametrize("size", [1, 15, 16, 31, 32, 100])
def test_a_bot_s_file_is_decrypted_with_its_wide_padding(size: int) -> None:
    key = random.Random(size).randbytes(32)
    pad = 32 - size % 32
    data = encrypt_raw(key, b"x" * size + bytes([pad]) * pad)
    text = base64.b64encode(key).decode().rstrip("=").replace("/", "_")
    assert decrypted(data, text) == b"x" * size
    with pytest.raises(Refused):
        decrypted(data[:-1] + bytes([data[-1] ^ 1]), text)


def test_the_doctor_says_what_is_wrong_and_how_to_mend_it(wecom: WecomEmulator) -> None:
    def lines(told: Failure | None) -> str:
        wecom.fails("agent/get", told)
        found = examine_app(config(wecom.origin), client_of(wecom), "http://localhost:8000", AT)
        return "\n".join(each.line(Language.ZH) for each in found)

    assert "「推推」的凭证有效" in lines(None)
    assert "TUITUI_PUBLIC_URL" in lines(None)
    assert "可信 IP" in lines(failure(60020, "from ip: 203.0.113.7"))
    assert "203.0.113.7" in lines(failure(60020, "from ip: 203.0.113.7"))
    assert "TUITUI_WECOM_SECRET" in lines(failure(40001))
    assert "TUITUI_WECOM_AGENT_ID" in lines(failure(301002))
    assert json.dumps(config().secret) not in lines(failure(40001))

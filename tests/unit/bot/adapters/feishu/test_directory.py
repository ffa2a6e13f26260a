"""Who is who by Feishu's directory, and what people attached to their messages."""

from __future__ import annotations

from typing import Any

import pytest

from bot.adapter import Contact, Fetched, RateLimited, Refused
from bot.adapters.feishu.bot import OwnAccount
from bot.adapters.feishu.client import FeishuClient
from bot.adapters.feishu.directory import FeishuDirectory
from bot.adapters.feishu.media import FeishuMedia
from bot.messages import Address, Attachment
from tests.emulators.feishu import BOT_OPEN_ID, Failure, FeishuEmulator


@pytest.fixture
def directory(client: FeishuClient) -> FeishuDirectory:
    return FeishuDirectory(client)


def test_a_person_is_known_by_their_e_mail_and_mobile(
    feishu: FeishuEmulator, directory: FeishuDirectory
) -> None:
    lina = feishu.joins("lina", "li.na@galaxy.example", "+8613800000001")
    assert directory.find_person(lina) == Contact("li.na@galaxy.example", "+8613800000001")
    assert directory.find_person("ou_lina") == Contact("li.na@galaxy.example", "+8613800000001")


def test_the_company_s_mailbox_counts_where_there_is_no_other(
    feishu: FeishuEmulator, directory: FeishuDirectory
) -> None:
    lina = feishu.joins("lina", enterprise_email="li.na@galaxy.example")
    assert directory.find_person(lina) == Contact("li.na@galaxy.example")


@pytest.mark.parametrize(
    "who",
    [{"status": {"is_resigned": True}}, {"status": {"is_frozen": True}}, {"tenant_key": "tk2"}],
    ids=str,
)
def test_who_left_and_guests_of_other_companies_are_nobody(
    feishu: FeishuEmulator, directory: FeishuDirectory, who: dict[str, Any]
) -> None:
    assert directory.find_person(feishu.joins("lina", "li.na@galaxy.example", **who)) is None


def test_an_account_that_does_not_exist_is_nobody(directory: FeishuDirectory) -> None:
    assert directory.find_person("on_nobody") is None


def test_what_the_app_may_not_read_is_not_there(feishu: FeishuEmulator, directory: FeishuDirectory) -> None:
    feishu.scopes -= {"contact:user.email:readonly", "contact:user.phone:readonly"}
    lina = feishu.joins("lina", "li.na@galaxy.example", "13800000001")
    assert directory.find_person(lina) == Contact()


@pytest.mark.parametrize(
    ("contact", "found"),
    [
        (Contact(email="li.na@galaxy.example"), "on_lina"),
        (Contact(mobile="13800000001"), "on_lina"),
        (Contact(mobile="+86 138-0000-0001"), "on_lina"),
        (Contact("chen.jie@galaxy.example", "13800000001"), "on_chen"),
        (Contact("who@galaxy.example", "13800000001"), "on_lina"),
        (Contact("who@galaxy.example"), None),
        (Contact("he.gone@galaxy.example"), None),
        (Contact(), None),
    ],
)
def test_an_account_is_found_by_e_mail_first_and_by_mobile(
    feishu: FeishuEmulator, directory: FeishuDirectory, contact: Contact, found: str | None
) -> None:
    feishu.joins("lina", "Li.Na@galaxy.example", "13800000001")
    feishu.joins("chen", "chen.jie@galaxy.example")
    feishu.joins("gone", "he.gone@galaxy.example", status={"is_resigned": True})
    assert directory.find_account(contact) == found


def test_without_the_scope_the_directory_says_so(feishu: FeishuEmulator, directory: FeishuDirectory) -> None:
    feishu.scopes.discard("contact:user.id:readonly")
    with pytest.raises(Refused, match="99991672"):
        directory.find_account(Contact("li.na@galaxy.example"))


def test_the_conversation_with_somebody_is_named_after_them(directory: FeishuDirectory) -> None:
    assert directory.direct("on_lina") == Address(platform="feishu", conversation="on_lina")


def attached(kind: str, name: str, of: str) -> Attachment:
    return Attachment(kind=kind, name=name, ref=f"{of}/om_1/key_1")


@pytest.mark.parametrize(
    ("kind", "name", "of", "media_type", "fetched"),
    [
        ("voice", "key_1.ogg", "file", "audio/ogg", "key_1.ogg"),
        ("image", "key_1", "image", "image/png", "key_1.png"),
        ("file", "合同.pdf", "file", "application/pdf", "合同.pdf"),
        ("file", "无后缀", "file", "application/octet-stream", "无后缀.bin"),
    ],
)
def test_what_was_attached_is_fetched(
    feishu: FeishuEmulator, client: FeishuClient, kind: str, name: str, of: str, media_type: str, fetched: str
) -> None:
    feishu.resources["om_1", "key_1"] = (media_type, b"content")
    assert FeishuMedia(client).fetch(attached(kind, name, of)) == Fetched(fetched, b"content")


def test_what_cannot_be_fetched(feishu: FeishuEmulator, client: FeishuClient) -> None:
    with pytest.raises(Refused, match="234003"):
        FeishuMedia(client).fetch(attached("voice", "a.ogg", "file"))
    with pytest.raises(Refused):
        FeishuMedia(client).fetch(Attachment(kind="voice", name="a.ogg", ref="nonsense"))
    feishu.fails("GET im/v1/messages/:/resources/:", Failure(99991400, 429, {"x-ogw-ratelimit-reset": "3"}))
    with pytest.raises(RateLimited):
        FeishuMedia(client).fetch(attached("voice", "a.ogg", "file"))


def test_our_own_account_is_asked_for_aside_and_once(feishu: FeishuEmulator, client: FeishuClient) -> None:
    ours = OwnAccount(client)
    assert ours() == "", "nobody waits for it"
    ours.settle()
    assert ours() == BOT_OPEN_ID
    assert [name for name, _ in feishu.calls].count("GET bot/v3/info") == 1


def test_our_own_account_is_asked_for_again_after_a_failure(
    feishu: FeishuEmulator, client: FeishuClient
) -> None:
    feishu.fails("GET bot/v3/info", Failure(0, 503))
    ours = OwnAccount(client)
    ours()
    ours.settle()
    assert ours() == ""
    ours.settle()
    assert ours() == BOT_OPEN_ID

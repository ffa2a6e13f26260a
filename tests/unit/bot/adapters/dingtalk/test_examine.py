"""What the doctor finds, and how to mend it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.adapters.dingtalk.adapter import PLATFORM
from bot.findings import Finding
from bot.messages import Language
from tests.emulators.dingtalk import DingTalkEmulator, Failure
from tests.emulators.dingtalk_stream import DingTalkStreamServer
from tests.unit.bot.adapters.dingtalk.parts import config_of, tools


def found(dingtalk: DingTalkEmulator, *, off_s: float = 0, **changes: str | bool) -> list[Finding]:
    examine = PLATFORM.open(config_of(dingtalk, **changes), tools()).examine
    assert examine is not None
    server_s = datetime.now(UTC).timestamp()  # noqa: TID251 - the emulator dates its answers by the machine
    return list(examine(datetime.fromtimestamp(server_s, UTC) + timedelta(seconds=off_s)))


def wrong(findings: list[Finding]) -> list[str]:
    return [each.says.said_in(Language.EN) for each in findings if not each.is_fine]


def test_all_is_well(dingtalk: DingTalkEmulator) -> None:
    with DingTalkStreamServer(dingtalk):
        assert wrong(found(dingtalk)) == []


def test_a_wrong_secret_is_named(dingtalk: DingTalkEmulator) -> None:
    (only,) = wrong(found(dingtalk, client_secret="x"))
    assert "Client Secret is wrong" in only


def test_a_missing_permission_a_missing_template_and_a_clock_that_is_off(dingtalk: DingTalkEmulator) -> None:
    dingtalk.fails("POST /topapi/v2/department/listsub", Failure("60011", 200))
    with DingTalkStreamServer(dingtalk):
        first, second, third = wrong(found(dingtalk, off_s=900, card_template_id=""))
    assert "成员信息读权限" in first
    assert "TUITUI_DINGTALK_CARD_TEMPLATE_ID" in second
    assert "use NTP" in third


def test_by_http_cards_need_a_secret_and_callbacks_an_address(dingtalk: DingTalkEmulator) -> None:
    local = "http://127.0.0.1:8000"
    first, second = wrong(found(dingtalk, by_stream=False, card_secret="", public_url=local))
    assert "TUITUI_DINGTALK_CARD_SECRET" in first
    assert "TUITUI_PUBLIC_URL" in second


def test_a_stream_that_is_not_to_be_had(dingtalk: DingTalkEmulator) -> None:
    (only,) = wrong(found(dingtalk))
    assert "no Stream connection" in only

"""What each of Feishu's payloads becomes: `tests/payloads/feishu/`, one file for each kind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.feishu.receive import Receiver
from bot.messages import IncomingMessage
from tests.unit.bot.adapters.feishu.parts import AT, sealed
from tests.unit.bot.adapters.feishu.test_cipher import RECEIVE

PAYLOADS = sorted(Path("tests/payloads/feishu").glob("*.json"))


def case(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(Path(f"tests/payloads/feishu/{name}.json").read_text("utf-8"))
    return read


def raw(payload: dict[str, Any]) -> bytes:
    return json.dumps(payload, ensure_ascii=False).encode()


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_each_payload_becomes_its_message_or_nothing(path: Path) -> None:
    given = json.loads(path.read_text("utf-8"))
    got = RECEIVE(sealed(raw(given["payload"])), AT)
    assert got.answer.status == 200
    if given["becomes"] is None:
        assert got.messages == ()
        return
    (message,) = got.messages
    assert message == IncomingMessage.model_validate({"platform": "feishu", "at": AT, **given["becomes"]})


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_over_the_long_connection_it_becomes_the_same(path: Path) -> None:
    payload = json.loads(path.read_text("utf-8"))["payload"]
    assert RECEIVE.over_socket(raw(payload)) == RECEIVE(sealed(raw(payload)), AT)


def test_there_are_payloads() -> None:
    assert len(PAYLOADS) >= 30


def test_before_we_know_our_own_account_any_bot_mentioned_is_us() -> None:
    unsure = Receiver(RECEIVE.encrypt_key, RECEIVE.verification_token)
    payload = case("text_in_group_for_another_bot")["payload"]
    (message,) = unsure(sealed(raw(payload)), AT).messages
    assert message.text == "hi"
    assert unsure(sealed(raw(case("text_in_group_is_no_mention")["payload"])), AT).messages == ()


def test_a_click_is_answered_by_a_toast_and_no_other_event_is() -> None:
    toast = json.loads(RECEIVE(sealed(raw(case("click")["payload"])), AT).answer.body)["toast"]
    assert toast["type"] == "info"
    assert toast["i18n"]["en_us"] == "Got it, working on it."
    assert json.loads(RECEIVE(sealed(raw(case("text")["payload"])), AT).answer.body) == {}


@pytest.mark.parametrize(
    "payload", [b"", b"[]", b"{}", b"nonsense", b'{"header": {"event_id": 1}}', b"[" * 50_000]
)
def test_what_cannot_be_read_from_the_connection_is_a_value_error(payload: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        RECEIVE.over_socket(payload)

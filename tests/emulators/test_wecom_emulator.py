"""The emulator refuses what WeCom refuses: else the tests on it would prove nothing."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.emulators.wecom import AGENT, CORP, SECRET, WecomEmulator, wecom
from tests.emulators.wecom_rules import Refusal, check_bot_message, check_card

__all__ = ["wecom"]
Json = dict[str, Any]
BUTTON = {"text": "同意", "style": 1, "key": "approve"}
CARD: Json = {
    "card_type": "button_interaction",
    "main_title": {"title": "审批"},
    "task_id": "t1",
    "button_list": [BUTTON],
}


@pytest.fixture
def token(wecom: WecomEmulator) -> str:
    wecom.joins("lina")
    query = {"corpid": CORP, "corpsecret": SECRET}
    return str(httpx.get(f"{wecom.origin}/cgi-bin/gettoken", params=query).json()["access_token"])


def sends(wecom: WecomEmulator, token: str, body: Json, path: str = "message/send") -> Json:
    url = f"{wecom.origin}/cgi-bin/{path}"
    answer: Json = httpx.post(url, params={"access_token": token}, json={"agentid": AGENT, **body}).json()
    return answer


def card(**changes: Any) -> Json:
    return {"touser": "lina", "msgtype": "template_card", "template_card": {**CARD, **changes}}


def test_a_token_is_needed_and_only_the_secret_gives_one(wecom: WecomEmulator, token: str) -> None:
    query = {"corpid": CORP, "corpsecret": "another"}
    assert httpx.get(f"{wecom.origin}/cgi-bin/gettoken", params=query).json()["errcode"] == 40001
    assert sends(wecom, "another", card())["errcode"] == 42001
    wecom.expires_token()
    assert sends(wecom, token, card())["errcode"] == 42001


@pytest.mark.parametrize(
    "changes",
    [
        {"card_type": "form"},
        {"task_id": "a b"},
        {"task_id": "t" * 129},
        {"button_list": []},
        {"button_list": [{**BUTTON, "key": str(n)} for n in range(7)]},
        {"button_list": [BUTTON, BUTTON]},
        {"button_list": [{**BUTTON, "key": "k" * 1025}]},
        {"jump_list": []},
        {"main_title": {"title": ""}},
        {"horizontal_content_list": [{"keyname": "a", "value": "b"}] * 7},
        {"horizontal_content_list": [{"keyname": "a", "value": ""}]},
        {
            "button_selection": {
                "question_key": "q",
                "option_list": [{"id": str(n), "text": "x"} for n in range(11)],
            }
        },
    ],
)
def test_a_card_beyond_its_limits_is_refused(wecom: WecomEmulator, token: str, changes: Json) -> None:
    assert sends(wecom, token, card())["errcode"] == 0
    assert sends(wecom, token, card(**{"task_id": "t2", **changes}))["errcode"] == 40058


def test_a_task_id_is_used_once(wecom: WecomEmulator, token: str) -> None:
    assert sends(wecom, token, card())["errcode"] == 0
    assert sends(wecom, token, card())["errcode"] == 40058


def test_a_code_changes_its_card_once_and_for_72_hours(wecom: WecomEmulator, token: str) -> None:
    def changed(code: str, task: str) -> int:
        body = {"userids": ["lina"], "response_code": code, "template_card": {**CARD, "task_id": task}}
        return int(sends(wecom, token, body, "message/update_template_card")["errcode"])

    first = sends(wecom, token, card())["response_code"]
    assert (changed(first, "t2"), changed(first, "t3")) == (0, 42045)
    old = sends(wecom, token, card(task_id="t4"))["response_code"]
    wecom.at = lambda: 1_763_888_400.0 + 72 * 3600 + 1
    assert changed(old, "t5") == 42045


def test_the_thirty_first_message_of_a_minute_is_dropped_without_a_word(
    wecom: WecomEmulator, token: str
) -> None:
    for _ in range(31):
        body = {"touser": "lina", "msgtype": "text", "text": {"content": "在"}}
        assert sends(wecom, token, body)["errcode"] == 0
    assert (len(wecom.messages), len(wecom.dropped)) == (30, 1)


def test_words_are_at_most_2048_bytes_and_receivers_are_members(wecom: WecomEmulator, token: str) -> None:
    long = {"touser": "lina", "msgtype": "text", "text": {"content": "长" * 683}}
    assert sends(wecom, token, long)["errcode"] == 45002
    assert sends(wecom, token, {**card(), "touser": "nobody"})["errcode"] == 81013


def test_a_bot_s_buttons_lead_nowhere_and_its_text_is_longer() -> None:
    link = {"type": 1, "text": "填写", "url": "https://tuitui.example"}
    check_card({**CARD, "button_list": [link]}, by_bot=False)
    with pytest.raises(Refusal):
        check_card({**CARD, "button_list": [link]}, by_bot=True)
    check_bot_message({"msgtype": "markdown", "markdown": {"content": "x" * 20_480}})
    with pytest.raises(Refusal):
        check_bot_message({"msgtype": "markdown", "markdown": {"content": "x" * 20_481}})

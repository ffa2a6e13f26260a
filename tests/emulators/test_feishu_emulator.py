"""The emulator is as strict as Feishu: what passes against it does not owe that to leniency."""

from __future__ import annotations

import copy
import json
from typing import Any

import httpx
import pytest

from tests.emulators.feishu import (
    APP_ID,
    APP_SECRET,
    GROUP,
    Failure,
    FeishuEmulator,
    feishu,
)

__all__ = ["feishu"]

CARD: dict[str, Any] = {
    "schema": "2.0",
    "config": {"update_multi": True},
    "header": {"title": {"tag": "plain_text", "content": "标题"}, "template": "blue"},
    "body": {
        "elements": [
            {"tag": "markdown", "content": "**重要**"},
            {
                "tag": "form",
                "name": "form",
                "elements": [
                    {
                        "tag": "input",
                        "name": "reason",
                        "label": {"tag": "plain_text", "content": "理由"},
                        "required": True,
                    },
                    {
                        "tag": "button",
                        "name": "go",
                        "form_action_type": "submit",
                        "text": {"tag": "plain_text", "content": "提交"},
                        "behaviors": [{"type": "callback", "value": {"do": "x"}}],
                    },
                ],
            },
        ]
    },
}


def call(
    feishu: FeishuEmulator, verb: str, path: str, *, token: str | None = None, **more: Any
) -> dict[str, Any]:
    given = token if token is not None else new_token(feishu)
    headers = {"Authorization": f"Bearer {given}"} if given else {}
    answer: dict[str, Any] = httpx.request(
        verb, f"{feishu.origin}/open-apis/{path}", headers=headers, **more
    ).json()
    return answer


def new_token(feishu: FeishuEmulator) -> str:
    body = {"app_id": APP_ID, "app_secret": APP_SECRET}
    url = f"{feishu.origin}/open-apis/auth/v3/tenant_access_token/internal"
    return str(httpx.post(url, json=body).json()["tenant_access_token"])


def send(feishu: FeishuEmulator, content: Any, msg_type: str = "interactive", **more: Any) -> dict[str, Any]:
    body = {"receive_id": GROUP, "msg_type": msg_type, "content": json.dumps(content), **more}
    return call(feishu, "POST", "im/v1/messages?receive_id_type=chat_id", json=body)


def test_a_proper_card_is_taken_and_shown(feishu: FeishuEmulator) -> None:
    answer = send(feishu, CARD)
    assert answer["code"] == 0
    (message,) = feishu.seen_in(GROUP)
    assert message.id == answer["data"]["message_id"]
    assert list(message.buttons) == ["提交"]
    assert list(message.inputs) == ["理由"]
    assert "重要" in message.words


def changed(*path: str | int, to: Any) -> dict[str, Any]:
    """The card with one thing in it changed, or taken away."""
    card: Any = copy.deepcopy(CARD)
    inner = card
    for each in path[:-1]:
        inner = inner[each]
    if to is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = to
    assert isinstance(card, dict)
    return card


FORM = ("body", "elements", 1, "elements")


@pytest.mark.parametrize(
    "card",
    [
        changed("schema", to="1.0"),
        changed("config", "update_multi", to=False),
        changed("config", "wide_screen_mode", to=True),
        changed("elements", to=[]),
        changed("body", "elements", to=[]),
        changed("body", "elements", 0, "tag", to="action"),
        changed("body", "elements", 0, "content", to=""),
        changed("header", "template", to="pink"),
        changed("header", "title", "tag", to="lark_md"),
        changed(*FORM, 0, "name", to="go"),
        changed(*FORM, 0, "max_length", to=2000),
        changed(*FORM, 0, "default_value", to="x" * 1001),
        changed(*FORM, 1, "form_action_type", to=None),
        changed(*FORM, 1, "name", to=None),
        changed(*FORM, 1, "type", to="green"),
        changed(*FORM, 1, "text", "content", to="x" * 101),
        changed(*FORM, 1, "behaviors", 0, "type", to="alert"),
        changed("body", "elements", to=CARD["body"]["elements"][1]["elements"]),
        changed("body", "elements", to=[{"tag": "markdown", "content": "x"}] * 201),
    ],
    ids=range(19),
)
def test_a_card_that_feishu_refuses_is_refused(feishu: FeishuEmulator, card: dict[str, Any]) -> None:
    answer = send(feishu, card)
    assert answer["code"] == 230099
    assert "ErrCode" in answer["msg"]
    assert feishu.messages == {}


@pytest.mark.parametrize(
    ("msg_type", "content", "code"),
    [
        ("text", {"text": ""}, 230001),
        ("text", {"words": "x"}, 230001),
        ("text", {"text": "x" * 150 * 1024}, 230025),
        ("interactive", {**CARD, "header": {"title": "x" * 31_000}}, 230025),
        ("image", {"image_key": "nonsense"}, 230001),
        ("markdown", {"text": "x"}, 230001),
    ],
)
def test_a_message_that_feishu_refuses_is_refused(
    feishu: FeishuEmulator, msg_type: str, content: Any, code: int
) -> None:
    assert send(feishu, content, msg_type)["code"] == code


def test_content_is_a_string_of_json(feishu: FeishuEmulator) -> None:
    for content in ({"text": "x"}, "nonsense", "[]"):
        body = {"receive_id": GROUP, "msg_type": "text", "content": content}
        answer = call(feishu, "POST", "im/v1/messages?receive_id_type=chat_id", json=body)
        assert answer["code"] == 230001


@pytest.mark.parametrize(
    ("kind", "to", "code"),
    [
        ("chat_id", "oc_elsewhere", 230002),
        ("union_id", "on_nobody", 230034),
        ("union_id", "on_far", 230013),
        ("", GROUP, 99992402),
    ],
)
def test_where_the_bot_cannot_write(feishu: FeishuEmulator, kind: str, to: str, code: int) -> None:
    feishu.joins("far", unavailable=True)
    body = {"receive_id": to, "msg_type": "text", "content": '{"text": "x"}'}
    assert call(feishu, "POST", f"im/v1/messages?receive_id_type={kind}", json=body)["code"] == code


@pytest.mark.parametrize("kind", ["union_id", "open_id", "user_id", "email", "chat_id"])
def test_a_person_is_the_same_under_each_of_their_ids(feishu: FeishuEmulator, kind: str) -> None:
    lina = feishu.joins("lina", "li.na@galaxy.example")
    to = feishu.users[lina].get(kind) or feishu.chat_of(lina)
    body = {"receive_id": to, "msg_type": "text", "content": '{"text": "x"}'}
    assert call(feishu, "POST", f"im/v1/messages?receive_id_type={kind}", json=body)["code"] == 0
    assert len(feishu.seen_by(lina)) == 1


def test_tokens_are_checked_and_end(feishu: FeishuEmulator) -> None:
    assert call(feishu, "GET", "bot/v3/info", token="")["code"] == 99991661
    assert call(feishu, "GET", "bot/v3/info", token="t-made-up")["code"] == 99991663
    token = new_token(feishu)
    assert call(feishu, "GET", "bot/v3/info", token=token)["code"] == 0
    feishu.expires_tokens()
    assert call(feishu, "GET", "bot/v3/info", token=token)["code"] == 99991663


def test_a_wrong_secret_gets_no_token(feishu: FeishuEmulator) -> None:
    body = {"app_id": APP_ID, "app_secret": "wrong"}
    url = f"{feishu.origin}/open-apis/auth/v3/tenant_access_token/internal"
    assert httpx.post(url, json=body).json()["code"] == 10014


def test_the_same_uuid_is_the_same_message_for_an_hour(feishu: FeishuEmulator) -> None:
    clock = [0.0]
    feishu.at = lambda: clock[0]
    sent = [send(feishu, {"text": "x"}, "text", uuid="u1")["data"]["message_id"] for _ in range(2)]
    clock[0] = 3601
    sent.append(send(feishu, {"text": "x"}, "text", uuid="u1")["data"]["message_id"])
    assert sent[0] == sent[1] != sent[2]
    assert send(feishu, {"text": "x"}, "text", uuid="u" * 51)["code"] == 230001


def test_six_messages_a_second_are_one_too_many(feishu: FeishuEmulator) -> None:
    seconds = [0.0]
    feishu.ticks = lambda: seconds[0]
    codes = [send(feishu, {"text": "x"}, "text", uuid=f"u{n}")["code"] for n in range(6)]
    assert codes == [0, 0, 0, 0, 0, 230020]
    seconds[0] = 1.0
    assert send(feishu, {"text": "x"}, "text", uuid="u6")["code"] == 0


def test_only_cards_change_and_only_for_fourteen_days(feishu: FeishuEmulator) -> None:
    card = send(feishu, CARD)["data"]["message_id"]
    text = send(feishu, {"text": "x"}, "text")["data"]["message_id"]
    new = {"content": json.dumps(CARD)}
    assert call(feishu, "PATCH", f"im/v1/messages/{card}", json=new)["code"] == 0
    assert call(feishu, "PATCH", f"im/v1/messages/{text}", json=new)["code"] == 230001
    assert call(feishu, "PATCH", "im/v1/messages/om_none", json=new)["code"] == 230011
    feishu.messages[card].sent_at -= 14 * 24 * 3600 + 1
    assert call(feishu, "PATCH", f"im/v1/messages/{card}", json=new)["code"] == 230031


def test_a_method_that_does_not_exist(feishu: FeishuEmulator) -> None:
    assert call(feishu, "GET", "im/v2/messages")["code"] == 99991404


def test_it_fails_when_it_is_told_to_and_then_no_more(feishu: FeishuEmulator) -> None:
    feishu.fails("GET bot/v3/info", None, Failure(99991400, 429, {"x-ogw-ratelimit-reset": "3"}))
    codes = [call(feishu, "GET", "bot/v3/info")["code"] for _ in range(3)]
    assert codes == [0, 99991400, 0]

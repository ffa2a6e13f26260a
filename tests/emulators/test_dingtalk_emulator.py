"""DingTalk's emulator refuses what DingTalk refuses."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from tests.emulators.dingtalk import CLIENT_ID, CLIENT_SECRET, ROBOT, TEMPLATE, DingTalkEmulator, dingtalk

__all__ = ["dingtalk"]
VARIABLES = {"title": "", "content": "", "facts": "[]", "buttons": "[]", "inputs": "[]", "status": ""}


def asked(dingtalk: DingTalkEmulator, path: str, body: dict[str, Any]) -> httpx.Response:
    known = {"appKey": CLIENT_ID, "appSecret": CLIENT_SECRET}
    token = httpx.post(f"{dingtalk.origin}/v1.0/oauth2/accessToken", json=known).json()["accessToken"]
    headers = {"x-acs-dingtalk-access-token": token}
    return httpx.post(f"{dingtalk.origin}/v1.0/{path}", json=body, headers=headers)


def card(**changes: Any) -> dict[str, Any]:
    return {
        "cardTemplateId": TEMPLATE,
        "outTrackId": "t1",
        "userIdType": 1,
        "callbackType": "STREAM",
        "cardData": {"cardParamMap": VARIABLES},
        "openSpaceId": "dtv1.card//IM_ROBOT.0421",
        "imRobotOpenSpaceModel": {"supportForward": True},
        "imRobotOpenDeliverModel": {"spaceType": "IM_ROBOT", "robotCode": ROBOT},
        **changes,
    }


def test_a_card_as_documented_is_taken(dingtalk: DingTalkEmulator) -> None:
    dingtalk.joins("0421")
    answer = asked(dingtalk, "card/instances/createAndDeliver", card()).json()
    assert answer["result"]["deliverResults"][0]["success"] is True


@pytest.mark.parametrize(
    "changes",
    [
        {"cardTemplateId": "other"},
        {"openSpaceId": "0421"},
        {"imRobotOpenDeliverModel": {}},
        {"callbackType": "HTTP", "callbackRouteKey": "unregistered"},
        {"cardData": {"cardParamMap": {**VARIABLES, "facts": []}}},
        {"cardData": {"cardParamMap": {**VARIABLES, "more": "x"}}},
        {"cardData": {"cardParamMap": {**VARIABLES, "buttons": json.dumps([{"id": "a"}])}}},
    ],
)
def test_a_card_that_is_not_quite_right_is_refused(
    dingtalk: DingTalkEmulator, changes: dict[str, Any]
) -> None:
    assert asked(dingtalk, "card/instances/createAndDeliver", card(**changes)).status_code == 400


@pytest.mark.parametrize(
    ("key", "param"),
    [
        ("sampleText", {"text": "x"}),
        ("sampleUnknown", {"content": "x"}),
        ("sampleText", {"content": "x" * 16_000}),
    ],
)
def test_a_message_of_another_shape_is_refused(
    dingtalk: DingTalkEmulator, key: str, param: dict[str, str]
) -> None:
    body = {"robotCode": ROBOT, "userIds": ["0421"], "msgKey": key, "msgParam": json.dumps(param)}
    assert asked(dingtalk, "robot/oToMessages/batchSend", body).status_code == 400


def test_without_a_token_nothing_is_taken(dingtalk: DingTalkEmulator) -> None:
    url = f"{dingtalk.origin}/v1.0/robot/oToMessages/batchSend"
    assert httpx.post(url, json={}).status_code == 401


def test_a_session_ends_after_ninety_minutes(dingtalk: DingTalkEmulator) -> None:
    webhook = dingtalk.message("0421", {"msgtype": "text", "text": {"content": "hi"}})["sessionWebhook"]
    said = {"msgtype": "text", "text": {"content": "hi"}}
    assert httpx.post(webhook, json=said).json()["errcode"] == 0
    dingtalk.at = lambda: 1_763_888_400.0 + 5401
    assert httpx.post(webhook, json=said).json()["errcode"] == 300001

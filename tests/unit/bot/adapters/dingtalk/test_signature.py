"""Whether a request is DingTalk's: known vectors, and everything that only looks like it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adapter import NotGenuine, RawRequest
from bot.adapters.dingtalk.receive import CardReceiver, RobotReceiver
from bot.adapters.dingtalk.signature import sign_card, sign_robot
from tests.emulators.dingtalk import CARD_SECRET, CLIENT_SECRET, ROBOT
from tests.unit.bot.adapters.dingtalk.parts import AT, STAMP, card_request, robot_request

ROBOT_IN, CARD_IN = RobotReceiver(CLIENT_SECRET, ROBOT), CardReceiver(CARD_SECRET)
SAID = (
    b'{"conversationId":"c","conversationType":"1","msgId":"m","senderStaffId":"0421","msgtype":"text",'
    b'"text":{"content":"hi"}}'
)
CLICKED = (
    b'{"outTrackId":"t","userId":"0421",'
    b'"content":"{\\"cardPrivateData\\":{\\"params\\":{\\"action\\":\\"approve\\"}}}"}'
)
GENUINE = [
    pytest.param(ROBOT_IN, robot_request(SAID), id="robot"),
    pytest.param(CARD_IN, card_request(CLICKED), id="card"),
]
Receiver = RobotReceiver | CardReceiver


def test_the_vendors_own_string_for_robots() -> None:
    signed = sign_robot("this is a secret", "1577262236757")
    assert signed == "DJrE6qdyVGCQz9z5r2MDuNcNAhwYnuAkyj13cx169CA="


def test_a_card_s_callback_is_signed_over_its_timestamp() -> None:
    assert sign_card("api-secret", "1700000000000") == "+oBTY1cC3E8BwLUJ8sjKXH3Fo4/F8+HfExvXsK+NPQU="


@pytest.mark.parametrize(("receive", "request_"), GENUINE)
@pytest.mark.parametrize("seconds", [-3600, 0, 3600])
def test_an_hour_is_fresh(receive: Receiver, request_: RawRequest, seconds: int) -> None:
    assert receive(request_, AT + timedelta(seconds=seconds)).messages


@pytest.mark.parametrize(("receive", "request_"), GENUINE)
@pytest.mark.parametrize("seconds", [-3601, 3601])
def test_longer_is_stale(receive: Receiver, request_: RawRequest, seconds: int) -> None:
    with pytest.raises(NotGenuine, match="stale"):
        receive(request_, AT + timedelta(seconds=seconds))


@pytest.mark.parametrize(("receive", "request_"), GENUINE)
def test_ten_thousand_mutated_callbacks_are_all_refused(receive: Receiver, request_: RawRequest) -> None:
    """The signature covers the moment alone, so it is the headers that are changed."""
    dice = random.Random(20261124)
    for _ in range(10_000):
        name = dice.choice(sorted(request_.headers))
        value = list(request_.headers[name])
        place = dice.randrange(len(value))
        match dice.randrange(3):
            case 0:
                value[place] = chr(ord(value[place]) ^ 1 << dice.randrange(7))
            case 1:
                del value[place]
            case _:
                value.insert(place, chr(dice.randrange(1, 256)))
        if "".join(value) == request_.headers[name]:
            continue
        with pytest.raises(NotGenuine):
            receive(replace(request_, headers={**request_.headers, name: "".join(value)}), AT)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b"[" * 100_000,
        SAID.replace(b'"m"', b"{}"),
        SAID.replace(b"0421", b""),
        SAID[:-1] + b',"robotCode":"another"}',
        CLICKED.replace(b"cardPrivateData", b"x"),
        CLICKED.replace(b'"t"', b'""'),
    ],
)
def test_signed_but_malformed(body: bytes) -> None:
    """What one of the two takes is foreign to the other."""
    with pytest.raises(NotGenuine, match="malformed"):
        ROBOT_IN(robot_request(body), AT)
    with pytest.raises(NotGenuine, match="malformed"):
        CARD_IN(card_request(body), AT)


@pytest.mark.parametrize("missing", ["timestamp", "sign"])
def test_without_its_headers(missing: str) -> None:
    request = robot_request(SAID)
    with pytest.raises(NotGenuine):
        ROBOT_IN(replace(request, headers={k: v for k, v in request.headers.items() if k != missing}), AT)


def test_another_secret_is_wrong_and_none_opens_to_nobody() -> None:
    with pytest.raises(NotGenuine, match="wrong signature"):
        ROBOT_IN(robot_request(SAID, "another"), AT)
    with pytest.raises(NotGenuine, match="no secret"):
        CardReceiver("")(card_request(CLICKED, ""), AT)


def test_the_same_click_once_more_has_the_same_id_and_a_later_one_its_own() -> None:
    (first,), (again,) = (CARD_IN(card_request(CLICKED), AT).messages for _ in range(2))
    later = str(int(STAMP) + 1)
    headers = {"x-ddpaas-signature-timestamp": later, "x-ddpaas-signature": sign_card(CARD_SECRET, later)}
    (other,) = CARD_IN(replace(card_request(CLICKED), headers=headers), AT).messages
    assert first.message_id == again.message_id != other.message_id

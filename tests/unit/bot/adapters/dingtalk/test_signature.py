"""Whether a request is DingTalk's: known vectors, and everything that only looks like it."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adapter import NotGenuine, RawRequest
from bot.adapters.dingtalk.receive import CardReceiver, RobotReceiver
from bot.adapters.dingtalk.signature import sign_card, sign_robot
from bot.messages import IncomingMessage
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
FILLED_IN = CLICKED.replace(b'\\"approve\\"', b'\\"approve\\",\\"reason\\":\\"lunch\\"')
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


def _changed(dice: random.Random, body: bytes) -> bytes:
    """A few bytes flipped, dropped, added or doubled."""
    changed = bytearray(body)
    for _ in range(dice.randint(1, 4)):
        place = dice.randrange(len(changed))
        match dice.randrange(4):
            case 0:
                changed[place] ^= 1 << dice.randrange(8)
            case 1:
                del changed[place]
            case 2:
                changed.insert(place, dice.randrange(256))
            case _:
                end = min(len(changed), place + dice.randrange(1, 40))
                changed[place:place] = changed[place:end]
    return bytes(changed)


@pytest.mark.parametrize(("receive", "request_"), GENUINE)
def test_ten_thousand_changed_bodies_do_nothing_that_their_sender_could_not_have_done(
    receive: Receiver, request_: RawRequest
) -> None:
    """No signature covers a body. What is refused is malformed; what is not is what DingTalk might have said:
    one message, of whom it names, in their own conversation or the one named, with words alone."""
    dice, refused = random.Random(20261124), 0
    for _ in range(10_000):
        body = _changed(dice, request_.body)
        try:
            received = receive(replace(request_, body=body), AT)
        except NotGenuine:
            refused += 1
            continue
        told = json.loads(body.decode("utf-8"))
        for message in received.messages:
            sender = told.get("userId") or told.get("senderStaffId") or told.get("senderId")
            assert message.sender == sender
            assert message.sender.isprintable()
            assert message.platform == "dingtalk"
            if message.address.direct:
                assert message.address.conversation == f"@{sender}"
            else:
                assert message.address.conversation in (told.get("conversationId"), told.get("spaceId"))
            assert IncomingMessage.model_validate_json(message.model_dump_json()) == message
    assert refused > 5_000, "most are no longer in shape"


def test_one_signed_moment_carries_one_set_of_answers() -> None:
    """Who got hold of a signature cannot send a click again with other answers."""
    (first,) = CARD_IN(card_request(FILLED_IN), AT).messages
    (again,) = CARD_IN(card_request(FILLED_IN.replace(b"lunch", b"travel")), AT).messages
    assert first.press != again.press
    assert first.message_id == again.message_id, "so that it counts as a repetition"


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
        SAID.replace(b'"m"', b'"m m"'),
        SAID.replace(b'"m"', b'"m\\u0000"'),
        SAID.replace(b'"m"', b'"m","msgId":"n"'),
        SAID.replace(b'"1"', b'"3"'),
        SAID.replace(b'"1"', b"1"),
        SAID.replace(b"hi", b"\\ud800"),
        SAID.replace(b'"m"', b"NaN"),
        SAID.decode().encode("utf-16"),
        SAID[:-1] + b',"sessionWebhook":"file:///etc/passwd"}',
        SAID.replace(b"0421", b""),
        SAID[:-1] + b',"robotCode":"another"}',
        CLICKED.replace(b"cardPrivateData", b"x"),
        CLICKED.replace(b'"t"', b'""'),
        CLICKED.replace(b'"0421"', b'"0421\\n"'),
        CLICKED.replace(b'"t"', b'"t","outTrackId":"u"'),
        CLICKED.replace(b"approve", b"\\ud800"),
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

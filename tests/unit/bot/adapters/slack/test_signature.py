"""Whether a request is Slack's: the vendor's own example, and everything that only looks like it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.adapter import NotGenuine, RawRequest
from bot.adapters.slack.receive import Receiver
from bot.adapters.slack.signature import sign

# docs.slack.dev/authentication/verifying-requests-from-slack
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
STAMP = "1531420618"
BODY = (
    b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
    b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
    b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
    b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
)
SIGNATURE = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
AT = datetime.fromtimestamp(int(STAMP), UTC)
GENUINE = RawRequest(
    method="POST",
    path="/slack/events",
    headers={
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": STAMP,
        "x-slack-signature": SIGNATURE,
    },
    query={},
    body=BODY,
)
RECEIVE = Receiver(SECRET)


def test_the_vendors_own_example() -> None:
    assert sign(SECRET, STAMP, BODY) == SIGNATURE
    (message,) = RECEIVE(GENUINE, AT).messages
    assert message.sender == "U2CERLKJA"


@pytest.mark.parametrize("seconds", [-300, 0, 300])
def test_five_minutes_are_fresh(seconds: int) -> None:
    assert RECEIVE(GENUINE, AT + timedelta(seconds=seconds)).messages


@pytest.mark.parametrize("seconds", [-301, 301, 86_400])
def test_longer_is_stale(seconds: int) -> None:
    with pytest.raises(NotGenuine, match="stale"):
        RECEIVE(GENUINE, AT + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("x-slack-signature", ""),
        ("x-slack-signature", SIGNATURE.upper()),
        ("x-slack-signature", SIGNATURE[:-1]),
        ("x-slack-signature", "v1=" + SIGNATURE[3:]),
        ("x-slack-signature", "ü"),
        ("x-slack-request-timestamp", ""),
        ("x-slack-request-timestamp", "-1531420618"),
        ("x-slack-request-timestamp", "1531420618.0"),
        ("x-slack-request-timestamp", "١٥٣١٤٢٠٦١٨"),
        ("x-slack-request-timestamp", "9" * 400),
        ("x-slack-request-timestamp", " 1531420618"),
    ],
)
def test_a_header_that_is_not_quite_right(header: str, value: str) -> None:
    with pytest.raises(NotGenuine):
        RECEIVE(replace(GENUINE, headers={**GENUINE.headers, header: value}), AT)


@pytest.mark.parametrize("missing", ["x-slack-signature", "x-slack-request-timestamp"])
def test_without_its_headers(missing: str) -> None:
    with pytest.raises(NotGenuine):
        RECEIVE(replace(GENUINE, headers={k: v for k, v in GENUINE.headers.items() if k != missing}), AT)


def test_ten_thousand_mutated_callbacks_are_all_refused() -> None:
    dice = random.Random(20261124)
    for _ in range(10_000):
        changed = bytearray(BODY)
        for _ in range(dice.randint(1, 4)):
            place = dice.randrange(len(changed))
            match dice.randrange(3):
                case 0:
                    changed[place] ^= 1 << dice.randrange(8)
                case 1:
                    del changed[place]
                case _:
                    changed.insert(place, dice.randrange(256))
        if changed == BODY:
            continue
        with pytest.raises(NotGenuine):
            RECEIVE(replace(GENUINE, body=bytes(changed)), AT)


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b""),
        ("application/json", b"not json"),
        ("application/json", b"\xff\xfe"),
        ("application/json", b'{"type": "event_callback"}'),
        ("application/json", b'{"type": "url_verification"}'),
        ("application/json", b'{"type": "event_callback", "event_id": 1, "event": []}'),
        (
            "application/json",
            b'{"type": "event_callback", "event_id": "E", "event": {"type": "message", "ts": {}}}',
        ),
        ("application/json", b"[" * 100_000),
        ("application/x-www-form-urlencoded", b"payload=nonsense"),
        ("application/x-www-form-urlencoded", b"\xff=1"),
        ("application/x-www-form-urlencoded", b"command=/tuitui"),
        ("application/x-www-form-urlencoded", b'payload={"type":"block_actions"}'),
    ],
)
def test_signed_but_malformed(content_type: str, body: bytes) -> None:
    with pytest.raises(NotGenuine, match="malformed"):
        RECEIVE(signed(body, content_type), AT)


def signed(body: bytes, content_type: str = "application/json") -> RawRequest:
    headers = {
        "content-type": content_type,
        "x-slack-request-timestamp": STAMP,
        "x-slack-signature": sign(SECRET, STAMP, body),
    }
    return replace(GENUINE, headers=headers, body=body)

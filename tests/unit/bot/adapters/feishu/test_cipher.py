"""Whether a request is Feishu's: the vendor's own example, and everything that only looks like it."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adapter import NotGenuine, RawRequest
from bot.adapters.feishu.cipher import decrypt, sign
from bot.adapters.feishu.receive import Receiver
from tests.emulators.feishu import ENCRYPT_KEY, VERIFICATION_TOKEN, encrypt
from tests.unit.bot.adapters.feishu.parts import AT, STAMP, plain, sealed, signed

RECEIVE = Receiver(ENCRYPT_KEY, VERIFICATION_TOKEN, lambda: "ou_bot")
BODY = json.dumps(
    {
        "schema": "2.0",
        "header": {
            "event_id": "ev_1",
            "event_type": "application.bot.menu_v6",
            "create_time": f"{STAMP}000",
            "token": VERIFICATION_TOKEN,
            "app_id": "cli_a1",
            "tenant_key": "tk1",
        },
        "event": {"operator": {"operator_id": {"union_id": "on_1"}}, "event_key": "help"},
    }
).encode()
CHECK = {"challenge": "ajls384kdjx98XX", "token": VERIFICATION_TOKEN, "type": "url_verification"}
GENUINE = sealed(BODY)


def test_the_vendors_own_example_is_decrypted() -> None:
    # open.feishu.cn, "Encrypt Key 加密策略"
    assert decrypt("test key", "P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=") == b"hello world"


def test_the_signature_over_moment_nonce_key_and_raw_body() -> None:
    body = b'{"encrypt":"P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk="}'
    expected = "bed8fdd3e4bbc581364c140b572ec676edff3db612d57bbc07a24d062c40ddf3"
    assert sign("test key", "1700000000", "n0nce", body) == expected


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
        ("x-lark-signature", ""),
        ("x-lark-signature", "0" * 64),
        ("x-lark-signature", GENUINE.headers["x-lark-signature"].upper()),
        ("x-lark-signature", GENUINE.headers["x-lark-signature"][:-1]),
        ("x-lark-signature", "ü"),
        ("x-lark-request-nonce", "another"),
        ("x-lark-request-nonce", ""),
        ("x-lark-request-timestamp", ""),
        ("x-lark-request-timestamp", f"-{STAMP}"),
        ("x-lark-request-timestamp", f"{STAMP}.0"),
        ("x-lark-request-timestamp", "١٧٦٣٨٨٨٤٠٠"),
        ("x-lark-request-timestamp", "9" * 400),
    ],
)
def test_a_header_that_is_not_quite_right(header: str, value: str) -> None:
    with pytest.raises(NotGenuine):
        RECEIVE(replace(GENUINE, headers={**GENUINE.headers, header: value}), AT)


@pytest.mark.parametrize("missing", ["x-lark-signature", "x-lark-request-timestamp", "x-lark-request-nonce"])
def test_without_one_of_its_headers(missing: str) -> None:
    with pytest.raises(NotGenuine):
        RECEIVE(replace(GENUINE, headers={k: v for k, v in GENUINE.headers.items() if k != missing}), AT)


def test_ten_thousand_mutated_callbacks_are_all_refused() -> None:
    dice = random.Random(20261124)
    for _ in range(10_000):
        changed = bytearray(GENUINE.body)
        for _ in range(dice.randint(1, 4)):
            place = dice.randrange(len(changed))
            match dice.randrange(3):
                case 0:
                    changed[place] ^= 1 << dice.randrange(8)
                case 1:
                    del changed[place]
                case _:
                    changed.insert(place, dice.randrange(256))
        if changed == GENUINE.body:
            continue
        with pytest.raises(NotGenuine):
            RECEIVE(replace(GENUINE, body=bytes(changed)), AT)


def test_as_many_without_a_signature_are_refused_too() -> None:
    """Only the check of the address may come unsigned, and it changes nothing."""
    dice = random.Random(20261125)
    raw = bytearray(encrypt(ENCRYPT_KEY, BODY).encode())
    for _ in range(10_000):
        changed = bytearray(raw)
        changed[dice.randrange(len(changed))] = dice.choice(b"ABCDEFabcdef0123456789+/")
        with pytest.raises(NotGenuine):
            RECEIVE(plain(b'{"encrypt": "' + bytes(changed) + b'"}'), AT)


@pytest.mark.parametrize(
    "request_",
    [
        plain(BODY),
        signed(BODY),
        plain(json.dumps(CHECK).encode()),
        sealed(BODY, key="another key"),
        sealed(json.dumps({**CHECK, "token": "wrong"}).encode()),
    ],
    ids=["neither sealed nor signed", "not sealed", "a plain check", "another key", "a check by another"],
)
def test_what_is_not_sealed_with_our_key(request_: RawRequest) -> None:
    with pytest.raises(NotGenuine):
        RECEIVE(request_, AT)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"\xff\xfe",
        b"[]",
        b"1",
        b"{}",
        b'{"header": {}}',
        b'{"header": [], "event": {}}',
        b'{"type": "url_verification", "challenge": 1}',
        b'{"header": {"event_id": "e", "event_type": "im.message.receive_v1"}, "event": {}}',
        b'{"header": {"event_id": "e", "event_type": "im.message.receive_v1"}, "event": []}',
        b'{"header": {"event_id": "e", "event_type": "card.action.trigger"}, "event": {"operator": {}}}',
        b'{"header": {"event_id": "a b", "event_type": "application.bot.menu_v6"},'
        b' "event": {"operator": {"operator_id": {"union_id": "on_1"}}, "event_key": "x"}}',
        b'{"header": {"event_id": "e", "event_type": "application.bot.menu_v6"},'
        b' "event": {"operator": {"operator_id": {"union_id": "on_1/../x y"}}, "event_key": "x"}}',
        b"[" * 50_000,
    ],
)
def test_sealed_and_signed_but_malformed(body: bytes) -> None:
    if body == b"{}":
        assert RECEIVE(sealed(body), AT).messages == ()
        return
    with pytest.raises(NotGenuine):
        RECEIVE(sealed(body), AT)


@pytest.mark.parametrize(
    "encrypted", ["", "AAAA", "!!!!", "P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzgh==", "A" * 65], ids=len
)
def test_signed_but_not_decryptable(encrypted: str) -> None:
    with pytest.raises(NotGenuine, match="malformed"):
        RECEIVE(signed(json.dumps({"encrypt": encrypted}).encode()), AT)


@pytest.mark.parametrize("signs", [True, False])
def test_the_check_of_the_address_gets_its_challenge_back(signs: bool) -> None:
    request = sealed(json.dumps(CHECK).encode())
    if not signs:
        request = plain(request.body)
    answer = RECEIVE(request, AT).answer
    assert (answer.status, json.loads(answer.body)) == (200, {"challenge": CHECK["challenge"]})
    assert answer.media_type == "application/json"


def test_without_an_encrypt_key_the_verification_token_decides() -> None:
    receive = Receiver("", VERIFICATION_TOKEN)
    assert receive(plain(BODY), AT).messages
    assert json.loads(receive(plain(json.dumps(CHECK).encode()), AT).answer.body) == {
        "challenge": CHECK["challenge"]
    }
    for forged in (BODY.replace(b"emulated-token", b"another-token"), b"{}"):
        with pytest.raises(NotGenuine, match="token"):
            receive(plain(forged), AT)


def test_without_any_secret_nothing_is_believed() -> None:
    with pytest.raises(NotGenuine):
        Receiver()(plain(BODY.replace(b"emulated-token", b"")), AT)

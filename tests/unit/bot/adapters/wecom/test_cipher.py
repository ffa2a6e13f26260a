"""The cipher of the callbacks: the vendor's vectors, and what is refused."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.adapter import NotGenuine, RawRequest
from bot.adapters.wecom.cipher import Callback, sign
from bot.adapters.wecom.config import AppConfig
from bot.adapters.wecom.receive import Receiver
from tests.emulators.wecom import AES_KEY, CORP, TOKEN
from tests.emulators.wecom_cipher import encrypt
from tests.unit.bot.adapters.wecom.parts import AT, STAMP, config, signed

VECTORS = json.loads(Path("tests/payloads/wecom/vectors.json").read_text("utf-8"))["vectors"]
DICE = random.Random(20261124)
XML = (
    f"<xml><ToUserName>{CORP}</ToUserName><FromUserName>lina</FromUserName><CreateTime>{STAMP}</CreateTime>"
    "<MsgType>text</MsgType><Content>你好</Content><MsgId>1</MsgId><AgentID>1000002</AgentID></xml>"
)
RECEIVE = Receiver(Callback(config()))


def envelope(encrypted: str) -> bytes:
    return f"<xml><ToUserName>{CORP}</ToUserName><Encrypt>{encrypted}</Encrypt></xml>".encode()


def sealed(xml: str, *, corp: str = CORP, key: str = AES_KEY, token: str = TOKEN) -> RawRequest:
    encrypted = encrypt(key, xml, corp, DICE)
    return signed(encrypted, envelope(encrypted), token=token)


GENUINE = sealed(XML)


@pytest.mark.parametrize("vector", VECTORS, ids=["url_check", "message", "document_90968"])
def test_the_vendor_s_vectors(vector: dict[str, str]) -> None:
    stamp, nonce, encrypted = vector["timestamp"], vector["nonce"], vector["encrypted"]
    assert sign(vector["token"], stamp, nonce, encrypted) == vector["signature"]
    app = AppConfig(vector["corp"], 1, "s", vector["token"], vector["aes_key"])
    query = {"msg_signature": vector["signature"], "timestamp": stamp, "nonce": nonce}
    now = datetime.fromtimestamp(int(stamp), UTC)
    callback = Callback(app)
    asked = RawRequest("GET", "/wecom/callback", {}, {**query, "echostr": encrypted}, b"")
    assert vector["contains"] in callback.challenge(asked, now)
    posted = RawRequest("POST", "/wecom/callback", {}, query, envelope(encrypted))
    assert vector["contains"] in callback.message(posted, now)


def test_a_genuine_one_is_read() -> None:
    (message,) = RECEIVE(GENUINE, AT).messages
    assert (message.sender, message.text) == ("lina", "你好")


@pytest.mark.parametrize("seconds", [-301, 301])
def test_a_stale_one_is_refused(seconds: int) -> None:
    with pytest.raises(NotGenuine, match="stale"):
        RECEIVE(GENUINE, AT + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    "request_",
    [
        sealed(XML, token="another"),
        sealed(XML, key="A" * 43),
        sealed(XML, corp="wwanother"),
        replace(GENUINE, query={}),
        replace(GENUINE, query={**GENUINE.query, "timestamp": "soon"}),
        replace(GENUINE, body=b""),
        replace(GENUINE, body=b"{}"),
        replace(GENUINE, body=b"<xml><Encrypt/></xml>"),
        replace(GENUINE, body=b"<xml><Encrypt>a</Encrypt><Encrypt>b</Encrypt></xml>"),
        replace(GENUINE, body=b"<other/>"),
        signed("AAAA", envelope("AAAA")),
        signed("not base64!", envelope("not base64!")),
        signed("A" * 44, envelope("A" * 44)),
        sealed("no xml at all"),
        sealed("<xml><MsgType>text</MsgType></xml>"),
        sealed("<xml/>"),
        sealed("<xml><MsgType>a</MsgType><MsgType>b</MsgType></xml>"),
    ],
)
def test_what_is_not_wecom_s_or_malformed_is_refused(request_: RawRequest) -> None:
    with pytest.raises(NotGenuine):
        RECEIVE(request_, AT)


def test_ten_thousand_mutated_callbacks_are_all_refused() -> None:
    """Of the body's cipher or of what signs it; the envelope's other elements say nothing."""
    dice = random.Random(20261125)
    start = GENUINE.body.index(b"<Encrypt>") + 9
    end = GENUINE.body.index(b"</Encrypt>")
    for _ in range(10_000):
        request = _mutated(dice, start, end)
        if request == GENUINE:
            continue
        with pytest.raises(NotGenuine):
            RECEIVE(request, AT)


def _mutated(dice: random.Random, start: int, end: int) -> RawRequest:
    if dice.randrange(3) == 0:
        name = dice.choice(list(GENUINE.query))
        value = GENUINE.query[name]
        at = dice.randrange(len(value))
        changed = value[:at] + dice.choice("0123456789abcdef") + value[at + 1 :]
        return replace(GENUINE, query={**GENUINE.query, name: changed})
    body = bytearray(GENUINE.body)
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(start, end)
        match dice.randrange(3):
            case 0:
                body[at] ^= 1 << dice.randrange(8)
            case 1:
                del body[at]
                end -= 1
            case _:
                body.insert(at, dice.randrange(33, 256))
                end += 1
    return replace(GENUINE, body=bytes(body))

"""Callbacks as the four platforms sign and encrypt them, each another one. For `bench.ack`."""

from __future__ import annotations

import itertools
import json
import random
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from hmac import new as hmac
from urllib.parse import urlencode

from bot.adapters.feishu.cipher import sign as feishu_sign
from bot.adapters.slack.signature import sign as slack_sign
from tests.emulators import dingtalk, feishu, slack, wecom
from tests.emulators.wecom_cipher import encrypt as wecom_encrypt
from tests.emulators.wecom_cipher import signature as wecom_sign

SAID = "报销1200元差旅费"
_events = itertools.count()
_dice = random.Random(7)


@dataclass(frozen=True, slots=True)
class Maker:
    """`make` takes the moment in seconds; `floor` is the share of a bare POST that ours has to reach."""

    make: Callable[[float], bytes]
    floor: float


def settings() -> dict[str, str]:
    """What switches all four on."""
    return {
        "slack_bot_token": slack.TOKEN,
        "slack_signing_secret": slack.SECRET,
        "wecom_corp_id": wecom.CORP,
        "wecom_agent_id": str(wecom.AGENT),
        "wecom_secret": wecom.SECRET,
        "wecom_token": wecom.TOKEN,
        "wecom_aes_key": wecom.AES_KEY,
        "dingtalk_client_id": dingtalk.CLIENT_ID,
        "dingtalk_client_secret": dingtalk.CLIENT_SECRET,
        "dingtalk_robot_code": dingtalk.ROBOT,
        "dingtalk_mode": "http",
        "feishu_app_id": feishu.APP_ID,
        "feishu_app_secret": feishu.APP_SECRET,
        "feishu_encrypt_key": feishu.ENCRYPT_KEY,
        "feishu_verification_token": feishu.VERIFICATION_TOKEN,
    }


def slack_event(at: float) -> bytes:
    number = next(_events)
    where = {"channel": f"D{number % 50}", "user": f"U{number % 50}", "ts": f"1763888400.{number:06d}"}
    event: dict[str, str] = {"type": "message", "channel_type": "im", "text": SAID, **where}
    body = _json(
        {
            "type": "event_callback",
            "team_id": "T1",
            "event_id": f"Ev{number}",
            "authorizations": [{"team_id": "T1", "user_id": "UB", "is_bot": True}],
            "event": event,
        }
    )
    stamp = str(int(at))
    signature = slack_sign(slack.SECRET, stamp, body)
    headers = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}
    return _post("/slack/events", body, headers)


def wecom_message(at: float) -> bytes:
    number, stamp = next(_events), str(int(at))
    told: dict[str, object] = {
        "ToUserName": wecom.CORP,
        "FromUserName": f"user{number % 50}",
        "CreateTime": stamp,
        "MsgType": "text",
        "Content": SAID,
        "MsgId": number,
        "AgentID": wecom.AGENT,
    }
    xml = "".join(f"<{name}>{value}</{name}>" for name, value in told.items())
    sealed = wecom_encrypt(wecom.AES_KEY, f"<xml>{xml}</xml>", wecom.CORP, _dice)
    body = f"<xml><ToUserName>{wecom.CORP}</ToUserName><Encrypt>{sealed}</Encrypt></xml>".encode()
    nonce = str(number)
    signature = wecom_sign(wecom.TOKEN, stamp, nonce, sealed)
    query = urlencode({"msg_signature": signature, "timestamp": stamp, "nonce": nonce})
    return _post(f"/wecom/callback?{query}", body, {}, kind="text/xml")


def dingtalk_message(at: float) -> bytes:
    number, stamp = next(_events), str(int(at * 1000))
    body = _json(
        {
            "conversationId": f"cid{number % 50}",
            "conversationType": "1",
            "msgId": f"msg{number}",
            "senderStaffId": f"staff{number % 50}",
            "robotCode": dingtalk.ROBOT,
            "sessionWebhook": "https://oapi.dingtalk.com/robot/sendBySession?session=s",
            "sessionWebhookExpiredTime": int(stamp) + 5_400_000,
            "msgtype": "text",
            "text": {"content": SAID},
        }
    )
    secret = dingtalk.CLIENT_SECRET.encode()
    signature = b64encode(hmac(secret, stamp.encode() + b"\n" + secret, sha256).digest()).decode()
    return _post("/dingtalk/callback", body, {"timestamp": stamp, "sign": signature})


def feishu_event(at: float) -> bytes:
    number, stamp = next(_events), str(int(at))
    header = {
        "event_id": f"e{number}",
        "event_type": "im.message.receive_v1",
        "create_time": f"{stamp}000",
        "token": feishu.VERIFICATION_TOKEN,
        "app_id": feishu.APP_ID,
        "tenant_key": "t",
    }
    message = {
        "message_id": f"om_{number}",
        "create_time": f"{stamp}000",
        "chat_id": f"oc_{number % 50}",
        "chat_type": "p2p",
        "message_type": "text",
        "content": json.dumps({"text": SAID}, ensure_ascii=False),
    }
    ids = {"open_id": f"ou_{number % 50}", "union_id": f"on_{number % 50}", "user_id": f"u{number % 50}"}
    sender = {"sender_id": ids, "sender_type": "user", "tenant_key": "t"}
    plain = _json({"schema": "2.0", "header": header, "event": {"sender": sender, "message": message}})
    body = _json({"encrypt": feishu.encrypt(feishu.ENCRYPT_KEY, plain)})
    nonce = str(number)
    headers = {
        "X-Lark-Request-Timestamp": stamp,
        "X-Lark-Request-Nonce": nonce,
        "X-Lark-Signature": feishu_sign(feishu.ENCRYPT_KEY, stamp, nonce, body),
    }
    return _post("/feishu/events", body, headers)


# WeCom's cipher costs more than the others' signatures, and Feishu's nearly as much.
MAKERS: Mapping[str, Maker] = {
    "slack": Maker(slack_event, 0.40),
    "wecom": Maker(wecom_message, 0.30),
    "dingtalk": Maker(dingtalk_message, 0.40),
    "feishu": Maker(feishu_event, 0.40),
}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _post(path: str, body: bytes, headers: Mapping[str, str], *, kind: str = "application/json") -> bytes:
    more = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\n{more}"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body

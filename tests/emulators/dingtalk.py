"""A real HTTP server that speaks DingTalk's two APIs, and an organisation whose people write and click.

It is as strict as DingTalk's documentation, keeps what it got, signs what it sends, and can be told to fail.
What people do goes to `callback_url`, or over the Stream where one is connected (`dingtalk_stream`).
"""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from bot.adapters.dingtalk.signature import sign_card, sign_robot
from tests.emulators.dingtalk_api import Api, handler
from tests.emulators.dingtalk_model import (
    CARD_SECRET,
    CLIENT_ID,
    CLIENT_SECRET,
    CORP,
    GROUP,
    ROBOT,
    SESSION_MS,
    TEMPLATE,
    Delivered,
    Failure,
    Message,
    Push,
)
from tests.emulators.dingtalk_rules import Refusal
from tests.emulators.serving import PlatformEmulator

__all__ = [
    "CARD_SECRET",
    "CLIENT_ID",
    "CLIENT_SECRET",
    "GROUP",
    "ROBOT",
    "TEMPLATE",
    "Delivered",
    "DingTalkEmulator",
    "Failure",
    "Message",
]


class DingTalkEmulator(PlatformEmulator[Failure]):
    """Use as a context manager. `at` tells the moment by which requests are signed."""

    def __init__(self, at: Callable[[], float]) -> None:
        super().__init__(handler(Api(self)))
        self.at = at
        self.users: dict[str, dict[str, Any]] = {}
        self.messages: dict[str, Message] = {}  # in their order
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.refusals: list[Refusal] = []
        self.routes: dict[str, tuple[str, str]] = {}  # route key → address, secret
        self.sessions: dict[str, tuple[str, str, float]] = {}  # → chat, user, end in ms
        self.files: dict[str, bytes] = {}  # by downloadCode
        self.media: dict[str, bytes] = {}
        self.callback_url = ""
        self.stream_url = ""
        self.push: Push | None = None
        self.tokens: set[str] = set()
        self.tokens_made = 0
        self.checked_in: list[dict[str, Any]] = []  # in DingTalk's own 签到
        self.flooded: set[str] = set()  # people to whom nothing more is delivered for now
        self.count = itertools.count(1)
        self.lock = threading.Lock()
        self.last: Callable[[], Delivered] | None = None

    # The organisation

    def joins(self, user: str, mobile: str = "", email: str = "", **more: Any) -> str:
        """Somebody new in the address book."""
        self.users[user] = {
            "userid": user,
            "name": user,
            "mobile": mobile,
            "email": "",
            "org_email": email,
            "active": True,
            **more,
        }
        return user

    def seen_in(self, chat: str) -> list[Message]:
        return [each for each in self.messages.values() if each.chat == chat]

    def expires_tokens(self) -> None:
        self.tokens.clear()

    def called(self, path: str) -> list[dict[str, Any]]:
        return [body for name, body in self.calls if name.endswith(path)]

    # What people do

    def says(self, user: str, text: str, *, group: str = "", **more: Any) -> Delivered:
        """DingTalk leaves the blank of the mention that it took out."""
        return self.sends(user, {"msgtype": "text", "text": {"content": f" {text}"}, **more}, group=group)

    def speaks(self, user: str, words: str, audio: bytes = b"") -> Delivered:
        code = f"dc{next(self.count)}"
        self.files[code] = audio
        content: dict[str, Any] = {"downloadCode": code, "duration": 4000}
        return self.sends(
            user, {"msgtype": "audio", "content": content | ({"recognition": words} if words else {})}
        )

    def sends(self, user: str, body: dict[str, Any], *, group: str = "") -> Delivered:
        return self.delivers(self.message(user, body, group=group))

    def message(self, user: str, body: dict[str, Any], *, group: str = "") -> dict[str, Any]:
        now_ms, session = int(self.at() * 1000), f"s{next(self.count)}"
        self.sessions[session] = (group or user, user, now_ms + SESSION_MS)
        known = {"senderStaffId": user} if user in self.users else {}
        bot = {"dingtalkId": "$:LWCP_v1:$bot"}
        at = {"isInAtList": True, "atUsers": [bot, *body.pop("atUsers", [])]} if group else {}
        return {
            "conversationId": group or f"cid{user}",
            "conversationType": "2" if group else "1",
            "msgId": f"msg{next(self.count)}",
            **known,
            "senderNick": user,
            "senderId": f"$:LWCP_v1:${user}",
            "chatbotUserId": "$:LWCP_v1:$bot",
            "senderCorpId": CORP,
            "chatbotCorpId": CORP,
            "robotCode": ROBOT,
            "isAdmin": False,
            "createAt": now_ms,
            "sessionWebhook": f"{self.origin}/robot/sendBySession?session={session}",
            "sessionWebhookExpiredTime": now_ms + SESSION_MS,
            **at,
            **body,
        }

    def delivers(self, body: dict[str, Any]) -> Delivered:
        """A robot message, over the Stream or signed to the callback."""
        push = self.push
        if push is not None:
            self.last = lambda: push("/v1.0/im/bot/messages/get", body, body["msgId"])
        else:
            stamp = str(int(self.at() * 1000))
            headers = {"timestamp": stamp, "sign": sign_robot(CLIENT_SECRET, stamp)}
            self.last = self._posting(self.callback_url, body, headers)
        return self.last()

    def clicks(
        self, user: str, message: Message, label: str, *, seen_in: str = "", **values: str
    ) -> Delivered:
        """The button of this label, with what was entered into the card's inputs, by their ids."""
        space = seen_in or message.chat
        entered = {each["id"]: each.get("value", "") for each in message.inputs.values()} | values
        params = {**entered, "action": message.buttons[label]["id"]}
        content = {"cardPrivateData": {"actionIds": ["button"], "params": params}}
        body = {
            "type": "actionCallback",
            "corpId": CORP,
            "outTrackId": message.id,
            "userId": user,
            "userIdType": 1,
            "spaceId": space,
            "spaceType": "IM_GROUP" if space.startswith("cid") else "IM_ROBOT",
            "extension": "{}",
            "content": json.dumps(content, ensure_ascii=False),
        }
        return self.sends_click(body, message)

    def sends_click(self, body: dict[str, Any], message: Message) -> Delivered:
        push = self.push
        if message.by_stream:
            assert push is not None, "a card of the Stream calls back over it alone"
            message_id = f"click{next(self.count)}"
            self.last = lambda: push("/v1.0/card/instances/callback", body, message_id)
        else:
            url, secret = self.routes[message.route]
            stamp = str(int(self.at() * 1000))
            headers = {
                "x-ddpaas-signature-timestamp": stamp,
                "x-ddpaas-signature": sign_card(secret, stamp),
            }
            self.last = self._posting(self._here(url), body, headers)
        return self.last()

    def redelivers(self) -> Delivered:
        """What was last sent, once more."""
        assert self.last is not None
        return self.last()

    def _here(self, url: str) -> str:
        """The registered address at the host that the test serves."""
        ours, registered = urlsplit(self.callback_url), urlsplit(url)
        return f"{ours.scheme}://{ours.netloc}{registered.path}"

    @staticmethod
    def _posting(url: str, body: dict[str, Any], headers: dict[str, str]) -> Callable[[], Delivered]:
        content = json.dumps(body, ensure_ascii=False).encode()
        headers = {"content-type": "application/json; charset=utf-8", **headers}

        def posted() -> Delivered:
            answer = httpx.post(url, content=content, headers=headers, timeout=10)
            return Delivered(answer.status_code, answer.json() if answer.content else None)

        return posted


@pytest.fixture
def dingtalk() -> Iterator[DingTalkEmulator]:
    with DingTalkEmulator(lambda: 1_763_888_400.0) as emulator:
        yield emulator

"""A real HTTP server that speaks Feishu's open API, and a tenant whose people write and click.

It is as strict as Feishu's documentation, keeps what it got, seals and signs what it sends, and can be told
to fail. Its long connection is in `feishu_socket`, its answers in `feishu_api`.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from bot.adapters.feishu.cipher import sign
from tests.emulators import feishu_rules as rules
from tests.emulators.feishu_api import handler
from tests.emulators.serving import PlatformEmulator

APP_ID, APP_SECRET = "cli_a1", "emulated-secret"
ENCRYPT_KEY, VERIFICATION_TOKEN = "emulated encrypt key", "emulated-token"
BOT_OPEN_ID, TENANT = "ou_bot", "tk1"
GROUP = "oc_ops"
SCOPES = (
    "im:message.p2p_msg:readonly",
    "im:message.group_at_msg:readonly",
    "im:message:send_as_bot",
    "im:resource",
    "contact:contact.base:readonly",
    "contact:user.id:readonly",
    "contact:user.email:readonly",
    "contact:user.phone:readonly",
)


@dataclass
class Message:
    """A message of the bot as it stands now; `edits` counts its updates."""

    id: str
    chat: str
    msg_type: str
    content: dict[str, Any]
    sent_at: float
    replies_to: str | None = None
    thread: str | None = None
    edits: int = 0
    image: bytes = b""

    @property
    def words(self) -> str:
        return rules.words(self.content)

    @property
    def buttons(self) -> dict[str, dict[str, Any]]:
        return rules.buttons(self.content)

    @property
    def inputs(self) -> dict[str, dict[str, Any]]:
        return rules.inputs(self.content)


@dataclass(frozen=True)
class Failure:
    """What is answered instead."""

    code: int = 0
    status: int = 400
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    after_s: float = 0.0


class FeishuEmulator(PlatformEmulator[Failure]):
    """Use as a context manager. `at` tells the moment by which requests are signed and messages grow old."""

    def __init__(self, at: Callable[[], float]) -> None:
        super().__init__(handler(self))
        self.at = at
        self.ticks = time.monotonic  # by which limits are counted, whatever the moment
        self.users: dict[str, dict[str, Any]] = {}  # by union_id
        self.groups: dict[str, set[str]] = {GROUP: {BOT_OPEN_ID}}
        self.messages: dict[str, Message] = {}
        self.resources: dict[tuple[str, str], tuple[str, bytes]] = {}  # by message and key
        self.uploads: dict[str, bytes] = {}
        self.scopes: set[str] = set(SCOPES)
        self.tokens: set[str] = set()
        self.tokens_made = 0
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.refusals: list[rules.Refusal] = []
        self.callback_url = ""
        self.encrypt_key = ENCRYPT_KEY
        self.push: Callable[[dict[str, Any]], None] | None = None  # over the long connection instead
        self.last_request: tuple[bytes, dict[str, str]] = (b"", {})
        self.heard_in: dict[str, str] = {}  # people's messages: their chat
        self.seen_threads: dict[str, str] = {}  # anybody's: their thread
        self.lock = threading.RLock()
        self.sent_to: dict[str, deque[float]] = {}
        self._count = itertools.count(1)
        self.socket_url = ""
        self.endpoints_asked = 0

    # The tenant

    def joins(self, name: str, email: str = "", mobile: str = "", **more: Any) -> str:
        """The union_id of a new member."""
        union = f"on_{name}"
        ids = {"union_id": union, "open_id": f"ou_{name}", "user_id": name}
        self.users[union] = {**ids, "name": name, "email": email, "mobile": mobile, "status": {}, **more}
        return union

    def chat_of(self, union: str) -> str:
        return f"oc_p2p_{self.users[union]['user_id']}"

    def seen_by(self, union: str) -> list[Message]:
        return [each for each in self.messages.values() if each.chat == self.chat_of(union)]

    def seen_in(self, chat: str) -> list[Message]:
        return [each for each in self.messages.values() if each.chat == chat]

    def expires_tokens(self) -> None:
        self.tokens.clear()

    def new_id(self, kind: str) -> str:
        return f"{kind}{next(self._count):08d}"

    def keeps(
        self,
        chat: str,
        msg_type: str,
        content: dict[str, Any],
        replies_to: str | None,
        thread: str | None,
    ) -> Message:
        """What the bot posted."""
        image = self.uploads.get(str(content.get("image_key", "")), b"")
        message = Message(
            self.new_id("om_"), chat, msg_type, content, self.at(), replies_to, thread, image=image
        )
        self.messages[message.id] = message
        if thread:
            self.seen_threads[message.id] = thread
        return message

    def endpoint(self, credentials: dict[str, Any]) -> dict[str, Any]:
        """Where the long connection is made."""
        self.endpoints_asked += 1
        if credentials != {"AppID": APP_ID, "AppSecret": APP_SECRET}:
            return {"code": 514, "msg": "auth failed"}
        if not self.socket_url:
            return {"code": 1000040343, "msg": "internal error"}
        config = {"ReconnectCount": -1, "ReconnectInterval": 1, "ReconnectNonce": 1, "PingInterval": 1}
        return {"code": 0, "msg": "", "data": {"URL": self.socket_url, "ClientConfig": config}}

    # What people do: each is a callback

    def says(
        self,
        union: str,
        text: str,
        *,
        group: str = "",
        parent: str = "",
        thread: str = "",
        mentions: dict[str, str] | None = None,
    ) -> httpx.Response:
        """In a group after a mention of the bot. `mentions` maps placeholders in the text to union ids."""
        known = [self._mention(key, self.users[each]) for key, each in (mentions or {}).items()]
        if group:
            us = {"open_id": BOT_OPEN_ID, "union_id": "on_bot", "user_id": ""}
            key = "@_user_9"
            known.append(
                {"key": key, "id": us, "mentioned_type": "bot", "name": "推推", "tenant_key": TENANT}
            )
            text = f"{key} {text}"
        return self.sends_message(
            union, "text", {"text": text}, group=group, parent=parent, thread=thread, mentions=known
        )

    def sends_message(
        self,
        union: str,
        kind: str,
        content: dict[str, Any],
        *,
        group: str = "",
        parent: str = "",
        thread: str = "",
        mentions: list[dict[str, Any]] | None = None,
        resource: tuple[str, str, bytes] | None = None,
    ) -> httpx.Response:
        """`resource`: key, media type and content of what is attached."""
        message = self.new_id("om_")
        if resource is not None:
            self.resources[message, resource[0]] = resource[1:]
        self.heard_in[message] = group or self.chat_of(union)
        if thread:
            self.seen_threads[message] = thread
        event = {
            "sender": {"sender_id": self._ids(union), "sender_type": "user", "tenant_key": TENANT},
            "message": {
                "message_id": message,
                "root_id": parent,
                "parent_id": parent,
                "thread_id": thread,
                "create_time": str(int(self.at() * 1000)),
                "chat_id": group or self.chat_of(union),
                "chat_type": "group" if group else "p2p",
                "message_type": kind,
                "content": json.dumps(content, ensure_ascii=False),
                "mentions": mentions or [],
            },
        }
        return self.sends_event("im.message.receive_v1", event)

    def clicks(
        self, union: str, message: Message, label: str, *, seen_in: str = "", **values: str
    ) -> httpx.Response:
        """The button of this label. `values` by the names of the form's components; `seen_in`: forwarded."""
        button = message.buttons[label]
        action: dict[str, Any] = {"tag": "button", "timezone": "Asia/Shanghai"}
        action["value"] = button["behaviors"][0]["value"]
        if button.get("form_action_type") == "submit":
            action |= {"name": button["name"], "form_value": _form_value(message, values)}
        event = {
            "operator": {**self._ids(union), "tenant_key": TENANT},
            "token": self.new_id("c-"),
            "action": action,
            "host": "im_message",
            "context": {"open_message_id": message.id, "open_chat_id": seen_in or message.chat},
        }
        return self.sends_event("card.action.trigger", event)

    def picks(self, union: str, event_key: str) -> httpx.Response:
        """In the bot's menu."""
        operator = {"operator_name": union, "operator_id": self._ids(union)}
        event = {"operator": operator, "event_key": event_key, "timestamp": int(self.at())}
        return self.sends_event("application.bot.menu_v6", event)

    def enters(self, union: str) -> httpx.Response:
        event = {"chat_id": self.chat_of(union), "operator_id": self._ids(union)}
        return self.sends_event("im.chat.access_event.bot_p2p_chat_entered_v1", event)

    def adds_bot(self, union: str, group: str) -> httpx.Response:
        event = {"chat_id": group, "operator_id": self._ids(union), "external": False, "name": group}
        return self.sends_event("im.chat.member.bot.added_v1", event)

    def sends_event(self, kind: str, event: dict[str, Any]) -> httpx.Response:
        per_second = 1_000_000 if kind.startswith("card.") else 1000
        header = {
            "event_id": self.new_id("ev_"),
            "event_type": kind,
            "create_time": str(int(self.at() * per_second)),
            "token": VERIFICATION_TOKEN,
            "app_id": APP_ID,
            "tenant_key": TENANT,
        }
        body = {"schema": "2.0", "header": header, "event": event}
        if self.push is not None:
            self.push(body)
            return httpx.Response(200, json={})
        return self.sends(body)

    def sends(self, body: dict[str, Any]) -> httpx.Response:
        raw = json.dumps(body, ensure_ascii=False).encode()
        headers = {"content-type": "application/json; charset=utf-8"}
        if self.encrypt_key:
            raw = json.dumps({"encrypt": encrypt(self.encrypt_key, raw)}).encode()
            stamp, nonce = str(int(self.at())), self.new_id("n")
            headers |= {
                "x-lark-request-timestamp": stamp,
                "x-lark-request-nonce": nonce,
                "x-lark-signature": sign(self.encrypt_key, stamp, nonce, raw),
            }
        self.last_request = raw, headers
        return httpx.post(self.callback_url, content=raw, headers=headers, timeout=10)

    def redelivers(self) -> httpx.Response:
        """The last request once more, as after an answer that came too late."""
        raw, headers = self.last_request
        return httpx.post(self.callback_url, content=raw, headers=headers, timeout=10)

    def _ids(self, union: str) -> dict[str, str]:
        user = self.users[union]
        return {name: user[name] for name in ("union_id", "open_id", "user_id")}

    def _mention(self, key: str, user: dict[str, Any]) -> dict[str, Any]:
        ids = {name: user[name] for name in ("union_id", "open_id", "user_id")}
        return {"key": key, "id": ids, "mentioned_type": "user", "name": user["name"], "tenant_key": TENANT}


def encrypt(key: str, plain: bytes, iv: bytes = b"0123456789abcdef") -> str:
    pad = 16 - len(plain) % 16
    aes = Cipher(algorithms.AES256(hashlib.sha256(key.encode()).digest()), modes.CBC(iv)).encryptor()
    return base64.b64encode(iv + aes.update(plain + bytes([pad]) * pad) + aes.finalize()).decode()


def _form_value(message: Message, values: dict[str, str]) -> dict[str, str]:
    """As the client tells it: all components by name, dates with a zone, nothing required left out."""
    entered = {}
    for each in message.inputs.values():
        value = values.pop(each["name"], None)
        if value is None:
            value = each.get("default_value") or each.get("initial_date") or ""
            if "initial_index" in each:
                value = each["options"][each["initial_index"] - 1]["value"]
        if each["tag"] == "select_static" and value:
            assert value in [option["value"] for option in each["options"]], f"no option {value}"
        assert value or not each.get("required"), f"{each['name']} is required"
        entered[each["name"]] = f"{value} +0800" if each["tag"] == "date_picker" and value else value
    assert not values, f"no such inputs: {sorted(values)}"
    return entered


@pytest.fixture
def feishu() -> Iterator[FeishuEmulator]:
    with FeishuEmulator(lambda: 1_763_888_400.0) as emulator:
        yield emulator

"""A real HTTP server that speaks the server API of WeCom, and a company whose members write and click.

It is as strict as the documentation, keeps what it got, encrypts what it sends, and can be told to fail.
"""

from __future__ import annotations

import itertools
import json
import random
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

import httpx
import pytest

from tests.emulators.serving import PlatformEmulator
from tests.emulators.wecom_cipher import encrypt, signature
from tests.emulators.wecom_http import Failure, handler
from tests.emulators.wecom_oauth import Authorizer
from tests.emulators.wecom_rules import Refusal, check_app_message, check_card, texts

CORP, AGENT, SECRET = "ww0123456789abcdef", 1000002, "the-secret-of-the-app"
TOKEN, AES_KEY = "hJqcu3uJ9Tn2gXPmxx2w9kkCkCE2EPYo", "6qkdMrq68nTKduznJYO1A37W2oEgpkMUvkttRToqhUt"
_WINDOW_S = 72 * 3600
_A_MINUTE = 30
RECORDING = b"#!AMR\n" + (b"\x04" + bytes(12)) * 50  # a second of AMR-NB at its lowest rate

Json = dict[str, Any]


@dataclass
class Message:
    """A message as it stands now; `edits` counts its updates."""

    id: str
    user: str  # or the group
    text: str = ""
    card: Json = field(default_factory=dict)
    image: bytes = b""
    edits: int = 0
    by: str = "app"

    @property
    def words(self) -> str:
        return "\n".join([self.text, *texts(self.card)]).strip()

    @property
    def buttons(self) -> dict[str, Json]:
        """By their labels: what a click would send; a link leads to a page."""
        shown = {each["text"]: each for each in self.card.get("button_list", ())}
        shown |= {each["title"]: each for each in self.card.get("jump_list", ()) if each.get("type") == 1}
        submit = self.card.get("submit_button")
        return shown | ({submit["text"]: submit} if submit else {})

    @property
    def page(self) -> str:
        """The address of the form that it leads to."""
        links = [each["url"] for each in self.buttons.values() if each.get("type") == 1]
        return next((each for each in links if "/forms/" in each), "")


class WecomEmulator(PlatformEmulator[Failure]):
    """Use as a context manager. `at` tells the moment by which requests are signed."""

    def __init__(self, at: Callable[[], float]) -> None:
        super().__init__(handler(self))
        self.at = at
        self.members: dict[str, Json] = {}
        self.messages: list[Message] = []
        self.media: dict[str, tuple[str, str, bytes]] = {}  # id → kind, name, data
        self.calls: list[tuple[str, Json]] = []
        self.refusals: list[Refusal] = []
        self.dropped: list[Json] = []  # beyond thirty a minute: taken, and shown to nobody
        self.tokens_given = 0
        self.callback_url = ""
        self.last_request: tuple[dict[str, str], bytes] = ({}, b"")
        self.dawdle_s = 0.0
        self.oauth = Authorizer(CORP, AGENT, at)
        self._token = ""
        self._codes: dict[str, tuple[Message, float]] = {}
        self._tasks: set[str] = set()
        self._sent: dict[str, deque[float]] = {}
        self._count = itertools.count(1)
        self._dice = random.Random(7)
        self._lock = threading.Lock()

    # The company

    def joins(self, user: str, name: str = "", *, email: str = "", mobile: str = "", **more: Any) -> None:
        """A member. E-mail and mobile are found by, and never told."""
        self.members[user] = {"name": name or user, "email": email, "mobile": mobile, "status": 1, **more}

    def seen_by(self, user: str) -> list[Message]:
        return [each for each in self.messages if each.user == user]

    def expires_token(self) -> None:
        self._token = ""

    # What people do: each is an encrypted request to the callback

    def says(self, user: str, text: str) -> httpx.Response:
        return self.sends(user, "text", Content=text, MsgId=next(self._count))

    def speaks(self, user: str, audio: bytes = RECORDING, **more: Any) -> httpx.Response:
        media = self._kept("voice", "voice.amr", audio)
        return self.sends(user, "voice", MediaId=media, Format="amr", MsgId=next(self._count), **more)

    def shares(
        self, user: str, label: str, latitude: float = 31.23, longitude: float = 121.47
    ) -> httpx.Response:
        where: Json = {"Location_X": latitude, "Location_Y": longitude, "Scale": 15, "Label": label}
        return self.sends(user, "location", **where, MsgId=next(self._count))

    def enters(self, user: str) -> httpx.Response:
        return self.sends(user, "event", Event="enter_agent", EventKey="")

    def picks(self, user: str, key: str) -> httpx.Response:
        """A menu item."""
        return self.sends(user, "event", Event="click", EventKey=key)

    def clicks(self, user: str, message: Message, label: str, **chosen: str) -> httpx.Response:
        """The button of this label, with what was chosen in the card's menus."""
        button = message.buttons[label]
        items = "".join(
            f"<SelectedItem><QuestionKey>{name}</QuestionKey><OptionIds><OptionId>{escape(id_)}</OptionId>"
            "</OptionIds></SelectedItem>"
            for name, id_ in {**_preselected(message.card), **chosen}.items()
        )
        return self.sends(
            user,
            "event",
            Event="template_card_event",
            EventKey=button["key"],
            TaskId=message.card["task_id"],
            CardType=message.card["card_type"],
            ResponseCode=self._code(message),
            raw=f"<SelectedItems>{items}</SelectedItems>" if items else "",
        )

    def sends(self, user: str, kind: str, raw: str = "", **fields: Any) -> httpx.Response:
        known = {"ToUserName": CORP, "FromUserName": user, "CreateTime": int(self.at()), "MsgType": kind}
        told = {**known, **fields, "AgentID": AGENT}
        xml = "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in told.items())
        return self.sends_xml(f"<xml>{xml}{raw}</xml>")

    def sends_xml(self, xml: str) -> httpx.Response:
        encrypted = encrypt(AES_KEY, xml, CORP, self._dice)
        held = f"<Encrypt>{encrypted}</Encrypt><AgentID>{AGENT}</AgentID>"
        body = f"<xml><ToUserName>{CORP}</ToUserName>{held}</xml>"
        self.last_request = self.signed(encrypted), body.encode()
        return self.redelivers()

    def signed(self, encrypted: str) -> dict[str, str]:
        stamp, nonce = str(int(self.at())), str(next(self._count))
        return {
            "msg_signature": signature(TOKEN, stamp, nonce, encrypted),
            "timestamp": stamp,
            "nonce": nonce,
        }

    def redelivers(self) -> httpx.Response:
        """The last request once more, as after an answer that came too late."""
        query, body = self.last_request
        return httpx.post(self.callback_url, params=query, content=body, timeout=10)

    def checks_address(self, echo: str) -> httpx.Response:
        encrypted = encrypt(AES_KEY, echo, CORP, self._dice)
        return httpx.get(
            self.callback_url, params={**self.signed(encrypted), "echostr": encrypted}, timeout=10
        )

    # The server API

    def answer(self, path: str, query: dict[str, str], body: Json, upload: tuple[str, bytes] | None) -> Json:
        time.sleep(self.dawdle_s)
        with self._lock:
            self.calls.append((path, body or query))
            if path == "gettoken":
                return self._gettoken(query)
            if not self._token or query.get("access_token") != self._token:
                raise Refusal(42001 if query.get("access_token") else 41001, "token")
            if upload is not None:
                return self._upload(query["type"], *upload)
            call = getattr(self, "_" + path.replace("/", "_"), None)
            if call is None:
                raise Refusal(40066, path)
            answered: Json = call(body or query)
            return answered

    def download(self, query: dict[str, str]) -> tuple[str, bytes]:
        if query.get("access_token") != self._token:
            raise Refusal(42001, "token")
        if query.get("media_id") not in self.media:
            raise Refusal(40007, "media_id")
        _, name, data = self.media[query["media_id"]]
        return name, data

    def _gettoken(self, query: Json) -> Json:
        if query.get("corpid") != CORP:
            raise Refusal(40013, "corpid")
        if query.get("corpsecret") != SECRET:
            raise Refusal(40001, "secret")
        if not self._token:
            self.tokens_given += 1
            self._token = f"token-{self.tokens_given}"
        return {"access_token": self._token, "expires_in": 7200}

    def _agent_get(self, query: Json) -> Json:
        if str(query.get("agentid")) != str(AGENT):
            raise Refusal(301002, "agentid")
        return {"agentid": AGENT, "name": "推推", "close": 0}

    def _user_get(self, query: Json) -> Json:
        member = self.members.get(query.get("userid", ""))
        if member is None:
            raise Refusal(60111, "userid")
        return {
            "userid": query["userid"],
            **{k: v for k, v in member.items() if k not in ("email", "mobile")},
        }

    def _user_getuserid(self, body: Json) -> Json:
        return {"userid": self._found("mobile", body["mobile"])}

    def _user_get_userid_by_email(self, body: Json) -> Json:
        if body.get("email_type", 1) not in (1, 2):
            raise Refusal(40058, "email_type")
        if body.get("email_type", 1) == 2:
            raise Refusal(60111, "no private e-mails here")
        return {"userid": self._found("email", body["email"])}

    def _auth_getuserinfo(self, query: Json) -> Json:
        """Whoever is no member has an `openid` alone."""
        member = self.oauth.member(query.get("code", ""))
        return {"userid": member} if member in self.members else {"openid": f"o-{member}"}

    def _message_send(self, body: Json) -> Json:
        check_app_message(body)
        user = str(body["touser"]).lower()
        if body["agentid"] != AGENT:
            raise Refusal(301002, "agentid")
        if user not in self.members:
            raise Refusal(81013, f"no valid receiver: {user}")
        if self._is_too_often(user):
            self.dropped.append(body)
            return {"msgid": f"M{next(self._count)}", "invaliduser": ""}
        message = Message(f"M{next(self._count)}", user)
        self._fill(message, body)
        self.messages.append(message)
        interactive = message.card.get("card_type", "text_notice") != "text_notice"
        told = {"msgid": message.id, "invaliduser": "", "invalidparty": ""}
        return {**told, **({"response_code": self._code(message)} if interactive else {})}

    def _message_update_template_card(self, body: Json) -> Json:
        code = body.get("response_code", "")
        message, made = self._codes.pop(code, (None, 0.0))
        if message is None or self.at() - made > _WINDOW_S:
            raise Refusal(42045, "response_code is used or too old")
        if body.get("agentid") != AGENT or body.get("userids") != [message.user]:
            raise Refusal(40058, "userids, agentid")
        check_card(body["template_card"], by_bot=False)
        self._task(body["template_card"])
        message.card = body["template_card"]
        message.edits += 1
        return {"invaliduser": []}

    def _fill(self, message: Message, body: Json) -> None:
        match body["msgtype"]:
            case "template_card":
                self._task(body["template_card"])
                message.card = body["template_card"]
            case "image" | "file" as kind:
                held = self.media.get(body[kind]["media_id"])
                if held is None or held[0] != kind:
                    raise Refusal(40007, "media_id")
                message.image = held[2]
            case kind:
                message.text = body[kind]["content"]

    def _upload(self, kind: str, name: str, data: bytes) -> Json:
        if not 5 < len(data) <= (10 if kind == "image" else 20) * 1024 * 1024:
            raise Refusal(40006, "size")
        if kind == "image" and not data.startswith((b"\x89PNG", b"\xff\xd8")):
            raise Refusal(40005, "not a JPG or PNG")
        return {"type": kind, "media_id": self._kept(kind, name, data), "created_at": "1763888400"}

    def _kept(self, kind: str, name: str, data: bytes) -> str:
        media = f"media-{next(self._count)}"
        self.media[media] = kind, name, data
        return media

    def _found(self, field_: str, value: str) -> str:
        for user, member in self.members.items():
            if value and member[field_].lower() == value.lower():
                return user
        raise Refusal(60111, f"{field_} unknown")

    def _task(self, card: Json) -> None:
        task = card.get("task_id")
        if task in self._tasks:
            raise Refusal(40058, "task_id was used before")
        self._tasks |= {task} if task else set()

    def _code(self, message: Message) -> str:
        code = f"code{next(self._count)}"
        self._codes[code] = message, self.at()
        return code

    def _is_too_often(self, user: str) -> bool:
        now, sent = self.at(), self._sent.setdefault(user, deque())
        while sent and sent[0] <= now - 60:
            sent.popleft()
        sent.append(now)
        return len(sent) > _A_MINUTE

    def count(self, path: str) -> int:
        return Counter(name for name, _ in self.calls)[path]


def _preselected(card: Json) -> dict[str, str]:
    menus = [
        *card.get("select_list", ()),
        *([card["button_selection"]] if "button_selection" in card else ()),
    ]
    return {each["question_key"]: each["selected_id"] for each in menus if "selected_id" in each}


def failure(code: int, errmsg: str = "told to fail") -> Failure:
    return Failure(200, json.dumps({"errcode": code, "errmsg": errmsg}).encode())


@pytest.fixture
def wecom() -> Iterator[WecomEmulator]:
    with WecomEmulator(lambda: 1_763_888_400.0) as emulator:
        yield emulator

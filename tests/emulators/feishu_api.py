"""The open API's answers: each method as documented, with its codes."""

from __future__ import annotations

import email
import email.policy
import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.emulators.feishu_rules import Refusal, check_card, check_message

if TYPE_CHECKING:
    from tests.emulators.feishu import FeishuEmulator, Message

_DAYS_14_S = 14 * 24 * 3600
_HOUR_S = 3600
_TO_ONE = 5
_SECOND_S = 0.8  # a little less: it counts arrivals, the sender departures
_IMAGE = 10 * 1024 * 1024
_FILE = 30 * 1024 * 1024

_PUBLIC = ("POST auth/v3/tenant_access_token/internal",)


@dataclass(frozen=True, slots=True)
class Asked:
    path: tuple[str, ...]  # what stood for the `:parts` of the method's path
    query: dict[str, str]
    body: dict[str, Any]
    files: dict[str, bytes]


class FeishuApi:
    def __init__(self, emulator: FeishuEmulator) -> None:
        self._tenant = emulator
        self._once: dict[str, tuple[float, str]] = {}
        self._methods: dict[str, Callable[[Asked], dict[str, Any]]] = {
            "POST auth/v3/tenant_access_token/internal": self._token,
            "GET bot/v3/info": self._bot,
            "POST im/v1/messages": self._send,
            "POST im/v1/messages/:/reply": self._reply,
            "PATCH im/v1/messages/:": self._patch,
            "POST im/v1/images": self._image,
            "POST im/v1/files": self._file,
            "POST contact/v3/users/batch_get_id": self._batch_get_id,
            "GET contact/v3/users/:": self._user,
            "GET application/v6/scopes": self._scopes,
        }

    def find(self, verb: str, path: str) -> tuple[str, tuple[str, ...]]:
        """The method's name, and its path's parts. Raises Refusal."""
        given = path.split("/")
        for name in self._methods:
            method, _, pattern = name.partition(" ")
            wanted = pattern.split("/")
            if method == verb and len(wanted) == len(given):
                pairs = list(zip(wanted, given, strict=True))
                if all(want in (":", got) for want, got in pairs):
                    return name, tuple(unquote(got) for want, got in pairs if want == ":")
        raise Refusal(99991404, f"{verb} {path}", status=404)

    def answer(self, name: str, asked: Asked, authorization: str) -> dict[str, Any]:
        if name not in _PUBLIC:
            self.authorized(authorization)
        with self._tenant.lock:
            return {"code": 0, "msg": "ok", **self._methods[name](asked)}

    def authorized(self, authorization: str) -> None:
        if not authorization:
            raise Refusal(99991661, "no token")
        if authorization.removeprefix("Bearer ") not in self._tenant.tokens:
            raise Refusal(99991663, "token invalid")

    def resource(self, message: str, key: str, kind: str) -> tuple[str, bytes]:
        found = self._tenant.resources.get((message, key))
        if found is None:
            raise Refusal(234003, "no such resource in that message")
        if (kind == "image") != found[0].startswith("image/"):
            raise Refusal(234001, f"type={kind}")
        return found

    def _token(self, asked: Asked) -> dict[str, Any]:
        if asked.body.get("app_id") != "cli_a1":
            raise Refusal(10003, "invalid app_id")
        if asked.body.get("app_secret") != "emulated-secret":
            raise Refusal(10014, "app secret invalid")
        self._tenant.tokens_made += 1
        token = f"t-{self._tenant.tokens_made}"
        self._tenant.tokens.add(token)
        return {"tenant_access_token": token, "expire": 7200}

    def _bot(self, _: Asked) -> dict[str, Any]:
        return {"bot": {"open_id": "ou_bot", "app_name": "推推", "activate_status": 2}}

    def _send(self, asked: Asked) -> dict[str, Any]:
        chat = self._chat(asked.query.get("receive_id_type", ""), asked.body.get("receive_id", ""))
        return self._posted(chat, asked.body)

    def _reply(self, asked: Asked) -> dict[str, Any]:
        under, body = asked.path[0], asked.body
        known = self._tenant.messages.get(under)
        chat = known.chat if known else self._tenant.heard_in.get(under)
        if chat is None:
            raise Refusal(230011, "the message is recalled")
        thread = self._tenant.seen_threads.get(under)
        if body.get("reply_in_thread") and thread is None:
            thread = self._tenant.seen_threads.setdefault(under, self._tenant.new_id("omt_"))
        return self._posted(chat, body, replies_to=under, thread=thread)

    def _posted(
        self, chat: str, body: dict[str, Any], replies_to: str | None = None, thread: str | None = None
    ) -> dict[str, Any]:
        content = check_message(body)
        self._limited(chat)
        once, now = body.get("uuid"), self._tenant.at()
        if once and (kept := self._once.get(once)) and now - kept[0] < _HOUR_S:
            return {"data": {"message_id": kept[1]}}
        message = self._tenant.keeps(chat, body["msg_type"], content, replies_to, thread)
        if once:
            self._once[once] = (now, message.id)
        return {"data": {"message_id": message.id, "chat_id": chat, "thread_id": thread or ""}}

    def _patch(self, asked: Asked) -> dict[str, Any]:
        message = self._own(asked.path[0])
        if self._tenant.at() - message.sent_at > _DAYS_14_S:
            raise Refusal(230031, "only within 14 days")
        if message.msg_type != "interactive":
            raise Refusal(230001, "only cards")
        self._limited(message.id)
        content = check_message({"msg_type": "interactive", "content": asked.body.get("content")})
        check_card(content)
        message.content = content
        message.edits += 1
        return {"data": {}}

    def _image(self, asked: Asked) -> dict[str, Any]:
        data = asked.files.get("image", b"")
        if asked.body.get("image_type") != "message" or not data or len(data) > _IMAGE:
            raise Refusal(234001, "image")
        key = self._tenant.new_id("img_")
        self._tenant.uploads[key] = data
        return {"data": {"image_key": key}}

    def _file(self, asked: Asked) -> dict[str, Any]:
        data = asked.files.get("file", b"")
        kinds = ("opus", "mp4", "pdf", "doc", "xls", "ppt", "stream")
        if asked.body.get("file_type") not in kinds or not asked.body.get("file_name"):
            raise Refusal(234001, "file")
        if not data or len(data) > _FILE:
            raise Refusal(234006 if data else 234010, "size")
        key = self._tenant.new_id("file_")
        self._tenant.uploads[key] = data
        return {"data": {"file_key": key}}

    def _batch_get_id(self, asked: Asked) -> dict[str, Any]:
        emails, mobiles = asked.body.get("emails", []), asked.body.get("mobiles", [])
        if len(emails) > 50 or len(mobiles) > 50 or not emails + mobiles:
            raise Refusal(40001, "emails and mobiles")
        self._scope("contact:user.id:readonly")
        kind = asked.query.get("user_id_type", "open_id")
        found = []
        for name, values in (("mobile", mobiles), ("email", emails)):
            for value in values:
                users = self._tenant.users.values()
                user = next((each for each in users if each[name].lower() == value.lower()), None)
                # Whom it does not find it lists without an id.
                found.append(
                    {name: value} | ({"user_id": user[kind], "status": user["status"]} if user else {})
                )
        return {"data": {"user_list": found}}

    def _user(self, asked: Asked) -> dict[str, Any]:
        kind = asked.query.get("user_id_type", "open_id")
        users = self._tenant.users.values()
        user = next((each for each in users if each.get(kind) == asked.path[0]), None)
        if user is None or user.get("tenant_key"):
            raise Refusal(41050, "no user authority")
        hidden = {
            "email": "contact:user.email:readonly",
            "mobile": "contact:user.phone:readonly",
        }
        shown = {
            name: value
            for name, value in user.items()
            if name not in hidden or hidden[name] in self._tenant.scopes
        }
        return {"data": {"user": shown}}

    def _scopes(self, _: Asked) -> dict[str, Any]:
        listed = [{"scope_name": each, "grant_status": 1} for each in sorted(self._tenant.scopes)]
        return {"data": {"scopes": listed}}

    def _scope(self, name: str) -> None:
        if name not in self._tenant.scopes:
            raise Refusal(99991672, name)

    def _own(self, id_: str) -> Message:
        message = self._tenant.messages.get(id_)
        if message is None:
            raise Refusal(230011, "the message is recalled")
        return message

    def _chat(self, kind: str, id_: str) -> str:
        match kind:
            case "chat_id" if id_ in self._tenant.groups:
                return id_
            case "chat_id":
                found = next((u for u in self._tenant.users if self._tenant.chat_of(u) == id_), None)
                if found is None:
                    raise Refusal(230002, "the bot is not in that chat")
                return id_
            case "open_id" | "union_id" | "user_id" | "email":
                users = self._tenant.users.values()
                user = next((each for each in users if each[kind] == id_), None)
                if user is None:
                    raise Refusal(230034, f"no {kind} {id_}")
                if user.get("unavailable"):
                    raise Refusal(230013, "outside the app's availability")
                return self._tenant.chat_of(user["union_id"])
            case _:
                raise Refusal(99992402, "receive_id_type")

    def _limited(self, to: str) -> None:
        sent, now = self._tenant.sent_to.setdefault(to, deque()), self._tenant.ticks()
        while sent and sent[0] <= now - _SECOND_S:
            sent.popleft()
        if len(sent) >= _TO_ONE:
            raise Refusal(230020, f"five a second to {to}")
        sent.append(now)


def handler(emulator: FeishuEmulator) -> type[BaseHTTPRequestHandler]:
    api = FeishuApi(emulator)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # head and body go out apart: it would wait 40 ms between them

        def do_GET(self) -> None:
            self._handle("GET")

        def do_POST(self) -> None:
            self._handle("POST")

        def do_PATCH(self) -> None:
            self._handle("PATCH")

        def _handle(self, verb: str) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            url = urlsplit(self.path)
            query = dict(parse_qsl(url.query))
            try:
                if url.path == "/callback/ws/endpoint":
                    self._answer(200, emulator.endpoint(json.loads(raw)))
                    return
                path = url.path.removeprefix("/open-apis/")
                if "/resources/" in path:
                    self._resource(path.split("/"), query)
                    return
                name, parts = api.find(verb, path)
                if (failure := emulator.next_failure(name)) is not None:
                    self._fail(failure)
                    return
                body, files = self._read(raw)
                emulator.calls.append((name, body))
                asked = Asked(parts, query, body, files)
                self._answer(200, api.answer(name, asked, self.headers.get("Authorization", "")))
            except Refusal as refusal:
                emulator.refusals.append(refusal)
                self._answer(refusal.status, {"code": refusal.code, "msg": refusal.why})

        def _resource(self, parts: list[str], query: dict[str, str]) -> None:
            api.authorized(self.headers.get("Authorization", ""))
            if (failure := emulator.next_failure("GET im/v1/messages/:/resources/:")) is not None:
                self._fail(failure)
                return
            kind, data = api.resource(unquote(parts[3]), unquote(parts[5]), query.get("type", ""))
            self._send(200, data, {"Content-Type": kind})

        def _fail(self, failure: Any) -> None:
            time.sleep(failure.after_s)
            told = json.dumps({"code": failure.code, "msg": "told to fail"}).encode()
            body = told if failure.body is None else failure.body
            self._send(failure.status, body, {"Content-Type": "application/json", **failure.headers})

        def _read(self, raw: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
            content_type = self.headers.get("Content-Type", "")
            if content_type.startswith("multipart/form-data"):
                return _multipart(content_type, raw)
            if raw and content_type and not content_type.startswith("application/json"):
                raise Refusal(9499, "Content-Type")
            return (json.loads(raw) if raw else {}), {}

        def _answer(self, status: int, body: dict[str, Any]) -> None:
            self._send(status, json.dumps(body).encode(), {"Content-Type": "application/json; charset=utf-8"})

        def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Silent: the tests read `calls`."""

    return Handler


def _multipart(content_type: str, raw: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    whole = f"Content-Type: {content_type}\r\n\r\n".encode() + raw
    fields: dict[str, Any] = {}
    files: dict[str, bytes] = {}
    for part in email.message_from_bytes(whole, policy=email.policy.HTTP).iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        data = part.get_payload(decode=True)
        assert isinstance(data, bytes)
        if part.get_filename() is not None:
            files[name] = data
        else:
            fields[name] = data.decode()
    return fields, files

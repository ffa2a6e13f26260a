"""The other side of a smart bot's long connection (document 101463), and the people who talk to it.

One connection at a time: a new one is told to the old one, which is closed.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import threading
import time
from collections.abc import Callable
from typing import Any, Self

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

from tests.emulators.wecom import Message
from tests.emulators.wecom_rules import Refusal, check_bot_message, check_card

BOT_ID, BOT_SECRET = "BOT01", "the-secret-of-the-bot"
_CLICK_S = 5.0
_NO_REQUEST = 846605

Json = dict[str, Any]


class BotEmulator:
    """Use as a context manager. `heard` is called after each frame that was sent, to wait for its effect."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.frames: list[Json] = []
        self.refusals: list[Refusal] = []
        self.subscriptions = 0
        self.mute = False  # answer no ping
        self.heard: Callable[[], None] = lambda: None
        self._requests: dict[str, tuple[str, float, Json | None]] = {}  # id → chat, moment, click
        self._spoken: set[str] = set()
        self._tasks: set[str] = set()
        self._uploads: dict[str, Json] = {}
        self._media: dict[str, bytes] = {}
        self._count = itertools.count(1)
        self._owner: ServerConnection | None = None
        self._subscribed = threading.Event()

    def __enter__(self) -> Self:
        self._server: Server = serve(self._serve, "127.0.0.1", 0, ping_interval=None)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self._server.socket.getsockname()[1]}"

    def wait(self) -> None:
        assert self._subscribed.wait(10), "nobody subscribed"

    # What people do

    def says(self, user: str, text: str, *, group: str = "") -> str:
        said = f"@推推 {text}" if group else text
        return self.sends(user, group, msgtype="text", text={"content": said})

    def speaks(self, user: str, words: str) -> str:
        return self.sends(user, "", msgtype="voice", voice={"content": words})

    def enters(self, user: str) -> str:
        event = {"eventtype": "enter_chat"}
        return self.sends(user, "", cmd="aibot_event_callback", msgtype="event", event=event)

    def clicks(self, user: str, message: Message, label: str, **chosen: str) -> str:
        items = [{"question_key": name, "option_ids": {"option_id": [id_]}} for name, id_ in chosen.items()]
        click = {
            "card_type": message.card["card_type"],
            "event_key": message.buttons[label]["key"],
            "task_id": message.card["task_id"],
            "selected_items": {"selected_item": items},
        }
        event = {"eventtype": "template_card_event", "template_card_event": click}
        group = message.user if message.user.startswith("wr") else ""
        return self.sends(
            user, group, cmd="aibot_event_callback", msgtype="event", event=event, clicked=message
        )

    def sends(
        self,
        user: str,
        group: str,
        *,
        cmd: str = "aibot_msg_callback",
        clicked: Message | None = None,
        **body: Any,
    ) -> str:
        """The request's id."""
        self.wait()
        chat = group or user
        self._spoken.add(chat)
        request = f"req-{next(self._count)}"
        where = {"chattype": "group", "chatid": group} if group else {"chattype": "single"}
        told = {"msgid": f"CAIQ-{request}", "aibotid": BOT_ID, "from": {"userid": user}, **where, **body}
        self._requests[request] = chat, time.monotonic(), {"message": clicked} if clicked else None
        self.redelivers({"cmd": cmd, "headers": {"req_id": request}, "body": told})
        return request

    def redelivers(self, frame: Json) -> None:
        self.last_frame = frame
        assert self._owner is not None
        self._owner.send(json.dumps(frame, ensure_ascii=False))
        self.heard()

    def forgets(self, request: str) -> None:
        """As after a day."""
        del self._requests[request]

    def drops(self, code: int = 1000) -> None:
        """A clean close: what other clients do not come back from."""
        self._subscribed.clear()
        assert self._owner is not None
        self._owner.close(code)

    def seen_in(self, chat: str) -> list[Message]:
        return [each for each in self.messages if each.user == chat]

    # The connection

    def _serve(self, connection: ServerConnection) -> None:
        try:
            for text in connection:
                frame = json.loads(text)
                self.frames.append(frame)
                answer = self._answered(connection, frame)
                if answer is not None:
                    connection.send(json.dumps(answer))
        except ConnectionClosed:
            pass

    def _answered(self, connection: ServerConnection, frame: Json) -> Json | None:
        head = {"headers": {"req_id": frame["headers"]["req_id"]}}
        try:
            if frame["cmd"] == "aibot_subscribe":
                self._subscribe(connection, frame["body"])
                return {**head, "errcode": 0, "errmsg": "ok"}
            if connection is not self._owner:
                raise Refusal(846601, "not subscribed")
            if frame["cmd"] == "ping":
                return None if self.mute else {**head, "errcode": 0, "errmsg": "ok"}
            call = getattr(self, "_" + frame["cmd"].removeprefix("aibot_"))
            return {**head, "errcode": 0, "errmsg": "ok", "body": call(frame)}
        except Refusal as refusal:
            self.refusals.append(refusal)
            return {**head, "errcode": refusal.code, "errmsg": refusal.why}

    def _subscribe(self, connection: ServerConnection, body: Json) -> None:
        self.subscriptions += 1
        if body != {"bot_id": BOT_ID, "secret": BOT_SECRET}:
            raise Refusal(40001, "bot_id or secret")
        older, self._owner = self._owner, connection
        self._subscribed.set()
        if older is not None:
            event = {"msgtype": "event", "from": {"userid": ""}, "event": {"eventtype": "disconnected_event"}}
            told = {"cmd": "aibot_event_callback", "headers": {"req_id": "bye"}, "body": event}
            try:
                older.send(json.dumps(told))
                older.close()
            except ConnectionClosed:
                pass

    def _respond_msg(self, frame: Json) -> Json:
        chat, _, _ = self._request(frame)
        return self._posted(chat, frame["body"])

    def _respond_welcome_msg(self, frame: Json) -> Json:
        chat, at, _ = self._request(frame)
        if time.monotonic() - at > _CLICK_S:
            raise Refusal(_NO_REQUEST, "too late to welcome")
        return self._posted(chat, frame["body"])

    def _send_msg(self, frame: Json) -> Json:
        body = frame["body"]
        if body["chatid"] not in self._spoken:
            raise Refusal(846610, "nobody has spoken to the bot there")
        if body["chat_type"] != (2 if body["chatid"].startswith("wr") else 1):
            raise Refusal(40058, "chat_type")
        return self._posted(body["chatid"], body)

    def _respond_update_msg(self, frame: Json) -> Json:
        _, at, click = self._request(frame)
        body = frame["body"]
        if click is None or time.monotonic() - at > _CLICK_S:
            raise Refusal(_NO_REQUEST, "no click within 5 s")
        if body.get("response_type") != "update_template_card":
            raise Refusal(40058, "response_type")
        check_card(body["template_card"], by_bot=True)
        message = click["message"]
        if body["template_card"].get("task_id") != message.card["task_id"]:
            raise Refusal(40058, "task_id is the clicked card's")
        message.card = body["template_card"]
        message.edits += 1
        return {}

    def _upload_media_init(self, frame: Json) -> Json:
        upload = f"up-{next(self._count)}"
        self._uploads[upload] = {**frame["body"], "chunks": {}}
        return {"upload_id": upload}

    def _upload_media_chunk(self, frame: Json) -> Json:
        body = frame["body"]
        data = base64.b64decode(body["base64_data"])
        if len(data) > 512 * 1024:
            raise Refusal(40006, "chunk")
        self._uploads[body["upload_id"]]["chunks"][body["chunk_index"]] = data
        return {}

    def _upload_media_finish(self, frame: Json) -> Json:
        upload = self._uploads[frame["body"]["upload_id"]]
        data = b"".join(upload["chunks"][n] for n in range(upload["total_chunks"]))
        if len(data) != upload["total_size"] or hashlib.md5(data).hexdigest() != upload["md5"]:
            raise Refusal(40006, "not what was announced")
        media = f"media-{next(self._count)}"
        self._media[media] = data
        return {"type": upload["type"], "media_id": media}

    def _request(self, frame: Json) -> tuple[str, float, Json | None]:
        request = frame["headers"]["req_id"]
        if request not in self._requests:
            raise Refusal(_NO_REQUEST, "invalid req_id")
        return self._requests[request]

    def _posted(self, chat: str, body: Json) -> Json:
        check_bot_message(body)
        message = Message(f"B{next(self._count)}", chat, by="bot")
        match body["msgtype"]:
            case "template_card":
                task = body["template_card"].get("task_id")
                if task in self._tasks:
                    raise Refusal(40058, "task_id was used before")
                self._tasks |= {task} if task else set()
                message.card = body["template_card"]
            case "image" | "file" as kind:
                message.image = self._media[body[kind]["media_id"]]
            case kind:
                message.text = body[kind]["content"]
        self.messages.append(message)
        return {}

"""The smart bot's way out: frames through the process that holds its connection."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.adapter import NotReachable, ProtocolChanged, Refused, Tools, UpdateTooLate
from bot.adapters.wecom import places
from bot.adapters.wecom.config import BotConfig
from bot.adapters.wecom.connection import UPDATE
from bot.adapters.wecom.errors import error_of
from bot.adapters.wecom.form_page import with_page
from bot.adapters.wecom.socket import relay_name
from bot.messages import Address, OutgoingMessage

_PATIENCE_S = 8.0
_A_MINUTE, _AN_HOUR = 30, 1000  # answers and pushes together, in one conversation
_CHUNK = 512 * 1024
_MAX_IMAGE = 10 * 1024 * 1024
_MAX_FILE = 20 * 1024 * 1024
_GONE = -2  # the owner of the connection is not connected
_ANSWERS = {"m": "aibot_respond_msg", "w": "aibot_respond_welcome_msg"}


@dataclass(frozen=True, slots=True)
class BotSender:
    config: BotConfig
    tools: Tools
    signs_in: bool = False

    def send(self, message: OutgoingMessage, now: datetime) -> str:
        """A card is changed only within seconds of a click on it: UpdateTooLate at all other times."""
        body = with_page(message, self.tools.forms, now, signs_in=self.signs_in)
        if message.replaces is not None:
            self._update(message, body)
            return message.replaces
        self._budgeted(message.address)
        if "file" in body:
            self._say(message.address, self._uploaded(body["file"]))
        elif "card" not in body:
            self._say(message.address, _markdown(body["markdown"]))
        else:
            self._say_card(message.address, body)
        return f"{places.BOT}/{hashlib.sha256(message.key.encode()).hexdigest()[:24]}"

    def _say_card(self, address: Address, body: Mapping[str, Any]) -> None:
        try:
            self._say(address, {"msgtype": "template_card", "template_card": body["card"]})
        except Refused:
            if not body["words"]:
                raise
            self._say(address, _markdown(body["words"]))

    def _say(self, address: Address, body: Mapping[str, Any]) -> None:
        """Under the question while that can be answered, else as a message of its own."""
        kind, _, request = (address.thread or "").partition("/")
        if (command := _ANSWERS.get(kind)) and request:
            try:
                self._ask({"cmd": command, "req_id": request, "body": body})
            except Refused:
                pass  # older than a day, or answered
            else:
                return
        where, id_ = places.parted(address)
        chat = {"chatid": id_, "chat_type": 2 if where == places.GROUP else 1}
        self._ask({"cmd": "aibot_send_msg", "body": {**chat, **body}})

    def _update(self, message: OutgoingMessage, body: Mapping[str, Any]) -> None:
        if "card" not in body:
            raise UpdateTooLate("no card")
        click = f"{message.address.conversation}|{body.get('about')}"
        update = {"response_type": "update_template_card", "template_card": body["card"]}
        try:
            self._ask({"cmd": UPDATE, "click": click, "body": update})
        except (Refused, ProtocolChanged) as error:
            raise UpdateTooLate("click", str(error)) from error

    def _uploaded(self, file: Mapping[str, str]) -> dict[str, Any]:
        data = base64.b64decode(file["png"])
        if len(data) > _MAX_FILE:
            raise Refused("too_large", f"{len(data)} bytes")
        self.tools.budget.take("wecom/bot-uploads", limit=_A_MINUTE, window_s=60)
        kind = "image" if len(data) <= _MAX_IMAGE else "file"
        chunks = list(_chunks(data))
        about = {
            "type": kind,
            "filename": file["name"],
            "total_size": len(data),
            "total_chunks": len(chunks),
            "md5": hashlib.md5(data, usedforsecurity=False).hexdigest(),
        }
        upload = _held(self._ask({"cmd": "aibot_upload_media_init", "body": about}), "upload_id")
        for index, chunk in enumerate(chunks):
            piece = {"upload_id": upload, "chunk_index": index, "base64_data": chunk}
            self._ask({"cmd": "aibot_upload_media_chunk", "body": piece})
        done = self._ask({"cmd": "aibot_upload_media_finish", "body": {"upload_id": upload}})
        return {"msgtype": kind, kind: {"media_id": _held(done, "media_id")}}

    def _budgeted(self, address: Address) -> None:
        where = address.conversation
        self.tools.budget.take(f"wecom/bot/{where}", limit=_A_MINUTE, window_s=60)
        self.tools.budget.take(f"wecom/bot-hour/{where}", limit=_AN_HOUR, window_s=3600)

    def _ask(self, frame: Mapping[str, Any]) -> Mapping[str, Any]:
        if self.tools.relay is None:
            raise NotReachable("no relay to the bot's connection")
        question = json.dumps(frame, ensure_ascii=False)
        answer = json.loads(self.tools.relay.ask(relay_name(self.config), question, patience_s=_PATIENCE_S))
        code = int(answer.get("errcode") or 0)
        if code == _GONE:
            raise NotReachable(str(answer.get("errmsg")))
        if code:
            raise error_of(code, str(answer.get("errmsg", "")))
        return answer if isinstance(answer, dict) else {}


def _chunks(data: bytes) -> Iterator[str]:
    for at in range(0, len(data), _CHUNK):
        yield base64.b64encode(data[at : at + _CHUNK]).decode("ascii")


def _markdown(text: str) -> dict[str, Any]:
    return {"msgtype": "markdown", "markdown": {"content": text}}


def _held(answer: Mapping[str, Any], name: str) -> str:
    body = answer.get("body")
    value = body.get(name) if isinstance(body, dict) else None
    if not isinstance(value, str) or not value:
        raise ProtocolChanged(f"no {name} in the answer")
    return value

"""The app's way out: messages to one member, and cards changed once by the right that came with them."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.adapter import (
    NotReachable,
    ProtocolChanged,
    RateLimited,
    Refused,
    TokenExpired,
    Tools,
    UpdateTooLate,
)
from bot.adapters.wecom import places
from bot.adapters.wecom.client import WecomClient
from bot.adapters.wecom.form_page import with_page
from bot.messages import OutgoingMessage

_A_MINUTE, _AN_HOUR = 30, 1000  # to one member; WeCom drops what is beyond without a word
_MAX_IMAGE = 10 * 1024 * 1024
_MAX_FILE = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class AppSender:
    """A message's reference is `app/MSGID/CODE`: the code changes the card once, within 72 hours."""

    client: WecomClient
    tools: Tools
    signs_in: bool = False

    def send(self, message: OutgoingMessage, now: datetime) -> str:
        body = with_page(message, self.tools.forms, now, signs_in=self.signs_in)
        _, user = places.parted(message.address)
        if message.replaces is not None:
            return self._update(message.replaces, user, body, message.address.thread)
        self._budgeted(user)
        if "file" in body:
            return self._post(user, self._uploaded(body["file"]))
        if "card" not in body:
            return self._post(user, _text(body))
        card = {"msgtype": "template_card", "template_card": body["card"]}
        try:
            # A card's id makes it like no other, so that only a repetition is taken for one.
            return self._post(user, {**card, "enable_duplicate_check": 1})
        except Refused:
            if not body["words"]:
                raise
        # What refuses the card may take its words, and they can be answered as well.
        return self._post(user, _text({"markdown": body["words"]}))

    def _post(self, user: str, body: Mapping[str, Any]) -> str:
        answer = self.client.post("message/send", {"touser": user, "agentid": self.client.agent_id, **body})
        for reason in ("invaliduser", "unlicenseduser"):
            if answer.get(reason):
                raise Refused(reason, str(answer[reason]))
        return f"{places.APP}/{answer.get('msgid') or ''}/{answer.get('response_code') or ''}"

    def _update(self, reference: str, user: str, body: Mapping[str, Any], click: str | None) -> str:
        """By the click's own code first: it leaves the sent one for what is decided elsewhere."""
        if "card" not in body:
            raise UpdateTooLate("no card")
        head, _, sent_code = reference.rpartition("/")
        for code, after in _codes(sent_code, head, click, body.get("about")):
            try:
                answer = self._change(user, code, body["card"])
            except UpdateTooLate:
                continue
            new = answer.get("response_code")
            return f"{head}/{new}" if new else after
        raise UpdateTooLate("response_code", "used, or older than 72 hours")

    def _change(self, user: str, code: str, card: Mapping[str, Any]) -> Mapping[str, Any]:
        """WeCom's numbers for a code that is used or too old are nowhere written: any refusal is that."""
        body = {
            "userids": [user],
            "agentid": self.client.agent_id,
            "response_code": code,
            "template_card": dict(card),
        }
        try:
            return self.client.post("message/update_template_card", body)
        except (RateLimited, NotReachable, TokenExpired):
            raise
        except (Refused, ProtocolChanged) as error:
            raise UpdateTooLate("response_code", str(error)) from error

    def _budgeted(self, user: str) -> None:
        self.tools.budget.take(f"wecom/member/{user}", limit=_A_MINUTE, window_s=60)
        self.tools.budget.take(f"wecom/member-hour/{user}", limit=_AN_HOUR, window_s=3600)

    def _uploaded(self, file: Mapping[str, str]) -> dict[str, Any]:
        """As a picture, or as a file when it is too large for one."""
        data = base64.b64decode(file["png"])
        if len(data) > _MAX_FILE:
            raise Refused("too_large", f"{len(data)} bytes")
        kind = "image" if len(data) <= _MAX_IMAGE else "file"
        media = self.client.upload(kind, file["name"], data)
        return {"msgtype": kind, kind: {"media_id": media}}


def _codes(sent: str, head: str, click: str | None, about: object) -> Iterator[tuple[str, str]]:
    """Each code that may change this card, and the message's reference after its use."""
    card, _, code = (click or "").partition("|")
    if code and card == about:
        yield code, f"{head}/{sent}"
    if sent:
        yield sent, f"{head}/"


def _text(body: Mapping[str, Any]) -> dict[str, Any]:
    kind = "markdown" if "markdown" in body else "text"
    return {"msgtype": kind, kind: {"content": body[kind]}}

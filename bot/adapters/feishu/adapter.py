"""Feishu (飞书, Lark): events and clicks in, by callbacks or by a long connection; cards of JSON 2.0 out."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, cast

from bot.adapter import Opened, PlatformSpec, Refused, Tools, UpdateTooLate
from bot.adapters.feishu.bot import OwnAccount
from bot.adapters.feishu.client import FeishuClient, path_of, text_of
from bot.adapters.feishu.config import FeishuConfig
from bot.adapters.feishu.directory import FeishuDirectory, id_type
from bot.adapters.feishu.errors import CARD, GONE, code_of
from bot.adapters.feishu.examine import examine
from bot.adapters.feishu.inputs import ELSEWHERE
from bot.adapters.feishu.media import FeishuMedia
from bot.adapters.feishu.receive import Receiver
from bot.adapters.feishu.render import bare, render
from bot.adapters.feishu.socket import FeishuSocket
from bot.cards import InputType, Reply
from bot.messages import Address, Language, OutgoingMessage, Text

PATH = "/feishu/events"
_MAX_IMAGE = 10 * 1024 * 1024
_TO_ONE = 5  # a second: to a person, to a group, and of changes of a message


@dataclass(frozen=True, slots=True)
class FeishuAdapter:
    client: FeishuClient
    tools: Tools

    def render(
        self, reply: Reply, language: Language, address: Address, *, key: str, replaces: str | None = None
    ) -> tuple[OutgoingMessage, ...]:
        return render(reply, language, address, key=key, replaces=replaces)

    def send(self, message: OutgoingMessage, now: datetime) -> str:
        """Raises UpdateTooLate for a card of more than 14 days; one that was withdrawn is let rest."""
        body = cast(dict[str, Any], message.payload)  # `render` made it
        if message.replaces is not None:
            return self._change(message.replaces, body)
        self.tools.budget.take(f"feishu/to/{message.address.conversation}", limit=_TO_ONE, window_s=1)
        if "image" in body:
            msg_type, content = self._uploaded(body["image"])
            return self._post(message.address, msg_type, content, message.key)
        try:
            return self._post(message.address, body["msg_type"], body["content"], message.key)
        except Refused as error:
            if code_of(error) not in CARD or body["msg_type"] != "interactive":
                raise
        # A card that is refused shows nothing at all, and its words can be answered as well.
        return self._post(message.address, "text", {"text": body["words"]}, f"{message.key}/words")

    def _change(self, message: str, body: Mapping[str, Any]) -> str:
        self.tools.budget.take(f"feishu/message/{message}", limit=_TO_ONE, window_s=1)
        try:
            self._patch(message, body["content"])
        except UpdateTooLate:
            raise
        except Refused as error:
            if code_of(error) in GONE:
                return message
            if code_of(error) not in CARD:
                raise
            self._patch(message, bare(body["words"]))
        return message

    def _patch(self, message: str, card: Mapping[str, Any]) -> None:
        self.client.patch(f"im/v1/messages/{path_of(message)}", {"content": _json(card)})

    def _post(self, address: Address, msg_type: str, content: Mapping[str, Any], key: str) -> str:
        """Feishu shows it once, however often it is sent within an hour."""
        once = hashlib.sha256(key.encode()).hexdigest()[:40]
        body = {"msg_type": msg_type, "content": _json(content), "uuid": once}
        if address.thread is not None:
            thread, _, under = address.thread.rpartition("/")
            reply = {**body, "reply_in_thread": bool(thread)}
            try:
                return text_of(
                    self.client.post(f"im/v1/messages/{path_of(under)}/reply", reply), "message_id"
                )
            except Refused as error:
                if code_of(error) not in GONE:
                    raise  # else what it answers was withdrawn: it is said all the same
        to = address.conversation
        answer = self.client.post("im/v1/messages", {"receive_id": to, **body}, receive_id_type=id_type(to))
        return text_of(answer, "message_id")

    def _uploaded(self, image: Mapping[str, str]) -> tuple[str, dict[str, str]]:
        """As a picture, or as a file when Feishu would not take it as one."""
        data = base64.b64decode(image["png"])
        if len(data) <= _MAX_IMAGE:
            form = {"image_type": "message"}
            answer = self.client.upload("im/v1/images", form, "image", (image["name"], data))
            return "image", {"image_key": text_of(answer, "image_key")}
        form = {"file_type": "stream", "file_name": image["name"]}
        answer = self.client.upload("im/v1/files", form, "file", (image["name"], data))
        return "file", {"file_key": text_of(answer, "file_key")}


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False)


def _open(config: FeishuConfig, tools: Tools) -> Opened:
    client = FeishuClient(config, tools)
    receiver = Receiver(config.encrypt_key, config.verification_token, OwnAccount(client))
    return Opened(
        adapter=FeishuAdapter(client, tools),
        routes={} if config.by_socket else {("POST", PATH): receiver},
        lookup=FeishuDirectory(client),
        media=FeishuMedia(client),
        listener=FeishuSocket(client, receiver, config.api_url.startswith("https:"))
        if config.by_socket
        else None,
        holds=frozenset(InputType).difference(ELSEWHERE),
        examine=partial(examine, config, client),
    )


PLATFORM = PlatformSpec(
    name="feishu", open=_open, title=Text(zh="飞书", en="Feishu"), also=("Lark", "Lark Suite")
)

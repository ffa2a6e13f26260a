"""Feishu's callbacks as our messages: pure, given the secrets and who we are.

Nothing is told to whoever forged one; a genuine event that means nothing to us is acknowledged.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import structlog
from pydantic_core import from_json

from bot.adapter import NotGenuine, RawAnswer, RawRequest, Received
from bot.adapters.feishu import cipher, content
from bot.adapters.feishu.inputs import PREFIX, entered
from bot.adapters.feishu.payloads import (
    Callback,
    Click,
    Entered,
    Header,
    Mention,
    Menu,
    Message,
    Said,
    UrlCheck,
    Value,
)
from bot.messages import Address, IncomingMessage, Press, Text

_JSON = "application/json"
# What the bot's menu may ask for by an event key of that name; any other key is taken as words.
_MENU = ("help", "my_tasks", "list_templates", "report", "settings")
_TAKEN = Text(zh="收到,正在办。", en="Got it, working on it.")
_NOTHING = RawAnswer(b"{}", media_type=_JSON)
_ID = re.compile(r"[\w@.:/+=-]{1,128}")

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Receiver:
    """`bot` tells our own open_id, empty while it is not known yet."""

    encrypt_key: str = field(default="", repr=False)
    verification_token: str = field(default="", repr=False)
    bot: Callable[[], str] = field(default=lambda: "")

    def __call__(self, request: RawRequest, now: datetime) -> Received:
        try:
            body = self._opened(request, now)
            if "challenge" in body and body.get("type") == "url_verification":
                return self._checked(UrlCheck.model_validate(body))
            if self.encrypt_key == "":
                self._of_feishu(str((body.get("header") or body).get("token", "")))
            return self._event(body, now)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise NotGenuine(f"malformed: {type(error).__name__}") from error

    def over_socket(self, payload: bytes) -> Received:
        """What came over the long connection: neither sealed nor signed, since we dialled.

        Its messages bear Feishu's moment. Raises ValueError.
        """
        try:
            body = from_json(payload)
            if isinstance(body, dict) and isinstance(body.get("encrypt"), str) and self.encrypt_key:
                body = from_json(cipher.decrypt(self.encrypt_key, body["encrypt"]))
            return self._event(body, _moment(Callback.model_validate(body).header.create_time))
        except (KeyError, TypeError, AttributeError, RecursionError, OverflowError, OSError) as error:
            raise ValueError(type(error).__name__) from error

    def _opened(self, request: RawRequest, now: datetime) -> dict[str, Any]:
        if not self.encrypt_key and not self.verification_token:
            raise NotGenuine("neither an Encrypt Key nor a Verification Token is set")
        signed = cipher.is_signed(request)
        if self.encrypt_key and signed:
            cipher.check(request, self.encrypt_key, now)
        body = from_json(request.body)
        if not isinstance(body, dict):
            raise NotGenuine("no object")
        if not self.encrypt_key:
            return body
        if not isinstance(body.get("encrypt"), str):
            raise NotGenuine("not encrypted")
        body = from_json(cipher.decrypt(self.encrypt_key, body["encrypt"]))
        if not isinstance(body, dict):
            raise NotGenuine("no object")
        # The check of the address alone is sealed without a signature: it changes nothing here.
        if not signed and body.get("type") != "url_verification":
            raise NotGenuine("no signature")
        return body

    def _checked(self, check: UrlCheck) -> Received:
        if self.verification_token:
            self._of_feishu(check.token)
        return Received(answer=_answer({"challenge": check.challenge}))

    def _of_feishu(self, token: str) -> None:
        if not hmac.compare_digest(token.encode(), self.verification_token.encode()):
            raise NotGenuine("wrong verification token")

    def _event(self, body: dict[str, Any], now: datetime) -> Received:
        if "header" not in body:
            return _ignored((body.get("event") or {}).get("type"))  # version 1.0
        callback = Callback.model_validate(body)
        header, event = callback.header, callback.event
        match header.event_type:
            case "im.message.receive_v1":
                return self._said(Said.model_validate(event), now)
            case "card.action.trigger":
                return _clicked(Click.model_validate(event), header, now)
            case "application.bot.menu_v6":
                return _chosen(Menu.model_validate(event), header, now)
            case "im.chat.access_event.bot_p2p_chat_entered_v1":
                return _entered(Entered.model_validate(event), now)
            case "im.chat.member.bot.added_v1":
                return _added(Entered.model_validate(event), now)
            case other:
                return _ignored(other)

    def _said(self, said: Said, now: datetime) -> Received:
        message, account = said.message, said.sender.sender_id
        if said.sender.sender_type != "user" or account is None or not account.id:
            return Received(answer=_NOTHING)
        direct = message.chat_type == "p2p"  # else a group, or one of topics
        if not direct and not any(map(self._is_us, message.mentions)):
            return Received(answer=_NOTHING)  # the bot may hear a whole group, and is not meant
        told = content.read(message, self._is_us)
        heard = IncomingMessage(
            platform="feishu",
            message_id=_known(message.message_id),
            sender=_known(account.id),
            address=_address(message, account.id, direct=direct),
            at=now,
            text=told.text,
            attachments=told.attachments,
            place=told.place,
            quotes=message.parent_id or message.root_id or None,
        )
        return Received((heard,), _NOTHING)

    def _is_us(self, mention: Mention) -> bool:
        """By our open_id; before it is known, any bot: where only mentions are heard, it is us."""
        us = self.bot()
        return mention.id.open_id == us if us else mention.mentioned_type == "bot"


def _address(message: Message, account: str, *, direct: bool) -> Address:
    """In private it is named after the person: the menu and first letters know no chat.

    `thread` is `om_…`, a message to quote, or `omt_…/om_…`, a thread and the message it hangs under.
    """
    root = message.root_id or message.message_id
    thread = f"{message.thread_id}/{root}" if message.thread_id else None
    if direct:
        return Address(platform="feishu", conversation=account, thread=thread)
    return Address(
        platform="feishu",
        conversation=_known(message.chat_id),
        thread=thread or message.message_id,
        direct=False,
    )


def _clicked(click: Click, header: Header, now: datetime) -> Received:
    """A card tells neither what kind of chat it stands in nor who posted it: its buttons carry that.

    Forwarded elsewhere, it is answered in private.
    """
    if not isinstance(click.action.value, dict) or "do" not in click.action.value:
        return _ignored(f"card action {click.action.tag}")
    value, account = Value.model_validate(click.action.value), _known(click.operator.id)
    here = bool(value.chat) and value.chat == click.context.open_chat_id
    address = Address(
        platform="feishu",
        conversation=value.chat if here else account,
        thread=value.thread or None if here or not value.chat else None,
        direct=not here,
    )
    press = Press(action=value.do, values=_values(click.action.form_value or {}), card=value.card or None)
    message = IncomingMessage(
        platform="feishu",
        message_id=_known(header.event_id),
        sender=account,
        address=address,
        at=now,
        press=press,
    )
    return Received((message,), _answer(_toast()))


def _values(form: Mapping[str, Any]) -> dict[str, str]:
    return {
        name.removeprefix(PREFIX): entered(each) for name, each in form.items() if name.startswith(PREFIX)
    }


def _chosen(menu: Menu, header: Header, now: datetime) -> Received:
    account = _known(menu.operator.operator_id.id)
    known = menu.event_key in _MENU
    message = IncomingMessage(
        platform="feishu",
        message_id=_known(header.event_id),
        sender=account,
        address=Address(platform="feishu", conversation=account),
        at=now,
        text="" if known else menu.event_key.replace("_", " "),
        press=Press(action=f"say/{menu.event_key}") if known else None,
    )
    return Received((message,), _NOTHING)


def _entered(entered: Entered, now: datetime) -> Received:
    """A chat is entered often, the first contact is greeted: one id for all of them."""
    if entered.operator_id is None:
        return Received(answer=_NOTHING)
    account = _known(entered.operator_id.id)
    return _met(f"opened/{account}", account, Address(platform="feishu", conversation=account), now)


def _added(added: Entered, now: datetime) -> Received:
    """To a group: who added us is answered there, once."""
    if added.operator_id is None:
        return Received(answer=_NOTHING)
    chat = _known(added.chat_id)
    address = Address(platform="feishu", conversation=chat, direct=False)
    return _met(f"opened/{chat}", _known(added.operator_id.id), address, now)


def _met(message_id: str, account: str, address: Address, now: datetime) -> Received:
    message = IncomingMessage(
        platform="feishu", message_id=message_id, sender=account, address=address, at=now, opened=True
    )
    return Received((message,), _NOTHING)


def _moment(create_time: str) -> datetime:
    """Milliseconds in events, microseconds in clicks on cards: seconds are the first ten digits of both."""
    return datetime.fromtimestamp(int(create_time[:10] or 0), UTC)


def _known(id_: str) -> str:
    """An id as Feishu makes them. Raises ValueError: it becomes part of paths and keys."""
    if not _ID.fullmatch(id_):
        raise ValueError("no id")
    return id_


def _toast() -> dict[str, Any]:
    i18n = {"zh_cn": _TAKEN.zh, "en_us": _TAKEN.en}
    return {"toast": {"type": "info", "content": _TAKEN.zh, "i18n": i18n}}


def _answer(body: Mapping[str, Any]) -> RawAnswer:
    return RawAnswer(json.dumps(body, ensure_ascii=False).encode(), media_type=_JSON)


def _ignored(kind: object) -> Received:
    log.info("callback_ignored", platform="feishu", kind=str(kind)[:80])
    return Received(answer=_NOTHING)

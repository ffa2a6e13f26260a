"""What Feishu sends, as far as we read it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, JsonValue


class _Payload(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Account(_Payload):
    """`open_id` differs from app to app, `user_id` needs a permission of its own: we go by `union_id`."""

    union_id: str | None = None
    open_id: str | None = None

    @property
    def id(self) -> str:
        return self.union_id or self.open_id or ""


class UrlCheck(_Payload):
    challenge: str
    token: str = ""


class Header(_Payload):
    event_id: str
    event_type: str
    token: str = ""
    create_time: str = ""
    tenant_key: str = ""


class Callback(_Payload):
    """Version 2.0. `event` is read further only when its type is ours."""

    header: Header
    event: dict[str, Any]


class Mention(_Payload):
    key: str
    id: Account = Account()
    mentioned_type: str = ""
    name: str = ""


class Message(_Payload):
    message_id: str
    chat_id: str
    chat_type: str
    message_type: str
    content: str = ""
    root_id: str | None = None
    parent_id: str | None = None
    thread_id: str | None = None
    mentions: tuple[Mention, ...] = ()


class Sender(_Payload):
    sender_id: Account | None = None
    sender_type: str = ""


class Said(_Payload):
    """`im.message.receive_v1`."""

    sender: Sender
    message: Message


class Action(_Payload):
    tag: str = ""
    value: JsonValue = None
    form_value: dict[str, JsonValue] | None = None


class Context(_Payload):
    open_message_id: str = ""
    open_chat_id: str = ""


class Click(_Payload):
    """`card.action.trigger`."""

    operator: Account
    action: Action
    context: Context = Context()


class Value(_Payload):
    """What our buttons carry. `chat` and `thread` only of a card in a group."""

    do: str
    card: str = ""
    chat: str = ""
    thread: str = ""


class Operator(_Payload):
    operator_id: Account = Account()


class Menu(_Payload):
    """`application.bot.menu_v6`."""

    operator: Operator
    event_key: str


class Entered(_Payload):
    """`im.chat.access_event.bot_p2p_chat_entered_v1`, and `im.chat.member.bot.added_v1` of a group."""

    operator_id: Account | None = None  # none when an app did it
    chat_id: str = ""

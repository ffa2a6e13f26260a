"""What we read of messages and events: developer.work.weixin.qq.com/document/path/90239, 90240, 100719."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _listed(value: Any) -> Any:
    """XML knows no lists: one element comes alone, none as nothing."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


class _Payload(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class OptionIds(_Payload):
    ids: Annotated[list[str], BeforeValidator(_listed), Field(alias="OptionId")] = []


class SelectedItem(_Payload):
    question: str = Field(alias="QuestionKey")
    options: OptionIds = Field(default=OptionIds(), alias="OptionIds")


class SelectedItems(_Payload):
    items: Annotated[list[SelectedItem], BeforeValidator(_listed), Field(alias="SelectedItem")] = []


class AppMessage(_Payload):
    """One shape for all: `MsgType` tells which fields there are."""

    sender: str = Field(alias="FromUserName", min_length=1)
    created: int = Field(alias="CreateTime")
    kind: str = Field(alias="MsgType")
    id: str | None = Field(default=None, alias="MsgId")
    content: str | None = Field(default=None, alias="Content")
    media: str | None = Field(default=None, alias="MediaId")
    format: str | None = Field(default=None, alias="Format")
    recognition: str | None = Field(default=None, alias="Recognition")
    file_name: str | None = Field(default=None, alias="FileName")
    latitude: float | None = Field(default=None, alias="Location_X")
    longitude: float | None = Field(default=None, alias="Location_Y")
    label: str | None = Field(default=None, alias="Label")
    title: str | None = Field(default=None, alias="Title")
    url: str | None = Field(default=None, alias="Url")
    event: str | None = Field(default=None, alias="Event")
    event_key: str | None = Field(default=None, alias="EventKey")
    task: str | None = Field(default=None, alias="TaskId")
    response_code: str | None = Field(default=None, alias="ResponseCode")
    selected: SelectedItems | None = Field(default=None, alias="SelectedItems")


class Sender(_Payload):
    userid: str = Field(min_length=1)


class Content(_Payload):
    content: str = ""


class BotFile(_Payload):
    url: str = ""
    aeskey: str = ""


class MixedItem(_Payload):
    msgtype: str
    text: Content | None = None
    image: BotFile | None = None


class Mixed(_Payload):
    msg_item: list[MixedItem] = []


class BotOptionIds(_Payload):
    option_id: list[str] = []


class BotSelected(_Payload):
    question_key: str
    option_ids: BotOptionIds = BotOptionIds()


class BotSelectedItems(_Payload):
    selected_item: list[BotSelected] = []


class Click(_Payload):
    event_key: str = ""
    task_id: str = ""
    selected_items: BotSelectedItems | None = None


class BotEvent(Click):
    """A click's fields are documented as nested; the vendor's own SDK has them flat."""

    eventtype: str
    template_card_event: Click | None = None


class BotMessage(_Payload):
    msgid: str = ""
    sender: Sender = Field(alias="from")
    chattype: str = "single"
    chatid: str = ""
    msgtype: str
    create_time: int = 0
    text: Content | None = None
    voice: Content | None = None
    image: BotFile | None = None
    file: BotFile | None = None
    video: BotFile | None = None
    mixed: Mixed | None = None
    quote: dict[str, Any] | None = None
    event: BotEvent | None = None

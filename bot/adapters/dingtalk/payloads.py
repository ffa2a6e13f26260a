"""What DingTalk sends, as far as we read it; strictly, since its signatures do not cover the body.

Names of people, conversations, messages and cards hold neither spaces nor control characters.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

_Name = Annotated[str, StringConstraints(pattern=r"^[^\s\x00-\x1f\x7f]{1,256}$")]
_Address = Annotated[str, StringConstraints(pattern=r"^https?://[\x21-\x7e]{1,2000}$")]


class _Payload(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Words(_Payload):
    content: str = ""


class RichPart(_Payload):
    text: str = ""
    type: str = ""
    download_code: str = Field("", alias="downloadCode")


class Content(_Payload):
    """Of all kinds of messages but text; each fills its own."""

    download_code: str = Field("", alias="downloadCode")
    picture_code: str = Field("", alias="pictureDownloadCode")
    file_name: str = Field("", alias="fileName")
    recognition: str | None = None
    duration: float | None = None
    rich_text: tuple[RichPart, ...] = Field((), alias="richText")

    @field_validator("duration", mode="before")
    @classmethod
    def _digits(cls, value: Any) -> Any:
        return value or None  # an empty string where a client does not know it


class AtUser(_Payload):
    dingtalk_id: str = Field("", alias="dingtalkId")
    staff_id: str | None = Field(None, alias="staffId")


class RobotMessage(_Payload):
    """`senderStaffId` is the userid; people outside the organisation have none."""

    conversation_id: _Name = Field(alias="conversationId")
    conversation_type: Literal["1", "2"] = Field(alias="conversationType")
    msg_id: _Name = Field(alias="msgId")
    msgtype: Annotated[str, StringConstraints(pattern=r"^[A-Za-z_]{1,40}$")]
    sender_id: _Name | Literal[""] = Field("", alias="senderId")
    sender_staff_id: _Name | Literal[""] | None = Field(None, alias="senderStaffId")
    robot_code: str | None = Field(None, alias="robotCode")
    chatbot_user_id: str = Field("", alias="chatbotUserId")
    at_users: tuple[AtUser, ...] = Field((), alias="atUsers")
    session_webhook: _Address | Literal[""] = Field("", alias="sessionWebhook")
    session_ends_ms: int = Field(0, alias="sessionWebhookExpiredTime", ge=0, lt=10**16)
    text: Words | None = None
    content: Content | None = None
    quoted_process: str | None = Field(None, alias="originalProcessQueryKey")
    quoted_message: str | None = Field(None, alias="originalMsgId")

    @field_validator("content", mode="before")
    @classmethod
    def _parsed(cls, value: Any) -> Any:
        return read(value) if isinstance(value, str) else value  # some clients send JSON in a string


class PrivateData(_Payload):
    action_ids: tuple[str, ...] = Field((), alias="actionIds")
    params: dict[str, Any] = {}


class _ClickContent(_Payload):
    private: PrivateData = Field(alias="cardPrivateData")


class Click(_Payload):
    """`content` is JSON in a string."""

    type: str = ""
    out_track_id: _Name = Field(alias="outTrackId")
    user_id: _Name = Field(alias="userId")
    space_id: str = Field("", alias="spaceId")
    space_type: str = Field("", alias="spaceType")
    content: _ClickContent

    @field_validator("content", mode="before")
    @classmethod
    def _parsed(cls, value: Any) -> Any:
        return read(value) if isinstance(value, str) else value


def read(data: str | bytes) -> dict[str, Any]:
    """A JSON object in UTF-8, each of its names once. Raises ValueError for everything else."""
    text = data if isinstance(data, str) else data.decode("utf-8")
    body = _JSON.decode(text)
    if not isinstance(body, dict):
        raise ValueError("no object")
    if "\\ud" in text.lower():  # half a character can be escaped, and written nowhere
        json.dumps(body, ensure_ascii=False).encode()
    return body


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a name twice: who reads the first and who reads the last would disagree")
    return made


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


_JSON = json.JSONDecoder(
    object_pairs_hook=_each_once, parse_constant=_refused
)  # `loads` would make one each time

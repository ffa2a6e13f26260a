"""What DingTalk sends, as far as we read it."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator


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

    conversation_id: str = Field(alias="conversationId", min_length=1)
    conversation_type: str = Field(alias="conversationType")
    msg_id: str = Field(alias="msgId", min_length=1)
    msgtype: str
    sender_id: str = Field("", alias="senderId")
    sender_staff_id: str | None = Field(None, alias="senderStaffId")
    robot_code: str | None = Field(None, alias="robotCode")
    chatbot_user_id: str = Field("", alias="chatbotUserId")
    at_users: tuple[AtUser, ...] = Field((), alias="atUsers")
    session_webhook: str = Field("", alias="sessionWebhook")
    session_ends_ms: int = Field(0, alias="sessionWebhookExpiredTime")
    text: Words | None = None
    content: Content | None = None
    quoted_process: str | None = Field(None, alias="originalProcessQueryKey")
    quoted_message: str | None = Field(None, alias="originalMsgId")

    @field_validator("content", mode="before")
    @classmethod
    def _parsed(cls, value: Any) -> Any:
        return json.loads(value) if isinstance(value, str) else value  # some clients send JSON in a string


class PrivateData(_Payload):
    action_ids: tuple[str, ...] = Field((), alias="actionIds")
    params: dict[str, Any] = {}


class _ClickContent(_Payload):
    private: PrivateData = Field(alias="cardPrivateData")


class Click(_Payload):
    """`content` is JSON in a string."""

    type: str = ""
    out_track_id: str = Field(alias="outTrackId", min_length=1)
    user_id: str = Field(alias="userId", min_length=1)
    space_id: str = Field("", alias="spaceId")
    space_type: str = Field("", alias="spaceType")
    content: _ClickContent

    @field_validator("content", mode="before")
    @classmethod
    def _parsed(cls, value: Any) -> Any:
        return json.loads(value) if isinstance(value, str) else value

"""Robot messages and clicks on cards, by HTTP and by Stream alike."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog

from bot.adapter import NotGenuine, RawAnswer, RawRequest, Received
from bot.adapters.dingtalk import payloads, places
from bot.adapters.dingtalk.payloads import Click, RobotMessage
from bot.adapters.dingtalk.places import Session
from bot.adapters.dingtalk.signature import check_card, check_robot
from bot.messages import Address, Attachment, IncomingMessage, Press

_ACTION = "action"
_GROUP_SPACE = "dtv1.card//IM_GROUP."
_EMPTY = RawAnswer(b'{"msgtype":"empty"}', media_type="application/json")
# What is not named stays as it is: the card's new look comes once the click was worked on.
UNCHANGED = {
    "cardUpdateOptions": {"updateCardDataByKey": True, "updatePrivateDataByKey": True},
    "cardData": {"cardParamMap": {}},
    "userPrivateData": {"cardParamMap": {}},
}

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class RobotReceiver:
    secret: str
    robot_code: str

    def __call__(self, request: RawRequest, now: datetime) -> Received:
        check_robot(request, self.secret, now)
        try:
            message = self.read(request.body, now)
        except (ValueError, RecursionError) as error:  # pydantic's and JSON's errors are ValueErrors
            raise NotGenuine(f"malformed: {type(error).__name__}") from error
        return Received((message,) if message else (), _EMPTY)

    def read(self, data: str | bytes, now: datetime) -> IncomingMessage | None:
        """Raises ValueError."""
        heard = RobotMessage.model_validate(payloads.read(data))
        if heard.robot_code not in (None, "", self.robot_code):
            raise ValueError("another robot's")
        sender = heard.sender_staff_id or heard.sender_id
        if not sender:
            raise ValueError("nobody said it")
        text, attachments = _said(heard)
        if not text and not attachments:
            log.info("callback_ignored", platform=places.NAME, kind=heard.msgtype[:80])
            return None
        return IncomingMessage(
            platform=places.NAME,
            message_id=heard.msg_id,
            sender=sender,
            address=_address(heard, sender),
            at=now,
            text=text,
            voice=heard.msgtype == "audio" and bool(text),
            attachments=attachments,
            quotes=heard.quoted_process or heard.quoted_message or None,
        )


@dataclass(frozen=True, slots=True)
class CardReceiver:
    secret: str

    def __call__(self, request: RawRequest, now: datetime) -> Received:
        check_card(request, self.secret, now)
        try:
            message = read_click(request.body, request.headers["x-ddpaas-signature-timestamp"], now)
        except (ValueError, RecursionError) as error:
            raise NotGenuine(f"malformed: {type(error).__name__}") from error
        answer = RawAnswer(json.dumps(UNCHANGED).encode(), media_type="application/json")
        return Received((message,) if message else (), answer)


def read_click(data: str | bytes, once: str, now: datetime) -> IncomingMessage | None:
    """`once` tells this click from others of the same person on the same card. Raises ValueError.

    What was entered does not make it another: a signed moment, which is all that DingTalk signs, carries no
    second set of answers.
    """
    body = payloads.read(data)
    if body.get("type", "actionCallback") != "actionCallback":
        log.info("callback_ignored", platform=places.NAME, kind=str(body.get("type"))[:80])
        return None
    click = Click.model_validate(body)
    params = click.content.private.params
    action = params.get(_ACTION) or next(iter(click.content.private.action_ids), "")
    if not isinstance(action, str) or not action:
        log.info("callback_ignored", platform=places.NAME, kind="click without action")
        return None
    track = places.read_track(click.out_track_id)
    values = {name: _entered(value) for name, value in params.items() if name != _ACTION}
    return IncomingMessage(
        platform=places.NAME,
        message_id=f"click/{_digest(once, click.user_id, click.out_track_id, action)}",
        sender=click.user_id,
        address=_clicked_in(click, track),
        at=now,
        press=Press(action=action, values=values, card=track.card if track else None),
    )


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _clicked_in(click: Click, track: places.Track | None) -> Address:
    """A card for one person answers to who clicked it alone, wherever it was forwarded to."""
    space = click.space_id.removeprefix(_GROUP_SPACE)
    if track is None:
        is_group = "GROUP" in click.space_type.upper() or click.space_id.startswith(_GROUP_SPACE)
    else:
        is_group = not track.is_direct
    return places.group(space) if is_group and space else places.direct_with(click.user_id)


def _entered(value: Any) -> str:
    """An input's value: text as it is; what a menu chose by its id; of several all ids."""
    match value:
        case None:
            return ""
        case str():
            return value.strip()
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"{value:.15g}" if isinstance(value, float) else str(value)
        case {"value": chosen} | {"id": chosen} | {"userId": chosen}:
            return _entered(chosen)
        case list():
            return ",".join(filter(None, map(_entered, value)))
        case _:
            return ""


def _said(heard: RobotMessage) -> tuple[str, tuple[Attachment, ...]]:
    content = heard.content
    if heard.msgtype == "text":
        return _with_mentions(heard.text.content.strip() if heard.text else "", heard), ()
    if content is None:
        return "", ()
    code = content.download_code or content.picture_code
    match heard.msgtype:
        case "audio":
            seconds = content.duration / 1000 if content.duration is not None else None
            voice = (Attachment(kind="voice", name=f"{heard.msg_id}.voice", ref=code, seconds=seconds),)
            return (content.recognition or "").strip(), voice if code else ()
        case "picture":
            return "", (_picture(code),) if code else ()
        case "file" | "video":
            name = content.file_name or heard.msgtype
            return "", (Attachment(kind="file", name=name, ref=code),) if code else ()
        case "richText":
            parts = content.rich_text
            words = "".join(each.text for each in parts).strip()
            pictures = tuple(_picture(each.download_code) for each in parts if each.download_code)
            return _with_mentions(words, heard), pictures
        case _:
            return "", ()


def _picture(code: str) -> Attachment:
    return Attachment(kind="image", name="picture", ref=code)


def _with_mentions(text: str, heard: RobotMessage) -> str:
    """DingTalk takes mentions out of the text and lists them; a colleague's is put where it was."""
    if "@" in text:
        return text  # it was left in, by name
    for each in heard.at_users:
        if each.staff_id and each.dingtalk_id != heard.chatbot_user_id:
            mark = f" <@{each.staff_id}> "
            text = text.replace("  ", mark, 1) if "  " in text else f"{text}{mark}".strip()
    return text


def _address(heard: RobotMessage, sender: str) -> Address:
    session = None
    if heard.session_webhook:
        session = str(Session(sender, heard.session_ends_ms, heard.session_webhook))
    if heard.conversation_type == "2":
        return places.group(heard.conversation_id, session)
    return places.direct_with(sender, session)

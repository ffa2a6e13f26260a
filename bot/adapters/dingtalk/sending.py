"""Which way a message takes: its session while that is open, else the robot's; cards have their own."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import structlog

from bot.adapter import RateLimited, Refused, UpdateTooLate
from bot.adapters.dingtalk import places
from bot.adapters.dingtalk.client import Answer, DingTalkClient
from bot.adapters.dingtalk.config import DingTalkConfig
from bot.adapters.dingtalk.places import Session
from bot.messages import Address, OutgoingMessage

ROUTE = "tuitui"
CARD_PATH = "/dingtalk/card"
_MAX_IMAGE = 20 * 1024 * 1024
_LONG_S = 60.0  # a limit to wait for is shorter
_FLOW_S = 60.0  # a person to whom too much was sent

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Sender:
    config: DingTalkConfig
    client: DingTalkClient

    def send(self, message: OutgoingMessage, now: datetime) -> str:
        """The card's `outTrackId`, else DingTalk's query key or, of a session's answer, a name of ours.

        A card that stands as words, or is no longer there, cannot change: UpdateTooLate.
        """
        body = cast(dict[str, Any], message.payload)  # `render` made it
        if message.replaces is not None:
            self._change(message.replaces, body.get("card"))
            return message.replaces
        if "picture" in body:
            return self._picture(message.address, body["picture"])
        if body.get("card") is not None and self.config.has_cards and _is_known(message.address):
            try:
                return self._card(message, body["card"], body["key"])
            except (Refused, RateLimited) as error:
                # Its words can be answered as well, and a session is free when the month is used up.
                if isinstance(error, RateLimited) and not self._is_spent(error, message.address, now):
                    raise
                log.warning("card_refused", platform="dingtalk", reason=str(error)[:300])
        return self._say(message, body["say"], body.get("actions", []), now)

    def _is_spent(self, limit: RateLimited, address: Address, now: datetime) -> bool:
        return limit.retry_after_s >= _LONG_S and self._session(address, now) is not None

    def _session(self, address: Address, now: datetime) -> Session | None:
        session = Session.read(address.thread)
        is_usable = session and session.is_open(now) and self.client.is_session(session.webhook)
        return session if is_usable else None

    def _change(self, reference: str, params: Mapping[str, str] | None) -> None:
        if not places.is_track(reference) or params is None:
            raise UpdateTooLate("no_card", "it stands as words")
        body = {
            "outTrackId": reference,
            "cardData": {"cardParamMap": dict(params)},
            "cardUpdateOptions": {"updateCardDataByKey": True, "updatePrivateDataByKey": True},
        }
        try:
            answer = self.client.call("PUT", "v1.0/card/instances", body)
        except Refused as error:
            raise UpdateTooLate(error.code, str(error)) from error
        if answer.get("success") is False:
            raise UpdateTooLate("not_changed", str(answer)[:300])

    def _card(self, message: OutgoingMessage, params: Mapping[str, str], key: str) -> str:
        """Create and deliver in one call: the month counts calls."""
        address = message.address
        track = places.track_id(message.key, key, direct=address.direct)
        body: dict[str, Any] = {
            "cardTemplateId": self.config.card_template_id,
            "outTrackId": track,
            "cardData": {"cardParamMap": dict(params)},
            "userIdType": 1,
            **self._callback(),
            **self._space(address),
        }
        answer = self.client.call("POST", "v1.0/card/instances/createAndDeliver", body)
        result = answer.get("result")
        delivered = result.get("deliverResults") if isinstance(result, dict) else None
        failed = [each for each in delivered or () if isinstance(each, dict) and each.get("success") is False]
        if answer.get("success") is False or failed:
            raise Refused("not_delivered", str(failed or answer)[:300])
        return track

    def _callback(self) -> dict[str, str]:
        if self.config.by_stream:
            return {"callbackType": "STREAM"}
        self.client.register_cards(ROUTE, f"{self.config.public_url}{CARD_PATH}")
        return {"callbackType": "HTTP", "callbackRouteKey": ROUTE}

    def _space(self, address: Address) -> dict[str, Any]:
        robot = self.config.robot_code
        if address.direct:
            return {
                "openSpaceId": f"dtv1.card//IM_ROBOT.{places.user_of(address)}",
                "imRobotOpenSpaceModel": {"supportForward": True},
                "imRobotOpenDeliverModel": {"spaceType": "IM_ROBOT", "robotCode": robot},
            }
        return {
            "openSpaceId": f"dtv1.card//IM_GROUP.{address.conversation}",
            "imGroupOpenSpaceModel": {"supportForward": True},
            "imGroupOpenDeliverModel": {"robotCode": robot},
        }

    def _picture(self, address: Address, picture: Mapping[str, str]) -> str:
        data = base64.b64decode(picture["png"])
        if len(data) > _MAX_IMAGE:
            raise Refused("too_large", f"{len(data)} bytes")
        media = self.client.upload("image", picture["name"], data)
        return self._robot(address, "sampleImageMsg", {"photoURL": media})

    def _say(
        self, message: OutgoingMessage, said: Mapping[str, str], actions: list[dict[str, str]], now: datetime
    ) -> str:
        address = message.address
        if (session := self._session(address, now)) is not None:
            try:
                answer = _session_body(session.user, said, actions, in_group=not address.direct)
                self.client.answer_session(session.webhook, address.conversation, answer)
            except Refused as error:  # closed before its time
                log.info("session_refused", platform="dingtalk", reason=str(error)[:300])
            else:
                return f"session/{hashlib.sha256(message.key.encode()).hexdigest()[:32]}"
        if actions:
            return self._robot(address, *_action_card(said, actions))
        if "title" in said:
            return self._robot(address, "sampleMarkdown", {"title": said["title"], "text": said["text"]})
        return self._robot(address, "sampleText", {"content": said["text"]})

    def _robot(self, address: Address, kind: str, param: Mapping[str, str]) -> str:
        told = {
            "robotCode": self.config.robot_code,
            "msgKey": kind,
            "msgParam": json.dumps(param, ensure_ascii=False),
        }
        if not address.direct:
            to = {"openConversationId": address.conversation}
            return _reference(self.client.call("POST", "v1.0/robot/groupMessages/send", {**told, **to}))
        user = places.user_of(address)
        if not _is_known(address):
            raise Refused("outsider", "only the session of what they wrote reaches them")
        to_one = {**told, "userIds": [user]}
        answer = self.client.call("POST", "v1.0/robot/oToMessages/batchSend", to_one)
        _delivered(answer, user)
        return _reference(answer)


def _is_known(address: Address) -> bool:
    """People outside the organisation have an id that only a session understands."""
    return not (address.direct and places.user_of(address).startswith("$"))


def _delivered(answer: Answer, user: str) -> None:
    """DingTalk says yes to a call that reached nobody, too."""
    if user in (answer.get("flowControlledStaffIdList") or ()):
        raise RateLimited(_FLOW_S)
    for name in ("invalidStaffIdList", "filteredStaffIdList"):
        if user in (answer.get(name) or ()):
            raise Refused(name, user)


def _reference(answer: Answer) -> str:
    return str(answer.get("processQueryKey") or "sent")


def _session_body(
    user: str, said: Mapping[str, str], actions: list[dict[str, str]], *, in_group: bool
) -> dict[str, Any]:
    """In a group whoever asked is mentioned: both in the text and beside it, or nobody is told."""
    at: dict[str, Any] = {}
    text = said["text"]
    if in_group and not user.startswith("$"):
        at = {"at": {"atUserIds": [user], "isAtAll": False}}
        text = f"@{user}  \n{text}" if "title" in said else f"@{user} {text}"
    if actions and not in_group:
        buttons = [{"title": each["title"], "actionURL": each["url"]} for each in actions]
        card = {"title": said["title"], "text": text, "btnOrientation": "0", "btns": buttons}
        return {"msgtype": "actionCard", "actionCard": card}
    if "title" in said:
        return {"msgtype": "markdown", "markdown": {"title": said["title"], "text": text}, **at}
    return {"msgtype": "text", "text": {"content": text}, **at}


def _action_card(said: Mapping[str, str], actions: list[dict[str, str]]) -> tuple[str, dict[str, str]]:
    title = {"title": said["title"], "text": said["text"]}
    if len(actions) == 1:
        return "sampleActionCard", {
            **title,
            "singleTitle": actions[0]["title"],
            "singleURL": actions[0]["url"],
        }
    buttons: dict[str, str] = {}
    for number, each in enumerate(actions, 1):
        buttons |= {f"actionTitle{number}": each["title"], f"actionURL{number}": each["url"]}
    return f"sampleActionCard{len(actions)}", {**title, **buttons}

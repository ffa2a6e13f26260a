"""DingTalk's own 签到 (check-in): an event says who did it, its record says where.

A robot is sent no locations; this is how a place comes from DingTalk. The app has to subscribe to the event
`check_in`, over Stream, and must be let read `topapi/checkin/record/get`. The fields are known from others'
code alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from bot.adapter import NotReachable, ProtocolChanged
from bot.adapters.dingtalk import payloads, places
from bot.adapters.dingtalk.client import DingTalkClient
from bot.messages import IncomingMessage, Place

EVENT = "check_in"
_AROUND_MS = 60_000  # the record's moment and the event's differ a little


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")
    user: str = Field(validation_alias=AliasChoices("StaffId", "staffId", "UserId", "userId"), min_length=1)
    at_ms: int = Field(validation_alias=AliasChoices("TimeStamp", "timeStamp", "timestamp"), gt=0)


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")
    at_ms: int = Field(alias="checkin_time")
    place: str = ""
    detail: str = Field("", alias="detail_place")
    latitude: float
    longitude: float


_RECORDS = TypeAdapter(list[_Record])


@dataclass(frozen=True, slots=True)
class CheckIns:
    client: DingTalkClient

    def read(self, data: str | bytes, id_: str, now: datetime) -> IncomingMessage:
        """Raises ValueError for what is no such event, and a PlatformError when its record is not there."""
        event = _Event.model_validate(payloads.read(data))
        nearest = min(self._records(event), key=lambda each: abs(each.at_ms - event.at_ms), default=None)
        if nearest is None:
            raise NotReachable("the check-in has no record yet")
        name = nearest.place or nearest.detail
        return IncomingMessage(
            platform=places.NAME,
            message_id=f"checkin/{id_ or f'{event.user}/{event.at_ms}'}",
            sender=event.user,
            address=places.direct_with(event.user),
            at=now,
            place=Place(name=name, latitude=nearest.latitude, longitude=nearest.longitude),
        )

    def _records(self, event: _Event) -> list[_Record]:
        asked = {
            "userid_list": event.user,
            "start_time": event.at_ms - _AROUND_MS,
            "end_time": event.at_ms + _AROUND_MS,
            "cursor": 0,
            "size": 10,
        }
        found: Any = self.client.check_ins(asked).get("result")
        try:
            return _RECORDS.validate_python(found.get("page_list") or [] if isinstance(found, dict) else [])
        except ValidationError as error:
            raise ProtocolChanged("a check-in's record is not as known") from error

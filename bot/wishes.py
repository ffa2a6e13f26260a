"""What the assistant itself does for one person, outside any process: preferences and personal reminders."""

from __future__ import annotations

from pydantic import AwareDatetime

from bot.messages import Text, Value


class SetPreference(Value):
    """`key`: language | quiet_hours | digest, with the values of the catalogue."""

    person: str
    key: str
    value: str


class SetReminder(Value):
    """A note to come back at a moment: to oneself, or to somebody else on one's behalf."""

    by: str
    person: str
    text: str
    at: AwareDatetime


class Delegate(Value):
    """委托: the deputy acts on the principal's approvals in a period: on all, or within a scope."""

    principal: str
    deputy: str
    start: AwareDatetime
    end: AwareDatetime
    template: str = ""
    department: str = ""  # of who started it
    up_to_cny: float | None = None


class EndDelegation(Value):
    """Nobody stands in for the principal any more."""

    principal: str


class CheckIn(Value):
    """签到 or 签退: that somebody was there, now."""

    person: str
    kind: str  # check_in | check_out
    place: str


class PublishTemplate(Value):
    """A version of a template, as `source`. The rest is for the answer."""

    template: str
    source: str
    by: str
    name: Text
    prefix: str
    version: int = 1  # the first is a new template
    remarks: tuple[Text, ...] = ()  # what the lint finds doubtful in it


AnyWish = SetPreference | SetReminder | Delegate | EndDelegation | CheckIn | PublishTemplate
WISHES = (SetPreference, SetReminder, Delegate, EndDelegation, CheckIn, PublishTemplate)

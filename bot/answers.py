"""Reading what is said while a question is open: its answer, a correction, or something else altogether."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pydantic import JsonValue

from bot.cards import Button
from bot.dialogue import Pending, Wait
from bot.intent import Intent, Reader, Utterance
from bot.modelling.phrases import PUBLISH, SIMULATE, may_be_one
from bot.present.choosing import WHOM
from bot.view import TurnView, number_in

SURE = 0.8  # another wish that is this clear interrupts; a doubtful one is taken for the answer
_FREE_TEXT = ("reason", "text")
_REASONED = ("reject", "return_task")
MAX_REASON = 200
MAX_NAME = 30
_QUESTION = re.compile(r"[??]\s*$|[吗呢么]\s*[。.!!]?$|^(?:等|什么|谁|why|what|who|wait)", re.IGNORECASE)
_ORDINALS = {"一": 0, "二": 1, "两": 1, "三": 2, "四": 3, "五": 4, "first": 0, "second": 1, "third": 2}
_FILLERS = re.compile(r"^(就|是|选|那|嗯|哦|the|it'?s|就是)+|[。.!!吧呢啊]+$")


def read(
    pending: Pending, intent: Intent, utterance: Utterance, reader: Reader, view: TurnView
) -> dict[str, JsonValue] | None:
    """The pending intent's slots with the answer in them; None when it was no answer."""
    if pending.intent == "start_process":
        return _about_the_form(pending, intent, utterance, reader)
    if pending.intent == "create_template":
        return _about_the_draft(pending, intent, utterance.text)
    if pending.wait is Wait.YES:
        return _reason(pending, intent, utterance.text)
    if pending.choices and (value := _choice(pending.choices, utterance.text)) is not None:
        return with_slot(pending.slots, pending.slot, value)
    if pending.slot in _FREE_TEXT:
        return None if _interrupts(intent) else with_slot(pending.slots, pending.slot, utterance.text)
    if pending.slot in ("until", "at"):
        moment = reader.moment(utterance)
        return with_slot(pending.slots, pending.slot, moment) if moment else None
    said = intent.slots.get(pending.slot)
    if isinstance(said, str) and (intent.name == pending.intent or not _interrupts(intent)):
        return with_slot(pending.slots, pending.slot, said)
    if _interrupts(intent):
        return None
    if pending.slot == "person" and len(utterance.text) <= MAX_NAME:
        return with_slot(pending.slots, "person", _FILLERS.sub("", utterance.text.strip()))
    if pending.slot in ("task", "process") and (number := number_in(utterance.text)) is not None:
        return with_slot(pending.slots, pending.slot, number)
    return None


def _about_the_draft(pending: Pending, intent: Intent, said: str) -> dict[str, JsonValue] | None:
    """A correction, 模拟 or 发布; naming a process may begin anew; other wishes interrupt."""
    if intent.name == "create_template" and intent.confidence >= SURE and not PUBLISH.fullmatch(said):
        return {
            "text": said,
            "draft": pending.slots.get("draft"),
        }  # which of them it is about, it tells itself
    asks = SIMULATE.search(said) is not None and number_in(said) is None
    is_change = asks or (may_be_one(said) and not _QUESTION.search(said))
    steps_wanted = not pending.choices and not _interrupts(intent)
    return with_slot(pending.slots, "change", said) if is_change or steps_wanted else None


def _reason(pending: Pending, intent: Intent, said: str) -> dict[str, JsonValue] | None:
    """预算太高, said to 驳回 NP-12?, is why; a question or another wish is not."""
    if pending.intent not in _REASONED or pending.slots.get("reason"):
        return None
    if intent.name == pending.intent and isinstance(reason := intent.slots.get("reason"), str):
        return with_slot(pending.slots, "reason", reason)
    if intent.name != "none" or len(said) > MAX_REASON or _QUESTION.search(said):
        return None
    return with_slot(pending.slots, "reason", said)


def with_slot(slots: Mapping[str, JsonValue], slot: str, value: JsonValue) -> dict[str, JsonValue]:
    """`fields.budget` goes into the form's fields."""
    if not slot.startswith("fields."):
        return {**slots, slot: value}
    return {**slots, "fields": {**_fields(slots), slot.removeprefix("fields."): value}}


def _about_the_form(
    pending: Pending, intent: Intent, utterance: Utterance, reader: Reader
) -> dict[str, JsonValue] | None:
    """More of the form, or a correction of what was said: 不对,预算是80万."""
    template = pending.slots.get("template")
    if pending.slot == "template":
        return _which_template(pending, intent, utterance)
    if pending.choices and (value := _choice(pending.choices, utterance.text)) is not None:
        return with_slot(pending.slots, pending.slot, value)
    same = intent.name == "start_process" and intent.slots.get("template") in (None, template)
    if not same and _interrupts(intent):
        return None
    asked = pending.slot.removeprefix("fields.") if pending.slot.startswith("fields.") else None
    if asked is not None and asked.startswith(WHOM) and not same:
        who = _FILLERS.sub("", utterance.text.strip())
        return with_slot(pending.slots, pending.slot, who) if who and len(who) <= MAX_NAME else None
    if intent.name == "confirm" and asked is not None and not _fields(intent.slots):
        return None  # 确认 is no 事项
    values = reader.fields(utterance, str(template), asked)
    if same:
        values = {**values, **_fields(intent.slots)}
    if intent.name == "none" and intent.confidence >= SURE and asked not in values:
        return None  # small talk: 今天天气不错 sets no date
    title = intent.slots.get("title") if same else None
    if not values and not title:
        return None
    merged: dict[str, JsonValue] = {**pending.slots, "fields": {**_fields(pending.slots), **values}}
    return {**merged, "title": title} if title else merged


def _which_template(pending: Pending, intent: Intent, utterance: Utterance) -> dict[str, JsonValue] | None:
    if isinstance(template := intent.slots.get("template"), str):
        fields = {**_fields(pending.slots), **_fields(intent.slots)}
        return {**pending.slots, "template": template, "fields": fields}
    value = _choice(pending.choices, utterance.text)
    return with_slot(pending.slots, "template", value) if value else None


def _interrupts(intent: Intent) -> bool:
    return intent.name not in ("none", "confirm", "deny") and intent.confidence >= SURE


def _choice(choices: tuple[Button, ...], said: str) -> str | None:
    """第二个, 2, or the words on the button."""
    words = _FILLERS.sub("", said.strip()).lower()
    place = re.fullmatch(r"(?:第)?([一二两三四五]|[1-5]|first|second|third)(?:个|项|one)?\s*(?:one)?", words)
    if place:
        index = _ORDINALS.get(place.group(1), int(place.group(1)) - 1 if place.group(1).isdigit() else -1)
        return _value(choices[index]) if 0 <= index < len(choices) else None
    if not words:
        return None
    named = [each for each in choices if words in each.label.zh.lower() or words in each.label.en.lower()]
    return _value(named[0]) if len(named) == 1 else None


def _value(choice: Button) -> str:
    return choice.id.split("/", 2)[-1]


def _fields(slots: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    fields = slots.get("fields")
    return dict(fields) if isinstance(fields, dict) else {}

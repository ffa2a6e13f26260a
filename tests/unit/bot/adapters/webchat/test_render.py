"""Replies as the web chat keeps them and as their reader sees them."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest
from pydantic import JsonValue

from bot.adapter import Refused
from bot.adapters.webchat.adapter import WebchatAdapter
from bot.adapters.webchat.render import render, shown
from bot.cards import Button, Card, Fact, Input, InputType, Option, Picture, Reply, Saying, State, Style
from bot.messages import Address, Language, OutgoingMessage, Text

ADDRESS = Address(platform="web", conversation="dm:li.na", thread="m1")
NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
CARD = Card(
    key="task/NP-12-3",
    state=State.WAITING,
    status=Text(zh="等你审批", en="Waiting for you"),
    title=Text(zh="审批:极光手表", en="Approve: Aurora watch"),
    number="NP-12",
    facts=(Fact(label=Text(zh="预算", en="Budget"), value=Text(zh="62 万元", en="¥620k")),),
    context=Text(zh="因为预算超过 50 万", en="Because the budget is over ¥500k"),
    inputs=(
        Input(
            id="priority",
            label=Text(zh="优先级", en="Priority"),
            type=InputType.CHOICE,
            required=True,
            options=(Option(id="high", label=Text(zh="高", en="High")),),
            hint=Text(zh="选一个", en="Choose one"),
        ),
    ),
    buttons=(Button(id="approve/NP-12-3", label=Text(zh="同意", en="Approve"), style=Style.PRIMARY),),
)
SAYING = Saying(text=Text(zh="**好的**", en="**Fine**"))
PICTURE = Picture(name="gantt.png", png=b"\x89PNG", alt=Text(zh="甘特图", en="Gantt chart"))


def test_each_part_is_a_message_under_a_key_of_its_own() -> None:
    messages = render(Reply(parts=(SAYING, CARD)), ADDRESS, key="turn-7", replaces=None)

    assert [each.key for each in messages] == ["turn-7/0", "turn-7/1"]
    assert {each.address for each in messages} == {ADDRESS}


def test_what_is_replaced_is_the_card() -> None:
    messages = render(Reply(parts=(SAYING, CARD)), ADDRESS, key="k", replaces="m9")

    assert [each.replaces for each in messages] == [None, "m9"]


def test_a_card_in_both_languages() -> None:
    (message,) = render(Reply(parts=(CARD,)), ADDRESS, key="k", replaces=None)
    kept = message.model_dump(mode="json")["payload"]["parts"]

    assert shown(kept, Language.EN) == [
        {
            "type": "card",
            "key": "task/NP-12-3",
            "state": "waiting",
            "status": "Waiting for you",
            "title": "Approve: Aurora watch",
            "number": "NP-12",
            "facts": [{"label": "Budget", "value": "¥620k"}],
            "more": [],
            "context": "Because the budget is over ¥500k",
            "inputs": [
                {
                    "id": "priority",
                    "label": "Priority",
                    "type": "choice",
                    "required": True,
                    "options": [{"id": "high", "label": "High"}],
                    "value": "",
                    "hint": "Choose one",
                }
            ],
            "buttons": [{"id": "approve/NP-12-3", "label": "Approve", "style": "primary"}],
            "outcome": None,
        }
    ]
    assert shown(kept, Language.ZH)[0]["title"] == "审批:极光手表"


def test_a_picture_travels_as_base64_until_the_memory_keeps_it() -> None:
    (message,) = render(Reply(parts=(PICTURE,)), ADDRESS, key="k", replaces=None)
    (kept,) = message.model_dump(mode="json")["payload"]["parts"]

    assert base64.b64decode(kept["png"]) == b"\x89PNG"


def test_a_kept_picture_is_shown_by_its_address() -> None:
    alt: dict[str, JsonValue] = {"zh": "甘特图", "en": "Gantt chart"}

    assert shown([{"type": "image", "name": "g", "alt": alt, "blob": "b1", "width": 1200}], Language.ZH) == [
        {"type": "image", "url": "/blobs/b1", "alt": "甘特图", "width": 1200}
    ]


class Nowhere:
    """A mailbox without conversations."""

    def put(self, conversation: str, *_: object, **__: object) -> str:
        raise KeyError(conversation)

    def file(self, ref: str) -> None:
        return None


def test_a_conversation_that_does_not_exist_is_refused() -> None:
    message = OutgoingMessage(address=ADDRESS, payload={"parts": []}, key="k")

    with pytest.raises(Refused) as refused:
        WebchatAdapter(Nowhere()).send(message, NOW)
    assert refused.value.code == "no_conversation"

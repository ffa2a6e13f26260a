"""A form as a modal: https://docs.slack.dev/surfaces/modals, and what comes back of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.adapters.slack import inputs
from bot.adapters.slack.payloads import File, Submitted
from bot.adapters.slack.render import INPUT, MAX_VIEW_BLOCKS, about
from bot.cards import Card, InputType
from bot.messages import Language, Text, Value
from bot.money import typed_amount
from bot.numbers import typed_number
from bot.rendering import short

CALLBACK = "form"
_MAX_VIEW = 240_000  # bytes; Slack's own is 250 kB
_MAX_WORDS = 24  # of a title, and of a button
_CANCEL = Text(zh="取消", en="Cancel")
_REQUIRED = Text(zh="请填上这一项。", en="Please fill this in.")
_NO_AMOUNT = Text(zh="请写一个金额,比如 62万 或 3500。", en="Please write an amount, such as 800k or 3500.")
_NO_NUMBER = Text(zh="请写一个数,比如 10。", en="Please write a number, such as 10.")


class Origin(Value):
    """What a modal keeps of the click that opened it; the view carries it there and back."""

    action: str
    card: str | None = None
    channel: str
    thread: str | None = None
    direct: bool = True
    language: Language


def modal(card: Card, origin: Origin, submit: str) -> dict[str, Any] | None:
    """None where it is too large even with plain inputs."""
    language = origin.language
    for is_plain in (False, True):
        blocks = [
            *about(card, language),
            *(
                inputs.block(each, language, is_plain=is_plain)
                for each in card.inputs
                if each.type in inputs.IN_MODALS
            ),
        ]
        view = {
            "type": "modal",
            "callback_id": CALLBACK,
            "title": _plain(card.title.said_in(language).strip() or submit),
            "submit": _plain(submit),
            "close": _plain(_CANCEL.said_in(language)),
            "private_metadata": origin.model_dump_json(exclude_none=True),
            "blocks": blocks,
        }
        if len(blocks) <= MAX_VIEW_BLOCKS and len(json.dumps(view).encode()) <= _MAX_VIEW:
            return view
    return None


def entered(view: Submitted) -> Mapping[str, str]:
    """By the ids of the form's inputs."""
    return {
        block.removeprefix(INPUT): each.text
        for block, elements in view.state.values.items()
        if block.startswith(INPUT)
        for each in elements.values()
    }


def attached(view: Submitted) -> tuple[tuple[str, File], ...]:
    """The files chosen, with the ids of their inputs."""
    return tuple(
        (block.removeprefix(INPUT), file)
        for block, elements in view.state.values.items()
        if block.startswith(INPUT)
        for each in elements.values()
        for file in each.files
    )


def flaws(view: Submitted, language: Language) -> dict[str, str]:
    """What can be seen to be wrong without asking anybody: a sentence for each block's id."""
    values, files = entered(view), {name for name, _ in attached(view)}
    found = {}
    for block in view.blocks:
        if block.type != "input" or not block.block_id.startswith(INPUT):
            continue
        name = block.block_id.removeprefix(INPUT)
        value = values.get(name, "") or ("file" if name in files else "")
        kind = block.element.action_id.removeprefix(inputs.ELEMENT) if block.element else ""
        if (flaw := _flaw(value, kind, optional=block.optional)) is not None:
            found[block.block_id] = flaw.said_in(language)
    return found


def _flaw(value: str, kind: str, *, optional: bool) -> Text | None:
    if not value:
        return None if optional else _REQUIRED
    match kind:
        case InputType.MONEY:
            return _NO_AMOUNT if typed_amount(value) is None else None
        case InputType.NUMBER:
            return _NO_NUMBER if typed_number(value) is None and not _is_number(value) else None
        case _:
            return None


def _is_number(value: str) -> bool:
    """A negative one, too."""
    try:
        float(value)
    except ValueError:
        return False
    return True


def _plain(words: str) -> dict[str, str]:
    return {"type": "plain_text", "text": short(words, _MAX_WORDS)}

"""A form's questions as components of a card's form, and what comes back of them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from bot.adapters.feishu.markdown import plain
from bot.cards import Input, InputType, Option
from bot.messages import Language, Text
from bot.rendering import short

PREFIX = "in_"  # of a component's name
ELSEWHERE = (InputType.FILE, InputType.TABLE)
_MAX_LABEL = 100
_MAX_TYPED = 1000
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2}))? ([+-]\d{2})(\d{2})")
_CHOOSE = Text(zh="请选择", en="Choose")
_TYPE = Text(zh="请填写", en="Type here")

Block = dict[str, Any]


def elements(asked: Input, language: Language, *, longest_menu: int) -> list[Block]:
    """A menu that would be too long becomes a line to type into; files and tables are for the form's page."""
    if asked.type in ELSEWHERE:
        return []
    label = asked.label.said_in(language) or asked.id
    if (picker := _picker(asked, language, longest_menu)) is not None:
        star = " <font color='red'>*</font>" if asked.required else ""
        heading = {"tag": "markdown", "content": f"{plain(short(label, _MAX_LABEL))}{star}"}
        return [heading, picker]
    typed: Block = {
        "tag": "input",
        "name": f"{PREFIX}{asked.id}",
        "label": text(label, _MAX_LABEL),
        "label_position": "top",
        "placeholder": text(_hint(asked, _TYPE, language), _MAX_LABEL),
        "required": asked.required,
        "max_length": _MAX_TYPED,
        "width": "fill",
    }
    if asked.value:
        typed["default_value"] = asked.value[:_MAX_TYPED]
    if asked.type is InputType.LONG_TEXT:
        typed |= {"input_type": "multiline_text", "rows": 3}
    return [typed]


def text(words: str, limit: int) -> Block:
    return {"tag": "plain_text", "content": short(words, limit) or " "}


def entered(value: Any) -> str:
    """What somebody entered: a date comes with the zone of its reader, and is one without."""
    if isinstance(value, list):
        return ", ".join(map(entered, value))
    words = value.strip() if isinstance(value, str) else ""
    if (found := _MOMENT.fullmatch(words)) is None:
        return words
    day, clock, hours, minutes = found.groups()
    return f"{day}T{clock}{hours}:{minutes}" if clock else day


def _picker(asked: Input, language: Language, longest_menu: int) -> Block | None:
    """None for what is typed."""
    common: Block = {
        "name": f"{PREFIX}{asked.id}",
        "required": asked.required,
        "placeholder": text(_hint(asked, _CHOOSE, language), _MAX_LABEL),
        "width": "fill",
    }
    match asked.type:
        case InputType.CHOICE | InputType.PERSON if 0 < len(asked.options) <= longest_menu:
            menu: Block = {"tag": "select_static", **common}
            menu["options"] = [_option(each, language) for each in asked.options]
            chosen = next((n for n, each in enumerate(asked.options, 1) if each.id == asked.value), None)
            return {**menu, "initial_index": chosen} if chosen else menu
        case InputType.DATE if not asked.value or _is_date(asked.value):
            known = {"initial_date": asked.value} if asked.value else {}
            return {"tag": "date_picker", **common, **known}
        case InputType.DATETIME if not asked.value or _is_moment(asked.value):
            known = {"initial_datetime": asked.value[:16].replace("T", " ")} if asked.value else {}
            return {"tag": "picker_datetime", **common, **known}
        case _:
            return None


def _hint(asked: Input, otherwise: Text, language: Language) -> str:
    return (asked.hint or otherwise).said_in(language)


def _option(option: Option, language: Language) -> Block:
    return {"text": text(option.label.said_in(language) or option.id, _MAX_LABEL), "value": option.id}


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_moment(value: str) -> bool:
    try:
        return "T" in value and datetime.fromisoformat(value) is not None
    except ValueError:
        return False

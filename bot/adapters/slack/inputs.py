"""A form's questions as input blocks inside the message: their state comes with the click of its button."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.cards import Input, InputType, Option
from bot.messages import Language
from bot.rendering import short

PREFIX = "in/"  # of an input's block id
ELEMENT = "value/"  # of its element's id, before its kind
MAX_FILES = 10  # Slack's own limit
_MAX_LABEL = 150  # Slack's own is 2000: that would be a text, not a label
_MAX_HINT = 300
_MAX_TYPED = 3000
_MAX_OPTION = 75
_MAX_OPTION_ID = 150
_MAX_OPTIONS = 100  # in a menu; a hundred groups of them in a menu of groups

IN_MODALS = frozenset(InputType) - {InputType.TABLE}
IN_MESSAGES = IN_MODALS - {InputType.FILE}

Block = dict[str, Any]


def block(asked: Input, language: Language, *, is_plain: bool) -> Block:
    """`is_plain`: a menu that would be too long becomes a line to type into."""
    hint = {"hint": _plain(asked.hint.said_in(language), _MAX_HINT)} if asked.hint else {}
    return {
        "type": "input",
        "block_id": f"{PREFIX}{asked.id}",
        "label": _plain(asked.label.said_in(language) or asked.id, _MAX_LABEL),
        "optional": not asked.required,
        "element": _element(asked, language, is_plain=is_plain),
        **hint,
    }


def _element(asked: Input, language: Language, *, is_plain: bool) -> Block:
    name = f"{ELEMENT}{asked.type}"
    options = [_option(each, language) for each in asked.options if 0 < len(each.id) <= _MAX_OPTION_ID]
    if asked.type in (InputType.CHOICE, InputType.PERSON) and options and not is_plain:
        return _menu(asked, options, name)
    if asked.type is InputType.FILE:
        return {"type": "file_input", "action_id": name, "max_files": MAX_FILES}
    if asked.type is InputType.DATE and (not asked.value or _is_date(asked.value)):
        known = {"initial_date": asked.value} if asked.value else {}
        return {"type": "datepicker", "action_id": name, **known}
    known = {"initial_value": asked.value[:_MAX_TYPED]} if asked.value else {}
    is_long = asked.type is InputType.LONG_TEXT
    return {"type": "plain_text_input", "action_id": name, "multiline": is_long, **known}


def _menu(asked: Input, options: list[Block], name: str) -> Block:
    chosen = next((each for each in options if each["value"] == asked.value), None)
    known = {"initial_option": chosen} if chosen else {}
    menu: Block = {"type": "static_select", "action_id": name, **known}
    if len(options) <= _MAX_OPTIONS:
        return {**menu, "options": options}
    groups = []
    for start in range(0, min(len(options), _MAX_OPTIONS * _MAX_OPTIONS), _MAX_OPTIONS):
        some = options[start : start + _MAX_OPTIONS]
        groups.append({"label": _plain(f"{start + 1}–{start + len(some)}", _MAX_OPTION), "options": some})
    return {**menu, "option_groups": groups}


def _option(option: Option, language: Language) -> Block:
    return {"text": _plain(option.label.said_in(language) or option.id, _MAX_OPTION), "value": option.id}


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _plain(text: str, limit: int) -> Block:
    return {"type": "plain_text", "text": short(text, limit)}

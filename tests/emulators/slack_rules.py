"""What Slack's Web API accepts: methods, arguments, Block Kit and its documented limits.

docs.slack.dev/reference/block-kit/blocks and the pages of the methods.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

MAX_TOTAL = 13_200  # characters over all blocks
_BLOCKS = 50
_VIEW_BLOCKS = 100
_ELEMENTS = {"plain_text_input", "static_select", "datepicker", "file_input"}


class Refusal(Exception):
    """`ok: false` with Slack's word; `why` is for whoever reads the test."""

    def __init__(self, error: str, why: str = "") -> None:
        super().__init__(f"{error}: {why}")
        self.error, self.why = error, why


def check_message(body: dict[str, Any]) -> None:
    text, blocks = body.get("text"), body.get("blocks", [])
    if not text:
        raise Refusal("no_text", "blocks need a text for notifications too")
    if len(text) > 4000:
        raise Refusal("msg_too_long", str(len(text)))
    _blocks(blocks, _BLOCKS)
    if (total := sum(map(len, texts(blocks)))) > MAX_TOTAL:
        raise Refusal("msg_blocks_too_long", str(total))


def check_view(view: dict[str, Any], kind: str) -> None:
    """https://docs.slack.dev/reference/views"""
    _only(view, "title", "blocks", "submit", "close", "private_metadata", "callback_id")
    _require(view.get("type") == kind, "type")
    if len(json.dumps(view).encode()) > 250_000:
        raise Refusal("view_too_large")
    if kind == "modal":
        _text(view["title"], 24, plain=True)
        _text(view.get("close", view["title"]), 24, plain=True)
        if any(each.get("type") == "input" for each in view["blocks"]):
            _text(view["submit"], 24, plain=True)
    _require(len(view.get("private_metadata", "")) <= 3000, "private_metadata")
    _require(len(view.get("callback_id", "")) <= 255, "callback_id")
    _blocks(view["blocks"], _VIEW_BLOCKS)


def _blocks(blocks: list[dict[str, Any]], limit: int) -> None:
    _require(isinstance(blocks, list), "blocks is a list")
    _require(len(blocks) <= limit, f"{len(blocks)} blocks")
    ids = [each["block_id"] for each in blocks if "block_id" in each]
    _require(len(ids) == len(set(ids)), "block ids are unique")
    for each in blocks:
        check = _KINDS.get(each.get("type"))
        if check is None:
            raise Refusal("invalid_blocks", f"no block {each.get('type')}")
        _require(len(each.get("block_id", "")) <= 255, "block_id")
        check(each)


def texts(value: Any) -> list[str]:
    """Everything in `text`, `value` and the like."""
    match value:
        case dict():
            return [text for each in value.values() for text in texts(each)]
        case list():
            return [text for each in value for text in texts(each)]
        case str():
            return [value]
        case _:
            return []


def _section(block: dict[str, Any]) -> None:
    _only(block, "text", "fields")
    _require("text" in block or block.get("fields"), "a section says something")
    if "text" in block:
        _text(block["text"], 3000)
    fields = block.get("fields", [])
    _require(len(fields) <= 10, "ten fields")
    for each in fields:
        _text(each, 2000)


def _header(block: dict[str, Any]) -> None:
    _only(block, "text")
    _text(block["text"], 150, plain=True)


def _context(block: dict[str, Any]) -> None:
    _only(block, "elements")
    _require(1 <= len(block["elements"]) <= 10, "ten elements")
    for each in block["elements"]:
        _text(each, 3000)


def _actions(block: dict[str, Any]) -> None:
    _only(block, "elements")
    elements = block["elements"]
    _require(1 <= len(elements) <= 25, "25 elements")
    ids = [each["action_id"] for each in elements]
    _require(len(ids) == len(set(ids)), "action ids are unique")
    for each in elements:
        _require(each["type"] == "button", "buttons only")
        _only(each, "action_id", "text", "value", "style", "url")
        _require(1 <= len(each["action_id"]) <= 255, "action_id")
        _text(each["text"], 75, plain=True)
        _require(1 <= len(each.get("value", "-")) <= 2000, "value")
        _require(each.get("style", "primary") in ("primary", "danger"), "style")


def _input(block: dict[str, Any]) -> None:
    _only(block, "element", "label", "hint", "optional")
    _text(block["label"], 2000, plain=True)
    if "hint" in block:
        _text(block["hint"], 2000, plain=True)
    element = block["element"]
    _require(element["type"] in _ELEMENTS, element["type"])
    match element["type"]:
        case "plain_text_input":
            _only(element, "action_id", "multiline", "initial_value")
            _require(len(element.get("initial_value", "")) <= 3000, "initial_value")
        case "datepicker":
            _only(element, "action_id", "initial_date")
        case "file_input":  # docs.slack.dev/reference/block-kit/block-elements/file-input-element
            _only(element, "action_id", "filetypes", "max_files")
            _require(1 <= element.get("max_files", 10) <= 10, "ten files")
        case _:
            _select(element)


def _select(element: dict[str, Any]) -> None:
    _only(element, "action_id", "options", "option_groups", "initial_option")
    _require(("options" in element) != ("option_groups" in element), "options or groups")
    groups = element.get("option_groups") or [{"options": element["options"]}]
    _require(len(groups) <= 100, "a hundred groups")
    options = [option for group in groups for option in group["options"]]
    for group in groups:
        _require(1 <= len(group["options"]) <= 100, "a hundred options")
    for each in options:
        _text(each["text"], 75, plain=True)
        _require(1 <= len(each["value"]) <= 150, "value")
    if "initial_option" in element:
        _require(element["initial_option"] in options, "initial_option is one of them")


def _divider(block: dict[str, Any]) -> None:
    _only(block)


_KINDS: dict[Any, Callable[[dict[str, Any]], None]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "divider": _divider,
}


def _text(text: dict[str, Any], limit: int, *, plain: bool = False) -> None:
    _require(text["type"] in (("plain_text",) if plain else ("plain_text", "mrkdwn")), "kind of text")
    _require(1 <= len(text["text"]) <= limit, f"{len(text['text'])} of {limit} characters")


def _only(thing: dict[str, Any], *names: str) -> None:
    unknown = set(thing) - {"type", "block_id", *names}
    _require(not unknown, f"unknown {sorted(unknown)}")


def _require(holds: object, why: str) -> None:
    if not holds:
        raise Refusal("invalid_blocks", why)

"""What Feishu's open API accepts: kinds of messages, cards of JSON 2.0, their documented limits.

open.feishu.cn: im-v1/message/create, feishu-cards/card-json-v2-structure and the pages of the components.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

MAX_TEXT = 150 * 1024
MAX_CARD = 30 * 1024
MAX_ELEMENTS = 200
_COLORS = set("blue wathet turquoise green yellow orange red carmine violet purple indigo grey".split())  # noqa: SIM905 - a long list reads best as words
_TAGS = {*_COLORS, "neutral", "lime"} - {"grey"}
_BUTTONS = {f"{kind}{shape}" for kind in ("primary", "danger") for shape in ("", "_filled", "_text")} | {
    "default",
    "text",
    "laser",
}


class Refusal(Exception):
    """A code other than 0; `why` is for whoever reads the test."""

    def __init__(self, code: int, why: str = "", status: int = 400) -> None:
        super().__init__(f"{code}: {why}")
        self.code, self.why, self.status = code, why, status


def check_message(body: dict[str, Any]) -> dict[str, Any]:
    """The content, read. Raises Refusal."""
    kind, raw = body.get("msg_type"), body.get("content")
    if not isinstance(raw, str):
        raise Refusal(230001, "content is a string of JSON")
    if len(str(body.get("uuid", ""))) > 50:
        raise Refusal(230001, "uuid")
    content = _json(raw)
    if len(raw.encode()) > (MAX_TEXT if kind == "text" else MAX_CARD):
        raise Refusal(230025, f"{len(raw.encode())} bytes")
    match kind:
        case "text":
            _require(
                isinstance(content.get("text"), str) and content["text"] != "",
                230001,
                "a text says something",
            )
        case "image":
            _require(str(content.get("image_key", "")).startswith("img_"), 230001, "image_key")
        case "file":
            _require(str(content.get("file_key", "")).startswith("file_"), 230001, "file_key")
        case "interactive":
            check_card(content)
        case _:
            raise Refusal(230001, f"no msg_type {kind}")
    return content


def check_card(card: dict[str, Any]) -> None:
    _card(card.get("schema") == "2.0", "schema")
    _only(card, "schema", "config", "header", "body")
    _only(card["config"], "update_multi", "summary", "enable_forward", "width_mode")
    _card(card["config"].get("update_multi") is True, "a shared card")
    if "header" in card:
        _header(card["header"])
    elements = card["body"]["elements"]
    _only(card["body"], "elements")
    _card(isinstance(elements, list) and elements, "elements")
    for each in elements:
        _element(each, depth=1, form=None)
    found = list(_nested(card))
    if (total := sum("tag" in each for each in found)) > MAX_ELEMENTS:
        raise Refusal(230099, f"ErrCode: 11310; ErrMsg: element exceeds the limit; {total}")
    names = [each["name"] for each in found if "name" in each]
    _card(len(names) == len(set(names)), "names are unique")


def words(content: dict[str, Any]) -> str:
    """What can be read: markup gone, entities as the characters they stand for."""
    if "text" in content and isinstance(content["text"], str):
        return content["text"]
    texts = [
        each["content"] for each in _nested(content) if isinstance(each.get("content"), str) and "tag" in each
    ]
    return "\n".join(html.unescape(re.sub(r"</?font[^>]*>|\*\*", "", each)) for each in texts)


def buttons(content: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By their labels."""
    return {each["text"]["content"]: each for each in _nested(content) if each.get("tag") == "button"}


def inputs(content: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """A form's components by the labels that people read, at them or above them."""
    found: dict[str, dict[str, Any]] = {}
    for form in (each for each in _nested(content) if each.get("tag") == "form"):
        heading = ""
        for each in form["elements"]:
            match each["tag"]:
                case "markdown":
                    heading = re.sub(r"\s*<font.*", "", html.unescape(each["content"]))
                case "input":
                    found[each["label"]["content"]] = each
                case "select_static" | "date_picker" | "picker_datetime":
                    found[heading] = each
    return found


def _header(header: dict[str, Any]) -> None:
    _only(header, "title", "subtitle", "template", "text_tag_list")
    _plain(header["title"], 1000)
    _card(header.get("template") in {*_COLORS, "default"}, "template")
    tags = header.get("text_tag_list", [])
    _card(len(tags) <= 3, "three tags")
    for each in tags:
        _only(each, "tag", "text", "color")
        _card(each["tag"] == "text_tag" and each["color"] in _TAGS, f"tag {each}")
        _plain(each["text"], 1000)


def _element(element: dict[str, Any], *, depth: int, form: str | None) -> None:
    _card(depth <= 5, "five levels")
    check = _KINDS.get(element.get("tag", ""))
    if check is None:
        raise Refusal(230099, f"ErrCode: 200861; ErrMsg: unsupported tag {element.get('tag')}")
    check(element, depth, form)


def _div(element: dict[str, Any], depth: int, form: str | None) -> None:
    _only(element, "tag", "text")
    _text(element["text"])


def _markdown(element: dict[str, Any], depth: int, form: str | None) -> None:
    _only(element, "tag", "content", "text_size", "text_align")
    _card(element["content"] != "", "markdown says something")


def _column_set(element: dict[str, Any], depth: int, form: str | None) -> None:
    _only(element, "tag", "columns", "flex_mode", "horizontal_spacing")
    for column in element["columns"]:
        _only(column, "tag", "width", "elements", "weight")
        _card(column["tag"] == "column" and column["width"] in ("auto", "weighted"), "column")
        for each in column["elements"]:
            _element(each, depth=depth + 1, form=form)


def _panel(element: dict[str, Any], depth: int, form: str | None) -> None:
    _only(element, "tag", "expanded", "header", "elements")
    _only(element["header"], "title", "icon", "icon_position", "icon_expanded_angle")
    _plain(element["header"]["title"], 1000)
    for each in element["elements"]:
        _card(each["tag"] != "form", "no form inside a panel")
        _element(each, depth=depth + 1, form=form)


def _form(element: dict[str, Any], depth: int, form: str | None) -> None:
    _only(element, "tag", "name", "elements")
    _card(depth == 1 and form is None, "a form stands at the root")
    for each in element["elements"]:
        _element(each, depth=depth + 1, form=element["name"])
    pressed = [each for each in _nested(element) if each.get("tag") == "button"]
    _card(any(each.get("form_action_type") == "submit" for each in pressed), "a form has a submit button")
    for each in pressed:
        _card(each.get("name") and each.get("form_action_type") in ("submit", "reset"), "buttons of a form")


def _button(element: dict[str, Any], depth: int, form: str | None) -> None:
    _only(element, "tag", "text", "type", "behaviors", "name", "form_action_type")
    _plain(element["text"], 100)
    _card(element.get("type", "default") in _BUTTONS, "type of button")
    _card("form_action_type" not in element or form is not None, "submit only in a form")
    for each in element["behaviors"]:
        if each["type"] == "open_url":
            _only(each, "type", "default_url", "android_url", "ios_url", "pc_url")
            _card(each["default_url"].startswith(("https://", "http://")), "an address")
            continue
        _only(each, "type", "value")
        _card(each["type"] == "callback" and isinstance(each["value"], dict), "callback")


def _input(element: dict[str, Any], depth: int, form: str | None) -> None:
    _only(
        element, "tag", "name", "label", "label_position", "placeholder", "required", "max_length", "width",
        "default_value", "input_type", "rows",
    )  # fmt: skip
    _named(element, form)
    _plain(element["label"], 1000)
    _card(1 <= element.get("max_length", 1000) <= 1000, "max_length")
    _card(len(element.get("default_value", "")) <= 1000, "default_value")
    _card(element.get("input_type", "text") in ("text", "multiline_text", "password"), "input_type")


def _select(element: dict[str, Any], depth: int, form: str | None) -> None:
    _only(element, "tag", "name", "placeholder", "required", "width", "options", "initial_index")
    _named(element, form)
    values = [each["value"] for each in element["options"]]
    _card(values and len(values) == len(set(values)), "options")
    for each in element["options"]:
        _only(each, "text", "value")
        _plain(each["text"], 1000)
    _card(0 <= element.get("initial_index", 0) <= len(values), "initial_index is of one of them")


def _picker(element: dict[str, Any], depth: int, form: str | None) -> None:
    known, shape = {
        "date_picker": ("initial_date", r"\d{4}-\d\d-\d\d"),
        "picker_datetime": ("initial_datetime", r"\d{4}-\d\d-\d\d \d\d:\d\d"),
    }[element["tag"]]
    _only(element, "tag", "name", "placeholder", "required", "width", known)
    _named(element, form)
    _card(known not in element or re.fullmatch(shape, element[known]), known)


_KINDS: dict[str, Callable[[dict[str, Any], int, str | None], None]] = {
    "div": _div,
    "markdown": _markdown,
    "column_set": _column_set,
    "collapsible_panel": _panel,
    "form": _form,
    "button": _button,
    "input": _input,
    "select_static": _select,
    "date_picker": _picker,
    "picker_datetime": _picker,
}


def _named(element: dict[str, Any], form: str | None) -> None:
    _card(form is not None and element.get("name"), "inputs have names and stand in a form")
    if "placeholder" in element:
        _plain(element["placeholder"], 100)


def _text(text: dict[str, Any]) -> None:
    _only(text, "tag", "content")
    _card(text["tag"] in ("plain_text", "lark_md") and text["content"], "text")


def _plain(text: dict[str, Any], limit: int) -> None:
    _only(text, "tag", "content")
    _card(text["tag"] == "plain_text", "kind of text")
    _card(1 <= len(text["content"]) <= limit, f"{len(text['content'])} of {limit} characters")


def _only(thing: dict[str, Any], *names: str) -> None:
    unknown = set(thing) - set(names)
    _card(not unknown, f"unknown {sorted(unknown)} in {thing.get('tag')}")


def _card(holds: object, why: str) -> None:
    if not holds:
        raise Refusal(230099, f"Failed to create card content, ext=ErrCode: 200621; ErrMsg: {why}")


def _require(holds: object, code: int, why: str) -> None:
    if not holds:
        raise Refusal(code, why)


def _json(raw: str) -> dict[str, Any]:
    try:
        content = json.loads(raw)
    except ValueError as error:
        raise Refusal(230001, "content is no JSON") from error
    if not isinstance(content, dict):
        raise Refusal(230001, "content is no object")
    return content


def _nested(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in it, outermost first."""
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from _nested(each)
    elif isinstance(value, list):
        for each in value:
            yield from _nested(each)

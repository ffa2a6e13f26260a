"""What WeCom accepts: messages, template cards and their documented limits.

developer.work.weixin.qq.com/document/path/90236 (app), 101032 (smart bot), 94888 (updates), 101463 (frames).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Json = dict[str, Any]
_TASK = re.compile(r"[0-9A-Za-z_\-@]{1,128}")
_COMMON = {"card_type", "source", "action_menu", "main_title", "task_id", "card_action", "quote_area"}


class Refusal(Exception):
    """`errcode` as WeCom answers it; `why` is for whoever reads the test."""

    def __init__(self, code: int, why: str = "") -> None:
        super().__init__(f"{code}: {why}")
        self.code, self.why = code, why


def check_app_message(body: Json) -> None:
    _need(isinstance(body.get("agentid"), int), "agentid is a number")
    _need(bool(body.get("touser")), "somebody to send it to", 40031)
    kind = body.get("msgtype")
    _only(body, "touser", "msgtype", "agentid", "enable_duplicate_check", str(kind))
    match kind:
        case "text" | "markdown":
            _text(body[kind]["content"], 2048)
        case "image" | "file":
            _need(bool(body[kind]["media_id"]), "media_id", 40007)
        case "template_card":
            check_card(body["template_card"], by_bot=False)
        case _:
            raise Refusal(40008, f"no msgtype {kind}")


def check_bot_message(body: Json) -> None:
    kind = body.get("msgtype")
    _only(body, "msgtype", "chatid", "chat_type", str(kind))
    match kind:
        case "markdown":
            _text(body[kind]["content"], 20_480)
        case "image" | "file":
            _need(bool(body[kind]["media_id"]), "media_id", 40007)
        case "template_card":
            check_card(body["template_card"], by_bot=True)
        case _:
            raise Refusal(40008, f"no msgtype {kind}")


def check_card(card: Json, *, by_bot: bool) -> None:
    check = _KINDS.get(str(card.get("card_type")))
    if check is None:
        raise Refusal(40058, f"no card_type {card.get('card_type')}")
    check(card, by_bot)
    title, desc = (26, 30) if by_bot else (36, 44)
    main = card.get("main_title", {})
    _only(main, "title", "desc")
    # Advice, not a limit; what we send is to be read.
    _need(len(main.get("title", "")) <= max(title, 36), "title")
    _need(len(main.get("desc", "")) <= max(desc, 44), "desc")
    if "source" in card:
        _only(card["source"], "icon_url", "desc", "desc_color")
        _need(card["source"].get("desc_color", 0) in range(4), "desc_color")
    if "task_id" in card:
        _need(_TASK.fullmatch(card["task_id"]) is not None, "task_id")
    facts = card.get("horizontal_content_list", [])
    _need(len(facts) <= 6, "six facts")
    for each in facts:
        _only(each, "keyname", "value", "type", "url", "media_id", "userid")
        _need(bool(each["keyname"]) and bool(each["value"]), "a fact says something")


def texts(value: Any) -> list[str]:
    """What is to be read on a card."""
    match value:
        case dict():
            shown = [each for name, each in value.items() if name in _READ and isinstance(each, str)]
            return shown + [
                text for each in value.values() if not isinstance(each, str) for text in texts(each)
            ]
        case list():
            return [text for each in value for text in texts(each)]
        case _:
            return []


_READ = {"title", "desc", "text", "keyname", "value", "sub_title_text"}


def _notice(card: Json, by_bot: bool) -> None:
    _only(card, *_COMMON, "emphasis_content", "sub_title_text", "horizontal_content_list", "jump_list")
    _need(bool(card.get("main_title", {}).get("title") or card.get("sub_title_text")), "says something")
    _need(card.get("card_action", {}).get("type") in (1, 2), "card_action is required")
    _url(card["card_action"].get("url", ""))
    jumps = card.get("jump_list", [])
    _need(len(jumps) <= 3, "three links")
    for each in jumps:
        _need(each.get("type") in ((0, 1, 2, 3) if by_bot else (0, 1, 2)), "kind of link")
        if each["type"] == 1:
            _url(each["url"])


def _buttons(card: Json, by_bot: bool) -> None:
    _only(card, *_COMMON, "sub_title_text", "horizontal_content_list", "button_selection", "button_list")
    _interactive(card)
    buttons = card.get("button_list", [])
    _need(1 <= len(buttons) <= 6, "one to six buttons")
    keys = [each["key"] for each in buttons if each.get("type", 0) == 0]
    _need(len(keys) == len(set(keys)), "keys are unique")
    for each in buttons:
        _need(bool(each.get("text")), "a button has a text")
        _need(each.get("style", 1) in (1, 2, 3, 4), "style")
        if each.get("type", 0) == 1:
            _need(not by_bot, "a bot's buttons lead nowhere")
            _url(each["url"])
        else:
            _key(each["key"])
    if "button_selection" in card:
        _select(card["button_selection"])


def _vote(card: Json, by_bot: bool) -> None:
    _only(card, *_COMMON, "checkbox", "submit_button")
    _interactive(card)
    box = card["checkbox"]
    _key(box["question_key"])
    _need(box.get("mode", 0) in (0, 1), "mode")
    _options(box["option_list"], 20)
    _key(card["submit_button"]["key"])


def _selects(card: Json, by_bot: bool) -> None:
    _only(card, *_COMMON, "select_list", "submit_button")
    _interactive(card)
    _need(1 <= len(card["select_list"]) <= 3, "three menus")
    for each in card["select_list"]:
        _select(each)
    _key(card["submit_button"]["key"])


_KINDS: dict[str, Callable[[Json, bool], None]] = {
    "text_notice": _notice,
    "button_interaction": _buttons,
    "vote_interaction": _vote,
    "multiple_interaction": _selects,
}


def _interactive(card: Json) -> None:
    _need("task_id" in card, "task_id is required")
    _need(bool(card.get("main_title", {}).get("title")), "main_title")


def _select(menu: Json) -> None:
    _only(menu, "question_key", "title", "option_list", "selected_id", "disable")
    _key(menu["question_key"])
    _options(menu["option_list"], 10)
    ids = [each["id"] for each in menu["option_list"]]
    _need(menu.get("selected_id", ids[0]) in ids, "selected_id is one of them")


def _options(options: list[Json], most: int) -> None:
    _need(1 <= len(options) <= most, f"at most {most} options")
    ids = [each["id"] for each in options]
    _need(len(ids) == len(set(ids)), "ids are unique")
    _need(all(0 < len(each.encode()) <= 128 for each in ids), "id")
    _need(all(each["text"] for each in options), "an option has a text")


def _key(key: str) -> None:
    _need(0 < len(key.encode()) <= 1024, "key")


def _url(url: str) -> None:
    _need(url.startswith(("https://", "http://")) and len(url) <= 2048, f"url {url[:80]}", 40054)


def _text(content: str, limit: int) -> None:
    _need(bool(content), "content is empty", 44004)
    _need(len(content.encode()) <= limit, f"{len(content.encode())} of {limit} bytes", 45002)


def _only(thing: Json, *names: str) -> None:
    unknown = set(thing) - set(names)
    _need(not unknown, f"unknown {sorted(unknown)}")


def _need(holds: bool, why: str, code: int = 40058) -> None:
    if not holds:
        raise Refusal(code, why)

"""What DingTalk's APIs accept: bodies, message keys, the variables of our card template.

open.dingtalk.com: 机器人发送消息的类型, 创建并投放卡片, 更新卡片.
"""

from __future__ import annotations

import json
from typing import Any

MAX_PARAM = 15_000  # bytes of msgParam
MAX_CARD = 20_000
VARIABLES = {"title", "content", "facts", "buttons", "inputs", "status"}
_KEYS = {
    "sampleText": {"content"},
    "sampleMarkdown": {"title", "text"},
    "sampleImageMsg": {"photoURL"},
    "sampleActionCard": {"title", "text", "singleTitle", "singleURL"},
    "sampleFile": {"mediaId", "fileName", "fileType"},
    **{
        f"sampleActionCard{count}": {"title", "text"}
        | {f"action{part}{n}" for n in range(1, count + 1) for part in ("Title", "URL")}
        for count in range(2, 6)
    },
}
_SESSION = {
    "text": {"content"},
    "markdown": {"title", "text"},
    "actionCard": {"title", "text", "btnOrientation", "btns"},
}
_STYLES = {"primary", "default", "danger"}
_INPUT = {"id", "label", "type", "required", "options", "value", "hint"}
_TYPES = {"text", "long_text", "number", "money", "date", "datetime", "choice", "person"}


class Refusal(Exception):
    """A failure with DingTalk's own code; `why` is for whoever reads the test."""

    def __init__(self, code: str, why: str = "", status: int = 400) -> None:
        super().__init__(f"{code}: {why}")
        self.code, self.why, self.status = code, why, status


def param_of(body: dict[str, Any]) -> dict[str, str]:
    """The checked `msgParam` of a robot's message."""
    require(isinstance(body.get("msgParam"), str), "msgParam is JSON in a string")
    require(len(body["msgParam"].encode()) <= MAX_PARAM, "msgParam is too large")
    param = json.loads(body["msgParam"])
    known = _KEYS.get(body.get("msgKey", ""))
    require(known is not None, f"no msgKey {body.get('msgKey')}")
    require(set(param) == known, f"{body['msgKey']} has {sorted(param)}")
    require(all(isinstance(each, str) and each for each in param.values()), "every value says something")
    return dict(param)


def session_of(body: dict[str, Any]) -> dict[str, Any]:
    """The checked content of an answer to a session."""
    kind = body.get("msgtype", "")
    require(kind in _SESSION, f"a session takes no {kind}")
    require(set(body) <= {"msgtype", kind, "at"}, f"unknown {sorted(body)}")
    content = body[kind]
    require(set(content) == _SESSION[kind], f"{kind} has {sorted(content)}")
    words = content.get("text") or content.get("content")
    require(isinstance(words, str) and words.strip(), "it says something")
    for user in body.get("at", {}).get("atUserIds", ()):
        require(f"@{user}" in words, "whoever is mentioned stands in the text too")
    return dict(content)


def card_of(params: Any) -> dict[str, Any]:
    """Our template's variables, read: every value a string, lists JSON in it."""
    require(isinstance(params, dict), "cardParamMap is an object")
    require(all(isinstance(each, str) for each in params.values()), "every value is a string")
    require(set(params) <= VARIABLES, f"the template has no {sorted(set(params) - VARIABLES)}")
    require(len(json.dumps(params, ensure_ascii=False).encode()) <= MAX_CARD, "the card is too large")
    read: dict[str, Any] = dict(params)
    for name in ("facts", "buttons", "inputs"):
        if name in params:
            read[name] = json.loads(params[name])
            require(isinstance(read[name], list), f"{name} is a list")
    for fact in read.get("facts", ()):
        require(set(fact) == {"label", "value"}, f"fact {fact}")
    for button in read.get("buttons", ()):
        require(set(button) == {"id", "text", "style"} and button["style"] in _STYLES, f"button {button}")
    for each in read.get("inputs", ()):
        require({"id", "label", "type", "required", "options"} <= set(each) <= _INPUT, f"input {each}")
        require(each["type"] in _TYPES and isinstance(each["required"], bool), f"input {each}")
    return read


def require(holds: object, why: str, code: str = "invalidParameter") -> None:
    if not holds:
        raise Refusal(code, why)

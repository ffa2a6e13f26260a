"""Ids and names of a template for what a drawing calls as it likes."""

from __future__ import annotations

import re
from collections.abc import Container

from engine.people import Label

_MANY = re.compile(r"[^a-z0-9]+")
_OURS = re.compile(r"^[a-z][a-z0-9_]{0,39}$")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_RESERVED = ("end", "start", "starter", "person", "item", "true", "false", "null", "in")
KINDS = {
    "approval": Label("审批", "Approval"),
    "task": Label("任务", "Task"),
    "notify": Label("知会", "Notice"),
    "condition": Label("判断", "Decision"),
    "parallel": Label("并行", "In parallel"),
    "inclusive": Label("条件并行", "Where it applies"),
    "join": Label("汇合", "All done"),
    "events": Label("等待", "Whichever comes first"),
    "timer": Label("等时间", "Wait"),
    "message": Label("等消息", "Wait for a message"),
    "service": Label("调用系统", "Call a system"),
    "plugin": Label("插件", "Plugin"),
    "call": Label("子流程", "Sub-process"),
    "finish": Label("终止", "Finish"),
}


def identifier(text: str, taken: Container[str] = (), otherwise: str = "step") -> str:
    """`Activity_1x` → `activity_1x`, `leaveDays` → `leave_days`, 金额 → `otherwise`; numbered when taken."""
    plain = text if _OURS.match(text) else _MANY.sub("_", _CAMEL.sub("_", text).lower()).strip("_")
    if not plain or not plain[0].isalpha() or not plain.isascii():
        plain = f"{otherwise}_{plain}".strip("_") if plain.isascii() and plain else otherwise
    plain = plain if _OURS.match(plain) else plain[:36].strip("_")
    if plain in _RESERVED:
        plain = f"{plain}_1"
    free, number = plain, 2
    while free in taken:
        free, number = f"{plain[:36]}_{number}", number + 1
    return free


def prefix(id_: str) -> str:
    """Of the numbers: the initials of a name of several words, else its first letters."""
    words = [each for each in id_.split("_") if each.isalpha()]
    letters = "".join(each[0] for each in words) if len(words) > 1 else "".join(words)
    return (letters.upper() + "PR")[:2] if len(letters) < 2 else letters.upper()[:3]


def both(name: str) -> Label:
    return Label(name[:200], name[:200])

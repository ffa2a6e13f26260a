"""Service and send tasks of other tools: HTTP connectors become service steps; code stays behind."""

from __future__ import annotations

import re

from engine.formats.bpmn.findings import Level
from engine.formats.bpmn.graph import Graph, Piece
from engine.formats.bpmn.model import Item
from engine.formats.bpmn.words import ZEEBE

_METHODS = ("POST", "PUT", "PATCH", "GET", "DELETE")
_MAIL = re.compile(r"mail|邮件|sms|短信|通知|notif", re.IGNORECASE)
UNKNOWN = "https://example.invalid/"


def service(graph: Graph, piece: Piece, *, must: bool = False) -> bool:
    """Makes a service step of what calls an address, and a notice of what sends mail.

    With `must` anything else becomes a service step without an address, which is an error to be settled.
    """
    item = piece.item
    if item is None:
        return False
    given = _parameters(item)
    url = next((given[key].strip('="') for key in ("url", "requestUrl", "endpoint") if given.get(key)), "")
    if re.match(r"^https?://[^\s${]+$", url):
        method = next(
            (given[key].strip('="').upper() for key in ("method", "requestMethod") if given.get(key)), ""
        )
        piece.kind, piece.settings = "service", {"url": url}
        if method in _METHODS and method != "POST":
            piece.settings["method"] = method
        return True
    runs = _runs(item)
    if item.attribute("type") == "mail" or _MAIL.search(runs):
        piece.kind = "notify"
        if text := (given.get("text") or given.get("subject") or "").strip():
            piece.settings["text"] = text
        return True
    if must:
        piece.kind, piece.settings = "service", {"url": UNKNOWN}
        graph.tell(
            Level.ERROR,
            piece,
            f"执行 {runs or '(没有写)'} 不能导入;请填写要调用的地址,或改成人办的任务",
            f"what it runs ({runs or 'not said'}) cannot be taken over; give the address to call, "
            "or make it a task for somebody",
        )
    return must


def _parameters(item: Item) -> dict[str, str]:
    """Of Camunda's connector, Flowable's HTTP task and Zeebe's connector templates."""
    found: dict[str, str] = {}
    for top in item.extensions():
        for each in top.walk():
            if each.name in ("inputParameter", "field"):
                text = each.get("stringValue") or "".join(inner.text for inner in each.walk()).strip()
                found[each.get("name")] = text
            elif each.space == ZEEBE and each.name == "input" and each.get("target"):
                found[each.get("target")] = each.get("source")
    return found


def _runs(item: Item) -> str:
    task = item.extension(ZEEBE, "taskDefinition")
    if task is not None:
        return task.get("type")
    names = ("class", "delegateExpression", "expression", "topic", "type")
    return next((found for name in names if (found := item.attribute(name))), "")

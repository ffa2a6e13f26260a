"""Multi-instance tasks: several people, all or one after another, or a vote."""

from __future__ import annotations

import re

from engine.formats.bpmn.findings import Level
from engine.formats.bpmn.graph import Graph, Piece
from engine.formats.bpmn.words import BPMN, VENDORS
from engine.formats.bpmn.xml import Element
from engine.formats.expressions.parse import bare

_DONE = r"(?:nrOfCompletedInstances|numberOfCompletedInstances)"
_ALL = r"(?:nrOfInstances|numberOfInstances)"
_ONE = re.compile(rf"^{_DONE}\s*(?:>=|==|=|ge|eq)\s*1$")
_COUNT = re.compile(rf"^{_DONE}\s*(?:>=|==|=|ge|eq)\s*(\d+)$")
_SHARE = re.compile(rf"^{_DONE}\s*/\s*{_ALL}\s*(>=|>|==|=|ge|gt)\s*(\d+(?:\.\d+)?)$")
_EVERY = re.compile(rf"^{_DONE}\s*(?:>=|==|=|ge|eq)\s*{_ALL}$")


def mode(graph: Graph, piece: Piece) -> None:
    """Sets the mode of a task or approval that is drawn with several instances."""
    loop = piece.item.element.first("multiInstanceLoopCharacteristics", BPMN) if piece.item else None
    if loop is None:
        return
    piece.settings["mode"] = "sequence" if loop.get("isSequential") == "true" else "all"
    _collected(graph, piece, loop)
    condition = loop.first("completionCondition", BPMN)
    text = bare(condition.text) if condition is not None else ""
    if not text or _EVERY.match(text):
        return
    share = _SHARE.match(text)
    if _ONE.match(text):
        piece.settings["mode"] = "any"
    elif share and 0 < float(share[2]) <= 1:
        _vote(piece, f"{'> ' if share[1] in ('>', 'gt') and float(share[2]) < 1 else ''}{_percent(share[2])}")
    elif count := _COUNT.match(text):
        _vote(piece, count[1])
    else:
        graph.tell(
            Level.WARNING,
            piece,
            f"完成条件 {text} 没有对应的写法;改为所有人都要办",
            f"the completion condition {text} has no counterpart; everyone has to act",
        )


def _vote(piece: Piece, needs: str) -> None:
    piece.settings |= {"mode": "vote", "pass": needs}
    piece.kind = "approval"  # only approvals are voted on


def _percent(share: str) -> str:
    return f"{float(share) * 100:.2f}".rstrip("0").rstrip(".") + "%"


def _collected(graph: Graph, piece: Piece, loop: Element) -> None:
    """Who the instances are for, when they come from a list that the process would have to hold."""
    collection = next((found for space in VENDORS if (found := loop.get("collection", space))), "")
    for each in loop.walk():
        collection = collection or each.get("inputCollection")
    if collection and piece.settings.get("who") == [{"chosen": True}]:
        graph.tell(
            Level.INFO,
            piece,
            f"办理人取自列表 {collection};这里由申请人发起时选择",
            f"the people come from the list {collection}; here the starter chooses them",
        )
    elif not collection and len(piece.settings["who"]) == 1:
        count = loop.first("loopCardinality", BPMN)
        if count is not None:
            graph.tell(
                Level.WARNING,
                piece,
                f"按次数({count.text.strip()})重复没有对应的写法;每个人办一次",
                f"a number of instances ({count.text.strip()}) has no counterpart; each person acts once",
            )

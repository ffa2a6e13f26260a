"""Sloppy drawings made regular: gateways that do not branch, tasks with several ways out, loose pieces."""

from __future__ import annotations

import re

from engine.formats.bpmn.findings import Level
from engine.formats.bpmn.graph import FINISH, PASS, Graph, Piece, Way

BRANCHING = ("condition", "parallel", "inclusive", "events")
YES = re.compile(
    r"^(?:yes|y|ok|true|pass(?:ed)?|approved?|agreed?|accept(?:ed)?|是|同意|通过|批准|审批通过|合格|接受|确认)$",
    re.IGNORECASE,
)
NO = re.compile(
    r"^(?:no|n|false|fail(?:ed)?|reject(?:ed)?|refused?|denied|declined?|disagreed?|not approved"
    r"|否|不同意|不通过|未通过|驳回|拒绝|退回|不批准|审批不通过|不合格|不接受)$",
    re.IGNORECASE,
)


def regular(graph: Graph) -> None:
    _find_entry(graph)
    _gateways(graph)
    for piece in tuple(graph.pieces.values()):
        if piece.kind not in BRANCHING and len(graph.out_of(piece.id)) > 1:
            _split(graph, piece)
    _end_loose(graph)
    collapse(graph)
    drop_unreached(graph)


def _find_entry(graph: Graph) -> None:
    top = [each for each in graph.pieces.values() if not (each.item and each.item.parent)]
    starts = [each for each in top if each.item and each.item.tag == "startEvent"]
    if starts:
        plain = [each for each in starts if each.item and not each.item.definition()[0]]
        graph.entry = (plain or starts)[0].id
        for other in starts:
            if other.id != graph.entry:
                graph.tell(
                    Level.WARNING,
                    other,
                    "另一个开始没有导入;一个模板只有一个开始",
                    "another start, which is not taken over; a template has one",
                )
        return
    roots = [each for each in top if not graph.into(each.id)]
    linked = [each for each in roots if graph.out_of(each.id)] or roots[:1] or top[:1]
    if not linked:
        return
    graph.entry = linked[0].id
    if len(linked) > 1:
        fork = graph.add("all_starts", "parallel")
        for each in linked:
            graph.connect(fork.id, each.id)
        graph.entry = fork.id
    graph.tell(
        Level.INFO,
        linked[0],
        "没有画开始;从没有连线进来的元素开始",
        "no start is drawn; it begins with what no line leads to",
    )


def _gateways(graph: Graph) -> None:
    for piece in tuple(graph.pieces.values()):
        if piece.is_ours or piece.kind not in BRANCHING:
            continue
        outs, ins = graph.out_of(piece.id), graph.into(piece.id)
        if piece.kind in ("parallel", "inclusive") and len(ins) > 1:
            _joined(graph, piece, ins, outs)
        elif len(outs) < 2:
            piece.kind = PASS
        if piece.kind == "parallel":
            _drop_conditions(graph, outs)


def _joined(graph: Graph, piece: Piece, ins: list[Way], outs: list[Way]) -> None:
    if len(outs) < 2:
        piece.kind = "join"
        return
    join = graph.add(f"{piece.id}_join", "join", origin=piece.item)
    for way in ins:
        way.target = join.id
    graph.connect(join.id, piece.id)


def _drop_conditions(graph: Graph, ways: list[Way]) -> None:
    for way in ways:
        if way.condition:
            graph.tell(
                Level.WARNING,
                way,
                f"并行网关的每条连线都会走,条件 {way.condition} 不起作用",
                f"a parallel gateway takes every line; the condition {way.condition} has no effect",
            )
            way.condition = ""


def _split(graph: Graph, piece: Piece) -> None:
    """Several ways out of something that is no gateway."""
    outs = graph.out_of(piece.id)
    names = [way.line.name if way.line else "" for way in outs]
    if not any(way.condition for way in outs):
        if all(YES.match(each) or NO.match(each) for each in names):
            kind, zh, en = "condition", "二选一", "a decision between them"
        else:
            kind, zh, en = "parallel", "同时走", "taken at once"
    elif any(way.is_default for way in outs):
        kind, zh, en = "inclusive", "条件成立的都走,都不成立走默认", "every one that holds, else the default"
    else:
        kind, zh, en = "inclusive", "条件成立的都走", "every one that holds"
    if piece.kind == PASS and piece.item and piece.item.tag == "startEvent" and kind == "parallel":
        zh, en = "同时开始", "begun at once"
    graph.tell(
        Level.INFO if kind == "parallel" else Level.WARNING,
        piece,
        f"有几条连线引出而没有网关,理解为{zh}",
        f"several lines lead out without a gateway; taken for: {en}",
    )
    split = graph.add(f"{piece.id}_split", kind, origin=piece.item)
    for way in outs:
        way.source = split.id
    graph.connect(piece.id, split.id)


def _end_loose(graph: Graph) -> None:
    for piece in graph.pieces.values():
        if piece.kind == PASS and not graph.out_of(piece.id):
            piece.kind = FINISH
        elif piece.kind == FINISH and graph.out_of(piece.id):
            graph.tell(Level.WARNING, piece, "结束后面的连线不起作用", "lines after an end have no effect")
            graph.ways = [way for way in graph.ways if way.source != piece.id]


def collapse(graph: Graph) -> None:
    """Takes out what only leads on; lines and settings that led to it lead on themselves."""
    for piece in tuple(graph.pieces.values()):
        if piece.kind != PASS:
            continue
        [onward] = graph.out_of(piece.id)
        if onward.target == piece.id:
            graph.tell(Level.ERROR, piece, "连回了自己", "a line back to itself and nowhere else")
            graph.remove(piece.id)
            continue
        _list_condition(graph, onward)
        for way in graph.into(piece.id):
            way.target = onward.target
            way.label = way.label or onward.label
        _repoint(graph, piece.id, onward.target)
        if graph.entry == piece.id:
            graph.entry = onward.target
        graph.remove(piece.id)


def _list_condition(graph: Graph, way: Way) -> None:
    if way.condition:
        graph.tell(
            Level.WARNING,
            way,
            f"只有一条路可走,条件 {way.condition} 不起作用",
            f"there is only this way; the condition {way.condition} has no effect",
        )


def _repoint(graph: Graph, old: str, new: str) -> None:
    for piece in graph.pieces.values():
        timeout = piece.settings.get("timeout")
        if isinstance(timeout, dict) and timeout.get("to") == old:
            piece.settings["timeout"] = {"to": new}
        for key in ("reject_to", "on_error"):
            if piece.settings.get(key) == old:
                piece.settings[key] = new


def drop_unreached(graph: Graph) -> None:
    reached = graph.reached(graph.entry)
    for piece in tuple(graph.pieces.values()):
        if piece.id in reached:
            continue
        if piece.item and piece.item.tag != "startEvent" and piece.kind != FINISH:
            graph.tell(
                Level.WARNING,
                piece,
                "从开始走不到这里,没有导入",
                "nothing leads here from the start; it is not taken over",
            )
        graph.remove(piece.id)

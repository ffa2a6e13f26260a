"""Events on an activity's edge: what happens when it takes too long or fails."""

from __future__ import annotations

import re

from engine.formats.bpmn import own
from engine.formats.bpmn.findings import Level
from engine.formats.bpmn.graph import FINISH, PASS, Graph, Piece
from engine.formats.bpmn.pieces import timer
from engine.people import Label

_ESCALATES = re.compile(r"升级|上报|上级|领导|escalat|manager|supervisor", re.IGNORECASE)
_PEOPLE = ("approval", "task")


def attach(graph: Graph) -> None:
    for piece in tuple(graph.pieces.values()):
        if piece.item is None or piece.item.tag != "boundaryEvent" or piece.id not in graph.pieces:
            continue
        if not piece.item.host and piece.kind:  # a sub-process has taken it already
            continue
        host = graph.pieces.get(piece.item.host)
        if host is None:
            kind = piece.item.definition()[0] or "none"
            _refuse(
                graph,
                piece,
                f"边界上的 {kind} 事件:它所在的活动没有导入,或者是展开了的子流程;请放到其中一步上",
                f"a boundary event ({kind}) of an activity that is not taken over, or of a sub-process whose "
                "steps are written out; put it on one of them",
            )
        elif setting := own.exit_of(piece):
            _ours(graph, piece, host, setting)
        else:
            _foreign(graph, piece, host)
        graph.remove(piece.id)


def _target(graph: Graph, piece: Piece) -> str:
    """Where the event leads; a piece that ends when it leads nowhere."""
    ways = graph.out_of(piece.id)
    if len(ways) > 1:
        graph.tell(Level.ERROR, piece, "这个事件只能引出一条连线", "one line out of this event, not several")
    return ways[0].target if ways else graph.add(f"{piece.id}_end", FINISH).id


def _ours(graph: Graph, piece: Piece, host: Piece, setting: str) -> None:
    target = _target(graph, piece)
    host.settings[setting] = {"to": target} if setting == "timeout" else target


def _foreign(graph: Graph, piece: Piece, host: Piece) -> None:
    assert piece.item is not None  # only drawn pieces sit on an edge
    kind, _ = piece.item.definition()
    interrupts = piece.item.element.get("cancelActivity") != "false"
    match kind:
        case "timer":
            _timed(graph, piece, host, interrupts=interrupts)
        case "error" if host.kind in ("service", "plugin"):
            host.settings["on_error"] = _target(graph, piece)
        case "error" if host.kind in ("call", "approval"):
            host.settings["reject_to"] = _target(graph, piece)
            graph.tell(
                Level.INFO,
                piece,
                "错误事件理解为这一步被驳回后的去向",
                "the error event is taken for where a rejection leads",
            )
        case _:
            _refuse(
                graph,
                piece,
                f"边界上的 {kind or '空'} 事件没有对应的写法",
                f"a boundary event ({kind or 'none'}) that has no counterpart here",
            )


def _timed(graph: Graph, piece: Piece, host: Piece, *, interrupts: bool) -> None:
    assert piece.item is not None  # only drawn pieces sit on an edge
    written, found = timer(piece.item)
    if (not found and "PT" in written.upper()) or written.upper().startswith("R"):
        repeated = re.search(r"P(?:T?\d+[DHM])+", written.upper())
        found = (
            {"after": _short(repeated[0])} if repeated and not interrupts and _short(repeated[0]) else found
        )
    if host.kind == "message" and interrupts and found:
        _race(graph, piece, host, found)
        return
    if host.kind not in _PEOPLE or "after" not in found:
        _refuse(
            graph,
            piece,
            f"这里的定时 {written or '(空)'} 没有对应的写法",
            f"a timer ({written or 'empty'}) that has no counterpart here",
        )
        return
    if "due" in host.settings and host.settings["due"] != found["after"]:
        graph.tell(
            Level.WARNING,
            piece,
            f"超时改为 {found['after']};原来的到期时间 {host.settings['due']} 不再单独保留",
            f"overdue after {found['after']}; the due time {host.settings['due']} is not kept beside it",
        )
    host.settings["due"] = found["after"]
    if interrupts:
        host.settings["timeout"] = {"to": _target(graph, piece)}
    else:
        _reminds(graph, piece, host)


def _short(iso: str) -> str:
    from_days = re.fullmatch(r"P(\d+)D", iso)
    if from_days:
        return f"{int(from_days[1])}d"
    found = re.fullmatch(r"PT(\d+)([HM])", iso)
    return f"{int(found[1])}{found[2].lower()}" if found else ""


def _race(graph: Graph, piece: Piece, host: Piece, found: dict[str, object]) -> None:
    """A message with a time limit: whichever comes first."""
    race = graph.add(
        f"{host.id}_or_timeout",
        "events",
        Label(f"等{host.shown}", f"Wait for {host.shown}"),
        origin=host.item,
    )
    limit = graph.add(
        f"{piece.id}_timer",
        "timer",
        Label(piece.shown or "超时", piece.shown or "Time is up"),
        origin=piece.item,
    )
    limit.settings = {**found, "working": False} if "after" in found else dict(found)
    for way in graph.ways:
        if way.target == host.id:
            way.target = race.id
    graph.connect(race.id, host.id)
    graph.connect(race.id, limit.id)
    graph.connect(limit.id, _target(graph, piece))


def _reminds(graph: Graph, piece: Piece, host: Piece) -> None:
    """Work goes on: the branch is a reminder or an escalation when it only tells somebody."""
    target = graph.pieces[_target(graph, piece)]
    name = f"{piece.shown} {target.shown}"
    after = graph.out_of(target.id)
    tells = target.kind in ("notify", FINISH, PASS) or (target.kind == "task" and len(after) <= 1)
    ends = all(graph.pieces[way.target].kind in (FINISH, PASS) for way in after)
    if not (tells and ends and len(graph.into(target.id)) <= 1):
        _refuse(
            graph,
            piece,
            "不中断的定时引出了一段流程,没有对应的写法",
            "a non-interrupting timer with a process of its own behind it, which has no counterpart",
        )
        return
    host.settings["timeout"] = "escalate" if _ESCALATES.search(name) else "remind"
    words = (
        ("上报上级", "tells the manager") if _ESCALATES.search(name) else ("提醒办理人", "reminds the holder")
    )
    graph.tell(
        Level.INFO,
        piece,
        f"到时间后{words[0]},由系统自动做",
        f"when the time is up the system {words[1]} by itself",
    )
    if target.item and target.kind not in (FINISH, PASS):
        graph.tell(
            Level.INFO,
            target,
            f"由系统{words[0]}代替",
            f"the system {words[1]} instead",
        )
    graph.remove(target.id)


def _refuse(graph: Graph, piece: Piece, zh: str, en: str) -> None:
    graph.tell(Level.ERROR, piece, zh, en)

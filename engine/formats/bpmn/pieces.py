"""What each element of a drawing becomes: a kind of step with its settings."""

from __future__ import annotations

import re
from collections.abc import Callable

from engine.formats.bpmn import own
from engine.formats.bpmn.findings import Level
from engine.formats.bpmn.graph import FINISH, PASS, Graph, Piece
from engine.formats.bpmn.loops import mode
from engine.formats.bpmn.model import Item
from engine.formats.bpmn.names import identifier
from engine.formats.bpmn.people import assigned
from engine.formats.bpmn.services import service
from engine.formats.bpmn.spans import moment, span
from engine.formats.bpmn.words import BPMN, TASKS, VENDORS, ZEEBE
from engine.formats.expressions.parse import bare
from engine.people import Directory

_APPROVAL = re.compile(
    r"审批|审核|批准|核准|复核|会签|批复|审定|签批|审查"
    r"|\b(?:approv\w*|review\w*|sign[ -]?off|authori[sz]\w*|confirm\w*|endorse\w*)",
    re.IGNORECASE,
)
_LISTENERS = ("executionListener", "taskListener", "inputOutput", "script", "ioMapping", "executionListeners")


def convert(graph: Graph, directory: Directory | None) -> None:
    for piece in tuple(graph.pieces.values()):
        if piece.item is None or piece.kind or own.settings(graph, piece):
            continue
        if not own.exit_of(piece):
            _list_extras(graph, piece)
        if piece.item.tag in TASKS:
            _people(graph, piece, directory)
        else:
            _KINDS.get(piece.item.tag, _passed)(graph, piece, piece.item)
        _told(graph, piece, directory)


def _people(graph: Graph, piece: Piece, directory: Directory | None) -> None:
    assert piece.item is not None  # only drawn pieces are converted
    rules, is_pool = assigned(graph, piece, directory)
    piece.kind = "approval" if _APPROVAL.search(piece.item.name) else "task"
    if not rules:
        rules = [{"chosen": True}]
        graph.tell(
            Level.WARNING,
            piece,
            "没有写由谁办理;先改为由申请人发起时选择",
            "nobody is named for this; the starter chooses who does it",
        )
    piece.settings["who"] = rules
    if is_pool:
        piece.settings["mode"] = "claim"
    mode(graph, piece)
    _due(graph, piece, piece.item)


def _due(graph: Graph, piece: Piece, item: Item) -> None:
    schedule = item.extension(ZEEBE, "taskSchedule")
    written = item.attribute("dueDate") or (schedule.get("dueDate") if schedule is not None else "")
    if not written:
        return
    found = span(written)
    if found:
        piece.settings["due"] = found
    else:
        graph.tell(
            Level.WARNING,
            piece,
            f"到期时间 {written} 不是一段时长,没有导入",
            f"the due date {written} is no span of time and is not taken over",
        )


def _told(graph: Graph, piece: Piece, directory: Directory | None) -> None:
    if piece.kind != "notify":
        return
    rules, _ = assigned(graph, piece, directory)
    piece.settings.setdefault("who", rules or [{"starter": True}])
    if not rules:
        graph.tell(
            Level.WARNING,
            piece,
            "没有写通知谁;先改为知会申请人",
            "nobody is named to be told; the starter is",
        )


def _passed(graph: Graph, piece: Piece, item: Item) -> None:
    piece.kind = PASS


def _start(graph: Graph, piece: Piece, item: Item) -> None:
    piece.kind = PASS
    kind, _ = item.definition()
    if kind and not item.parent:
        graph.tell(
            Level.WARNING,
            piece,
            f"由 {kind} 事件启动没有导入;流程由人在聊天里发起,或由其他系统经接口发起",
            f"a start by a {kind} event is not taken over; it is started in the chat or by the API",
        )


def _ended(graph: Graph, piece: Piece, item: Item) -> None:
    kind, _ = item.definition()
    match kind:
        case "terminate":
            piece.kind = "finish"
        case "error":
            piece.kind, piece.settings = "finish", {"outcome": "rejected"}
            graph.tell(
                Level.INFO,
                piece,
                "错误结束理解为流程被驳回",
                "an error end event is taken for: the process is rejected",
            )
        case "":
            piece.kind = FINISH
        case _:
            piece.kind = FINISH
            level = Level.ERROR if kind in ("compensate", "cancel") else Level.WARNING
            graph.tell(
                level,
                piece,
                f"结束时发出的 {kind} 事件没有导入,只作为结束",
                f"the {kind} event that this end throws is not taken over; it just ends",
            )


def _caught(graph: Graph, piece: Piece, item: Item) -> None:
    kind, definition = item.definition()
    if kind == "timer" and definition is not None:
        _timer(graph, piece)
    elif kind in ("message", "signal") and definition is not None:
        _message(
            graph, piece, graph.drawn.names.get(definition.get(f"{kind}Ref"), "") or item.name or item.id
        )
        if kind == "signal":
            graph.tell(
                Level.WARNING,
                piece,
                "信号会同时通知所有流程;这里改为等一条同名消息",
                "a signal reaches every process at once; here the step waits for a message of its name",
            )
    elif kind == "conditional":
        _message(graph, piece, item.name or item.id)
        graph.tell(
            Level.WARNING,
            piece,
            "条件没有人盯着;这里改为等一条同名消息,条件成立时由外部系统发来",
            "nobody watches the condition; the step waits for a message of its name, sent when it holds",
        )
    elif kind:
        _unsupported(graph, piece, f"等待 {kind} 事件", f"waiting for {_a(kind)} event")
    else:
        piece.kind = PASS


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _message(graph: Graph, piece: Piece, name: str) -> None:
    piece.kind, piece.settings = "message", {"message": name[:100]}


def _timer(graph: Graph, piece: Piece) -> None:
    assert piece.item is not None  # only drawn pieces are converted
    written, found = timer(piece.item)
    piece.kind, piece.settings = "timer", dict(found or {"after": "1d"})
    if not found:
        graph.tell(
            Level.ERROR,
            piece,
            f"定时 {written or '(空)'} 没有对应的写法;请写成一段时长或一个日期",
            f"the timer {written or '(empty)'} has no counterpart; write a span of time or a date",
        )
    elif "after" in found:
        piece.settings["working"] = False  # other engines count around the clock


def timer(item: Item) -> tuple[str, dict[str, object]]:
    """What is written, and as a timer of ours; empty when it has no counterpart."""
    _, definition = item.definition()
    for each in definition.children if definition is not None else ():
        text = each.text.strip()
        match each.name:
            case "timeDuration":
                found = span(text)
                return text, {"after": found} if found else {}
            case "timeDate":
                fixed = moment(text)
                name = bare(text)
                if fixed:
                    return text, {"until": fixed}
                return text, {"until": name} if re.match(r"^[^\W\d]\w*$", name) else {}
            case "timeCycle":
                return text, {}
    return "", {}


def _thrown(graph: Graph, piece: Piece, item: Item) -> None:
    kind, _ = item.definition()
    if kind == "message":
        piece.kind = "notify"
    elif kind == "":
        piece.kind = PASS
    else:
        _unsupported(graph, piece, f"发出 {kind} 事件", f"throwing {_a(kind)} event")


def _sent(graph: Graph, piece: Piece, item: Item) -> None:
    if not service(graph, piece):
        piece.kind = "notify"


def _served(graph: Graph, piece: Piece, item: Item) -> None:
    service(graph, piece, must=True)


def _received(graph: Graph, piece: Piece, item: Item) -> None:
    _message(graph, piece, graph.drawn.names.get(item.element.get("messageRef"), "") or item.name or item.id)


def _called(graph: Graph, piece: Piece, item: Item) -> None:
    zeebe = item.extension(ZEEBE, "calledElement")
    called = item.element.get("calledElement") or (zeebe.get("processId") if zeebe is not None else "")
    called = called.removeprefix("Process_")
    piece.kind = "call"
    piece.settings = {"template": identifier(called, otherwise="template")}
    if not called or called.startswith(("=", "${", "#{")):
        graph.tell(Level.ERROR, piece, "没有写调用哪个流程", "it does not say which process is called")
    fields, results = {}, {}
    for each in item.extensions():
        source, target = each.get("source") or each.get("sourceExpression"), each.get("target")
        if source and target and each.name in ("in", "input"):
            fields[identifier(target, otherwise="field")] = identifier(bare(source), otherwise="field")
        elif source and target and each.name in ("out", "output"):
            results[identifier(target, otherwise="field")] = identifier(bare(source), otherwise="field")
    piece.settings |= {key: value for key, value in (("fields", fields), ("results", results)) if value}
    loop = item.element.first("multiInstanceLoopCharacteristics", BPMN)
    if loop is not None:
        collection = next((found for space in VENDORS if (found := loop.get("collection", space))), "")
        for each in loop.walk():
            if each.space == ZEEBE and each.get("inputCollection"):
                collection = each.get("inputCollection")
        if collection:
            piece.settings["each"] = identifier(bare(collection), otherwise="items")
        else:
            graph.tell(
                Level.ERROR, piece, "没有写按哪个列表逐项调用", "it does not say over which list it is called"
            )


def _unsupported(graph: Graph, piece: Piece, zh: str, en: str) -> None:
    piece.kind = PASS
    graph.tell(
        Level.ERROR,
        piece,
        f"{zh}没有对应的写法,这一步会被跳过",
        f"{en}, which has no counterpart; this step would be passed over",
    )


def _scripted(graph: Graph, piece: Piece, item: Item) -> None:
    _unsupported(graph, piece, "脚本任务", "a script task")


def _ruled(graph: Graph, piece: Piece, item: Item) -> None:
    _unsupported(graph, piece, "业务规则(DMN)任务", "a business rule (DMN) task")


def _complex(graph: Graph, piece: Piece, item: Item) -> None:
    _unsupported(graph, piece, "复杂网关", "a complex gateway")


def _list_extras(graph: Graph, piece: Piece) -> None:
    """Scripts and listeners that other engines would run."""
    assert piece.item is not None  # only drawn pieces are converted
    names = {each.name for each in piece.item.extensions() if each.name in _LISTENERS}
    if piece.kind != "call" and names:
        listed = "、".join(sorted(names))
        graph.tell(
            Level.WARNING,
            piece,
            f"{listed} 不会执行",
            f"{', '.join(sorted(names))}: not run here",
        )
    if piece.item.element.first("standardLoopCharacteristics", BPMN) and piece.item.tag in TASKS:
        graph.tell(
            Level.WARNING,
            piece,
            "循环标记没有导入;请用连线画回到这一步",
            "the loop marker is not taken over; draw a line back to this step",
        )


_KINDS: dict[str, Callable[[Graph, Piece, Item], None]] = {
    "startEvent": _start,
    "endEvent": _ended,
    "intermediateCatchEvent": _caught,
    "intermediateThrowEvent": _thrown,
    "sendTask": _sent,
    "receiveTask": _received,
    "serviceTask": _served,
    "scriptTask": _scripted,
    "businessRuleTask": _ruled,
    "callActivity": _called,
    "exclusiveGateway": lambda graph, piece, item: setattr(piece, "kind", "condition"),
    "parallelGateway": lambda graph, piece, item: setattr(piece, "kind", "parallel"),
    "inclusiveGateway": lambda graph, piece, item: setattr(piece, "kind", "inclusive"),
    "eventBasedGateway": lambda graph, piece, item: setattr(piece, "kind", "events"),
    "complexGateway": _complex,
}

"""Embedded sub-processes and links are written out: their steps become steps of the process itself."""

from __future__ import annotations

from engine.formats.bpmn.findings import Level
from engine.formats.bpmn.graph import PASS, Graph, Piece
from engine.formats.bpmn.model import Item
from engine.formats.bpmn.words import BPMN, SUBPROCESSES


def inline(graph: Graph) -> None:
    """Innermost first, so that an outer one finds only plain pieces."""
    items = [each for each in graph.drawn.items.values() if each.tag in SUBPROCESSES]
    for item in reversed(items):
        if item.element.get("triggeredByEvent") == "true":
            _drop_event_subprocess(graph, item)
        else:
            _inline(graph, item)


def _drop_event_subprocess(graph: Graph, item: Item) -> None:
    graph.tell(
        Level.ERROR,
        item,
        "事件子流程没有对应的写法,里面的步骤没有导入",
        "an event sub-process, which has no counterpart; the steps in it are not taken over",
    )
    for each in _within(graph, item):
        if each.item and not each.item.tag.endswith("Event"):
            graph.tell(
                Level.ERROR,
                each,
                "在事件子流程里,没有导入",
                "within an event sub-process; it is not taken over",
            )
        graph.remove(each.id)
    graph.remove(item.id)


def _inline(graph: Graph, item: Item) -> None:
    _list_what_is_lost(graph, item)
    inner = [each for each in _within(graph, item) if each.item and each.item.parent == item.id]
    ids = {each.id for each in inner}
    starts = [each for each in inner if not [way for way in graph.into(each.id) if way.source in ids]]
    starts = [each for each in starts if each.item and each.item.tag != "boundaryEvent"]
    begin = _begin(graph, item, starts)
    ends = [each for each in inner if each.item and each.item.tag == "endEvent"]
    caught = _caught(graph, item)
    leave = _leave(graph, item, inner)
    for each in inner:
        if each in ends:
            kind = each.item.definition()[0] if each.item else ""
            if kind == "error" and caught:
                graph.connect(each.id, caught)
                each.kind = PASS
            elif kind not in ("error", "terminate"):
                each.kind = PASS
                graph.connect(each.id, leave.id)
        elif (
            not graph.out_of(each.id) and each.item and each.item.host == "" and not _is_link_throw(each.item)
        ):
            graph.connect(each.id, leave.id)
    graph.ways = [
        way.moved(target=begin)
        if way.target == item.id
        else way.moved(source=leave.id)
        if way.source == item.id
        else way
        for way in graph.ways
    ]
    graph.pieces.pop(item.id)


def _list_what_is_lost(graph: Graph, item: Item) -> None:
    if item.tag == "adHocSubProcess":
        graph.tell(
            Level.ERROR,
            item,
            "临时子流程没有固定顺序,没有对应的写法",
            "an ad-hoc sub-process, whose steps have no order; there is no counterpart",
        )
    elif item.tag == "transaction":
        graph.tell(
            Level.WARNING,
            item,
            "事务子流程按普通步骤导入,不会回滚",
            "a transaction is taken over as plain steps; nothing is rolled back",
        )
    for loop in ("multiInstanceLoopCharacteristics", "standardLoopCharacteristics"):
        if item.element.first(loop, BPMN):
            graph.tell(
                Level.ERROR,
                item,
                "会重复多次的子流程请另存为模板,用调用活动逐项调用",
                "a sub-process that runs several times; make it a template and call it for each item",
            )


def _begin(graph: Graph, item: Item, starts: list[Piece]) -> str:
    if len(starts) == 1:
        return starts[0].id
    if not starts:
        return graph.add(f"{item.id}_empty", PASS).id
    fork = graph.add(f"{item.id}_start", "parallel")
    for each in starts:
        graph.connect(fork.id, each.id)
    return fork.id


def _leave(graph: Graph, item: Item, inner: list[Piece]) -> Piece:
    """Where the sub-process is done: when it forks inside, all that was begun must have ended."""
    forks = any(
        each.item
        and each.item.tag in ("parallelGateway", "inclusiveGateway")
        and len(graph.out_of(each.id)) > 1
        for each in inner
    )
    ends = sum(not graph.out_of(each.id) and bool(each.item and not each.item.host) for each in inner)
    name = graph.pieces[item.id].shown
    leave = graph.add(f"{item.id}_done", "join" if forks and ends > 1 else PASS)
    if leave.kind == "join":
        graph.tell(
            Level.INFO,
            item,
            f"子流程{name}有几个结束,全部到齐才继续",
            "this sub-process has several ends; it is over when all have been reached",
        )
    return leave


def _caught(graph: Graph, item: Item) -> str:
    """Where an error within leads: the boundary error event on the sub-process, if there is one."""
    for each in graph.pieces.values():
        if each.item and each.item.host == item.id and each.item.definition()[0] == "error":
            each.kind = PASS
            each.item.host = ""
            return each.id
    return ""


def _within(graph: Graph, item: Item) -> list[Piece]:
    parents = {item.id}
    found = []
    for each in graph.pieces.values():
        if each.item and each.item.parent in parents:
            parents.add(each.id)
            found.append(each)
    return found


def link(graph: Graph) -> None:
    """A link that is thrown goes on where the one of its name is caught."""
    caught: dict[str, str] = {}
    for each in graph.pieces.values():
        if each.item and each.item.tag == "intermediateCatchEvent" and each.item.definition()[0] == "link":
            caught[_link_name(each.item)] = each.id
            each.kind = PASS
    for each in tuple(graph.pieces.values()):
        if each.item and _is_link_throw(each.item):
            each.kind = PASS
            target = caught.get(_link_name(each.item))
            if target:
                graph.connect(each.id, target)
            else:
                graph.tell(Level.ERROR, each, "没有同名的链接接收处", "a link that is caught nowhere")


def _is_link_throw(item: Item) -> bool:
    return item.tag == "intermediateThrowEvent" and item.definition()[0] == "link"


def _link_name(item: Item) -> str:
    _, definition = item.definition()
    return (definition.get("name") if definition else "") or item.name

"""A drawing as it is: its elements in one flat list, whatever sub-process, lane or pool they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.formats.bpmn.findings import Findings, Level
from engine.formats.bpmn.words import BPMN, NODES, OURS, SUBPROCESSES, VENDORS
from engine.formats.bpmn.xml import Element

_KNOWN = {
    *("extensionElements", "documentation", "laneSet", "incoming", "outgoing", "sequenceFlow"),
    *("ioSpecification", "property", "dataObject", "dataObjectReference", "dataStoreReference"),
    *("textAnnotation", "association", "group", "category"),
    *("multiInstanceLoopCharacteristics", "standardLoopCharacteristics"),
    *("dataInputAssociation", "dataOutputAssociation", "completionCondition", "script"),
}


@dataclass(slots=True)
class Item:
    """A node of the drawing."""

    id: str
    tag: str
    name: str
    element: Element
    parent: str = ""  # the sub-process it stands in
    host: str = ""  # of a boundary event: the activity it is on
    lane: str = ""  # the innermost lane's name

    @property
    def line(self) -> int:
        return self.element.line

    def definition(self) -> tuple[str, Element | None]:
        """An event's kind (`timer`, `message` …; empty for a plain one) and its definition."""
        for each in self.element.children:
            if each.space == BPMN and each.name.endswith("EventDefinition"):
                return each.name.removesuffix("EventDefinition"), each
        return "", None

    def attribute(self, name: str) -> str:
        """An attribute of Camunda 7, Flowable or Activiti, whichever is there."""
        return next((found for space in VENDORS if (found := self.element.get(name, space))), "")

    def extensions(self) -> Iterator[Element]:
        for each in self.element.all("extensionElements", BPMN):
            yield from each.children

    def extension(self, space: str, name: str) -> Element | None:
        return next((each for each in self.extensions() if each.space == space and each.name == name), None)

    def own(self, name: str) -> Element | None:
        return self.extension(OURS, name)


@dataclass(slots=True)
class Line:
    """A sequence flow."""

    id: str
    source: str
    target: str
    name: str
    condition: str  # as written; empty when there is none
    element: Element
    is_default: bool = False


@dataclass(slots=True)
class Drawn:
    process: Element
    pool: Element | None  # the participant whose process this is
    items: dict[str, Item] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)  # of messages, signals and errors, by id
    elements: dict[str, tuple[str, int]] = field(default_factory=dict)  # every id: its name and line


def drawn(root: Element, findings: Findings) -> Drawn | None:
    """The process of a document; of several pools the one that has most in it."""
    processes = list(root.all("process", BPMN))
    if not processes:
        return None
    chosen = max(processes, key=_weight)
    pools = {pool.get("processRef"): pool for pool in _participants(root)}
    _list_others(root, processes, chosen, findings)
    result = Drawn(chosen, pools.get(chosen.get("id")))
    for each in root.children:
        if each.name in ("message", "signal", "error", "escalation"):
            result.names[each.get("id")] = each.get("name") or each.get("errorCode") or each.get("id")
    _collect(result, chosen, "", findings)
    _lay_lanes(result, chosen)
    for line in result.lines:
        source = result.items.get(line.source)
        line.is_default = source is not None and source.element.get("default") == line.id
    _check_lines(result, findings)
    return result


def _weight(process: Element) -> tuple[int, bool]:
    return sum(each.name in NODES for each in process.walk()), process.get("isExecutable") == "true"


def _participants(root: Element) -> Iterator[Element]:
    for each in root.all("collaboration", BPMN):
        yield from each.all("participant", BPMN)


def _list_others(root: Element, processes: list[Element], chosen: Element, findings: Findings) -> None:
    pools = list(_participants(root))
    for each in processes:
        if each is not chosen:
            pool = next((pool for pool in pools if pool.get("processRef") == each.get("id")), each)
            findings.add(
                Level.WARNING,
                pool.get("id"),
                pool.get("name"),
                pool.line,
                "另一个泳池的流程没有导入;请把它单独存成一个文件",
                "the process of another pool is not taken over; save it as a file of its own",
            )
    for pool in pools:
        if not pool.get("processRef"):
            findings.add(
                Level.INFO,
                pool.get("id"),
                pool.get("name"),
                pool.line,
                "空泳池只说明有外部的一方,不影响运行",
                "an empty pool only shows that another party is there",
            )
    for collaboration in root.all("collaboration", BPMN):
        for each in collaboration.all("messageFlow", BPMN):
            findings.add(
                Level.INFO,
                each.get("id"),
                each.get("name"),
                each.line,
                "泳池之间的消息流不会自动发送;收发消息的步骤各自设置",
                "a message flow between pools sends nothing by itself; set the steps at its ends",
            )


def _collect(result: Drawn, parent: Element, inside: str, findings: Findings) -> None:
    for each in parent.children:
        if each.space != BPMN:
            continue
        id_ = each.get("id") or f"{each.name}_line_{each.line}"
        result.elements[id_] = (_name(each), each.line)
        if each.name in NODES:
            if id_ in result.items:
                findings.add(
                    Level.ERROR, id_, _name(each), each.line, "这个 id 用了两次", "an id that is used twice"
                )
                continue
            result.items[id_] = Item(id_, each.name, _name(each), each, inside, each.get("attachedToRef"))
            if each.name in SUBPROCESSES:
                _collect(result, each, id_, findings)
        elif each.name == "sequenceFlow":
            result.lines.append(_line(each, id_))
        elif each.name not in _KNOWN and each.get("id"):
            findings.add(
                Level.ERROR,
                id_,
                _name(each),
                each.line,
                f"不认识的元素 {each.name}",
                f"an element that is not known: {each.name}",
            )


def _line(element: Element, id_: str) -> Line:
    condition = element.first("conditionExpression", BPMN)
    text = condition.text.strip() if condition else ""
    return Line(id_, element.get("sourceRef"), element.get("targetRef"), _name(element), text, element)


def _name(element: Element) -> str:
    return " ".join(element.get("name").split())


def _lay_lanes(result: Drawn, process: Element) -> None:
    """Inner lanes come later in the walk and overwrite the outer ones."""
    for lane in process.walk():
        if lane.name == "lane" and lane.space == BPMN:
            for each in lane.all("flowNodeRef", BPMN):
                if each.text.strip() in result.items:
                    result.items[each.text.strip()].lane = _name(lane)
    for item in result.items.values():
        above = result.items.get(item.parent)
        if not item.lane and above is not None:
            item.lane = above.lane


def _check_lines(result: Drawn, findings: Findings) -> None:
    for line in tuple(result.lines):
        if line.source not in result.items or line.target not in result.items:
            result.lines.remove(line)
            findings.add(
                Level.ERROR,
                line.id,
                line.name,
                line.element.line,
                "连线的一端没有接上任何元素",
                "a line with a loose end",
            )


def ways_by_source(lines: list[Line]) -> Mapping[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.source, []).append(line)
    return found

"""A template as BPMN 2.0 XML with its picture, which bpmn.io opens and other engines run."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from engine.formats import plain
from engine.formats.bpmn.drawing import Box, Edge, Frame, Node, Places, Point
from engine.formats.bpmn.elements import carried, edges, messages, nodes
from engine.formats.bpmn.layout import LABEL, arranged
from engine.formats.bpmn.merges import merged
from engine.formats.bpmn.placing import kept
from engine.formats.bpmn.words import BPMN, BPMNDI, DC, DI, OURS, XSI
from engine.formats.bpmn.xml import as_text, tag
from engine.template import Template

_SPACES = {
    "xmlns:bpmn": BPMN,
    "xmlns:bpmndi": BPMNDI,
    "xmlns:dc": DC,
    "xmlns:di": DI,
    "xmlns:xsi": XSI,
    "xmlns:tuitui": OURS,
}


def write(template: Template, places: Places | None = None) -> str:
    """`places` keeps what was drawn where it was; what is new finds a place beside it."""
    shapes, lines = merged(template, nodes(template), edges(template))
    stand = kept(shapes, lines, places) if places and places.boxes else arranged(shapes, lines)
    process = f"Process_{template.id}"
    frames = _filled(stand.frames, shapes)
    attributes = {
        **_SPACES,
        "id": f"Definitions_{template.id}",
        "targetNamespace": "urn:tuitui:templates",
        "exporter": "Tuitui",
    }
    parts = (
        *messages(template),
        *_collaboration(frames, process, template),
        _process(template, process, shapes, lines, frames),
        _diagram("Collaboration" if _pool(frames) else process, shapes, lines, stand, frames),
    )
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + _lined(tag("bpmn:definitions", attributes, *parts))


def _process(
    template: Template, process: str, shapes: Sequence[Node], lines: Sequence[Edge], frames: Sequence[Frame]
) -> str:
    about = template.about.zh
    data = plain.head(template) | {"fields": [plain.field(each) for each in template.fields]}
    defaults = {each.source: each.id for each in lines if _is_default(each, lines, template)}
    inside = [
        tag("bpmn:documentation", {}, as_text(about)),
        carried("template", data),
        *_lanes(frames),
        *(_node(each, lines, defaults) for each in shapes),
        *map(_edge, lines),
    ]
    attributes = {"id": process, "name": template.name.zh, "isExecutable": "true"}
    return tag("bpmn:process", attributes, *inside)


def _is_default(edge: Edge, lines: Sequence[Edge], template: Template) -> bool:
    """The way out of a choice that has no condition, where others have one."""
    source = template.steps.get(edge.source)  # type: ignore[call-overload]  # an edge's ids are plain texts
    return source is not None and source.kind in ("condition", "inclusive") and not edge.condition


def _node(node: Node, lines: Sequence[Edge], defaults: Mapping[str, str]) -> str:
    ways = [tag("bpmn:incoming", {}, each.id) for each in lines if each.target == node.id]
    ways += [tag("bpmn:outgoing", {}, each.id) for each in lines if each.source == node.id]
    attributes = {"id": node.id, "name": node.name, "default": defaults.get(node.id, ""), **node.attributes}
    return tag(f"bpmn:{node.tag}", attributes, *node.inside, *ways, *node.after)


def _edge(edge: Edge) -> str:
    attributes = {"id": edge.id, "name": edge.name, "sourceRef": edge.source, "targetRef": edge.target}
    inside = [edge.own] if edge.own else []
    if edge.condition:
        kind = {"xsi:type": "bpmn:tFormalExpression"}
        inside.append(tag("bpmn:conditionExpression", kind, as_text(edge.condition)))
    return tag("bpmn:sequenceFlow", attributes, *inside)


def _filled(frames: Sequence[Frame], shapes: Sequence[Node]) -> tuple[Frame, ...]:
    """Lanes hold only what is still there."""
    there = {each.id for each in shapes}
    return tuple(
        Frame(each.id, each.name, each.box, tuple(id_ for id_ in each.holds if id_ in there), each.is_pool)
        for each in frames
    )


def _pool(frames: Sequence[Frame]) -> Frame | None:
    return next((each for each in frames if each.is_pool), None)


def _collaboration(frames: Sequence[Frame], process: str, template: Template) -> Iterator[str]:
    pool = _pool(frames)
    if pool:
        name = pool.name or template.name.zh
        inside = tag("bpmn:participant", {"id": pool.id, "name": name, "processRef": process})
        yield tag("bpmn:collaboration", {"id": "Collaboration"}, inside)


def _lanes(frames: Sequence[Frame]) -> Iterator[str]:
    lanes = [each for each in frames if not each.is_pool]
    if lanes:
        written = (
            tag(
                "bpmn:lane",
                {"id": each.id, "name": each.name},
                *(tag("bpmn:flowNodeRef", {}, id_) for id_ in each.holds),
            )
            for each in lanes
        )
        yield tag("bpmn:laneSet", {"id": "Lanes"}, *written)


def _diagram(
    plane: str, shapes: Sequence[Node], lines: Sequence[Edge], stand: Places, frames: Sequence[Frame]
) -> str:
    drawn = [_framed(each) for each in frames]
    drawn += [_shape(each, stand.boxes[each.id]) for each in shapes]
    drawn += [_line(each, number, stand.ways[each.source, each.target]) for number, each in enumerate(lines)]
    inside = tag("bpmndi:BPMNPlane", {"id": "Plane", "bpmnElement": plane}, *drawn)
    return tag("bpmndi:BPMNDiagram", {"id": "Diagram"}, inside)


def _framed(frame: Frame) -> str:
    attributes = {"id": f"Shape_{frame.id}", "bpmnElement": frame.id, "isHorizontal": "true"}
    return tag("bpmndi:BPMNShape", attributes, _bounds(frame.box))


def _shape(node: Node, box: Box) -> str:
    attributes = {"id": f"Shape_{node.id}", "bpmnElement": node.id}
    if node.tag == "exclusiveGateway":
        attributes["isMarkerVisible"] = "true"
    inside = [_bounds(box)]
    if node.name and node.size != (100, 80):
        width = _width(node.name)
        under = Box(box.middle[0] - width / 2, box.bottom + 4, width, 14)
        if node.host:  # its way out leaves downwards
            under = Box(box.x - width - 2, box.y + 20, width, 14)
        inside.append(tag("bpmndi:BPMNLabel", {}, _bounds(under)))
    return tag("bpmndi:BPMNShape", attributes, *inside)


def _line(edge: Edge, number: int, points: Sequence[Point]) -> str:
    inside = [tag("di:waypoint", {"x": _number(x), "y": _number(y)}) for x, y in points]
    if edge.name:
        x, y = points[-1]
        width = min(_width(edge.name), LABEL)
        height = 14 * math.ceil(_width(edge.name) / LABEL)
        beside = Box(x - width - 4, y - height - 4, width, height)
        inside.append(tag("bpmndi:BPMNLabel", {}, _bounds(beside)))
    return tag("bpmndi:BPMNEdge", {"id": f"Edge_{number + 1}", "bpmnElement": edge.id}, *inside)


def _bounds(box: Box) -> str:
    sides = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    return tag("dc:Bounds", {key: _number(value) for key, value in sides.items()})


def _width(text: str) -> float:
    """About how wide a label is: a Chinese character is as wide as two others."""
    return min(150.0, 4 + sum(11 if ord(each) > 0x2E80 else 6 for each in text))


def _number(value: float) -> str:
    return f"{value:.0f}" if value == int(value) else f"{value:.1f}"


def _lined(markup: str) -> str:
    """A line per element, so that two versions can be compared; texts stay as they are."""
    return markup.replace("><", ">\n<") + "\n"

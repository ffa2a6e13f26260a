"""Where a drawing's shapes stand and its lines run, as its picture says."""

from __future__ import annotations

import math
from collections.abc import Mapping

from engine.formats.bpmn.drawing import Box, Frame, Places, Point
from engine.formats.bpmn.model import Drawn
from engine.formats.bpmn.words import BPMN, BPMNDI
from engine.formats.bpmn.xml import Element

_FAR = 1e6  # no picture is wider


def places(root: Element, drawn: Drawn, ids: Mapping[str, str]) -> Places:
    """`ids` gives the new id of an element of the drawing; frames keep theirs."""
    boxes: dict[str, Box] = {}
    ways: dict[tuple[str, str], tuple[Point, ...]] = {}
    standing: dict[str, Box] = {}
    lines = {each.id: each for each in drawn.lines}
    for each in root.walk():
        if each.space != BPMNDI or each.name not in ("BPMNShape", "BPMNEdge"):
            continue
        of = each.get("bpmnElement")
        if each.name == "BPMNShape" and (box := _box(each)):
            standing[of] = box
            if of in ids:
                boxes[ids[of]] = box
        line = lines.get(of)
        if line is not None and line.source in ids and line.target in ids:
            points = [point for way in each.all("waypoint") if (point := _point(way))]
            if len(points) > 1:
                ways[ids[line.source], ids[line.target]] = tuple(points)
    return Places(boxes, ways, _frames(drawn, standing, ids))


def _frames(drawn: Drawn, standing: Mapping[str, Box], ids: Mapping[str, str]) -> tuple[Frame, ...]:
    found: list[Frame] = []
    if drawn.pool is not None and drawn.pool.get("id") in standing:
        id_ = drawn.pool.get("id")
        found.append(Frame(_framed(id_), drawn.pool.get("name"), standing[id_], is_pool=True))
    for lane in drawn.process.walk():
        inner = lane.first("childLaneSet", BPMN)
        if lane.name == "lane" and lane.space == BPMN and lane.get("id") in standing and inner is None:
            held = (each.text.strip() for each in lane.all("flowNodeRef", BPMN))
            holds = tuple(ids[each] for each in held if each in ids)
            found.append(Frame(_framed(lane.get("id")), lane.get("name"), standing[lane.get("id")], holds))
    return tuple(found)


def _framed(id_: str) -> str:
    """An id that no step has: those begin with a small letter."""
    return id_ if id_.startswith("Frame_") else f"Frame_{id_}"


def _box(shape: Element) -> Box | None:
    bounds = shape.first("Bounds")
    if bounds is None:
        return None
    numbers = [_number(bounds.get(side)) for side in ("x", "y", "width", "height")]
    x, y, width, height = numbers
    if x is None or y is None or width is None or height is None or width <= 0 or height <= 0:
        return None
    return Box(x, y, width, height)


def _point(waypoint: Element) -> Point | None:
    x, y = _number(waypoint.get("x")), _number(waypoint.get("y"))
    return None if x is None or y is None else (x, y)


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and abs(number) < _FAR else None

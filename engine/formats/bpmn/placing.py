"""A drawing that somebody made stays as it is; only what is new gets a place, beside what leads to it."""

from __future__ import annotations

from collections.abc import Sequence

from engine.formats.bpmn.drawing import Box, Edge, Node, Places, Point
from engine.formats.bpmn.layout import COLUMN, ROW, joined, on_hosts


def kept(nodes: Sequence[Node], edges: Sequence[Edge], places: Places) -> Places:
    there = {each.id for each in nodes}
    boxes = {id_: box for id_, box in places.boxes.items() if id_ in there}
    hosted = [each for each in nodes if each.host]
    for node in nodes:
        if node.id not in boxes and node.host is None:
            boxes[node.id] = _beside(node, edges, boxes, places)
    boxes |= {id_: box for id_, box in on_hosts(hosted, boxes).items() if id_ not in boxes}
    ways = {}
    for edge in edges:
        pair = (edge.source, edge.target)
        ways[pair] = places.ways.get(pair) or straight(boxes[edge.source], boxes[edge.target])
    return Places(boxes, ways, places.frames)


def _beside(node: Node, edges: Sequence[Edge], boxes: dict[str, Box], places: Places) -> Box:
    before = next(
        (boxes[each.source] for each in edges if each.target == node.id and each.source in boxes), None
    )
    behind = next(
        (boxes[each.target] for each in edges if each.source == node.id and each.target in boxes), None
    )
    width, height = node.size
    if before:
        x, y = before.middle[0] + COLUMN, before.middle[1]
    elif behind:
        x, y = behind.middle[0] - COLUMN, behind.middle[1]
    else:
        x, y = 200.0, max((each.bottom for each in boxes.values()), default=0.0) + ROW
    box = Box(x - width / 2, y - height / 2, width, height)
    while any(box.overlaps(each) for each in boxes.values()):
        box = Box(box.x, box.y + ROW / 2, width, height)
    return box


def straight(source: Box, target: Box) -> tuple[Point, ...]:
    """From side to side with one bend in the middle; under both when the target lies behind."""
    if target.x > source.right:
        middle = round((source.right + target.x) / 2)
        start, end = (source.right, source.middle[1]), (target.x, target.middle[1])
        return joined((start, (middle, start[1]), (middle, end[1]), end))
    below = max(source.bottom, target.bottom) + 30
    start, end = (source.middle[0], source.bottom), (target.middle[0], target.bottom)
    return joined((start, (start[0], below), (end[0], below), end))

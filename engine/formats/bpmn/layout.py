"""A tidy picture: layers from left to right, no shape upon another, lines in the gaps between the layers."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from engine.formats.bpmn.drawing import Box, Edge, Node, Places, Point

COLUMN, ROW = 210.0, 140.0  # from one layer, one row to the next
_LEFT, _TOP = 160.0, 100.0
_WIDEST = 100.0  # a task; narrower shapes stand in the middle of their column
_EVENT = 36.0
LABEL = 84.0  # the widest that stands over a line, between where it turns and where it ends


def arranged(nodes: Sequence[Node], edges: Sequence[Edge]) -> Places:
    """Where every node stands and every edge runs. Boundary events sit on their hosts."""
    hosts = {each.id: each.host or each.id for each in nodes}
    free = [each.id for each in nodes if each.host is None]
    links = [(hosts[each.source], hosts[each.target]) for each in edges]
    layers = _layers(free, links)
    columns, chains = _columns(free, links, layers)
    rows = _rows(columns, chains)
    by_id = {each.id: each for each in nodes}
    boxes = {each: _box(by_id[each], layers[each], rows[each]) for each in free}
    boxes |= on_hosts(nodes, boxes)
    ways = {
        (each.source, each.target): _way(each, boxes, by_id, [rows[stop] for stop in chain], layers)
        for each, chain in zip(edges, chains, strict=True)
    }
    return Places(boxes, ways)


def on_hosts(nodes: Iterable[Node], boxes: Mapping[str, Box]) -> dict[str, Box]:
    """Boundary events on the lower edge of their host, from the right."""
    placed: dict[str, Box] = {}
    seats: dict[str, int] = defaultdict(int)
    for each in nodes:
        if each.host is None or each.host not in boxes:
            continue
        host = boxes[each.host]
        seats[each.host] += 1
        x = host.right - _EVENT / 2 - 10 - (seats[each.host] - 1) * (_EVENT + 8) - _EVENT / 2
        placed[each.id] = Box(x, host.bottom - _EVENT / 2, _EVENT, _EVENT)
    return placed


def _layers(free: Sequence[str], links: Sequence[tuple[str, str]]) -> dict[str, int]:
    """The longest way from the start, loops cut where they lead back."""
    ahead = defaultdict(list)
    for source, target in links:
        ahead[source].append(target)
    order, back = _ordered(free, ahead)
    layers = dict.fromkeys(free, 0)
    for source in order:
        for target in ahead[source]:
            if (source, target) not in back:
                layers[target] = max(layers[target], layers[source] + 1)
    return layers


def _ordered(free: Sequence[str], ahead: Mapping[str, list[str]]) -> tuple[list[str], set[tuple[str, str]]]:
    """Topological order, and the links that lead back (depth first, without recursion)."""
    done: list[str] = []
    back: set[tuple[str, str]] = set()
    state: dict[str, int] = {}  # 1 on the way, 2 done
    for root in free:
        if root in state:
            continue
        state[root] = 1
        stack = [(root, iter(ahead.get(root, ())))]
        while stack:
            here, following = stack[-1]
            for target in following:
                if state.get(target) == 1:
                    back.add((here, target))
                elif target not in state:
                    state[target] = 1
                    stack.append((target, iter(ahead.get(target, ()))))
                    break
            else:
                state[here] = 2
                done.append(here)
                stack.pop()
    return done[::-1], back


Stop = str  # a node's id, or a place that a long line passes: `edge number/layer`


def _columns(
    free: Sequence[str], links: Sequence[tuple[str, str]], layers: Mapping[str, int]
) -> tuple[list[list[Stop]], list[list[Stop]]]:
    """Per layer what stands in it, long lines included; per link the stops it passes on its way."""
    columns: list[list[Stop]] = [[] for _ in range(max(layers.values(), default=0) + 1)]
    for each in free:
        columns[layers[each]].append(each)
    chains: list[list[Stop]] = []
    for number, (source, target) in enumerate(links):
        between = [(f"{number}/{layer}", layer) for layer in _passed(layers[source], layers[target])]
        for stop, layer in between:
            columns[layer].append(stop)
        chains.append([source, *(stop for stop, _ in between), target])
    return columns, chains


def _passed(first: int, last: int) -> range:
    """The layers that a line crosses; one that leads back goes around its own ends too."""
    return range(first + 1, last) if last > first else range(first, last - 1, -1)


def _rows(columns: list[list[Stop]], chains: Sequence[Sequence[Stop]]) -> dict[Stop, float]:
    """The order in each layer follows the neighbours; then each thing keeps its distance from the next."""
    before: dict[Stop, list[Stop]] = defaultdict(list)
    after: dict[Stop, list[Stop]] = defaultdict(list)
    for chain in chains:
        for one, other in itertools.pairwise(chain):
            after[one].append(other)
            before[other].append(one)
    rows = {stop: float(place) for column in columns for place, stop in enumerate(column)}
    for neighbours, swept in ((before, columns), (after, columns[::-1]), (before, columns)):
        for column in swept:
            column.sort(key=lambda stop: _mean(rows, neighbours[stop], rows[stop]))
            _spread(column, rows, neighbours)
    lowest = min(rows.values(), default=0)
    return {stop: row - lowest for stop, row in rows.items()}


def _spread(column: Sequence[Stop], rows: dict[Stop, float], neighbours: Mapping[Stop, list[Stop]]) -> None:
    wanted = [_mean(rows, neighbours[stop], rows[stop]) for stop in column]
    placed: list[float] = []
    for want in wanted:
        placed.append(max(want, placed[-1] + 1) if placed else want)
    shift = sum(w - p for w, p in zip(wanted, placed, strict=True)) / len(column) if column else 0
    for stop, row in zip(column, placed, strict=True):
        rows[stop] = row + shift


def _mean(rows: Mapping[Stop, float], neighbours: Sequence[Stop], otherwise: float) -> float:
    return sum(rows[each] for each in neighbours) / len(neighbours) if neighbours else otherwise


def _box(node: Node, layer: int, row: float) -> Box:
    width, height = node.size
    x = _LEFT + layer * COLUMN + (_WIDEST - width) / 2
    return Box(round(x), round(_TOP + row * ROW - height / 2), width, height)


def _way(
    edge: Edge,
    boxes: Mapping[str, Box],
    by_id: Mapping[str, Node],
    rows: Sequence[float],
    layers: Mapping[str, int],
) -> tuple[Point, ...]:
    """From side to side, up and down only between the layers."""
    host = by_id[edge.source].host
    source, target = boxes[host or edge.source], boxes[edge.target]
    first, last = layers[host or edge.source], layers[edge.target]
    if host:
        x, y = boxes[edge.source].middle[0], boxes[edge.source].bottom + 14
        points: list[Point] = [(x, boxes[edge.source].bottom), (x, y)]
    else:
        points = [(source.right, source.middle[1])]
    for layer, row in zip(_passed(first, last), rows[1:-1], strict=True):
        enters, leaves = (layer, layer + 1) if last > first else (layer + 1, layer)
        _bend(points, _gap(enters), round(_TOP + row * ROW))
        points.append((_gap(leaves), points[-1][1]))
    _bend(points, _gap(last), target.middle[1])
    points.append((target.x, target.middle[1]))
    return joined(points)


def _gap(layer: int) -> float:
    """In the gap to the left of a layer, with room for a label behind it."""
    return _LEFT + layer * COLUMN - LABEL - 6


def _bend(points: list[Point], x: float, y: float) -> None:
    points += [(x, points[-1][1]), (x, y)]


def joined(points: Sequence[Point]) -> tuple[Point, ...]:
    """Without points that repeat, or that lie within a straight piece."""
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        while len(kept) > 1 and _straight(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return tuple(kept)


def _straight(one: Point, middle: Point, other: Point) -> bool:
    for axis in (0, 1):
        if one[axis] == middle[axis] == other[axis]:
            low, high = sorted((one[1 - axis], other[1 - axis]))
            return low <= middle[1 - axis] <= high
    return False

"""A template as a picture: boxes for people, diamonds for conditions, bars where ways part and meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from charts import style
from charts.chart import ChartSpec, Form, said
from charts.font import fit, printable, width, wrap
from charts.sheet import Sheet, blank
from engine.people import Label
from engine.template import END, START, StepId, Template

_MIDDLE = style.WIDTH / 2
_STEP, _DIAMOND, _BAR, _GAP = 112, 150, 12, 124
_BEND = 66  # above a node: where an arrow turns
_LANE = 26  # between lines that pass by
_KINDS = {"condition": "diamond", "inclusive": "bar", "parallel": "bar", "join": "bar", "events": "bar"}
_FILL = {"approval": "#DCEAF5", "task": "#E7F3EC", "notify": style.SHADE}


@dataclass(frozen=True, slots=True)
class Node:
    id: str
    shape: str  # box | diamond | bar | pill
    words: Label
    colour: str
    layer: int


@dataclass(frozen=True, slots=True)
class Arrow:
    start: str
    end: str
    words: Label | None = None


@dataclass(frozen=True, slots=True)
class FlowData:
    """The nodes from top to bottom; those of one layer stand side by side."""

    title: Label
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    language: str


def collect(template: Template, *, language: str) -> FlowData:
    """Each step stands below all that lead to it; ways back have no arrow of their own."""
    steps = {START: template.step(START), **template.steps}
    layers = _layers(template)
    nodes = [
        Node(
            id=str(each.id),
            shape="pill" if each.id == START else _KINDS.get(each.kind, "box"),
            words=Label("提交", "Submit") if each.id == START else each.name,
            colour=_FILL.get(each.kind, style.SHADE),
            layer=layers[each.id],
        )
        for each in steps.values()
    ]
    nodes.append(Node("end", "pill", Label("结束", "Done"), style.PLANNED, layers[END]))
    arrows = []
    for step in steps.values():
        ways = [(flow.to, flow.label) for flow in step.flows] or [(END, None)]
        bare = step.kind == "condition"
        for to, label in ways:
            if layers[to] > layers[step.id]:
                otherwise = Label("否则", "else") if bare and label is None else None
                arrows.append(Arrow(str(step.id), str(to), label or otherwise))
    return FlowData(template.name, tuple(nodes), tuple(arrows), language)


def _layers(template: Template) -> Mapping[StepId, int]:
    """The longest way from the start, loops left out."""
    layers: dict[StepId, int] = {START: 0}

    def visit(step: StepId, on_the_way: tuple[StepId, ...]) -> None:
        targets = [END] if step != END and not template.steps[step].flows else []
        for to in [flow.to for flow in template.steps[step].flows] + targets if step != END else []:
            if to not in on_the_way and layers.get(to, -1) < layers[step] + 1:
                layers[to] = layers[step] + 1
                visit(to, (*on_the_way, to))

    visit(START, (START,))
    layers[END] = max(layers.values()) + (0 if layers.get(END) == max(layers.values()) else 1)
    return layers


@dataclass(frozen=True, slots=True)
class _Place:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def x(self) -> float:
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        return (self.top + self.bottom) / 2


def draw(data: FlowData, form: Form = "png") -> bytes:
    """1200 px wide, as high as its layers need."""
    with blank() as sheet:
        title = wrap(_printed(data.title, data), style.TITLE_SIZE, style.WIDTH - 2 * style.MARGIN, lines=2)
        places, bottom = placed(data, top=64 + 70 * len(title))
        sheet.clear(height=int(bottom + 60))
        for row, line in enumerate(title):
            sheet.write_bold(style.MARGIN, 90 + 70 * row, line, style.TITLE_SIZE)
        layer_of = {each.id: each.layer for each in data.nodes}
        passing = [each for each in data.arrows if layer_of[each.end] - layer_of[each.start] > 1]
        labels = [
            _arrow(sheet, each, places, passing.index(each) if each in passing else None)
            for each in data.arrows
        ]
        for arrow, at in zip(data.arrows, labels, strict=True):
            if arrow.words is not None:  # above all lines
                _label(sheet, arrow.words, data, at)
        for node in data.nodes:
            _node(sheet, node, places[node.id], data)
        return sheet.picture(form)


def placed(data: FlowData, *, top: float) -> tuple[dict[str, _Place], float]:
    places: dict[str, _Place] = {}
    y = top
    for layer in range(max(each.layer for each in data.nodes) + 1):
        row = [each for each in data.nodes if each.layer == layer]
        height = max((_height(each) for each in row), default=0)
        row.sort(key=lambda each: _above(each, data.arrows, places))
        room = (style.WIDTH - 2 * style.MARGIN - 120) / max(len(row), 1)
        for column, node in enumerate(row):
            x = _MIDDLE + (column - (len(row) - 1) / 2) * room if len(row) > 1 else _alone(node, data, places)
            half = min(room - 28, _width(node, data)) / 2
            middle = y + height / 2
            tall = _height(node) / 2
            places[node.id] = _Place(x - half, middle - tall, x + half, middle + tall)
        y += height + _GAP
    return places, y - _GAP


def _alone(node: Node, data: FlowData, places: Mapping[str, _Place]) -> float:
    """Below the one that leads to it; where ways meet, and as a bar, in the middle."""
    above = [places[each.start] for each in data.arrows if each.end == node.id and each.start in places]
    is_under = len(above) == 1 and above[0].right - above[0].left < 600 and node.shape != "bar"
    half = _width(node, data) / 2 + style.MARGIN
    return min(max(above[0].x, half), style.WIDTH - half) if is_under else _MIDDLE


def _height(node: Node) -> float:
    return {"box": _STEP, "diamond": _DIAMOND, "bar": _BAR, "pill": 76}[node.shape]


def _width(node: Node, data: FlowData) -> float:
    if node.shape == "bar":
        return 620
    words = width(_printed(node.words, data), style.TEXT_SIZE)
    return max(words * (1.0 if node.shape != "diamond" else 1.7) + 72, 220)


def _above(node: Node, arrows: Sequence[Arrow], places: Mapping[str, _Place]) -> float:
    """Below what leads to it, so that few lines cross."""
    above = [places[each.start].x for each in arrows if each.end == node.id and each.start in places]
    return sum(above) / len(above) if above else _MIDDLE


def _node(sheet: Sheet, node: Node, at: _Place, data: FlowData) -> None:
    match node.shape:
        case "diamond":
            corners = [(at.x, at.top), (at.right, at.y), (at.x, at.bottom), (at.left, at.y)]
            sheet.polygon(corners, style.QUIET)
            inner = [(at.x, at.top + 4), (at.right - 9, at.y), (at.x, at.bottom - 4), (at.left + 9, at.y)]
            sheet.polygon(inner, style.PAPER)
        case "bar":
            sheet.bar(at.left, at.top, at.right, at.bottom, style.INK, radius=6)
            return
        case "pill":
            sheet.bar(at.left, at.top, at.right, at.bottom, style.PLANNED, radius=38)
        case _:
            sheet.bar(at.left, at.top, at.right, at.bottom, style.ACTUAL, radius=14)
            sheet.bar(at.left + 3, at.top + 3, at.right - 3, at.bottom - 3, node.colour, radius=12)
    room = at.right - at.left - (48 if node.shape != "diamond" else 120)
    lines = wrap(_printed(node.words, data), style.TEXT_SIZE, room)
    for row, line in enumerate(lines):
        baseline = at.y + 14 + (row - (len(lines) - 1) / 2) * 46
        sheet.write(at.x - width(line, style.TEXT_SIZE) / 2, baseline, line, style.TEXT_SIZE)


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where an arrow's words stand; at the right edge they may take two lines."""

    x: float
    baseline: float
    room: float
    lines: int = 1


def _arrow(sheet: Sheet, arrow: Arrow, places: Mapping[str, _Place], lane: int | None) -> _Spot:
    start, end = places[arrow.start], places[arrow.end]
    if lane is not None and _is_free(start, end, places):
        lane = None
    if lane is not None:
        _around(sheet, start, end, style.WIDTH - style.MARGIN - _LANE * lane)
        return _Spot(start.right + 12, start.y - 14, style.WIDTH - 60 - start.right)
    from_x = start.x if start.right - start.left < 600 or abs(end.x - start.x) > 310 else end.x
    to_x = end.x if end.right - end.left < 600 or abs(end.x - from_x) > 310 else from_x
    bend = end.top - _BEND
    _line(sheet, from_x, start.bottom, from_x, bend)
    _line(sheet, min(from_x, to_x), bend, max(from_x, to_x), bend)
    _line(sheet, to_x, bend, to_x, end.top - 16)
    _head(sheet, to_x, end.top)
    beside = [each.x for each in places.values() if each.top == end.top and each.x > to_x + 1]
    if beside:
        return _Spot(to_x + 20, end.top - 20, min(beside) - to_x - 40)
    return _Spot(to_x + 20, end.top - 20, style.WIDTH - style.MARGIN - to_x - 20, lines=2)


def _is_free(start: _Place, end: _Place, places: Mapping[str, _Place]) -> bool:
    """Whether nothing stands between, straight below the start."""
    between = [each for each in places.values() if start.bottom < each.top and each.bottom < end.top]
    return all(not each.left - 20 < start.x < each.right + 20 for each in between)


def _around(sheet: Sheet, start: _Place, end: _Place, lane: float) -> None:
    """Past the layers between, at the right edge, and in from above."""
    bend = end.top - _BEND
    _line(sheet, start.right - 2, start.y, lane, start.y)
    _line(sheet, lane, start.y, lane, bend)
    _line(sheet, end.x, bend, lane, bend)
    _line(sheet, end.x, bend, end.x, end.top - 16)
    _head(sheet, end.x, end.top)


def _line(sheet: Sheet, left: float, top: float, right: float, bottom: float) -> None:
    sheet.box(
        min(left, right) - 2, min(top, bottom) - 2, max(left, right) + 2, max(top, bottom) + 2, style.QUIET
    )


def _head(sheet: Sheet, x: float, y: float) -> None:
    sheet.polygon([(x, y), (x - 13, y - 24), (x + 13, y - 24)], style.QUIET)


def _label(sheet: Sheet, words: Label, data: FlowData, at: _Spot) -> None:
    """On paper of its own, so that a line behind it does not strike it through."""
    text, room = _reason(_printed(words, data)), max(at.room, 120)
    lines = wrap(text, style.TEXT_SIZE, room) if at.lines > 1 else [fit(text, style.TEXT_SIZE, room)]
    for row, line in enumerate(reversed(lines)):
        wide, baseline = width(line, style.TEXT_SIZE), at.baseline - 44 * row
        x = min(at.x, style.WIDTH - style.MARGIN - wide)
        sheet.box(x - 6, baseline - 34, x + wide + 6, baseline + 9, style.PAPER)
        sheet.write(x, baseline, line, style.TEXT_SIZE, style.QUIET)


def _reason(text: str) -> str:
    """因为预算超过 50 万 is why one was asked; on the way itself the condition is enough."""
    return text.removeprefix("因为").removeprefix("Because ")


def _printed(label: Label, data: FlowData) -> str:
    return printable(said(label, data.language))


def caption(data: FlowData) -> Label:
    count = sum(each.shape == "box" for each in data.nodes)
    return Label(f"{data.title.zh}的流程图,{count} 步", f"The flow of {data.title.en}, {count} steps")


CHART = ChartSpec(name="flow", collect=collect, draw=draw, caption=caption)

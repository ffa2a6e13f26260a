"""Our own words within a drawing: JSON in elements of our namespace, as the writer puts it."""

from __future__ import annotations

import json
from typing import Any

from engine.formats.bpmn.findings import Level
from engine.formats.bpmn.graph import Graph, Piece, Way
from engine.formats.bpmn.words import BPMN, OURS
from engine.formats.bpmn.xml import Element
from engine.people import Label


def settings(graph: Graph, piece: Piece) -> bool:
    """Fills a piece from our own words; False when it has none."""
    element = piece.item.own("step") if piece.item else None
    if piece.item is None or element is None:
        return False
    data = _json(graph, element, piece)
    kind = data.pop("kind", None)
    if not isinstance(kind, str):
        return False
    piece.name = _renamed(data.pop("name", None), piece.item.name)
    data.pop("id", None)
    piece.kind, piece.settings, piece.is_ours = kind, data, True
    return True


def way(graph: Graph, way: Way, as_words: str | None) -> None:
    """What we said of a flow; a condition or name that was changed since by another tool wins."""
    element = _of(way.line.element, "flow") if way.line else None
    if way.line is None or element is None:
        return
    data = _json(graph, element, graph.pieces[way.source])
    way.label = _renamed(data.get("label"), way.line.name) if data.get("label") or way.line.name else None
    when = data.get("when")
    if isinstance(when, str) and as_words == way.condition:
        way.when, way.condition = when, ""


def said_when(way: Way) -> str:
    """The condition in our words beside a drawn one; empty when there is none."""
    element = _of(way.line.element, "flow") if way.line else None
    try:
        data = json.loads(element.text) if element is not None else {}
    except ValueError:
        return ""
    when = data.get("when") if isinstance(data, dict) else None
    return when if isinstance(when, str) else ""


def head(graph: Graph) -> dict[str, Any] | None:
    """What we said of the whole template."""
    element = _of(graph.drawn.process, "template")
    return _json(graph, element, None) if element is not None else None


def exit_of(piece: Piece) -> str:
    """Of a boundary event that we drew: the setting that it shows."""
    element = piece.item.own("exit") if piece.item else None
    try:
        data = json.loads(element.text) if element is not None else {}
    except ValueError:
        return ""
    found = data.get("of") if isinstance(data, dict) else None
    return found if isinstance(found, str) else ""


def _of(element: Element, name: str) -> Element | None:
    for extensions in element.all("extensionElements", BPMN):
        if found := extensions.first(name, OURS):
            return found
    return None


def _json(graph: Graph, element: Element, piece: Piece | None) -> dict[str, Any]:
    try:
        data = json.loads(element.text)
    except (ValueError, RecursionError):
        data = None
    if isinstance(data, dict):
        return data
    id_, name = (piece.id, piece.shown) if piece else (graph.drawn.process.get("id"), "")
    graph.findings.add(
        Level.ERROR,
        id_,
        name,
        element.line,
        f"tuitui:{element.name} 里的 JSON 读不懂",
        f"the JSON in tuitui:{element.name} cannot be read",
    )
    return {}


def _renamed(said: Any, drawn: str) -> Label | None:
    """Both languages as we wrote them, unless the drawing's name has been changed to something else."""
    zh, en = (said.get("zh"), said.get("en")) if isinstance(said, dict) else (said, said)
    if isinstance(zh, str) and isinstance(en, str) and (not drawn or drawn in (_flat(zh), _flat(en))):
        return Label(zh, en)
    return Label(drawn, drawn) if drawn else None


def _flat(text: str) -> str:
    return " ".join(text.split())

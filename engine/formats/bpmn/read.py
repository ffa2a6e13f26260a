"""BPMN 2.0 XML → a template, and what of the drawing it could not say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.errors import Flaw, TemplateInvalid
from engine.formats.bpmn import own
from engine.formats.bpmn.boundaries import attach
from engine.formats.bpmn.decisions import conditions, outcomes, own_words
from engine.formats.bpmn.drawing import Places
from engine.formats.bpmn.findings import Finding, Findings, Level
from engine.formats.bpmn.forms import Form, declared, for_people
from engine.formats.bpmn.graph import FINISH, Graph, Piece, Way, graph
from engine.formats.bpmn.model import Drawn, drawn
from engine.formats.bpmn.names import KINDS, both, identifier, prefix
from engine.formats.bpmn.pieces import convert
from engine.formats.bpmn.places import places
from engine.formats.bpmn.shape import BRANCHING, regular
from engine.formats.bpmn.subprocesses import inline, link
from engine.formats.bpmn.words import BPMN
from engine.formats.bpmn.xml import Element, XmlRefused, parse
from engine.formats.yaml import built
from engine.people import Directory, Label
from engine.step import StepType
from engine.template import END, Template

Plain = dict[str, Any]
_SILENT = ("textAnnotation", "dataObjectReference", "dataStoreReference", "group")


@dataclass(frozen=True, slots=True)
class Imported:
    """`template` is None when not even a draft can be made; an error among the findings blocks publishing."""

    template: Template | None
    findings: tuple[Finding, ...]
    places: Places

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.level is Level.ERROR)


def imported(
    source: bytes | str, types: Mapping[str, StepType], directory: Directory | None = None, version: int = 0
) -> Imported:
    """`directory` tells which lane or group is a role, a department, a title or a person."""
    findings = Findings()
    try:
        root = parse(source)
    except XmlRefused as error:
        return _nothing(findings, "XML", error.line, "文件读不了", error.expected)
    picture = drawn(root, findings) if root.name == "definitions" and root.space == BPMN else None
    if picture is None:
        return _nothing(
            findings, "definitions", root.line, "不是 BPMN 2.0 的流程图", "BPMN 2.0 with a process in it"
        )
    form = Form()
    made = graph(picture, findings)
    head = own.head(made)
    for each in head.pop("fields", ()) if head else ():
        if isinstance(each, dict) and isinstance(each.get("id"), str):
            form.fields[each["id"]] = each
    _reshape(made, form, directory)
    if made.entry not in made.pieces or made.pieces[made.entry].kind == FINISH:
        return _nothing(
            findings, picture.process.get("id"), picture.process.line, "图里没有任何步骤", "at least one step"
        )
    return _template(made, root, form, head, types=types, version=version)


def read(source: str, version: int, types: Mapping[str, StepType], name: str = "template.bpmn") -> Template:
    """As `engine.formats.yaml.read`: raises TemplateInvalid when anything is not taken over."""
    result = imported(source, types, version=version)
    if result.template is None or result.errors:
        raise TemplateInvalid(name, tuple(each.as_flaw() for each in result.errors))
    return result.template


def _nothing(findings: Findings, element: str, line: int | None, zh: str, en: str) -> Imported:
    findings.add(Level.ERROR, element, "", line, f"{zh}:{en}" if element == "XML" else zh, en)
    return Imported(None, tuple(findings.found), Places())


def _reshape(made: Graph, form: Form, directory: Directory | None) -> None:
    _list_silent(made.drawn, made.findings)
    own_words(made)
    inline(made)
    link(made)
    convert(made, directory)
    declared(made, form)
    attach(made)
    regular(made)
    if made.entry in made.pieces:
        outcomes(made, form)


def _list_silent(picture: Drawn, findings: Findings) -> None:
    for each in picture.process.walk():
        if each.space == BPMN and each.name in _SILENT:
            text = each.get("name") or "".join(inner.text for inner in each.walk()).strip()
            findings.add(
                Level.INFO,
                each.get("id"),
                text[:60],
                each.line,
                "图上的注释或数据对象,不影响运行",
                "an annotation or data object of the drawing, without effect on the run",
            )


def _template(
    made: Graph,
    root: Element,
    form: Form,
    head: Plain | None,
    *,
    types: Mapping[str, StepType],
    version: int,
) -> Imported:
    conditions(made, form)
    for_people(made, form)
    form.require_inferred(made)
    ids = _ids(made)
    data = (head or _head(made)) | {"fields": form.written()}
    order = list(_ordered(made, keep=head is not None))
    data["steps"] = [_step(made, piece, ids) for piece in order]
    stand = places(root, made.drawn, _all_ids(made, ids))
    name = made.drawn.process.get("id")
    try:
        template = built(data, _lines(made, order), version=version, types=types, name=name)
    except TemplateInvalid as error:
        for flaw in error.flaws:
            made.findings.found.append(_located(made, order, flaw))
        return Imported(None, tuple(made.findings.found), stand)
    return Imported(template, tuple(made.findings.found), stand)


def _head(made: Graph) -> Plain:
    process = made.drawn.process
    pool = made.drawn.pool
    name = process.get("name") or (pool.get("name") if pool else "") or process.get("id") or "流程"
    words = process.first("documentation", BPMN)
    about = " ".join(words.text.split())[:200] if words is not None else ""
    id_ = identifier(process.get("id").removeprefix("Process_") or "process", otherwise="process")
    return {"id": id_, "prefix": prefix(id_), "name": name[:200], "about": about or name[:200]}


def _ids(made: Graph) -> dict[str, str]:
    """A step's id for each piece; our own keep theirs."""
    ids: dict[str, str] = {}
    for piece in sorted(made.pieces.values(), key=lambda each: not each.is_ours):
        ids[piece.id] = END if piece.kind == FINISH else identifier(piece.id, set(ids.values()))
    return ids


def _all_ids(made: Graph, ids: Mapping[str, str]) -> dict[str, str]:
    """Also of what is drawn and is no step: the start, the ends, boundary events that we drew."""
    found = dict(ids)
    for item in made.drawn.items.values():
        if item.tag == "startEvent" and not item.parent:
            found.setdefault(item.id, "start")
        elif item.tag == "endEvent" and not item.parent:
            found.setdefault(item.id, END)
        elif item.tag == "boundaryEvent" and item.own("exit") is not None:
            found.setdefault(item.id, item.id)
    return found


def _ordered(made: Graph, *, keep: bool) -> Iterator[Piece]:
    """The first step first; then as drawn, or for a drawing of others as one meets them on the way."""
    yield made.pieces[made.entry]
    seen = {made.entry}
    waiting = [made.entry] if not keep else []
    while waiting:
        here = waiting.pop(0)
        for to in (*(way.target for way in made.out_of(here)), *made.led_to(here)):
            if to in made.pieces and to not in seen:
                seen.add(to)
                waiting.append(to)
                if made.pieces[to].kind != FINISH:
                    yield made.pieces[to]
    for piece in made.pieces.values():
        if piece.id not in seen and piece.kind != FINISH:
            yield piece


def _step(made: Graph, piece: Piece, ids: Mapping[str, str]) -> Plain:
    settings = dict(piece.settings)
    timeout = settings.get("timeout")
    if isinstance(timeout, dict) and "to" in timeout:
        settings["timeout"] = {"to": ids.get(str(timeout["to"]), timeout["to"])}
    for key in ("reject_to", "on_error"):
        if isinstance(settings.get(key), str):
            settings[key] = ids.get(settings[key], settings[key])
    if isinstance(settings.get("return"), list):
        settings["return"] = [ids.get(str(each), each) for each in settings["return"]]
    name = piece.name or (both(piece.shown) if piece.shown else KINDS.get(piece.kind, both(piece.id)))
    data = {"id": ids[piece.id], "kind": piece.kind, "name": {"zh": name.zh, "en": name.en}, **settings}
    outs = made.out_of(piece.id)
    if piece.kind in BRANCHING:
        data["branches"] = [_branch(way, ids) for way in outs]
    elif piece.kind != "finish":
        data["next"] = ids[outs[0].target] if outs else END
    return data


def _branch(way: Way, ids: Mapping[str, str]) -> Plain:
    data: Plain = {"to": ids[way.target]}
    if way.when is not None:
        data["when"] = way.when
    label = way.label or (both(way.line.name) if way.line and way.line.name else None)
    return data | ({"label": {"zh": label.zh, "en": label.en}} if label else {})


def _lines(made: Graph, order: list[Piece]) -> dict[tuple[str | int, ...], int]:
    """Where each step and branch stands in the XML."""
    lines: dict[tuple[str | int, ...], int] = {(): made.drawn.process.line}
    for number, piece in enumerate(order):
        if piece.item:
            lines["steps", number] = piece.item.line
        for place, way in enumerate(made.out_of(piece.id)):
            if way.line and piece.kind in BRANCHING:
                lines["steps", number, "branches", place] = way.line.element.line
    return lines


def _located(made: Graph, order: list[Piece], flaw: Flaw) -> Finding:
    """A flaw of the template at the element that it comes from."""
    process = made.drawn.process
    element, name, where = process.get("id"), process.get("name"), flaw.where
    if where.startswith("steps["):
        index, _, where = where.removeprefix("steps[").partition("]")
        piece = order[int(index)]
        element, name = (piece.item.id, piece.item.name) if piece.item else (piece.id, "")
        outs = made.out_of(piece.id)
        if where.startswith(".branches[") and (line := outs[int(where[10:].partition("]")[0])].line):
            element, name = line.id, line.name
    what = f"{where.lstrip('.')}: {flaw.expected}" if where.strip(".") else flaw.expected
    return Finding(Level.ERROR, element, name, Label(what, what), flaw.line)

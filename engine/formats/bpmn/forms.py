"""The form: fields that a drawing declares, and those that its conditions and people need."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from engine.formats.bpmn.findings import Level
from engine.formats.bpmn.graph import Graph
from engine.formats.bpmn.model import Item
from engine.formats.bpmn.names import identifier
from engine.formats.bpmn.words import ZEEBE
from engine.formats.bpmn.xml import Element
from engine.formats.expressions.render import NO, YES

_TYPES = {
    **dict.fromkeys(("string", "text", "textfield"), "text"),
    **dict.fromkeys(("textarea", "multi-line-text", "html"), "long_text"),
    **dict.fromkeys(("long", "int", "integer", "number", "double", "decimal", "float"), "number"),
    **dict.fromkeys(("money", "amount", "currency"), "money"),
    **dict.fromkeys(("date", "datepicker"), "date"),
    **dict.fromkeys(("datetime",), "datetime"),
    **dict.fromkeys(("boolean", "bool", "checkbox"), "bool"),
    **dict.fromkeys(("choice", "enum", "select", "radio", "dropdown", "radio-buttons"), "choice"),
    **dict.fromkeys(("file", "filepicker", "upload"), "file"),
    **dict.fromkeys(("person", "user", "people"), "person"),
}
_YES_NO = [
    {"id": YES, "label": {"zh": "是", "en": "Yes"}},
    {"id": NO, "label": {"zh": "否", "en": "No"}},
]
_ENGLISH = {
    "金额": "amount",
    "天数": "days",
    "数量": "quantity",
    "类型": "kind",
    "原因": "reason",
    "日期": "date",
    "部门": "department",
    "预算": "budget",
    "库存": "stock",
    "价格": "price",
    "级别": "level",
}
Plain = dict[str, Any]


@dataclass(slots=True)
class Form:
    """Fields by the name they have in the drawing."""

    fields: dict[str, Plain] = field(default_factory=dict)
    inferred: list[str] = field(default_factory=list)  # variables that no form declares

    def named(self, name: str, kind: str = "") -> str:
        """The id of the field for a variable; made when there is none yet."""
        found = self.fields.get(name) or next(
            (each for each in self.fields.values() if each["id"] == name), None
        )
        if found is None:
            found = self.declare(name, kind or "text", name)
            self.inferred.append(name)
        elif kind and found.get("undecided"):
            self.fields[name] = _typed({"id": found["id"], "label": found["label"]}, kind, [])
        return str(self.fields.get(name, found)["id"])

    def undecided(self, name: str) -> None:
        """A variable whose type does not show here, but may elsewhere."""
        if name not in self.fields and not any(each["id"] == name for each in self.fields.values()):
            self.declare(name, "text", name)["undecided"] = True
            self.inferred.append(name)

    def declare(
        self, name: str, kind: str, label: str, *, required: bool = False, options: list[Plain] | None = None
    ) -> Plain:
        taken = {each["id"] for each in self.fields.values()}
        made: Plain = {
            "id": identifier(_ENGLISH.get(name, name), taken, "field"),
            "label": label[:200] or name,
        }
        if required:
            made["required"] = True
        self.fields[name] = _typed(made, kind, options or [])
        return self.fields[name]

    def drop(self, id_: str) -> None:
        self.fields = {name: each for name, each in self.fields.items() if each["id"] != id_}

    def require_inferred(self, graph: Graph) -> None:
        """A number or date that a condition needs must be there; each made field is told of."""
        process = graph.drawn.process
        for name in self.inferred:
            made = self.fields.get(name)
            if made is None:
                continue
            kind = str(made.get("type", "text"))
            if kind in ("number", "date"):
                made["required"] = True
            graph.findings.add(
                Level.INFO,
                process.get("id"),
                name,
                process.line,
                f"变量 {name} 没有在表单里声明;表单里加了字段 {made['id']}({kind})",
                f"the variable {name} is declared in no form; the form gets the field {made['id']} ({kind})",
            )

    def kinds(self) -> dict[str, str]:
        found = {str(each["id"]): str(each.get("type", "text")) for each in self.fields.values()}
        return {id_: "number" if kind == "money" else kind for id_, kind in found.items()}

    def written(self) -> list[Plain]:
        return [
            {key: value for key, value in each.items() if key != "undecided"} for each in self.fields.values()
        ]


def _typed(made: Plain, kind: str, options: list[Plain]) -> Plain:
    type_ = _TYPES.get(kind.lower(), kind if kind in ("department", "table") else "text")
    if type_ == "bool":
        return made | {"type": "choice", "options": _YES_NO}
    if type_ == "choice" and not options:
        type_ = "text"
    if type_ == "table":
        return made | {"type": "table", "columns": [{"id": "value", "label": {"zh": "值", "en": "Value"}}]}
    return made | {"type": type_} | ({"options": options} if type_ == "choice" else {})


def declared(graph: Graph, form: Form) -> None:
    """Forms on the start event and on tasks; a task's fields may be filled in there."""
    zeebe = {
        each.get("id"): each.text
        for each in graph.drawn.process.walk()
        if each.space == ZEEBE and each.name == "userTaskForm"
    }
    for piece in graph.pieces.values():
        if piece.item is None or piece.is_ours:
            continue
        is_start = piece.item.tag == "startEvent"
        asked = []
        for name, kind, label, required, options in (*_form(piece.item), *_zeebe_form(piece.item, zeebe)):
            if name not in form.fields:
                form.declare(name, kind, label, required=required and is_start, options=options)
            asked.append((form.named(name), required))
        if asked and piece.kind in ("approval", "task"):
            piece.settings["edits"] = [id_ for id_, _ in asked]
            if must := [id_ for id_, required in asked if required]:
                piece.settings["requires"] = must


_Asked = tuple[str, str, str, bool, list[Plain]]


def _form(item: Item) -> Iterator[_Asked]:
    for top in item.extensions():
        for each in top.walk():
            if each.name not in ("formField", "formProperty") or not each.get("id"):
                continue
            label = each.get("label") or each.get("name") or each.get("id")
            options = [
                {"id": value.get("id")[:60], "label": value.get("name") or value.get("id")}
                for value in each.all("value")
                if value.get("id")
            ]
            yield each.get("id"), each.get("type") or "string", label, _is_required(each), options


def _is_required(element: Element) -> bool:
    return element.get("required") == "true" or any(
        each.name == "constraint" and each.get("name") == "required" and each.get("config") != "false"
        for each in element.walk()
    )


def _zeebe_form(item: Item, forms: dict[str, str]) -> Iterator[_Asked]:
    definition = item.extension(ZEEBE, "formDefinition")
    key = definition.get("formKey").rpartition(":")[2] if definition is not None else ""
    try:
        data = json.loads(forms.get(key, "{}"))
    except (ValueError, RecursionError):
        return
    components = data.get("components") if isinstance(data, dict) else None
    for each in components if isinstance(components, list) else ():
        if not isinstance(each, dict) or not isinstance(each.get("key"), str) or not each["key"]:
            continue
        validate = each.get("validate")
        required = isinstance(validate, dict) and validate.get("required") is True
        values = each.get("values")
        options = [
            {"id": str(value.get("value"))[:60], "label": str(value.get("label") or value.get("value"))}
            for value in (values if isinstance(values, list) else ())
            if isinstance(value, dict) and value.get("value")
        ]
        kind = "datetime" if each.get("subtype") == "datetime" else str(each.get("type", "text"))
        yield each["key"], kind, str(each.get("label") or each["key"]), required, options


def for_people(graph: Graph, form: Form) -> None:
    """Fields that rules for people and timers name."""
    for piece in graph.pieces.values():
        if piece.is_ours:
            continue
        for rule in piece.settings.get("who", ()):
            if "field" in rule:
                rule["field"] = form.named(rule["field"], "person")
        until = piece.settings.get("until")
        if isinstance(until, str) and until[0].isalpha():
            piece.settings["until"] = form.named(until, "date")
        if piece.kind == "call" and isinstance(piece.settings.get("each"), str):
            piece.settings["each"] = form.named(piece.settings["each"], "table")
        if piece.kind == "call":
            for id_ in (*piece.settings.get("fields", {}).values(), *piece.settings.get("results", {})):
                if id_ != "item":
                    form.named(id_)

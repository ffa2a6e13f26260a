"""A template's parts as plain data in the shape of the YAML, with what is the default left out."""

from __future__ import annotations

from typing import Any

from engine.people import Label
from engine.template import END, Choice, Field, FieldType, Flow, Step, Template

Plain = dict[str, Any]


def head(template: Template) -> Plain:
    """Everything but the fields and steps."""
    data: Plain = {
        "id": template.id,
        "prefix": template.prefix,
        "name": label(template.name),
        "about": label(template.about),
        "title": template.title,
        "owners": list(template.owners),
        "due": str(template.due) if template.due else "",
        "open_to_company": template.open_to_company,
        "withdraw": "" if template.withdraw == "until_end" else template.withdraw,
        "cascade": "" if template.cascade == "waited" else template.cascade,
        "synonyms": list(template.synonyms),
    }
    written = {key: value for key, value in data.items() if value}
    return written if template.managers_see else {**written, "managers_see": False}


def field(each: Field) -> Plain:
    data: Plain = {
        "id": each.id,
        "type": "" if each.type is FieldType.TEXT else each.type.value,
        "label": label(each.label),
        "required": each.required,
        "hint": label(each.hint) if each.hint else "",
        "synonyms": list(each.synonyms),
        "options": [_choice(option) for option in each.options],
        "columns": [field(column) for column in each.columns],
    }
    return {key: value for key, value in data.items() if value}


def step(each: Step) -> Plain:
    """A step without its ways out."""
    data: Plain = {"id": each.id, "kind": each.kind, "name": label(each.name)}
    data |= each.config.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if each.due:
        data["due"] = str(each.due)
    if each.planned:
        data["planned"] = str(each.planned)
    return data


def flow(each: Flow) -> Plain:
    """A branch without where it leads."""
    data: Plain = {"when": each.when} if each.when is not None else {}
    return data | {"label": label(each.label)} if each.label else data


def flat(template: Template) -> Plain:
    """The whole template with `next` and `to` instead of nested branches."""
    steps = [each for each in template.steps.values() if each.kind != "start"]
    steps.sort(key=lambda each: each.id != template.first)
    data = head(template) | {"fields": [field(each) for each in template.fields]}
    data["steps"] = [_flat_step(each) for each in steps]
    return data if data["fields"] else {key: value for key, value in data.items() if key != "fields"}


BRANCHING = ("condition", "parallel", "inclusive", "events")


def _flat_step(each: Step) -> Plain:
    data = step(each)
    if each.kind in BRANCHING:
        data["branches"] = [flow(way) | {"to": str(way.to)} for way in each.flows]
    elif each.flows:
        data["next"] = str(each.flows[0].to)
    elif each.kind != "finish":
        data["next"] = str(END)
    return data


def label(each: Label) -> str | Plain:
    return each.zh if each.zh == each.en else {"zh": each.zh, "en": each.en}


def _choice(each: Choice) -> Plain:
    return {"id": each.id, "label": label(each.label)}

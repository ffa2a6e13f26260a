"""Fields that are used but not defined, or not of a type that the use needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import JsonValue

from engine.conditions import ITEM, SAMPLE_PERSON, STARTER, flaw
from engine.lint.finding import Finding, Level, of_step
from engine.template import Field, FieldType, Step, Template

_IN_TITLE = re.compile(r"\{(\w+)\}")
_MOMENT = re.compile(r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$")
_PEOPLE = (FieldType.PERSON, FieldType.DEPARTMENT)
_LISTS = (FieldType.TABLE, FieldType.FILE)
_DATES = (FieldType.DATE, FieldType.DATETIME)


def check(template: Template) -> Iterator[Finding]:
    for name in _IN_TITLE.findall(template.title):
        if name not in template.fields_by_id:
            yield Finding(Level.ERROR, "field_unknown", data={"setting": "title", "field": name})
    for step in template.steps.values():
        for setting, name in _plain(step):
            if name not in template.fields_by_id:
                yield of_step(Level.ERROR, "field_unknown", step, setting=setting, field=name)
        yield from _typed(step, template)
        yield from _rules(step, template)
        yield from _expressions(step, template)
        for name in set(getattr(step.config, "hidden", ())) & {
            *getattr(step.config, "edits", ()),
            *getattr(step.config, "requires", ()),
        }:
            yield of_step(Level.ERROR, "field_hidden", step, field=name)
        for name in getattr(step.config, "hidden", ()):
            if name in _IN_TITLE.findall(template.title):
                yield of_step(Level.WARNING, "title_hidden", step, field=name)


def _plain(step: Step) -> Iterator[tuple[str, str]]:
    """Settings that name a field of any type."""
    for setting in ("edits", "requires", "hidden", "takes", "results"):
        for name in getattr(step.config, setting, ()) if step.kind != "plugin" else ():
            yield setting, name
    if step.kind == "message" and step.config.key:
        yield "key", step.config.key


def _typed(step: Step, template: Template) -> Iterator[Finding]:
    each, until = getattr(step.config, "each", None), getattr(step.config, "until", None)
    if each is not None:
        yield from _fits(step, "each", template.fields_by_id.get(each), each, _LISTS)
    if until is not None and not _MOMENT.match(until):
        yield from _fits(step, "until", template.fields_by_id.get(until), until, _DATES)


def _rules(step: Step, template: Template) -> Iterator[Finding]:
    for rule in getattr(step.config, "who", ()):
        name, of = rule.rule
        if name == "people":
            if expected := flaw(of, template.fields, SAMPLE_PERSON):
                yield of_step(Level.ERROR, "condition_invalid", step, when=of, expected=expected)
        elif name == "field" or (name in ("manager_of", "managers_of") and of != STARTER):
            table, _, column = of.partition(".")
            field = template.fields_by_id.get(table)
            if column and field is not None:
                field = next((each for each in field.columns if each.id == column), None)
            allowed = _PEOPLE if name == "field" else (FieldType.PERSON,)
            yield from _fits(step, name, field, of, allowed)


def _fits(
    step: Step, setting: str, field: Field | None, name: str, allowed: tuple[FieldType, ...]
) -> Iterator[Finding]:
    if field is None:
        yield of_step(Level.ERROR, "field_unknown", step, setting=setting, field=name)
    elif field.type not in allowed:
        types: list[JsonValue] = [each.value for each in allowed]
        yield of_step(Level.ERROR, "field_unfit", step, setting=setting, field=name, types=types)


def _expressions(step: Step, template: Template) -> Iterator[Finding]:
    """What a call hands over and a service sends. Only names are judged: the values are of any type."""
    sources = {"call": "fields", "service": "sends"}.get(step.kind)
    for source in getattr(step.config, sources, {}).values() if sources else ():
        item = {ITEM: {"id": "a", "name": "a"}} if step.kind == "call" else {}
        expected = flaw(source, template.fields, item, yes_or_no=False)
        if expected and expected.startswith(("only fields", "a CEL")):
            yield of_step(Level.ERROR, "condition_invalid", step, when=source, expected=expected)

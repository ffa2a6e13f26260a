"""Steps whose people the starter chooses: each is asked for along with the form, as a person field of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pydantic import JsonValue

from engine.people import PersonId
from engine.template import Field, FieldType, StepId, Template

WHOM = "whom_"  # begins the id of the question for a step


def with_choices(template: Template) -> Template:
    """The form as the starter is asked it; required where nobody else is named for the step."""
    asked = []
    for step in template.steps.values():
        rules = getattr(step.config, "who", ())
        if any(rule.chosen for rule in rules):
            only = len(rules) == 1
            asked.append(Field(f"{WHOM}{step.id}", FieldType.PERSON, step.name, required=only))
    return replace(template, fields=(*template.fields, *asked)) if asked else template


def apart(known: Mapping[str, JsonValue]) -> tuple[dict[str, JsonValue], dict[StepId, tuple[PersonId, ...]]]:
    """What was answered: the fields of the form, and who was chosen for which step."""
    fields = {name: value for name, value in known.items() if not name.startswith(WHOM)}
    chosen: dict[StepId, tuple[PersonId, ...]] = {
        StepId(name.removeprefix(WHOM)): (PersonId(str(person)),)
        for name, person in known.items()
        if name.startswith(WHOM)
    }
    return fields, chosen

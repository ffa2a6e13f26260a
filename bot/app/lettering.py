"""The words that a company's charts will show, so that a worker cuts their letters before the first one."""

from __future__ import annotations

from collections.abc import Iterable

from engine.people import Directory, Label
from engine.template import Template


def words_in_charts(directory: Directory, templates: Iterable[Template]) -> str:
    labels: list[Label] = [person.name for person in directory.people.values()]
    for template in templates:
        labels += [template.name, *(step.name for step in template.steps.values())]
    return "".join(f"{each.zh}{each.en}" for each in labels)

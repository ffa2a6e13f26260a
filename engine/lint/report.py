"""All checks of a template, in the order of its steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.lint import branches, fields, graph, joins, people, settings, votes
from engine.lint.finding import Finding, Level
from engine.people import Directory
from engine.template import StepId, Template

_LEVELS = (Level.ERROR, Level.WARNING, Level.INFO)


def lint(
    template: Template, directory: Directory | None, others: Iterable[Template] = ()
) -> tuple[Finding, ...]:
    """What is worst comes first, then in the order of the steps.

    Without a directory nothing is said of who there is. `others` are the company's templates.
    """
    found = [
        *_numbers(template, others),
        *graph.check(template),
        *joins.check(template),
        *branches.check(template),
        *fields.check(template),
        *settings.check(template),
        *votes.check(template, directory),
        *(people.check(template, directory) if directory is not None and directory.people else ()),
    ]
    places: dict[StepId | None, int] = {None: -1}
    places |= {step: place for place, step in enumerate(template.steps)}
    return tuple(sorted(found, key=lambda each: (_LEVELS.index(each.level), places[each.step])))


def _numbers(template: Template, others: Iterable[Template]) -> Iterator[Finding]:
    """There is one series of numbers for each prefix: templates that share it take turns in it."""
    for each in others:
        if each.id != template.id and each.prefix == template.prefix:
            data = {"prefix": template.prefix, "zh": each.name.zh, "en": each.name.en}
            yield Finding(Level.WARNING, "prefix_shared", data=data)


def errors(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those with which a template is not published."""
    return tuple(each for each in findings if each.level is Level.ERROR)

"""The ways out of a condition: which can never be taken, which hold at once, and where none does."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from pydantic import JsonValue

from engine.conditions import flaw, looked_at
from engine.lint.comparisons import Point, Undecided
from engine.lint.domains import DATES, NUMBERS
from engine.lint.finding import Finding, Level, of_step
from engine.lint.regions import Regions, regions
from engine.template import FieldType, Flow, Step, Template


def check(template: Template) -> Iterator[Finding]:
    for step in template.steps.values():
        if step.kind in ("condition", "inclusive"):
            yield from _check(step, template)


def dead(step: Step, template: Template) -> frozenset[int]:
    """The places of the flows that are certain never to be taken."""
    found = _regions(step, template)
    if found is None:
        return frozenset()
    whens = _whens(step)
    never = [place for place, _ in enumerate(whens) if _is_dead(found, place, step)]
    dead_flows = {step.flows.index(whens[place]) for place in never}
    if found.gap() is None:
        dead_flows |= {place for place, each in enumerate(step.flows) if each.when is None}
    return frozenset(dead_flows)


def _check(step: Step, template: Template) -> Iterator[Finding]:
    whens = _whens(step)
    for each in whens:
        if expected := flaw(each.when or "", template.fields):
            yield of_step(Level.ERROR, "condition_invalid", step, when=each.when, expected=expected)
            return
    yield from _may_be_empty(step, template)
    found = _regions(step, template)
    if found is not None:
        yield from _never(step, found)
        yield from _overlaps(step, found)
        yield from _gaps(step, template, found)
        return
    if len(whens) > 1 or not _has_default(step):
        yield of_step(Level.INFO, "undecided", step, when=[each.when for each in whens])


def _whens(step: Step) -> list[Flow]:
    return [each for each in step.flows if each.when is not None]


def _has_default(step: Step) -> bool:
    return any(each.when is None for each in step.flows)


def _regions(step: Step, template: Template) -> Regions | None:
    try:
        return regions([each.when or "" for each in _whens(step)], template.fields_by_id)
    except Undecided:
        return None


def _is_dead(found: Regions, place: int, step: Step) -> bool:
    return found.never_first(place) if step.kind == "condition" else found.never(place)


def _never(step: Step, found: Regions) -> Iterator[Finding]:
    for place, each in enumerate(_whens(step)):
        if not _is_dead(found, place, step):
            continue
        why = "never_true" if found.never(place) else "covered"
        yield of_step(Level.ERROR, "branch_never", step, when=each.when, why=why, to=each.to)


def _overlaps(step: Step, found: Regions) -> Iterator[Finding]:
    """The first that holds is taken: the narrower before the wider is how levels are written."""
    if step.kind != "condition":
        return
    whens = _whens(step)
    for one, other in combinations(range(len(whens)), 2):
        at = found.overlap(one, other)
        if at is None or found.never_first(one) or found.never_first(other):
            continue
        is_level = found.without(one, other) is None
        yield of_step(
            Level.INFO if is_level else Level.WARNING,
            "overlap",
            step,
            first=whens[one].when,
            second=whens[other].when,
            at=_plain(at),
        )


def _gaps(step: Step, template: Template, found: Regions) -> Iterator[Finding]:
    """With a default nothing is lost, but a value left out between two others was likely forgotten."""
    gap = found.gap()
    if gap is None:
        return
    if not _has_default(step):
        yield of_step(Level.ERROR, "gap", step, at=_plain(gap))
        return
    to = next(each for each in step.flows if each.when is None)
    if (hole := found.hole()) is not None:
        yield of_step(Level.WARNING, "gap_to_default", step, at=_plain(hole), to=to.to)
    elif len(_whens(step)) > 1 and to.label is None and (left := _left_out(template, found)):
        yield of_step(Level.INFO, "gap_to_default", step, at=left, to=to.to)


def _left_out(template: Template, found: Regions) -> dict[str, JsonValue]:
    """The options of the one choice asked about for which no condition holds."""
    names = list(found.points[0])
    field = template.fields_by_id.get(names[0])
    if len(names) != 1 or field is None or field.type is not FieldType.CHOICE:
        return {}
    return {field.id: [each[field.id] for each in found.gaps()]}


def _may_be_empty(step: Step, template: Template) -> Iterator[Finding]:
    """A number or date that nobody must fill in: without it the condition cannot be judged."""
    seen_to = {name for each in template.steps.values() for name in getattr(each.config, "requires", ())}
    named = dict.fromkeys(name for each in _whens(step) for name in looked_at(each.when or ""))
    for name in named:
        field = template.fields_by_id[name]
        if field.type in (*NUMBERS, *DATES) and not field.required and name not in seen_to:
            yield of_step(Level.WARNING, "may_be_empty", step, field=name)


def _plain(point: Point) -> dict[str, JsonValue]:
    return dict(point)

"""The ways through a template: what cannot be reached, what leads nowhere, what goes in circles."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from engine.lint.branches import dead
from engine.lint.finding import Finding, Level, of_step
from engine.template import END, START, Step, StepId, Template

PEOPLE = ("approval", "task")
_WAITING = (*PEOPLE, "timer", "message", "events", "service", "plugin", "call")
Ways = Mapping[StepId, tuple[StepId, ...]]


def check(template: Template) -> Iterator[Finding]:
    ways = {each.id: _ways(each, template) for each in template.steps.values()}
    reached = reach(ways, START)
    back = _turned(ways)
    ending = reach(back, END) | {each for step in _ends(template) for each in reach(back, step)}
    for step in template.steps.values():
        if step.id not in reached:
            yield of_step(Level.ERROR, "unreachable", step)
        elif step.id not in ending and _is_innermost(step.id, ways):
            yield of_step(Level.ERROR, "dead_end", step)
    yield from _circles(template, ways)


def ways_of(template: Template) -> Ways:
    """All that are drawn or set, also those that conditions never allow."""
    return {each.id: each.targets for each in template.steps.values()}


def reach(ways: Ways, first: StepId) -> set[StepId]:
    """`first` and what can come after it."""
    seen, waiting = {first}, [first]
    while waiting:
        for to in ways.get(waiting.pop(), ()):
            if to not in seen:
                seen.add(to)
                waiting.append(to)
    return seen


def _ways(step: Step, template: Template) -> tuple[StepId, ...]:
    never = dead(step, template) if step.kind in ("condition", "inclusive") else ()
    flows = (flow.to for place, flow in enumerate(step.flows) if place not in never)
    return (*flows, *map(StepId, step.config.leads_to()))


def _is_innermost(step: StepId, ways: Ways) -> bool:
    """Whether whatever comes after it leads back to it: the trouble is here and not further on."""
    return all(step in reach(ways, each) for each in reach(ways, step))


def _ends(template: Template) -> tuple[StepId, ...]:
    """Steps at which a token ends without a flow."""
    return tuple(each.id for each in template.steps.values() if not each.flows)


def _turned(ways: Ways) -> dict[StepId, tuple[StepId, ...]]:
    turned: dict[StepId, tuple[StepId, ...]] = {}
    for step, following in ways.items():
        for to in following:
            turned[to] = (*turned.get(to, ()), step)
    return turned


def _circles(template: Template, ways: Ways) -> Iterator[Finding]:
    """One that only waits for machines is slow and may be meant; one that waits for nothing never stops."""
    told: set[StepId] = set()
    for level, code, stops in (
        (Level.ERROR, "circle", _WAITING),
        (Level.WARNING, "circle_without_people", PEOPLE),
    ):
        inside = [each.id for each in template.steps.values() if each.kind not in stops]
        for circle in _rings(inside, ways):
            if told.isdisjoint(circle):
                told.update(circle)
                yield of_step(level, code, template.step(circle[0]), steps=list(circle))


def _rings(inside: Collection[StepId], ways: Ways) -> Iterator[tuple[StepId, ...]]:
    """Sets of steps each of which leads to each, in the order of the template."""
    among = {step: tuple(to for to in ways[step] if to in inside) for step in inside}
    after = {step: {each for to in among[step] for each in reach(among, to)} for step in inside}
    done: set[StepId] = set()
    for step in inside:
        if step in after[step] and step not in done:
            ring = tuple(each for each in inside if each in after[step] and step in after[each])
            done.update(ring)
            yield ring

"""Forks and their joins: a branch that goes past the join leaves the others waiting there for ever."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Finding, Level, of_step
from engine.template import END, START, Step, StepId, Template

_FORKS = ("parallel", "inclusive")


def check(template: Template) -> Iterator[Finding]:
    for step in template.steps.values():
        if step.kind in _FORKS:
            yield from _fork(step, template)
    yield from _lone(template)


def _fork(step: Step, template: Template) -> Iterator[Finding]:
    """Every way of every branch must come to the same join, or none of them to any."""
    reached = [_meets(flow.to, template, frozenset({step.id})) for flow in step.flows]
    all_met = set().union(*reached)
    joins = sorted(all_met - {END})
    if len(joins) > 1:
        yield of_step(Level.ERROR, "joins_apart", step, joins=list(joins))
    elif joins and END in all_met:
        past = [flow.to for flow, met in zip(step.flows, reached, strict=True) if END in met]
        yield of_step(Level.ERROR, "join_incomplete", step, join=joins[0], past=list(past))


def _meets(start: StepId, template: Template, around: frozenset[StepId]) -> set[StepId]:
    """The first joins that a way from here can come to, `END` for a way that comes to none.

    A fork on the way counts as its branches and the join where they meet; `around` are the forks it is in.
    """
    found: set[StepId] = set()
    seen: set[StepId] = set()
    waiting = [start]
    while waiting:
        at = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        if at == END:
            found.add(END)
            continue
        step = template.step(at)
        if step.kind == "join":
            found.add(at)
        elif step.kind in _FORKS and at not in around:
            waiting += _behind(step, template, around)
        elif step.kind != "finish":
            waiting += step.targets or (END,)
    return found


def _behind(fork: Step, template: Template, around: frozenset[StepId]) -> tuple[StepId, ...]:
    """Where it goes on once the branches of an inner fork have met; it ends there when they never do."""
    inner = around | {fork.id}
    met = set().union(*(_meets(flow.to, template, inner) for flow in fork.flows)) - {END}
    after = [template.step(each).targets or (END,) for each in sorted(met)]
    return tuple(to for each in after for to in each) or (END,)


def _lone(template: Template) -> Iterator[Finding]:
    """A join that is reached outside of any fork waits for nothing."""
    for each in sorted(_meets(START, template, frozenset()) - {END}):
        yield of_step(Level.WARNING, "join_without_fork", template.step(each))

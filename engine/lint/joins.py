"""Forks and their joins: a branch that goes past the join leaves the others waiting there for ever."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.lint.finding import Finding, Level, of_step
from engine.template import END, START, Step, StepId, Template

_FORKS = ("parallel", "inclusive")


def check(template: Template) -> Iterator[Finding]:
    ways = _Ways(template)
    for step in template.steps.values():
        if step.kind in _FORKS:
            yield from _fork(step, ways)
    for each in sorted(ways.meets(START) - {END}):  # outside of any fork: it waits for nothing
        yield of_step(Level.WARNING, "join_without_fork", template.step(each))


def _fork(step: Step, ways: _Ways) -> Iterator[Finding]:
    """Every way of every branch must come to the same join, or none of them to any."""
    reached = [ways.meets(flow.to) for flow in step.flows]
    all_met: set[StepId] = set().union(*reached)
    joins = sorted(all_met - {END})
    if len(joins) > 1:
        yield of_step(Level.ERROR, "joins_apart", step, joins=list(joins))
    elif joins and END in all_met:
        past = [flow.to for flow, met in zip(step.flows, reached, strict=True) if END in met]
        yield of_step(Level.ERROR, "join_incomplete", step, join=joins[0], past=list(past))


def _onward(step: Step) -> tuple[StepId, ...]:
    """Without where a rejection leads: that ends the branches which it leaves."""
    set_ways = step.config.leads_to()
    if set_ways and set_ways[-1] == getattr(step.config, "reject_to", ""):
        set_ways = set_ways[:-1]
    return (*(flow.to for flow in step.flows), *map(StepId, set_ways))


@dataclass(slots=True)
class _Ways:
    """A fork on the way counts as its branches and the join where they meet."""

    template: Template
    _behind: dict[StepId, tuple[StepId, ...]] = field(default_factory=dict)  # each fork is looked at once

    def meets(self, start: StepId) -> set[StepId]:
        """The first joins that a way from here can come to, `END` for a way that comes to none."""
        found: set[StepId] = set()
        seen: set[StepId] = set()
        waiting = [start]
        while waiting:
            at = waiting.pop()
            if at in seen:
                continue
            seen.add(at)
            step = self.template.step(at) if at != END else None
            if step is None or step.kind == "join":
                found.add(at)
            elif step.kind in _FORKS:
                waiting += self._past(step)
            elif step.kind != "finish":
                waiting += _onward(step) or (END,)
        return found

    def _past(self, fork: Step) -> tuple[StepId, ...]:
        """Where it goes on once its branches have met; it ends there when they never do."""
        if fork.id not in self._behind:
            self._behind[fork.id] = ()  # a way that leads back into it adds nothing
            met: set[StepId] = set().union(*(self.meets(flow.to) for flow in fork.flows)) - {END}
            after = [self.template.step(each).targets or (END,) for each in sorted(met)]
            self._behind[fork.id] = tuple(to for each in after for to in each) or (END,)
        return self._behind[fork.id]

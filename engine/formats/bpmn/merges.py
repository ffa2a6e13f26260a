"""Other engines wait at a parallel gateway for every line that leads in; ours does not. Where lines are
alternatives, they are drawn into an exclusive gateway first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.formats.bpmn.drawing import Edge, Node
from engine.formats.postdominators import meeting_points
from engine.template import Step, StepId, Template


def merged(
    template: Template, nodes: Sequence[Node], edges: Sequence[Edge]
) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    """The nodes and edges with the merges that other engines need; reading them passes through."""
    found, lines = list(nodes), list(edges)
    for target, sources in _alternatives(template):
        group = [
            each for each in lines if each.target == target and (sources is None or each.source in sources)
        ]
        if len(group) < 2:
            continue
        merge = Node(f"Merge_{target}_{len(found)}", "exclusiveGateway", "")
        place = next(number for number, each in enumerate(found) if each.id == target)
        found.insert(place, merge)
        lines = [replace(each, target=merge.id) if each in group else each for each in lines]
        lines.append(Edge(f"Flow_{len(lines) + 1}", merge.id, target))
    return tuple(found), tuple(lines)


def _alternatives(template: Template) -> Iterator[tuple[StepId, frozenset[str] | None]]:
    """Steps whose lines in are alternatives: all of them (None), or those from the steps of one branch."""
    meet = meeting_points(template.steps)
    for step in template.steps.values():
        if step.kind in ("parallel", "inclusive"):
            yield step.id, None
        join = template.steps.get(meet[step.id])
        if step.kind == "parallel" and join is not None and join.kind == "join":
            for flow in step.flows:
                yield join.id, _branch(template, flow.to, join)


def _branch(template: Template, first: StepId, join: Step) -> frozenset[str]:
    """The steps that a branch can pass before the join, and the boundary events on them."""
    seen: set[StepId] = set()
    waiting = [first]
    while waiting:
        here = waiting.pop()
        if here in seen or here == join.id or here not in template.steps:
            continue
        seen.add(here)
        waiting.extend(template.steps[here].targets)
    return frozenset(seen) | {
        f"{exit_}_{each}" for exit_ in ("Timeout", "Rejected", "Failed") for each in seen
    }

"""Where the ways out of a step meet again: the nearest step that every way to the end passes."""

from __future__ import annotations

from collections.abc import Mapping

from engine.template import END, Step, StepId


def meeting_points(steps: Mapping[StepId, Step]) -> dict[StepId, StepId]:
    """For each step the nearest one that all its ways lead through; END when there is none.

    The fixed point of "what every successor cannot avoid" (Cooper, Harvey, Kennedy: A Simple, Fast Dominance
    Algorithm, on the reversed graph). Only drawn flows count, not the steps that a setting names.
    """
    everything = frozenset((*steps, END))
    unavoidable: dict[StepId, frozenset[StepId]] = dict.fromkeys(steps, everything)
    unavoidable[END] = frozenset((END,))
    following = {
        each.id: [flow.to for flow in each.flows if flow.to in everything] or [END] for each in steps.values()
    }
    changed = True
    while changed:
        changed = False
        for each in reversed(tuple(steps)):
            new = frozenset.intersection(*(unavoidable[to] for to in following[each])) | {each}
            changed |= new != unavoidable[each]
            unavoidable[each] = new
    return {each: _nearest(unavoidable, each) for each in steps}


def _nearest(unavoidable: Mapping[StepId, frozenset[StepId]], step: StepId) -> StepId:
    others = unavoidable[step] - {step}
    return max(others, key=lambda each: (len(unavoidable[each] & others), each), default=END)

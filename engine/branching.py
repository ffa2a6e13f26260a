"""Which way a condition leads with the data as they are."""

from __future__ import annotations

from engine.conditions import ConditionFailed, holds, looked_at
from engine.people import Directory
from engine.process import Passed, Process, Token
from engine.step import World
from engine.template import Flow, Step
from engine.trail import path


def choose(process: Process, step: Step, directory: Directory) -> Flow:
    """The first flow whose condition holds, else the default. Raises ConditionFailed."""
    for flow in step.flows:
        if flow.when is None or _holds(process, flow.when, directory):
            return flow
    raise ConditionFailed("no branch fits and none is the default")


def chosen(process: Process, step: Step, directory: Directory) -> tuple[int, ...]:
    """Of an inclusive branching: the places of all flows that hold, else of the default, from 1."""
    places = tuple(
        place
        for place, flow in enumerate(step.flows, 1)
        if flow.when is not None and _holds(process, flow.when, directory)
    )
    if places:
        return places
    defaults = tuple(place for place, flow in enumerate(step.flows, 1) if flow.when is None)
    if not defaults:
        raise ConditionFailed("no branch fits and none is the default")
    return defaults


def differing(process: Process, token: Token, world: World) -> Passed | None:
    """The earliest condition on the token's own level that an edit since makes decide otherwise (R68).

    One that cannot be decided any more does not differ: whoever made it so is not sent in a circle.
    """
    if not process.changed_at:
        return None
    for each in path(process, token):
        if each.to is None or (each.fork, each.branch) != (token.fork, token.branch):
            continue
        step = process.template.step(each.step)
        if not any(process.changed_at.get(name, 0) > each.seq for name in fields_of(step)):
            continue
        if not decides_alike(process, each, world):
            return each
    return None


def decides_alike(process: Process, passed: Passed, world: World) -> bool:
    try:
        return choose(process, process.template.step(passed.step), world.directory).to == passed.to
    except ConditionFailed:
        return True


def fields_of(step: Step) -> tuple[str, ...]:
    return tuple(name for flow in step.flows if flow.when is not None for name in looked_at(flow.when))


def _holds(process: Process, when: str, directory: Directory) -> bool:
    return holds(when, process.template.fields, process.fields, process.starter, directory)

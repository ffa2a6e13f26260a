"""Which fields a person does not see (R67): absent from cards, history, files and `explain`."""

from __future__ import annotations

from collections.abc import Iterator

from engine.people import PersonId
from engine.permission import is_admin
from engine.process import Process
from engine.step import World
from engine.template import StepId


def hidden_at(process: Process, step: StepId) -> frozenset[str]:
    """Of a task of this step, whoever holds it."""
    return frozenset(getattr(process.template.step(step).config, "hidden", ()))


def hidden_from(process: Process, person: PersonId, world: World) -> frozenset[str]:
    """The starter and administrators see all; others what one of their steps shows them.

    Who has no step of their own (cc, managers, past holders) sees no field that any step hides.
    """
    template = process.template
    hiding = {step: fields for step in template.steps if (fields := hidden_at(process, step))}
    if not hiding or person == process.starter or is_admin(process, person, world):
        return frozenset()
    own = [hiding.get(step, frozenset()) for step in dict.fromkeys(_steps_of(process, person))]
    return frozenset.intersection(*own) if own else frozenset().union(*hiding.values())


def _steps_of(process: Process, person: PersonId) -> Iterator[StepId]:
    """Where the person acts, or has acted as far as that still counts."""
    for task in process.tasks:
        if person in (task.assignee, task.on_behalf_of, task.taken_over_by, *task.pool):
            yield task.step
    for round_ in process.rounds:
        if any(person in (each.person, each.voted_by) for each in round_.seats):
            yield round_.step
    for passed in process.trail:
        if any(each.person == person for each in passed.consents):
            yield passed.step

"""Who sits in a round: by the rule; then the starter, nobody, repeats (R50–R56)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.assignees import Assigned, admins, merge, resolve
from engine.options import PeopleConfig, ToPerson
from engine.people import PersonId
from engine.process import Because, Consent, Mode, Process, Seat, TaskKind, Token, Vote
from engine.step import World
from engine.template import Step
from engine.trail import adjacent, path

if TYPE_CHECKING:
    from engine.walk import Walk


@dataclass(frozen=True, slots=True)
class Seating:
    """The seats, some of them settled; without any, `passes` says why the step passes, else it halts."""

    seats: tuple[Seat, ...] = ()
    passes: str = ""  # starter | empty


def seating(walk: Walk, token: Token, step: Step, kind: TaskKind) -> Seating:
    """Raises ConditionFailed."""
    process, world, config = walk.process, walk.world, step.config
    found = resolve(config.who, process, step.id, world.directory, walk.now)
    people, settled = found, frozenset[PersonId]()
    if kind is TaskKind.APPROVAL:
        people, settled = _without_starter(process, config, found, world)
        if not people and found and config.self == "pass":
            return Seating(passes="starter")
    if not people:
        if config.empty == "pass":
            return Seating(passes="empty")
        people = _stand_in(process, config, kind, world)
    seats = tuple(
        Seat(place, each.person, each.because, weight=each.weight, veto=each.veto)
        for place, each in enumerate(people, 1)
    )
    if settled:
        seats = tuple(_settled(each) if each.person in settled else each for each in seats)
    if kind is TaskKind.APPROVAL and process.trail:
        seats = _repeated(process, token, step, seats)
    return Seating(seats)


def _settled(seat: Seat) -> Seat:
    return seat.changed(vote=Vote.YES, automatic=True)


def _without_starter(
    process: Process, config: Any, found: tuple[Assigned, ...], world: World
) -> tuple[tuple[Assigned, ...], frozenset[PersonId]]:
    """Nobody decides their own request, unless allowed. Also: whose seats count as yes from the start."""
    starter = process.starter
    if config.self == "allow" or all(each.person != starter for each in found):
        return found, frozenset()
    if config.self == "pass":
        others = tuple(each for each in found if each.person != starter)
        if others and config.mode in (Mode.ALL, Mode.SEQUENCE):
            return found, frozenset({starter})
        return others, frozenset()
    manager = world.directory.manager_of(starter)
    seats: dict[PersonId, Assigned] = {}
    for each in found:
        if each.person != starter:
            merge(seats, each)
        elif manager is not None and world.directory.is_active(manager):
            because = Because(rule="manager_for_self", of=starter)
            merge(seats, Assigned(manager, because, each.weight, each.veto))
    return tuple(seats.values()), frozenset()


def _stand_in(process: Process, config: PeopleConfig, kind: TaskKind, world: World) -> tuple[Assigned, ...]:
    """When nobody fits. The starter does not stand in for his own approvers."""
    barred = kind is TaskKind.APPROVAL and getattr(config, "self", "") != "allow"
    people: list[tuple[PersonId, str]] = []
    if isinstance(config.empty, ToPerson):
        people.append((PersonId(config.empty.person), "empty_person"))
    if config.empty != "halt":
        people += [(each, "admin") for each in admins(process, world.directory)]
    for person, rule in people:
        if world.directory.is_active(person) and not (barred and person == process.starter):
            return (Assigned(person, Because(rule=rule)),)
    return ()


def _repeated(process: Process, token: Token, step: Step, seats: tuple[Seat, ...]) -> tuple[Seat, ...]:
    """A yes that a person gave to the very same data before is not asked for again, where the step says so.

    On the way of a reroute, consents given beyond the condition count as well (R68).
    """
    config = step.config
    rerouted = next((each for each in process.reroutes if each.token == token.id), None)
    given: list[Consent] = []
    if rerouted is not None:
        given += [one for each in rerouted.passed if each.step == step.id for one in each.consents]
    asks = config.repeat == "ask" or config.mode in (Mode.VOTE, Mode.CLAIM)
    needs_more = config.comment == "required" or config.files == "required" or config.requires
    if not asks and not needs_more:
        steps = path(process, token)
        earlier = adjacent(steps, process) if config.repeat == "adjacent" else steps
        approved = [each for each in earlier if process.template.step(each.step).kind == step.kind]
        given += [one for each in approved for one in each.consents]
    if not given:
        return seats
    changed = max((seq for name, seq in process.changed_at.items() if name not in config.hidden), default=0)
    consenting = {each.person for each in given if each.seq >= changed}
    return tuple(_settled(each) if each.person in consenting else each for each in seats)

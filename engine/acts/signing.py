"""加签 and 减签: signers before, after or beside the holder of a seat, and out again. R1–R14."""

from __future__ import annotations

from typing import Any

from engine import commands as c
from engine import events as e
from engine.assignees import resolve
from engine.errors import (
    AlreadySigner,
    NotAdded,
    NotAllowedHere,
    NotYours,
    PersonInactive,
    ProcessSuspended,
    SelfTarget,
    StarterNotAllowed,
    TaskClosed,
    TooDeep,
)
from engine.options import Allowed
from engine.people import PersonId
from engine.permission import Held, held, is_admin, running, seen
from engine.process import Because, Group, Mode, Origin, Round, Seat, TaskKind, Vote
from engine.rounds import depth, group_verdict, guests_of
from engine.seating import family
from engine.settling import ask_again, conclude, count_pending, settle
from engine.template import StepId
from engine.walk import Walk

MAX_DEPTH = 3


def add_signer(walk: Walk, command: c.AddSigner) -> None:
    waiting = _asker_waiting(walk, command)
    mine = waiting or held(walk, command.task)
    task, seat = mine.task, mine.seat
    round_ = walk.process.round(task.round)
    config = walk.process.template.step(round_.step).config
    if round_.kind is TaskKind.RESUBMIT or config.add_signer is False:
        raise NotAllowedHere("add_signer", task.step)
    if command.position is Origin.AFTER and (round_.mode is Mode.VOTE or round_.kind is TaskKind.TASK):
        raise NotAllowedHere("add_signer", task.step)
    people = tuple(dict.fromkeys(command.people))
    for person in people:
        _check(walk, round_, person, config.add_signer, "add_signer")
    if command.position is not Origin.PARALLEL and depth(round_, seat) >= MAX_DEPTH:
        raise TooDeep()
    if command.position is Origin.PARALLEL:
        _beside(walk, round_, seat, people)
    else:
        _around(walk, round_, mine, people, command, is_waiting=waiting is not None)


def _check(walk: Walk, round_: Round, person: PersonId, allowed: Allowed, verb: str) -> None:
    """Who may be given a seat in this round."""
    if person == walk.actor:
        raise SelfTarget()
    if not walk.world.directory.is_active(person):
        raise PersonInactive(person)
    if any(each.person == person for each in round_.seats):
        raise AlreadySigner(person)
    pools = [each.pool for each in walk.tasks_of(round_.id)]
    if any(person in pool for pool in pools):
        raise AlreadySigner(person)
    config = walk.process.template.step(round_.step).config
    if (
        round_.kind is TaskKind.APPROVAL
        and person == walk.process.starter
        and getattr(config, "self", "allow") != "allow"
    ):
        raise StarterNotAllowed()
    check_target(walk, round_.step, person, allowed, verb)


def check_target(walk: Walk, step: StepId, person: PersonId, allowed: Allowed, verb: str) -> None:
    """Where the setting names a set of people, the target is one of them."""
    if isinstance(allowed, bool):
        return
    named = resolve(allowed.who, walk.process, step, walk.world.directory, walk.now)
    if all(each.person != person for each in named):
        raise NotAllowedHere(verb, step)


def _asker_waiting(walk: Walk, command: c.AddSigner) -> Held | None:
    """He whose guests work has no open task, but may add more to them (R8): he names his closed one."""
    process = walk.process
    if process.task(command.task) is not None or command.position is not Origin.BEFORE:
        return None
    for task in process.tasks:
        round_ = process.round(task.round)
        guest = round_.seat(task.seat)
        if guest.origin is not Origin.BEFORE:
            continue
        asker = round_.seat(guest.asked_by)
        if asker.person == walk.actor:
            return Held(task, asker)
    return None


def _seats(
    round_: Round, seat: Seat, people: tuple[PersonId, ...], position: Origin, group: int, by: PersonId
) -> tuple[Seat, ...]:
    first = max(each.id for each in round_.seats) + 1
    because = Because("added", of=position.value, by=by)
    return tuple(
        Seat(place, person, because, origin=position, asked_by=seat.id, group=group)
        for place, person in enumerate(people, first)
    )


def _beside(walk: Walk, round_: Round, seat: Seat, people: tuple[PersonId, ...]) -> None:
    """Each of them is required, in any mode; in a vote each is one more vote (R1, R13)."""
    seats = _seats(round_, seat, people, Origin.PARALLEL, 0, walk.actor)
    data: dict[str, Any] = {
        "step": round_.step,
        "round": round_.id,
        "seats": seats,
        "position": Origin.PARALLEL,
    }
    walk.emit(e.SignersAdded, **data)
    for each in seats:
        walk.open_task(walk.process.round(round_.id), each)


def _around(
    walk: Walk,
    round_: Round,
    mine: Held,
    people: tuple[PersonId, ...],
    command: c.AddSigner,
    *,
    is_waiting: bool,
) -> None:
    seat, position = mine.seat, command.position
    joining = next(
        (each for each in round_.groups if each.seat == seat.id and each.position is position), None
    )
    group = joining or Group(walk.process.counter + 1, seat.id, position, command.method)
    seats = _seats(round_, seat, people, position, group.id, walk.actor)
    walk.emit(
        e.SignersAdded,
        task=None if is_waiting else mine.task.id,
        step=round_.step,
        round=round_.id,
        seats=seats,
        position=position,
        group=None if joining else group,
    )
    if position is Origin.AFTER:
        return  # asked when the asker has said yes
    if not is_waiting:
        data: dict[str, Any] = {
            "step": round_.step,
            "to": PersonId(""),
            "reason": command.reason,
            "cause": "asked_before",
        }
        walk.emit(e.TaskTransferred, task=mine.task.id, on_behalf_of=mine.on_behalf_of, **data)
    busy = {each.seat for each in walk.tasks_of(round_.id)}
    in_sequence = group.method is Mode.SEQUENCE
    has_turn = not in_sequence or not any(
        each.id in busy for each in guests_of(walk.process.round(round_.id), group)
    )
    for each in seats[:1] if in_sequence else seats:
        if has_turn:
            walk.open_task(walk.process.round(round_.id), each)


def remove_signer(walk: Walk, command: c.RemoveSigner) -> None:
    process = walk.process
    seen(process, walk.actor, walk.world)
    running(process)
    found = _seat_to_remove(walk, command)
    if found is None:
        if process.task(command.task) is None:
            raise TaskClosed(command.task)
        raise NotAdded(command.person)
    round_, seat = found
    added_by = seat.because.by
    askers = [each.person for each in round_.seats if each.id == seat.asked_by]  # whose seat may be gone
    if walk.actor not in (added_by, *askers) and not is_admin(process, walk.actor, walk.world):
        raise NotYours(command.task, added_by)
    if process.suspended_at is not None:
        raise ProcessSuspended(process.number)
    remove(walk, round_, seat, "removed")


def _seat_to_remove(walk: Walk, command: c.RemoveSigner) -> tuple[Round, Seat] | None:
    """The person's added, undecided seat: in the round of that task, else wherever the actor added him."""
    process = walk.process
    task = process.task(command.task)
    rounds = [process.round(task.round)] if task is not None else list(process.rounds)
    for round_ in rounds:
        for seat in round_.seats:
            if seat.person == command.person and seat.origin is not Origin.RULE and seat.vote is Vote.OPEN:
                return round_, seat
    return None


def remove(walk: Walk, round_: Round, seat: Seat, cause: str) -> None:
    """Also of a leaver whose seat falls away. What the remaining votes amount to is decided at once."""
    gone = family(round_, seat.id)
    walk.close_tasks([each for each in walk.tasks_of(round_.id) if each.seat in gone], cause)
    data: dict[str, Any] = {"step": round_.step, "round": round_.id, "seat": seat.id, "person": seat.person}
    walk.emit(e.SignerRemoved, cause=cause, **data)
    left = walk.process.round(round_.id)
    if not seat.group:
        settle(walk, round_.id)
        return
    if not _works(walk, round_, seat):
        return
    others = [each for each in left.seats if each.group == seat.group]
    asker = left.seat(seat.asked_by)
    if others:
        conclude(walk, round_.id, seat.group, None)
    elif seat.origin is Origin.BEFORE:
        ask_again(walk, round_.id, asker.id)  # it never approves for him (R8)
    elif asker.vote is Vote.PENDING:
        count_pending(walk, round_.id, asker, asker.id, asker.voted_on)


def _works(walk: Walk, round_: Round, guest: Seat) -> bool:
    """Whether the asker waits for the guest's group: not before he has said yes, nor once it is done."""
    group = next(each for each in round_.groups if each.id == guest.group)
    asker = round_.seat(guest.asked_by)
    if group_verdict(round_, group) is not Vote.OPEN:
        return False
    if group.position is Origin.AFTER:
        return asker.vote is Vote.PENDING
    return asker.vote is Vote.OPEN and all(each.seat != asker.id for each in walk.tasks_of(round_.id))

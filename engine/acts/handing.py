"""转交, a leaver's tasks, and deputies whose periods begin or end: the work changes hands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from engine import commands as c
from engine import events as e
from engine.acts.signing import check_target, remove
from engine.assignees import admins, resolve
from engine.errors import (
    AlreadySigner,
    CommentRequired,
    NotAllowedHere,
    PersonInactive,
    SelfTarget,
    StarterNotAllowed,
)
from engine.people import SYSTEM, PersonId
from engine.permission import Held, administered, held, is_admin
from engine.process import NOBODY, Because, Mode, Origin, Process, Round, Seat, Task, TaskKind, Vote
from engine.rounds import counted
from engine.seating import family
from engine.settling import count_by_rule
from engine.walk import Walk


def transfer(walk: Walk, command: c.Transfer) -> None:
    mine, as_admin = _handed(walk, command)
    task = mine.task
    config = walk.process.template.step(task.step).config
    if task.kind is TaskKind.RESUBMIT or (config.transfer is False and not as_admin):
        raise NotAllowedHere("transfer", task.step)
    if as_admin and not command.reason.strip():
        raise CommentRequired()
    giving_back = mine.on_behalf_of == command.to
    if command.to == walk.actor or (command.to == mine.seat.person and not giving_back):
        raise SelfTarget()
    if not walk.world.directory.is_active(command.to):
        raise PersonInactive(command.to)
    if not giving_back:
        _check_target(walk, mine, command.to)
        if not as_admin:
            check_target(walk, task.step, command.to, config.transfer, "transfer")
    hand_over(walk, mine, command.to, command.reason, "reassigned" if as_admin else "")


def _handed(walk: Walk, command: c.Transfer) -> tuple[Held, bool]:
    """An administrator may hand on anybody's task."""
    task = walk.process.task(command.task)
    if task is not None and walk.process.suspended_at is None and _not_own(walk, task):
        return Held(task, walk.process.seat_of(task)), True
    return held(walk, command.task), False


def _not_own(walk: Walk, task: Task) -> bool:
    own = {task.assignee, task.on_behalf_of, task.taken_over_by, *task.pool}
    return walk.actor not in own and is_admin(walk.process, walk.actor, walk.world)


def _check_target(walk: Walk, mine: Held, to: PersonId) -> None:
    round_ = walk.process.round(mine.task.round)
    if any(seat.person == to for seat in round_.seats):
        raise AlreadySigner(to)
    config = walk.process.template.step(round_.step).config
    if mine.task.kind is TaskKind.APPROVAL and to == walk.process.starter and config.self != "allow":
        raise StarterNotAllowed()


def hand_over(walk: Walk, mine: Held, to: PersonId, reason: str, cause: str) -> None:
    """The seat moves for good. Its due time stays, if that leaves the new holder some time."""
    task = mine.task
    due = None if cause == "timeout" else due_for_new_holder(walk, task, mine.seat)
    walk.emit(
        e.TaskTransferred,
        task=task.id,
        step=task.step,
        to=to,
        reason=reason,
        on_behalf_of=mine.on_behalf_of,
        cause=cause,
        extended=due is not None and due != task.due_at,
    )
    round_ = walk.process.round(task.round)
    seat = round_.seat(task.seat)
    kept = mine.on_behalf_of == to or _would_come_back(walk, round_, seat)
    because = Because(rule="transfer" if cause != "left" else "leaver", by=walk.actor)
    walk.open_task(round_, seat, because=because, due_at=due, kept=kept)


def _would_come_back(walk: Walk, round_: Round, seat: Seat) -> bool:
    """The target's deputy is who handed it over: then the target keeps it (R39)."""
    return bool(walk.world.delegations) and walk.standing(round_, seat).deputy == walk.actor


def due_for_new_holder(walk: Walk, task: Task, seat: Seat) -> datetime | None:
    """As it was; if less than `min_back` is left, that much from now, once per seat."""
    if task.due_at is None:
        return None
    least = walk.world.calendar.after(walk.now, walk.world.min_back)
    if task.due_at >= least or seat.extended:
        return task.due_at
    return least


# A leaver


def reassign(walk: Walk, command: c.Reassign) -> None:
    """R58: open tasks, queued and waiting seats, pools and resubmit tasks; cast votes stand."""
    administered(walk)
    if not command.reason.strip():
        raise CommentRequired()
    if command.to == command.leaver:
        raise SelfTarget()
    if command.to is not None and not walk.world.directory.is_active(command.to):
        raise PersonInactive(command.to)
    for round_id in [each.id for each in walk.process.rounds]:
        _leaves_round(walk, round_id, command)
    _ends_deputyships(walk, command.leaver)


def concerns(process: Process, leaver: PersonId) -> bool:
    """Whether a seat, a pool's task, or one that he has as a deputy waits for a leaver."""
    undecided = (Vote.OPEN, Vote.PENDING)
    seats = (each for round_ in process.rounds for each in round_.seats if each.vote in undecided)
    return any(each.person == leaver for each in seats) or any(
        leaver in (each.assignee, *each.pool) for each in process.tasks
    )


def _ends_deputyships(walk: Walk, leaver: PersonId) -> None:
    """What he was shown as somebody's deputy goes back: to stand in is no right that he could pass on."""
    for task in walk.process.tasks:
        if task.assignee == leaver and task.on_behalf_of is not None:
            _show(walk, task, task.on_behalf_of, None)


def _leaves_round(walk: Walk, round_id: int, command: c.Reassign) -> None:
    for task in walk.tasks_of(round_id):
        if task.pool == (command.leaver,) and task.assignee == NOBODY:
            _seat_leaves(walk, walk.process.round(round_id), walk.process.seat_of(task), command)
        elif command.leaver in task.pool:
            _leaves_pool(walk, task, command.leaver)
    round_ = next((each for each in walk.process.rounds if each.id == round_id), None)
    while round_ is not None:
        seat = next(
            (
                each
                for each in round_.seats
                if each.person == command.leaver and each.vote in (Vote.OPEN, Vote.PENDING)
            ),
            None,
        )
        if seat is None or not _seat_leaves(walk, round_, seat, command):
            return
        round_ = next((each for each in walk.process.rounds if each.id == round_id), None)


def _seat_leaves(walk: Walk, round_: Round, seat: Seat, command: c.Reassign) -> bool:
    """False when the seat still is the leaver's: nothing more can be done."""
    successor = _successor(walk, round_, seat, command)
    if successor is None:
        return False
    if successor == NOBODY and command.to is None:
        remove(walk, round_, seat, "left")
        return True
    if successor == NOBODY:
        _passes_for_starter(walk, round_, seat)
        return True
    task = next((each for each in walk.tasks_of(round_.id) if each.seat == seat.id), None)
    other = next((each for each in round_.seats if each.person == successor and each.id != seat.id), None)
    if other is not None:
        is_own_guest = other.id in family(round_, seat.id)  # then the seat is his, and he asks no longer
        remove(walk, round_, other if is_own_guest else seat, "merged")
        return True
    if task is not None:
        hand_over(walk, Held(task, seat), successor, command.reason, "left")
        return True
    because = Because("leaver", of=command.leaver, by=walk.actor)
    data: dict[str, Any] = {"step": round_.step, "round": round_.id, "seat": seat.id, "person": successor}
    walk.emit(e.SeatMoved, because=because, **data)
    return True


def _successor(walk: Walk, round_: Round, seat: Seat, command: c.Reassign) -> PersonId | None:
    """NOBODY when the seat falls away; a successor who is the starter is treated as `self` says (R50)."""
    if seat.vote is Vote.PENDING:  # his yes stands; should it be asked again, then of somebody else
        barred = {command.leaver, *(each.person for each in round_.seats)}
        return command.to if command.to and command.to not in barred else _an_admin(walk, barred)
    if command.to is None:
        return _by_rule(walk, round_, seat, command.leaver)
    if command.to != walk.process.starter or not _starter_barred(walk, round_):
        return command.to
    if walk.process.template.step(round_.step).config.self == "pass":
        return NOBODY
    manager = walk.world.directory.manager_of(command.to)
    if manager and manager != command.leaver and walk.world.directory.is_active(manager):
        return manager
    return _an_admin(walk, {command.leaver, walk.process.starter})


def _starter_barred(walk: Walk, round_: Round) -> bool:
    config = walk.process.template.step(round_.step).config
    return round_.kind is TaskKind.APPROVAL and getattr(config, "self", "allow") != "allow"


def _by_rule(walk: Walk, round_: Round, seat: Seat, leaver: PersonId) -> PersonId | None:
    """Whom the rule names now without the leaver; all have seats: his falls away. Else an administrator."""
    process, seated = walk.process, {each.person for each in round_.seats}
    others = {each.person for each in counted(round_) if each.id != seat.id}
    barred = {leaver, process.starter} if _starter_barred(walk, round_) else {leaver}
    config = process.template.step(round_.step).config
    if seat.origin is Origin.RULE and hasattr(config, "who"):
        named = resolve(config.who, process, round_.step, walk.world.directory, walk.now)
        fitting = [each.person for each in named if each.person not in barred]
        free = next((each for each in fitting if each not in seated), None)
        if free is not None or others.intersection(fitting):
            return free or NOBODY
    return _an_admin(walk, barred | seated)


def _an_admin(walk: Walk, barred: set[PersonId]) -> PersonId | None:
    people = admins(walk.process, walk.world.directory)
    return next((each for each in people if each not in barred), None)


def _passes_for_starter(walk: Walk, round_: Round, seat: Seat) -> None:
    """`self: pass`: alone, or where all must sign, his seat counts as yes; else it is out with its weight."""
    is_alone = all(each.id == seat.id for each in counted(round_))
    is_guest = seat.origin in (Origin.BEFORE, Origin.AFTER)
    if not is_guest and (is_alone or round_.mode in (Mode.ALL, Mode.SEQUENCE)):
        count_by_rule(walk, round_, seat, "starter")
    else:
        remove(walk, round_, seat, "left")


def _leaves_pool(walk: Walk, task: Task, leaver: PersonId) -> None:
    pool = tuple(each for each in task.pool if each != leaver)
    freed = task.assignee == leaver and bool(pool)
    walk.emit(
        e.TaskReassigned,
        task=task.id,
        step=task.step,
        cause="released" if freed else "left",
        assignee=NOBODY if freed else task.assignee,
        was=task.assignee,
        pool=pool,
        on_behalf_of=None if freed else task.on_behalf_of,
    )


# Deputies


def redirect(walk: Walk, command: c.Redirect) -> None:
    """Each open approval is shown to who acts for its seat now: same task, same due time (R35)."""
    if walk.actor != SYSTEM:
        administered(walk)
    for task in walk.process.tasks:
        if task.kind is not TaskKind.APPROVAL or task.kept or task.assignee == NOBODY:
            continue
        round_ = walk.process.round(task.round)
        seat = round_.seat(task.seat)
        deputy = walk.standing(round_, seat).deputy
        if (deputy or seat.person) != task.assignee:
            _show(walk, task, seat.person, deputy)


def _show(walk: Walk, task: Task, principal: PersonId, deputy: PersonId | None) -> None:
    walk.emit(
        e.TaskReassigned,
        actor=SYSTEM,
        task=task.id,
        step=task.step,
        cause="delegated" if deputy else "delegation_ended",
        assignee=deputy or principal,
        was=task.assignee,
        on_behalf_of=principal if deputy else None,
        pool=task.pool,
    )

"""转交, a leaver's tasks, and deputies whose periods begin or end: the work changes hands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from engine import commands as c
from engine import events as e
from engine.acts.deciding import taken
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
from engine.permission import Held, administered, is_admin
from engine.process import NOBODY, Because, Origin, Round, Seat, Task, TaskKind, Vote
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
    return taken(walk, command), False


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
    walk.emit(
        e.TaskTransferred,
        task=task.id,
        step=task.step,
        to=to,
        reason=reason,
        on_behalf_of=mine.on_behalf_of,
        cause=cause,
    )
    round_ = walk.process.round(task.round)
    seat = round_.seat(task.seat)
    kept = mine.on_behalf_of == to or _would_come_back(walk, round_, seat)
    because = Because(rule="transfer" if cause != "left" else "leaver", by=walk.actor)
    due = None if cause == "timeout" else due_for_new_holder(walk, task, mine.seat)
    walk.open_task(round_, seat, because=because, due_at=due, kept=kept)


def _would_come_back(walk: Walk, round_: Round, seat: Seat) -> bool:
    """The target's deputy is who handed it over: then the target keeps it (R39)."""
    return bool(walk.world.delegations) and walk.standing(round_, seat).deputy == walk.actor


def due_for_new_holder(walk: Walk, task: Task, seat: Seat) -> datetime | None:
    """As it was; if less than `min_back` is left, that much from now, once per seat."""
    if task.due_at is None:
        return None
    least = walk.world.calendar.after(walk.now, walk.world.min_back)
    if task.due_at >= least or seat.moved:
        return task.due_at
    return least


# A leaver


def reassign(walk: Walk, command: c.Reassign) -> None:
    """R58: open tasks, queued and waiting seats, pools and resubmit tasks; cast votes stand."""
    administered(walk)
    if not command.reason.strip():
        raise CommentRequired()
    if command.to is not None and not walk.world.directory.is_active(command.to):
        raise PersonInactive(command.to)
    for round_id in [each.id for each in walk.process.rounds]:
        _leaves_round(walk, round_id, command)


def _leaves_round(walk: Walk, round_id: int, command: c.Reassign) -> None:
    for task in walk.tasks_of(round_id):
        if command.leaver in task.pool:
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
    successor = command.to or _by_rule(walk, round_, seat, command.leaver)
    if successor is None:
        return False
    task = next((each for each in walk.tasks_of(round_.id) if each.seat == seat.id), None)
    if any(each.person == successor and each.id != seat.id for each in round_.seats):
        remove(walk, round_, seat, "merged")
        return True
    if task is not None:
        hand_over(walk, Held(task, seat), successor, command.reason, "left")
        return True
    because = Because("leaver", of=command.leaver, by=walk.actor)
    data: dict[str, Any] = {"step": round_.step, "round": round_.id, "seat": seat.id, "person": successor}
    walk.emit(e.SeatMoved, because=because, **data)
    return True


def _by_rule(walk: Walk, round_: Round, seat: Seat, leaver: PersonId) -> PersonId | None:
    """Without a successor: whom the rule names now and who has no seat yet, else an administrator."""
    process, directory = walk.process, walk.world.directory
    barred = {each.person for each in round_.seats} | {leaver}
    config = process.template.step(round_.step).config
    if round_.kind is TaskKind.APPROVAL and getattr(config, "self", "allow") != "allow":
        barred.add(process.starter)
    if seat.origin is Origin.RULE and hasattr(config, "who"):
        for each in resolve(config.who, process, round_.step, directory, walk.now):
            if each.person not in barred:
                return each.person
    return next((each for each in admins(process, directory) if each not in barred), None)


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
        assignee = deputy or seat.person
        if assignee != task.assignee:
            walk.emit(
                e.TaskReassigned,
                actor=SYSTEM,
                task=task.id,
                step=task.step,
                cause="delegated" if deputy else "delegation_ended",
                assignee=assignee,
                was=task.assignee,
                on_behalf_of=seat.person if deputy else None,
                pool=task.pool,
            )

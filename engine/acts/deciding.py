"""Approve, reject, complete; claim and release; and the fields that are changed along with a decision."""

from __future__ import annotations

from typing import Any

from pydantic import JsonValue

from engine import commands as c
from engine import events as e
from engine import fields as form
from engine.branching import decides_alike
from engine.errors import (
    AlreadyClaimed,
    AttachmentRequired,
    CommentRequired,
    FieldInvalid,
    FieldRequired,
    NotAllowedHere,
    NotYours,
    ProcessSuspended,
    Stale,
    TargetInvalid,
    TaskClosed,
)
from engine.people import PersonId
from engine.permission import Held, held, is_admin, seen
from engine.process import NOBODY, Mode, Origin, Task, TaskKind, Vote
from engine.seating import family
from engine.settling import reopen_seat, voted
from engine.template import START
from engine.trail import path
from engine.walk import Walk


def approve(walk: Walk, command: c.Approve) -> None:
    mine = taken(walk, command)
    task = mine.task
    if task.kind is not TaskKind.APPROVAL:
        raise NotAllowedHere("approve", task.step)
    config = walk.process.template.step(task.step).config
    if config.comment == "required" and not command.comment.strip():
        raise CommentRequired()
    _edit(walk, mine, command)
    _check_results(walk, task, command.files)
    round_ = walk.process.round(task.round)
    pending = any(each.asked_by == mine.seat.id and each.origin is Origin.AFTER for each in round_.seats)
    walk.emit(
        e.TaskApproved,
        task=task.id,
        step=task.step,
        comment=command.comment,
        on_behalf_of=mine.on_behalf_of,
        pending=pending,
        files=command.files,
    )
    if pending:
        _ask_guests(walk, task)
        _overtake(walk, task)
    else:
        voted(walk, task.round, task.seat, task.id)


def reject(walk: Walk, command: c.Reject) -> None:
    mine = taken(walk, command)
    task = mine.task
    if task.kind is not TaskKind.APPROVAL:
        raise NotAllowedHere("reject", task.step)
    if walk.process.template.step(task.step).config.comment != "optional" and not command.reason.strip():
        raise CommentRequired()
    drop_guests(walk, task)
    walk.emit(
        e.TaskRejected, task=task.id, step=task.step, reason=command.reason, on_behalf_of=mine.on_behalf_of
    )
    voted(walk, task.round, task.seat, task.id)


def complete(walk: Walk, command: c.Complete) -> None:
    mine = taken(walk, command)
    task = mine.task
    if task.kind is TaskKind.APPROVAL:
        raise NotAllowedHere("complete", task.step)
    config = walk.process.template.step(task.step).config
    if task.kind is TaskKind.TASK and config.comment == "required" and not command.comment.strip():
        raise CommentRequired()
    _edit(walk, mine, command)
    _check_results(walk, task, command.files)
    walk.emit(e.TaskCompleted, task=task.id, step=task.step, comment=command.comment, files=command.files)
    if task.kind is TaskKind.RESUBMIT:
        token = walk.process.token(walk.process.round(task.round).token)
        walk.leave(token, walk.process.template.step(START))
    else:
        voted(walk, task.round, task.seat, task.id)


def taken(walk: Walk, command: c.TaskCommand) -> Held:
    """The actor's task, to decide it; one of a pool is claimed along with its member's decision."""
    task = walk.process.task(command.task)
    if task is not None and task.assignee == NOBODY and (member := _member(walk, task)) is not None:
        _claim(walk, task, member)
    return held(walk, command.task)


def claim(walk: Walk, command: c.Claim) -> None:
    task = _pooled(walk, command)
    if task.assignee != NOBODY:
        if task.assignee == walk.actor:
            return
        seen(walk.process, walk.actor, walk.world)
        raise AlreadyClaimed(task.id, task.assignee)
    member = _member(walk, task)
    if member is None:
        seen(walk.process, walk.actor, walk.world)
        raise NotYours(task.id)
    _not_suspended(walk)
    _claim(walk, task, member)


def release(walk: Walk, command: c.Release) -> None:
    task = _pooled(walk, command)
    claimers = (task.assignee, walk.process.seat_of(task).person)
    if walk.actor not in claimers and not is_admin(walk.process, walk.actor, walk.world):
        seen(walk.process, walk.actor, walk.world)
        raise NotYours(task.id, task.assignee or None)
    _not_suspended(walk)
    if task.assignee != NOBODY:
        _assign(walk, task, "released", NOBODY)


def _not_suspended(walk: Walk) -> None:
    if walk.process.suspended_at is not None:
        raise ProcessSuspended(walk.process.number)


def _pooled(walk: Walk, command: c.TaskCommand) -> Task:
    task = walk.process.task(command.task)
    if task is None or not task.pool:
        seen(walk.process, command.actor, walk.world)
        if task is None:
            raise TaskClosed(command.task)
        raise NotAllowedHere("claim", task.step)
    return task


def _member(walk: Walk, task: Task) -> PersonId | None:
    """For whom the actor may claim it: himself, or the member of the pool whose deputy he is."""
    if walk.actor in task.pool:
        return walk.actor
    round_ = walk.process.round(task.round)
    seat = round_.seat(task.seat)
    for member in task.pool if walk.world.delegations else ():
        if walk.standing(round_, seat.changed(person=member)).deputy == walk.actor:
            return member
    return None


def _claim(walk: Walk, task: Task, member: PersonId) -> None:
    principal = member if member != walk.actor else None
    _assign(walk, task, "claimed", walk.actor, on_behalf_of=principal)


def _assign(
    walk: Walk, task: Task, cause: str, assignee: PersonId, *, on_behalf_of: PersonId | None = None
) -> None:
    pool = tuple(each for each in task.pool if walk.world.directory.is_active(each))
    data: dict[str, Any] = {
        "step": task.step,
        "cause": cause,
        "assignee": assignee,
        "was": task.assignee,
        "pool": pool,
    }
    walk.emit(e.TaskReassigned, task=task.id, on_behalf_of=on_behalf_of, **data)


def drop_guests(walk: Walk, task: Task) -> None:
    """Signers planned after a seat whose holder says no, or returns it, are not asked any more (R9)."""
    for each in walk.process.round(task.round).seats:
        if each.asked_by == task.seat and each.origin is Origin.AFTER:
            data: dict[str, Any] = {"step": task.step, "round": task.round}
            data |= {"seat": each.id, "person": each.person}
            walk.emit(e.SignerRemoved, cause="dropped", **data)


def _ask_guests(walk: Walk, task: Task) -> None:
    """The asker has said yes: now those after him, each with the step's full duration."""
    round_ = walk.process.round(task.round)
    for group in round_.groups:
        if group.seat != task.seat or group.position is not Origin.AFTER:
            continue
        guests = [each for each in round_.seats if each.group == group.id and each.vote is Vote.OPEN]
        for seat in guests[:1] if group.method is Mode.SEQUENCE else guests:
            walk.open_task(round_, seat)


def _overtake(walk: Walk, task: Task) -> None:
    """A pending yes settles the other rule seats of an 或签 already."""
    round_ = walk.process.round(task.round)
    if round_.mode is Mode.ANY and not round_.seat(task.seat).group:
        voted(walk, task.round, task.seat, task.id)


# Fields


def _edit(walk: Walk, mine: Held, command: c.Edit) -> None:
    """Edits ride along with the decision; only what the step lets this task edit (all, when resubmitting)."""
    task, process = mine.task, walk.process
    changed = _changed(walk, task, command)
    if not changed:
        return
    config = process.template.step(task.step).config
    data = {name: process.fields.get(name) for name in changed}
    recheck = getattr(config, "recheck", "reroute")
    if recheck != "reroute":
        _recheck(walk, task, recheck, changed)
    walk.emit(e.FieldsChanged, task=task.id, before=data, after=changed, accepted=recheck == "warn")
    if task.kind is TaskKind.APPROVAL:
        _void_votes(walk, mine, {name: [data[name], changed[name]] for name in changed})


def _changed(walk: Walk, task: Task, command: c.Edit) -> dict[str, JsonValue]:
    process, before = walk.process, walk.process.fields
    if task.kind is not TaskKind.RESUBMIT:
        editable = process.template.step(task.step).config.edits
        for name, value in command.fields.items():
            if name not in editable:
                expected = f"a field that can be changed here: {', '.join(editable)}"
                raise FieldInvalid(name, value, expected)
    accepted = form.accepted(process.template, command.fields, walk.world.directory)
    changed = {name: value for name, value in accepted.items() if before.get(name) != value}
    for name, value in changed.items():
        if command.seen is not None and process.changed_at.get(name, 0) > command.seen:
            raise Stale(name, value, before.get(name))
    return changed


def _recheck(walk: Walk, task: Task, rule: str, changed: dict[str, JsonValue]) -> None:
    """An edit that would send a passed condition another way is refused here, or only told of (R68)."""
    process = walk.process
    token = process.token(process.round(task.round).token)
    after = process.changed(fields={**process.fields, **changed})
    conditions = [each for each in path(process, token) if each.to is not None]
    other = [each.step for each in conditions if not decides_alike(after, each, walk.world)]
    if other and rule == "refuse":
        raise TargetInvalid(other[0])
    if other:
        walk.tell((walk.actor, process.starter), "condition_stays", step=other[0])


def _void_votes(walk: Walk, mine: Held, values: dict[str, list[JsonValue]]) -> None:
    """In 会签 and 票签 an edit voids the votes given before; in 依次 the earlier signers are told (R69)."""
    round_ = walk.process.round(mine.task.round)
    gave = [each for each in round_.seats if each.vote in (Vote.YES, Vote.NO, Vote.PENDING)]
    gave = [each for each in gave if each.id != mine.seat.id and each.person]
    if not gave:
        return
    if round_.mode in (Mode.ALL, Mode.VOTE):
        for seat in gave:
            guests = family(round_, seat.id) - {seat.id}
            walk.close_tasks([each for each in walk.tasks_of(round_.id) if each.seat in guests], "edited")
            reopen_seat(walk, round_, seat, "edited")
            walk.open_task(walk.process.round(round_.id), seat)
        walk.tell((each.person for each in gave), "vote_voided", step=round_.step, values=values)
    elif round_.mode is Mode.SEQUENCE:
        walk.tell((each.person for each in gave), "edited_after", step=round_.step, values=values)


def _check_results(walk: Walk, task: Task, files: tuple[str, ...]) -> None:
    process = walk.process
    if task.kind is TaskKind.RESUBMIT:
        form.require(process.template, process.fields)
        return
    config = process.template.step(task.step).config
    absent = tuple(name for name in config.requires if name not in process.fields)
    if absent:
        raise FieldRequired(absent)
    if config.files == "required" and not files:
        raise AttachmentRequired()

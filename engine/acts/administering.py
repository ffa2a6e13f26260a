"""Withdraw, cancel, jump, retry; urge, cc and comment."""

from __future__ import annotations

from datetime import timedelta

from engine import commands as c
from engine import events as e
from engine.errors import (
    CommentRequired,
    NotFound,
    NotHalted,
    NotYours,
    PersonInactive,
    ProcessSuspended,
    TargetInvalid,
    TooLate,
    TooOften,
)
from engine.jumps import jump_to
from engine.people import SYSTEM
from engine.permission import administered, is_admin, running, seen, takes_part
from engine.process import Process, TaskKind, Token
from engine.rewinding import end_everything, tell_of_children
from engine.template import END
from engine.walk import Walk

URGE_PAUSE = timedelta(hours=1)  # once per task and hour, whoever asks


def cancel(walk: Walk, command: c.Cancel) -> None:
    process = walk.process
    admin = is_admin(process, command.actor, walk.world) or command.actor == SYSTEM
    if command.actor != process.starter and not admin:
        seen(process, command.actor, walk.world)
        raise NotYours(process.number, process.starter)
    running(process)
    as_admin = command.actor != process.starter
    if as_admin and not command.reason:
        raise CommentRequired()
    if not as_admin:
        if process.suspended_at is not None:
            raise ProcessSuspended(process.number)
        if not _may_withdraw(process):
            raise TooLate()
    end_everything(walk, "cancelled" if as_admin else "withdrawn")
    tell_of_children(walk)
    walk.emit(e.ProcessCancelled, reason=command.reason, as_admin=as_admin)


def _may_withdraw(process: Process) -> bool:
    if process.final:
        return False
    if any(task.kind is TaskKind.RESUBMIT for task in process.tasks):
        return True  # returned to him: it is in his hands
    rule = process.template.withdraw
    return rule == "until_end" or (rule == "before_first_decision" and not process.decided)


def urge(walk: Walk, command: c.Urge) -> None:
    process = walk.process
    takes_part(walk)
    running(process)
    if process.suspended_at is not None:
        raise ProcessSuspended(process.number)
    if _only_holds(walk):
        raise NotYours(process.number)
    wanted = [
        task
        for task in process.tasks
        if task.assignee != command.actor
        and command.person in (None, task.assignee, task.on_behalf_of)
        and command.task in (None, task.id)
    ]
    if not wanted:
        raise NotFound("task", command.person or process.number)
    quiet = [task for task in wanted if task.urged_at is None or walk.now - task.urged_at >= URGE_PAUSE]
    if not quiet:
        latest = max(wanted, key=lambda task: task.urged_at or task.opened_at)
        raise TooOften(latest.id, latest.urged_at or walk.now)
    for task in quiet:
        for holder in (task.assignee,) if task.assignee else task.pool:
            walk.emit(e.TaskUrged, task=task.id, step=task.step, assignee=holder)


def _only_holds(walk: Walk) -> bool:
    """Whose move it is himself: a present holder who started, decided and administers nothing here."""
    process, actor = walk.process, walk.actor
    if actor == process.starter or is_admin(process, actor, walk.world):
        return False
    voted = {seat.voted_by or seat.person for each in process.rounds for seat in each.seats if seat.voted_on}
    voted |= {consent.person for each in process.trail for consent in each.consents}
    holders = {who for each in process.tasks for who in (each.assignee, each.on_behalf_of, *each.pool)}
    return actor in holders - voted


def cc(walk: Walk, command: c.Cc) -> None:
    takes_part(walk)
    for person in command.people:
        if not walk.world.directory.is_active(person):
            raise PersonInactive(person)
    walk.emit(e.CcAdded, people=command.people)


def comment(walk: Walk, command: c.AddComment) -> None:
    takes_part(walk)
    walk.emit(e.Commented, text=command.text, task=command.task)


def retry(walk: Walk, command: c.Retry) -> None:
    administered(walk)
    if not walk.process.halts:
        raise NotHalted()
    if not command.reason.strip():
        raise CommentRequired()
    for halt in walk.process.halts:
        walk.emit(e.HaltLifted, step=halt.step, token=halt.token, reason=command.reason)
        walk.run(walk.process.token(halt.token), walk.process.template.step(halt.step))


def jump(walk: Walk, command: c.Jump) -> None:
    administered(walk)
    if not command.reason.strip():
        raise CommentRequired()
    process = walk.process
    if process.suspended_at is not None:
        raise ProcessSuspended(process.number)
    token = _chosen(process, command)
    if command.to_step == END:
        end_everything(walk, "jumped")
        walk.emit(e.ProcessCompleted, forced=True, reason=command.reason)
        return
    if command.to_step not in process.template.steps or process.template.step(command.to_step).kind == "join":
        raise TargetInvalid(command.to_step)
    jump_to(walk, token, command.to_step, reason=command.reason)


def _chosen(process: Process, command: c.Jump) -> Token:
    if command.token is None and len(process.tokens) == 1:
        return process.tokens[0]
    found = next((each for each in process.tokens if each.id == command.token), None)
    if found is None:
        raise NotFound("task", str(command.token or process.number))
    return found

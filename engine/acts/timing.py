"""Snooze, reminders, timeouts; suspend and resume. R59–R61."""

from __future__ import annotations

from datetime import datetime

from engine import commands as c
from engine import events as e
from engine.acts.handing import hand_over
from engine.acts.returning import ask_anew, end_group
from engine.assignees import admins, resolve
from engine.errors import CommentRequired, FieldInvalid, NotSuspended, ProcessSuspended
from engine.options import TimedFlow, TimedTransfer
from engine.people import SYSTEM, PersonId
from engine.permission import Held, administered, held
from engine.process import Origin, Seat, Task, TaskKind, Timer, TimerKind
from engine.reminders import first_timer, next_timer
from engine.settling import voted
from engine.template import StepId
from engine.walk import Walk


def snooze(walk: Walk, command: c.Snooze) -> None:
    task = held(walk, command.task).task
    if command.until <= walk.now:
        raise FieldInvalid("until", command.until.isoformat(), "a moment to come")
    timer = next_timer(
        task.due_at,
        now=walk.now,
        escalated=task.escalated,
        snoozed_until=command.until,
        calendar=walk.world.calendar,
    )
    walk.emit(e.TaskSnoozed, task=task.id, until=command.until, timer=timer)


def fire(walk: Walk, command: c.FireTimer) -> None:
    """Does nothing when the task was decided or its timer moved since: then somebody was faster."""
    task = walk.process.task(command.task)
    if task is None or task.timer is None or task.timer.kind is not command.kind:
        return
    if task.timer.turn != command.turn or task.timer.at > walk.now or walk.process.suspended_at is not None:
        return
    is_due = task.due_at is not None and walk.now >= task.due_at
    if is_due and command.kind is not TimerKind.SNOOZE and _timed_out(walk, task):
        return
    manager = _escalate_to(walk, task)
    at_once = is_due and not task.escalated and _timeout(walk, task) == "escalate"
    if manager is not None and (command.kind is TimerKind.ESCALATE or at_once):
        _escalate(walk, task, manager)
    else:
        _remind(walk, task, command, has_manager=manager is not None)


def _timeout(walk: Walk, task: Task) -> object:
    config = walk.process.template.step(task.step).config
    return getattr(config, "timeout", "remind") if task.kind is not TaskKind.RESUBMIT else "remind"


def _timed_out(walk: Walk, task: Task) -> bool:
    """What the step's setting does to a task that is due; False where people are reminded instead."""
    rule, seat = _timeout(walk, task), walk.process.seat_of(task)
    if rule in ("remind", "escalate"):
        return False
    if seat.origin in (Origin.BEFORE, Origin.AFTER):
        _guest_silent(walk, task, seat)
        return True
    if rule in ("pass", "reject"):
        _decided_by_clock(walk, task, rejected=rule == "reject")
        return True
    if isinstance(rule, TimedFlow):
        round_ = walk.process.round(task.round)
        walk.close_tasks(walk.tasks_of(round_.id), None)
        step = walk.process.template.step(task.step)
        token = walk.process.token(round_.token)
        walk.leave(token, step, automatic=True, cause="timeout", to=StepId(rule.to))
        return True
    return isinstance(rule, TimedTransfer) and _handed_on(walk, task, seat, rule)


def _decided_by_clock(walk: Walk, task: Task, *, rejected: bool) -> None:
    if rejected:
        walk.emit(e.TaskRejected, actor=SYSTEM, task=task.id, step=task.step, reason="")
    elif task.kind is TaskKind.APPROVAL:
        walk.emit(e.TaskApproved, actor=SYSTEM, task=task.id, step=task.step, comment="")
    else:
        walk.emit(e.TaskCompleted, actor=SYSTEM, task=task.id, step=task.step, comment="")
    voted(walk, task.round, task.seat, None)


def _guest_silent(walk: Walk, task: Task, seat: Seat) -> None:
    """Silence of a guest never decides: who asked him is asked again (R5)."""
    walk.emit(e.TaskSkipped, actor=SYSTEM, task=task.id, step=task.step, cause="timeout")
    round_ = walk.process.round(task.round)
    end_group(walk, round_, seat.group, None)
    ask_anew(walk, round_.id, round_.seat(seat.asked_by), "timeout")


def _handed_on(walk: Walk, task: Task, seat: Seat, rule: TimedTransfer) -> bool:
    """Once per seat, to the first whom the rule names and who has no seat; then people are reminded."""
    if seat.moved:
        return False
    round_ = walk.process.round(task.round)
    barred = {each.person for each in round_.seats}
    if getattr(walk.process.template.step(task.step).config, "self", "allow") != "allow":
        barred.add(walk.process.starter)
    found = resolve((rule.transfer,), walk.process, task.step, walk.world.directory, walk.now)
    target = next((each.person for each in found if each.person not in barred), None)
    if target is None:
        return False
    hand_over(walk, Held(task, seat), target, "", "timeout")
    return True


def _escalate(walk: Walk, task: Task, manager: PersonId) -> None:
    config = walk.process.template.step(task.step).config
    walk.emit(
        e.TaskEscalated,
        actor=SYSTEM,
        task=task.id,
        step=task.step,
        assignee=task.assignee,
        to=manager,
        due_at=task.due_at,
        next=_next(walk, task, escalated=True),
        takeover=bool(getattr(config, "takeover", False)) and manager != walk.process.starter,
    )


def _remind(walk: Walk, task: Task, command: c.FireTimer, *, has_manager: bool) -> None:
    kind = command.kind
    if kind is TimerKind.DUE_SOON and task.due_at is not None and walk.now >= task.due_at:
        kind = TimerKind.OVERDUE  # fired late: what was soon due is due
    walk.emit(
        e.TaskReminded,
        actor=SYSTEM,
        task=task.id,
        step=task.step,
        assignee=task.assignee,
        kind=kind,
        turn=command.turn,
        due_at=task.due_at,
        next=_next(walk, task, escalated=task.escalated or not has_manager),
    )


def _next(walk: Walk, task: Task, *, escalated: bool) -> Timer | None:
    return next_timer(
        task.due_at,
        now=walk.now,
        escalated=escalated,
        snoozed_until=task.snoozed_until,
        calendar=walk.world.calendar,
    )


def _escalate_to(walk: Walk, task: Task) -> PersonId | None:
    """The holder's manager; an administrator when there is none; nobody when that is the holder himself."""
    directory = walk.world.directory
    holder = task.on_behalf_of or task.assignee
    people = [directory.manager_of(holder), *admins(walk.process, directory)]
    return next(
        (
            each
            for each in people
            if each and each not in (holder, task.assignee) and directory.is_active(each)
        ),
        None,
    )


def suspend(walk: Walk, command: c.Suspend) -> None:
    administered(walk)
    if walk.process.suspended_at is not None:
        raise ProcessSuspended(walk.process.number)
    if not command.reason.strip():
        raise CommentRequired()
    walk.emit(e.Suspended, reason=command.reason)


def resume(walk: Walk, command: c.Resume) -> None:
    """Every clock gets back exactly what was left; a date that passed meanwhile is due at once."""
    administered(walk)
    since = walk.process.suspended_at
    if since is None:
        raise NotSuspended()
    walk.emit(e.Resumed, reason=command.reason)
    calendar = walk.world.calendar
    for task in walk.process.tasks:
        if task.due_at is None:
            continue
        overdue = task.due_at <= since
        left = calendar.between(max(since, task.opened_at), task.due_at)
        due_at = task.due_at if overdue else calendar.after(walk.now, left)
        if overdue and _timeout(walk, task) in ("remind", "escalate"):
            timer = _next(walk, task, escalated=task.escalated)
        else:
            timer = first_timer(walk.now, due_at, left, calendar)
        walk.emit(e.TaskRescheduled, actor=SYSTEM, task=task.id, due_at=due_at, timer=timer)
    for wait in walk.process.waits:
        if wait.at is not None and not wait.fixed:
            at = _later(wait.at, since, walk)
            walk.emit(e.WaitRescheduled, actor=SYSTEM, wait=wait.id, until=at)


def _later(at: datetime, since: datetime, walk: Walk) -> datetime:
    return at if at <= since else walk.now + (at - since)

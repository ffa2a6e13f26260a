"""What follows from a command: the events, or a refusal. Pure: the same question gets the same answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from pydantic import JsonValue

from engine import commands as c
from engine import events as e
from engine import fields as form
from engine.assignees import admins
from engine.errors import (
    AlreadySigner,
    CommentRequired,
    FieldInvalid,
    FieldRequired,
    NotAllowedHere,
    NotFound,
    NotHalted,
    NotYours,
    PersonInactive,
    SelfTarget,
    StarterNotAllowed,
    TargetInvalid,
    TooLate,
    TooOften,
)
from engine.evolve import begin
from engine.people import SYSTEM, Directory, PersonId
from engine.permission import held, is_admin, running, seen
from engine.process import Because, Process, Task, TaskKind, Timer, TimerKind
from engine.reminders import next_timer
from engine.step import World
from engine.template import START, FieldType, Template
from engine.walk import Walk

URGE_PAUSE = timedelta(hours=1)  # once per task and hour, whoever asks


@dataclass(frozen=True, slots=True)
class Decision:
    """The events in order, and the process that they make."""

    process: Process
    events: tuple[e.AnyEvent, ...]


def start(template: Template, command: c.StartProcess, world: World, now: datetime) -> Decision:
    """A new process under `command.number`. Raises PersonInactive, FieldInvalid, FieldRequired."""
    if not world.directory.is_active(command.actor):
        raise PersonInactive(command.actor)
    values = form.accepted(template, command.fields, world.directory)
    form.require(template, values)
    started = e.ProcessStarted(
        at=now,
        actor=command.actor,
        template=template.id,
        version=template.version,
        title=command.title.strip() or _title(template, values, world.directory),
        fields=values,
        due_at=world.calendar.after(now, world.calendar.length(template.due)) if template.due else None,
    )
    walk = Walk(begin(command.number, template, started), world, now, command.actor)
    walk.events.append(started)
    walk.enter(template.first)
    return Decision(walk.process, tuple(walk.events))


def decide(process: Process, command: c.AnyCommand, world: World, now: datetime) -> Decision:
    """What a command to a process under way leads to. Raises a WorkflowError; then nothing changes."""
    walk = Walk(process, world, now, command.actor)
    match command:
        case c.StartProcess():
            raise AssertionError("a new process is started by `start`")
        case c.Approve():
            _approve(walk, command)
        case c.Reject():
            _reject(walk, command)
        case c.Complete():
            _complete(walk, command)
        case c.Return():
            _return(walk, command)
        case c.Transfer():
            _transfer(walk, command)
        case c.Snooze():
            _snooze(walk, command)
        case c.FireTimer():
            _fire(walk, command)
        case c.Cancel():
            _cancel(walk, command)
        case c.Urge():
            _urge(walk, command)
        case c.AddComment():
            seen(process, command.actor, world)
            walk.emit(e.Commented, text=command.text, task=command.task)
        case c.Cc():
            _cc(walk, command)
        case c.Retry():
            _retry(walk, command)
        case _:
            assert_never(command)
    return Decision(walk.process, tuple(walk.events))


def _approve(walk: Walk, command: c.Approve) -> None:
    task = held(walk.process, command.task, command.actor, walk.world)
    if task.kind is not TaskKind.APPROVAL:
        raise NotAllowedHere("approve", task.step)
    _check_comment(walk, task, command.comment)
    _change_fields(walk, task, command.fields)
    walk.emit(e.TaskApproved, task=task.id, step=task.step, comment=command.comment)
    _voted(walk, task)


def _reject(walk: Walk, command: c.Reject) -> None:
    task = held(walk.process, command.task, command.actor, walk.world)
    if task.kind is not TaskKind.APPROVAL:
        raise NotAllowedHere("reject", task.step)
    _check_comment(walk, task, command.reason)
    walk.emit(e.TaskRejected, task=task.id, step=task.step, reason=command.reason)
    _voted(walk, task)


def _complete(walk: Walk, command: c.Complete) -> None:
    task = held(walk.process, command.task, command.actor, walk.world)
    if task.kind is TaskKind.APPROVAL:
        raise NotAllowedHere("complete", task.step)
    _check_comment(walk, task, command.comment)
    _change_fields(walk, task, command.fields)
    _check_results(walk, task)
    walk.emit(e.TaskCompleted, task=task.id, step=task.step, comment=command.comment)
    if task.kind is TaskKind.RESUBMIT:
        walk.leave(
            walk.process.token(walk.process.round(task.round).token), walk.process.template.step(START)
        )
    else:
        _voted(walk, task)


def _return(walk: Walk, command: c.Return) -> None:
    task = held(walk.process, command.task, command.actor, walk.world)
    config = walk.process.template.step(task.step).config
    if task.kind is TaskKind.RESUBMIT or not config.may_return:
        raise NotAllowedHere("return", task.step)
    if command.to_step not in (None, START):
        raise TargetInvalid(command.to_step)
    walk.emit(e.TaskReturned, task=task.id, step=task.step, to_step=START, reason=command.reason)
    walk.back_to_starter(Because(rule="return", by=command.actor))


def _transfer(walk: Walk, command: c.Transfer) -> None:
    process, directory = walk.process, walk.world.directory
    task = held(process, command.task, command.actor, walk.world)
    config = process.template.step(task.step).config
    if task.kind is TaskKind.RESUBMIT or not config.transfer:
        raise NotAllowedHere("transfer", task.step)
    if command.to == command.actor:
        raise SelfTarget()
    if not directory.is_active(command.to):
        raise PersonInactive(command.to)
    round_ = process.round(task.round)
    if any(seat.person == command.to for seat in round_.seats):
        raise AlreadySigner(command.to)
    if task.kind is TaskKind.APPROVAL and command.to == process.starter and config.self != "allow":
        raise StarterNotAllowed()
    walk.emit(e.TaskTransferred, task=task.id, step=task.step, to=command.to, reason=command.reason)
    moved = walk.process.round(task.round)
    seat = next(each for each in moved.seats if each.id == task.seat)
    walk.open_task(moved, seat, because=Because(rule="transfer", by=command.actor), keep=task)


def _snooze(walk: Walk, command: c.Snooze) -> None:
    task = held(walk.process, command.task, command.actor, walk.world)
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


def _fire(walk: Walk, command: c.FireTimer) -> None:
    """Does nothing when the task was decided or its timer moved since: then somebody was faster."""
    task = walk.process.task(command.task)
    if task is None or task.timer is None or task.timer.kind is not command.kind:
        return
    if task.timer.turn != command.turn or task.timer.at > walk.now:
        return
    manager = _escalate_to(walk, task)
    if command.kind is TimerKind.ESCALATE and manager is not None:
        following = _next(walk, task, escalated=True)
        data = {"step": task.step, "assignee": task.assignee, "to": manager, "due_at": task.due_at}
        walk.emit(e.TaskEscalated, actor=SYSTEM, task=task.id, next=following, **data)
        return
    kind = command.kind
    if kind is TimerKind.DUE_SOON and task.due_at is not None and walk.now >= task.due_at:
        kind = TimerKind.OVERDUE  # fired late: what was soon due is due
    following = _next(walk, task, escalated=task.escalated or manager is None)
    walk.emit(
        e.TaskReminded,
        actor=SYSTEM,
        task=task.id,
        step=task.step,
        assignee=task.assignee,
        kind=kind,
        turn=command.turn,
        due_at=task.due_at,
        next=following,
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
    manager = walk.world.directory.manager_of(task.assignee)
    people = [manager, *admins(walk.process, walk.world.directory)]
    return next(
        (each for each in people if each and each != task.assignee and walk.world.directory.is_active(each)),
        None,
    )


def _cancel(walk: Walk, command: c.Cancel) -> None:
    process = walk.process
    admin = is_admin(process, command.actor, walk.world)
    if command.actor != process.starter and not admin:
        seen(process, command.actor, walk.world)
        raise NotYours(process.number, process.starter)
    running(process)
    as_admin = command.actor != process.starter
    if as_admin and not command.reason:
        raise CommentRequired()
    if not as_admin and not _may_withdraw(process):
        raise TooLate()
    walk.close_tasks(process.tasks, "ended")
    walk.emit(e.ProcessCancelled, reason=command.reason, as_admin=as_admin)


def _may_withdraw(process: Process) -> bool:
    if any(task.kind is TaskKind.RESUBMIT for task in process.tasks):
        return True  # returned to him: it is in his hands
    rule = process.template.withdraw
    return rule == "until_end" or (rule == "before_first_decision" and not process.decided)


def _urge(walk: Walk, command: c.Urge) -> None:
    process = walk.process
    seen(process, command.actor, walk.world)
    running(process)
    wanted = [
        task
        for task in process.tasks
        if task.assignee != command.actor
        and command.person in (None, task.assignee)
        and command.task in (None, task.id)
    ]
    if not wanted:
        raise NotFound("task", command.person or process.number)
    quiet = [task for task in wanted if task.urged_at is None or walk.now - task.urged_at >= URGE_PAUSE]
    if not quiet:
        latest = max(wanted, key=lambda task: task.urged_at or task.opened_at)
        raise TooOften(latest.id, latest.urged_at or walk.now)
    for task in quiet:
        walk.emit(e.TaskUrged, task=task.id, step=task.step, assignee=task.assignee)


def _cc(walk: Walk, command: c.Cc) -> None:
    seen(walk.process, command.actor, walk.world)
    for person in command.people:
        if not walk.world.directory.is_active(person):
            raise PersonInactive(person)
    walk.emit(e.CcAdded, people=command.people)


def _retry(walk: Walk, command: c.Retry) -> None:
    if not is_admin(walk.process, command.actor, walk.world):
        seen(walk.process, command.actor, walk.world)
        raise NotYours(walk.process.number)
    running(walk.process)
    if not walk.process.halts:
        raise NotHalted()
    for halt in walk.process.halts:
        walk.emit(e.HaltLifted, step=halt.step, token=halt.token)
        walk.run(walk.process.token(halt.token), walk.process.template.step(halt.step))


def _voted(walk: Walk, task: Task) -> None:
    step = walk.process.template.step(task.step)
    voted = walk.world.steps[step.kind].voted
    assert voted is not None, f"{step.kind} opened a round but does not count votes"
    voted(walk, walk.process.round(task.round), step)


def _check_comment(walk: Walk, task: Task, comment: str) -> None:
    if task.kind is TaskKind.RESUBMIT:
        return
    if walk.process.template.step(task.step).config.comment == "required" and not comment.strip():
        raise CommentRequired()


def _change_fields(walk: Walk, task: Task, values: dict[str, JsonValue]) -> None:
    """Edits ride along with the decision; only what the step lets this task edit (all, when resubmitting)."""
    template, before = walk.process.template, walk.process.fields
    if task.kind is not TaskKind.RESUBMIT:
        editable = walk.process.template.step(task.step).config.edits
        for name in values:
            if name not in editable:
                raise FieldInvalid(
                    name, values[name], f"a field that can be changed here: {', '.join(editable)}"
                )
    accepted = form.accepted(template, values, walk.world.directory)
    changed = {name: value for name, value in accepted.items() if before.get(name) != value}
    if changed:
        old = {name: before.get(name) for name in changed}
        walk.emit(e.FieldsChanged, task=task.id, before=old, after=changed)


def _check_results(walk: Walk, task: Task) -> None:
    if task.kind is TaskKind.RESUBMIT:
        form.require(walk.process.template, walk.process.fields)
        return
    needed = walk.process.template.step(task.step).config.requires
    absent = tuple(name for name in needed if name not in walk.process.fields)
    if absent:
        raise FieldRequired(absent)


def _title(template: Template, values: dict[str, JsonValue], directory: Directory) -> str:
    """The template's title pattern filled in; its first words when there is no pattern."""
    title = template.title or template.name.zh
    for field in template.fields:
        value = values.get(field.id, "")
        if field.type is FieldType.PERSON and isinstance(value, str):
            person = directory.person(PersonId(value))
            value = person.name.zh if person else value
        title = title.replace("{" + field.id + "}", str(value))
    title = title.replace("{template}", template.name.zh)
    return " ".join(title.split())[:200] or template.name.zh

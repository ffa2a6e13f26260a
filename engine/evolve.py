"""What a process becomes by an event. Replaying a log gives the same process, always."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, assert_never

from engine import events as e
from engine.people import PersonId
from engine.process import (
    Fork,
    Halt,
    Number,
    Process,
    ProcessStatus,
    Round,
    Seat,
    Task,
    TaskId,
    Token,
    Vote,
)
from engine.template import END, StepId, Template


def begin(number: Number, template: Template, event: e.ProcessStarted) -> Process:
    """The process that a `process_started` makes."""
    return Process(
        number=number,
        template=template,
        title=event.title,
        starter=event.actor,
        status=ProcessStatus.RUNNING,
        fields=event.fields,
        created_at=event.at,
        due_at=event.due_at,
        seq=1,
        participants=(event.actor,),
    )


def evolve(process: Process, event: e.AnyEvent) -> Process:
    """The process after one more event."""
    after = _changed(process, event)
    if after is process:
        return process.changed(seq=process.seq + 1)
    after.__dict__["seq"] = process.seq + 1  # nobody else has seen it yet: one copy instead of two
    return after


def replay(number: Number, template: Template, history: list[e.AnyEvent]) -> Process:
    first, *rest = history
    assert isinstance(first, e.ProcessStarted)
    process = begin(number, template, first)
    for event in rest:
        process = evolve(process, event)
    return process


def _changed(process: Process, event: e.AnyEvent) -> Process:
    match event:
        case e.StepEntered():
            token = Token(event.token, event.step, event.fork)
            return process.changed(tokens=(*process.tokens, token), counter=max(process.counter, event.token))
        case e.StepPassed():
            return _moved(process, event.token, event.to)
        case e.BranchTaken():
            return _moved(process, event.token, event.to if event.to != END else None)
        case e.RoundOpened():
            return _round_opened(process, event)
        case e.TaskOpened():
            return _task_opened(process, event)
        case e.TaskApproved() | e.TaskCompleted():
            return _voted(process, event.task, Vote.YES).changed(decided=True)
        case e.TaskRejected():
            return _voted(process, event.task, Vote.NO).changed(decided=True)
        case e.TaskReturned():
            return _closed(process, event.task).changed(decided=True)
        case e.TaskSkipped() | e.TaskCancelled():
            return _closed(process, event.task)
        case e.TaskTransferred():
            return _transferred(process, event)
        case e.TokensEnded():
            return _without_dead_forks(_without_tokens(process, event.tokens))
        case e.Forked():
            fork = Fork(event.fork, event.step, event.outer, event.branches)
            return process.changed(forks=(*process.forks, fork), counter=max(process.counter, event.fork))
        case e.Arrived():
            return _arrived(process, event)
        case e.FieldsChanged():
            return process.changed(fields={**process.fields, **event.after})
        case e.Halted():
            halt = Halt(event.token, event.step, event.problem, event.detail)
            return process.changed(halts=(*process.halts, halt))
        case e.HaltLifted():
            return process.changed(halts=tuple(each for each in process.halts if each.token != event.token))
        case e.ProcessCompleted():
            return _ended(process, event, ProcessStatus.COMPLETED)
        case e.ProcessRejected():
            return _ended(process, event, ProcessStatus.REJECTED)
        case e.ProcessCancelled():
            return _ended(process, event, ProcessStatus.CANCELLED)
        case e.CcAdded() | e.PeopleNotified():
            return process.changed(participants=_joined(process, event.people))
        case e.TaskUrged():
            return _with_task(process, event.task, urged_at=event.at)
        case e.TaskSnoozed():
            return _with_task(process, event.task, snoozed_until=event.until, timer=event.timer)
        case e.TaskReminded():
            return _with_task(process, event.task, timer=event.next)
        case e.TaskEscalated():
            told = process.changed(participants=_joined(process, (event.to,)))
            return _with_task(told, event.task, timer=event.next, escalated=True)
        case e.ProcessStarted() | e.Commented():
            return process
    assert_never(event)


def _round_opened(process: Process, event: e.RoundOpened) -> Process:
    seats = tuple(Seat(each.seat, each.person, each.because) for each in event.seats)
    opened = Round(event.round, event.step, event.token, event.mode, event.kind, seats)
    return process.changed(rounds=(*process.rounds, opened), counter=max(process.counter, event.round))


def _task_opened(process: Process, event: e.TaskOpened) -> Process:
    assert event.task is not None
    task = Task(
        id=event.task,
        kind=event.kind,
        step=event.step,
        round=event.round,
        seat=event.seat,
        assignee=event.assignee,
        opened_at=event.at,
        due_at=event.due_at,
        because=event.because,
        timer=event.timer,
    )
    return process.changed(
        tasks=(*process.tasks, task),
        task_counter=process.task_counter + 1,
        participants=_joined(process, (event.assignee,)),
    )


def _voted(process: Process, task_id: TaskId | None, vote: Vote) -> Process:
    task = next(each for each in process.tasks if each.id == task_id)
    return _with_seat(_closed(process, task_id), task, vote=vote)


def _transferred(process: Process, event: e.TaskTransferred) -> Process:
    task = next(each for each in process.tasks if each.id == event.task)
    return _with_seat(_closed(process, event.task), task, person=event.to)


def _with_seat(
    process: Process, task: Task, *, vote: Vote | None = None, person: PersonId | None = None
) -> Process:
    def changed(seat: Seat) -> Seat:
        if seat.id != task.seat:
            return seat
        return replace(seat, vote=vote or seat.vote, person=person or seat.person)

    rounds = tuple(
        replace(each, seats=tuple(map(changed, each.seats))) if each.id == task.round else each
        for each in process.rounds
    )
    return process.changed(rounds=rounds)


def _closed(process: Process, task_id: TaskId | None) -> Process:
    return process.changed(tasks=tuple(each for each in process.tasks if each.id != task_id))


def _with_task(process: Process, task_id: TaskId | None, **changes: Any) -> Process:
    tasks = tuple(replace(each, **changes) if each.id == task_id else each for each in process.tasks)
    return process.changed(tasks=tasks)


def _moved(process: Process, token: int, to: StepId | None) -> Process:
    """What waited on the step it leaves is over."""
    if to is None:
        return _without_tokens(process, (token,))
    return process.changed(
        tokens=tuple(Token(each.id, to, each.fork) if each.id == token else each for each in process.tokens),
        rounds=tuple(each for each in process.rounds if each.token != token),
        halts=tuple(each for each in process.halts if each.token != token),
    )


def _without_tokens(process: Process, ended: tuple[int, ...]) -> Process:
    return process.changed(
        tokens=tuple(each for each in process.tokens if each.id not in ended),
        rounds=tuple(each for each in process.rounds if each.token not in ended),
        halts=tuple(each for each in process.halts if each.token not in ended),
    )


def _without_dead_forks(process: Process) -> Process:
    """Forks live on while a token is in them or in a fork inside them."""
    outer = {each.id: each.outer for each in process.forks}
    live: set[int] = set()
    for token in process.tokens:
        fork = token.fork
        while fork and fork not in live:
            live.add(fork)
            fork = outer.get(fork, 0)
    return process.changed(forks=tuple(each for each in process.forks if each.id in live))


def _arrived(process: Process, event: e.Arrived) -> Process:
    forks = tuple(
        replace(each, arrived=each.arrived + 1) if each.id == event.fork else each for each in process.forks
    )
    open_forks = tuple(each for each in forks if each.arrived < each.branches)
    return process.changed(
        forks=open_forks, tokens=tuple(each for each in process.tokens if each.id != event.token)
    )


def _joined(process: Process, people: tuple[PersonId, ...]) -> tuple[PersonId, ...]:
    new = tuple(each for each in dict.fromkeys(people) if each not in process.participants)
    return (*process.participants, *new) if new else process.participants


def _ended(process: Process, event: e.Event, status: ProcessStatus) -> Process:
    return process.changed(
        status=status, ended_at=event.at, tokens=(), forks=(), rounds=(), tasks=(), halts=()
    )

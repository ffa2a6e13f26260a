"""What a process becomes by an event. Replaying a log gives the same process, always."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import assert_never

from msgspec.structs import force_setattr

from engine import events as e
from engine import moving, seating
from engine.process import (
    Halt,
    Number,
    Process,
    ProcessStatus,
    Seat,
    Token,
    Vote,
    WaitKind,
)
from engine.template import Template


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
        tokens=(Token(1, event.first),),
        counter=1,
        participants=(event.actor,),
        chosen=event.chosen,
        parent=event.parent,
    )


def evolve(process: Process, event: e.AnyEvent) -> Process:
    """The process after one more event."""
    after = _changed(process, event)
    if after is process:
        return process.changed(seq=process.seq + 1)
    force_setattr(after, "seq", process.seq + 1)  # nobody else has seen it yet: one copy instead of two
    return after


def replay(
    number: Number,
    template: Template,
    history: Sequence[e.AnyEvent],
    version: Callable[[int], Template] | None = None,
) -> Process:
    """`version` gives the other versions of the template, for a process that migrated."""
    first, *rest = history
    assert isinstance(first, e.ProcessStarted)
    process = begin(number, template, first)
    for event in rest:
        process = evolve(process, event)
        if isinstance(event, e.Migrated) and version is not None:
            process = process.changed(template=version(event.version))
    return process


def _changed(process: Process, event: e.AnyEvent) -> Process:
    match event:
        case e.StepPassed():
            return moving.passed(process, event)
        case e.BranchTaken():
            return moving.branched(process, event)
        case e.RoundOpened():
            return seating.round_opened(process, event)
        case e.ProcessCompleted():
            return moving.ended(process, event, ProcessStatus.COMPLETED)
        case e.TaskApproved():
            return seating.decided(process, event, Vote.PENDING if event.pending else Vote.YES)
        case e.TaskCompleted():
            return seating.decided(process, event, Vote.YES)
        case e.TaskRejected():
            return seating.decided(process, event, Vote.NO)
        case e.TaskReturned():
            return seating.decided(process, event, None)
        case e.TaskTransferred():
            return seating.transferred(process, event)
        case e.TaskSkipped() | e.TaskCancelled():
            return seating.closed(process, event.task, event.at)
        case e.TaskOpened():
            return seating.opened(process, (event.opened,))
        case e.TaskReassigned():
            return seating.reassigned(process, event)
        case e.TaskRescheduled():
            return seating.with_task(process, event.task, due_at=event.due_at, timer=event.timer)
        case e.SignersAdded():
            return seating.signers_added(process, event)
        case e.SignerRemoved():
            return seating.signer_removed(process, event)
        case e.SeatSettled():
            return seating.settled(process, event)
        case e.SeatMoved():
            moved = event

            def change(seat: Seat) -> Seat:
                return seat.changed(person=moved.person, because=moved.because)

            return seating.with_seat(process, event.round, event.seat, change)
        case e.FieldsChanged():
            return moving.fields_changed(process, event)
        case e.StepEntered():
            token = Token(event.token, event.step, event.fork, event.branch, event.after)
            return process.changed(tokens=(*process.tokens, token), counter=max(process.counter, event.token))
        case e.Forked():
            return moving.forked(process, event)
        case e.Arrived():
            return moving.arrived(process, event)
        case e.TokenMoved():
            return moving.token_moved(process, event)
        case e.DecisionTakenBack():
            rounds = tuple(each for each in process.rounds if each.id != event.round.id)
            undos = tuple(each for each in process.undos if each.round.id != event.round.id)
            return process.changed(rounds=(*rounds, event.round), undos=undos)
        case e.ProcessRejected():
            return moving.ended(process, event, ProcessStatus.REJECTED)
        case e.ProcessCancelled():
            return moving.ended(process, event, ProcessStatus.CANCELLED)
        case e.TaskUrged():
            return seating.with_task(process, event.task, urged_at=event.at)
        case e.TaskSnoozed():
            return seating.with_task(process, event.task, snoozed_until=event.until, timer=event.timer)
        case e.TaskReminded():
            return seating.with_task(process, event.task, timer=event.next)
        case e.TaskEscalated():
            told = process.changed(participants=seating.joined(process, (event.to,)))
            over = event.to if event.takeover else None
            return seating.with_task(told, event.task, timer=event.next, escalated=True, taken_over_by=over)
        case e.CcAdded() | e.PeopleNotified():
            return process.changed(participants=seating.joined(process, event.people))
        case e.Halted():
            halt = Halt(event.token, event.step, event.problem, event.detail)
            return process.changed(halts=(*process.halts, halt))
        case e.HaltLifted():
            return process.changed(halts=tuple(each for each in process.halts if each.token != event.token))
        case e.WaitOpened():
            return process.changed(
                waits=(*process.waits, event.wait), counter=max(process.counter, event.wait.id)
            )
        case e.WaitEnded():
            waits = tuple(each for each in process.waits if each.id != event.wait)
            if event.kind is WaitKind.SERVICE and event.cause == "happened" and event.step not in process.ran:
                return process.changed(waits=waits, ran=(*process.ran, event.step))
            return process.changed(waits=waits)
        case e.WaitRescheduled():
            rescheduled = event
            return process.changed(
                waits=tuple(
                    each.changed(at=rescheduled.until) if each.id == rescheduled.wait else each
                    for each in process.waits
                )
            )
        case e.ChildStarted():
            started = event
            if all(each.id != started.wait for each in process.waits):
                return process.changed(children=(*process.children, started.child))
            return process.changed(
                waits=tuple(
                    each.changed(child=started.child) if each.id == started.wait else each
                    for each in process.waits
                )
            )
        case e.Suspended():
            still = tuple(each.changed(timer=None) for each in process.tasks)
            return process.changed(suspended_at=event.at, tasks=still)
        case e.Resumed():
            return process.changed(suspended_at=None)
        case e.Migrated():
            return moving.migrated(process, event)
        case e.ProcessStarted() | e.Commented():
            return process
    assert_never(event)

"""What happens to the seats and tasks of a process by an event: the half of `evolve` that is about people."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from engine import events as e
from engine.people import SYSTEM, PersonId
from engine.process import NOBODY, Origin, Process, Round, Seat, Task, TaskId, Vote


def opened(process: Process, tasks: tuple[Task, ...]) -> Process:
    people = [person for task in tasks for person in _people_of(task)]
    return process.changed(
        tasks=process.tasks + tasks,
        task_counter=process.task_counter + len(tasks),
        participants=joined(process, people),
    )


def round_opened(process: Process, event: e.RoundOpened) -> Process:
    """With its tasks, in one copy: most commands open one."""
    round_, tasks = event.round, event.tasks
    people = [person for task in tasks for person in _people_of(task)]
    return process.changed(
        rounds=(*process.rounds, round_),
        counter=max(process.counter, round_.id),
        tasks=process.tasks + tasks,
        task_counter=process.task_counter + len(tasks),
        participants=joined(process, people),
    )


def decided(process: Process, event: e.Decided, vote: Vote | None) -> Process:
    """The task is closed, its seat has voted (None: it has not)."""
    task = next(each for each in process.tasks if each.id == event.task)
    by_person = event.actor != SYSTEM
    seq = process.seq + 1

    def settled(seat: Seat) -> Seat:
        due, at = task.due_at, event.at
        if vote is None:
            return seat.changed(due_at=due, closed_at=at)
        return seat.changed(
            vote=vote,
            automatic=not by_person,
            seq=seq,
            due_at=due,
            closed_at=at,
            voted_on=task.id,
            voted_by=event.actor,
        )

    after = process.changed(
        tasks=tuple([each for each in process.tasks if each.id != task.id]),
        decided=process.decided or by_person,
    )
    return with_seat(after, task.round, task.seat, settled, touched=True)


def transferred(process: Process, event: e.TaskTransferred) -> Process:
    task = next(each for each in process.tasks if each.id == event.task)
    after = closed(process, event.task, event.at)
    if event.to == NOBODY:  # asked before: the seat waits for its guests
        return with_round(after, task.round, lambda round_: round_.changed(touched=True))

    def moved(seat: Seat) -> Seat:
        moved, extended = seat.moved or event.cause == "timeout", seat.extended or event.extended
        return seat.changed(person=event.to, moved=moved, extended=extended)

    return with_seat(after, task.round, task.seat, moved, touched=True)


def closed(process: Process, task_id: TaskId | None, at: datetime) -> Process:
    """The seat remembers until when the task was due: taken back, what was left is given again."""
    task = next((each for each in process.tasks if each.id == task_id), None)
    if task is None:
        return process
    after = process.changed(tasks=tuple([each for each in process.tasks if each.id != task_id]))
    return with_seat(
        after, task.round, task.seat, lambda seat: seat.changed(due_at=task.due_at, closed_at=at)
    )


def signers_added(process: Process, event: e.SignersAdded) -> Process:
    def added(round_: Round) -> Round:
        groups = (*round_.groups, event.group) if event.group else round_.groups
        return round_.changed(seats=round_.seats + event.seats, groups=groups, touched=True)

    counter = max(process.counter, event.group.id if event.group else 0)
    people = joined(process, [each.person for each in event.seats])
    return with_round(process, event.round, added).changed(counter=counter, participants=people)


def signer_removed(process: Process, event: e.SignerRemoved) -> Process:
    def removed(round_: Round) -> Round:
        gone = family(round_, event.seat)
        seats = tuple(each for each in round_.seats if each.id not in gone)
        left = {each.group for each in seats}
        return round_.changed(seats=seats, groups=tuple(each for each in round_.groups if each.id in left))

    return with_round(process, event.round, removed)


def family(round_: Round, seat: int) -> set[int]:
    """A seat and the guests it asked, and theirs. Signers added in parallel stand for themselves."""
    found = {seat}
    for each in round_.seats:  # guests come after whom they were asked by
        if each.asked_by in found and each.origin in (Origin.BEFORE, Origin.AFTER):
            found.add(each.id)
    return found


def settled(process: Process, event: e.SeatSettled) -> Process:
    seq = process.seq + 1

    def changed(seat: Seat) -> Seat:
        if event.vote is Vote.YES and seat.vote is Vote.PENDING:
            return seat.changed(vote=Vote.YES)  # the yes that was given, at the time it was given
        if event.vote in (Vote.OPEN, Vote.PENDING):
            return seat.changed(vote=event.vote, automatic=False)
        return seat.changed(vote=event.vote, automatic=True, seq=seq)

    return with_seat(process, event.round, event.seat, changed)


def reassigned(process: Process, event: e.TaskReassigned) -> Process:
    task = next(each for each in process.tasks if each.id == event.task)
    after = with_task(
        process,
        event.task,
        assignee=event.assignee,
        on_behalf_of=event.on_behalf_of,
        pool=event.pool,
    ).changed(participants=joined(process, [event.assignee]))
    if event.cause not in ("claimed", "released"):
        return after
    person = event.on_behalf_of or event.assignee
    return with_seat(after, task.round, task.seat, lambda seat: seat.changed(person=person), touched=True)


def with_seat(
    process: Process, round_id: int, seat: int, change: Callable[[Seat], Seat], *, touched: bool = False
) -> Process:
    def changed(round_: Round) -> Round:
        seats = tuple([change(each) if each.id == seat else each for each in round_.seats])
        return round_.changed(seats=seats, touched=round_.touched or touched)

    return with_round(process, round_id, changed)


def with_round(process: Process, round_id: int, change: Callable[[Round], Round]) -> Process:
    return process.changed(
        rounds=tuple([change(each) if each.id == round_id else each for each in process.rounds])
    )


def with_task(process: Process, task_id: TaskId | None, **changes: Any) -> Process:
    tasks = tuple([each.changed(**changes) if each.id == task_id else each for each in process.tasks])
    return process.changed(tasks=tasks)


def joined(process: Process, people: Iterable[PersonId]) -> tuple[PersonId, ...]:
    known = process.participants
    new = [each for each in dict.fromkeys(people) if each and each not in known]
    return (*known, *new) if new else known


def _people_of(task: Task) -> tuple[PersonId, ...]:
    if task.on_behalf_of is None and not task.pool:
        return (task.assignee,)
    return (task.assignee, *((task.on_behalf_of,) if task.on_behalf_of else ()), *task.pool)

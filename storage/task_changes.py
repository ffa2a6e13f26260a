"""Which task rows change with a command: read off the state before and after, and off the events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from pydantic import TypeAdapter

from engine.events import (
    AnyEvent,
    TaskApproved,
    TaskCancelled,
    TaskCompleted,
    TaskRejected,
    TaskReturned,
    TaskSkipped,
    TaskTransferred,
    opened_tasks,
)
from engine.process import Because, Number, Process, Task, TaskId, TaskStatus

BECAUSE = TypeAdapter(Because)
_because = BECAUSE.serializer.to_json

_CLOSES: dict[type, TaskStatus] = {
    TaskApproved: TaskStatus.APPROVED,
    TaskRejected: TaskStatus.REJECTED,
    TaskCompleted: TaskStatus.COMPLETED,
    TaskReturned: TaskStatus.RETURNED,
    TaskTransferred: TaskStatus.TRANSFERRED,
    TaskSkipped: TaskStatus.SKIPPED,
    TaskCancelled: TaskStatus.CANCELLED,
}


class TaskChange(NamedTuple):
    """A task row as it shall be; the columns of the table in their order."""

    id: str
    process: str
    step: str
    kind: str
    round: int
    seat: int
    assignee: str
    status: str
    opened_at: datetime
    due_at: datetime | None
    because: str
    timer_kind: str | None
    timer_at: datetime | None
    timer_turn: int | None
    snoozed_until: datetime | None
    closed_at: datetime | None
    closed_by: str | None
    comment: str
    on_behalf_of: str | None
    pool: str


def task_changes(before: Process | None, after: Process, events: Sequence[AnyEvent]) -> list[TaskChange]:
    was = {task.id: task for task in before.tasks} if before else {}
    changes = [_open(after.number, task) for task in after.tasks if was.get(task.id) != task]
    for event in events:
        status = _CLOSES.get(type(event))
        if status is not None and event.task is not None:
            task = was.get(event.task) or _opened_in(events, event.task)
            changes.append(_closed(after.number, task, status, event))
    return changes


def _open(number: Number, task: Task) -> TaskChange:
    timer = task.timer
    return TaskChange(
        task.id,
        number,
        task.step,
        task.kind.value,
        task.round,
        task.seat,
        task.assignee,
        TaskStatus.OPEN.value,
        task.opened_at,
        task.due_at,
        _because(task.because).decode(),
        timer.kind.value if timer else None,
        timer.at if timer else None,
        timer.turn if timer else None,
        task.snoozed_until,
        None,
        None,
        "",
        task.on_behalf_of,
        f"|{'|'.join(task.pool)}|" if task.pool else "",
    )


def _closed(number: Number, task: Task, status: TaskStatus, event: AnyEvent) -> TaskChange:
    words = getattr(event, "comment", "") or getattr(event, "reason", "")
    return _open(number, task)._replace(
        status=status.value,
        timer_kind=None,
        timer_at=None,
        timer_turn=None,
        snoozed_until=None,
        closed_at=event.at,
        closed_by=event.actor,
        comment=words,
    )


def _opened_in(events: Sequence[AnyEvent], task: TaskId) -> Task:
    """A task that opened and closed with the same command."""
    return next(each for event in events for each in opened_tasks(event) if each.id == task)

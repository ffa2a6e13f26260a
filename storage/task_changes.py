"""Which task rows change with a command: read off the state before and after, and off the events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from msgspec.json import Encoder

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
from engine.process import Number, Process, Task, TaskId, TaskStatus

_encode = Encoder().encode

_CLOSES: dict[type, TaskStatus] = {
    TaskApproved: TaskStatus.APPROVED,
    TaskRejected: TaskStatus.REJECTED,
    TaskCompleted: TaskStatus.COMPLETED,
    TaskReturned: TaskStatus.RETURNED,
    TaskTransferred: TaskStatus.TRANSFERRED,
    TaskSkipped: TaskStatus.SKIPPED,
    TaskCancelled: TaskStatus.CANCELLED,
}


Moment = Callable[[datetime], str]  # how the driver wants a moment written
Row = tuple[Any, ...]  # the columns of the table in their order


def task_changes(
    before: Process | None, after: Process, events: Sequence[AnyEvent], moment: Moment
) -> list[Row]:
    was = {task.id: task for task in before.tasks} if before else {}
    changes = [_open(after.number, task, moment) for task in after.tasks if was.get(task.id) != task]
    for event in events:
        status = _CLOSES.get(type(event))
        if status is not None and event.task is not None:
            task = was.get(event.task) or _opened_in(events, event.task)
            changes.append(_closed(after.number, task, status, event, moment))
    return changes


def _open(number: Number, task: Task, moment: Moment) -> Row:
    timer, until = task.timer, task.snoozed_until
    waits = (timer.kind.value, moment(timer.at), timer.turn) if timer else (None, None, None)
    ends = (*waits, moment(until) if until else None, None, None, "")
    return (*_what(number, task, TaskStatus.OPEN, moment), *ends, *_who_else(task))


def _closed(number: Number, task: Task, status: TaskStatus, event: AnyEvent, moment: Moment) -> Row:
    words = getattr(event, "comment", "") or getattr(event, "reason", "")
    by = getattr(event, "by", None) or event.actor  # overtaken: whose act that was
    ends = (None, None, None, None, moment(event.at), by, words)
    return (*_what(number, task, status, moment), *ends, *_who_else(task))


def _what(number: Number, task: Task, status: TaskStatus, moment: Moment) -> Row:
    return (
        task.id,
        number,
        task.step,
        task.kind.value,
        task.round,
        task.seat,
        task.assignee,
        status.value,
        moment(task.opened_at),
        moment(task.due_at) if task.due_at else None,
        _encode(task.because).decode(),
    )


def _who_else(task: Task) -> tuple[str | None, str]:
    return task.on_behalf_of, f"|{'|'.join(task.pool)}|" if task.pool else ""


def _opened_in(events: Sequence[AnyEvent], task: TaskId) -> Task:
    """A task that opened and closed with the same command."""
    return next(each for event in events for each in opened_tasks(event) if each.id == task)

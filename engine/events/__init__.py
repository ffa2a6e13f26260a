"""What happened: facts of a process, past tense, each with its moment and actor. The log is the history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from msgspec import convert

from engine.events.course import (
    Arrived,
    BranchTaken,
    CcAdded,
    ChildStarted,
    Commented,
    Forked,
    Halted,
    HaltLifted,
    Migrated,
    PeopleNotified,
    ProcessCancelled,
    ProcessCompleted,
    ProcessRejected,
    ProcessStarted,
    Resumed,
    StepEntered,
    StepPassed,
    Suspended,
    TokenMoved,
    WaitEnded,
    WaitOpened,
    WaitRescheduled,
)
from engine.events.envelope import Event
from engine.events.work import (
    Decided,
    DecisionTakenBack,
    FieldsChanged,
    RoundOpened,
    SeatMoved,
    SeatSettled,
    SignerRemoved,
    SignersAdded,
    TaskApproved,
    TaskCancelled,
    TaskCompleted,
    TaskEscalated,
    TaskOpened,
    TaskReassigned,
    TaskRejected,
    TaskReminded,
    TaskRescheduled,
    TaskReturned,
    TaskSkipped,
    TaskSnoozed,
    TaskTransferred,
    TaskUrged,
)
from engine.process import Task

AnyEvent = (
    ProcessStarted
    | StepEntered
    | BranchTaken
    | Forked
    | Arrived
    | RoundOpened
    | TaskOpened
    | TaskReassigned
    | TaskRescheduled
    | FieldsChanged
    | TaskApproved
    | TaskRejected
    | TaskCompleted
    | TaskReturned
    | TaskTransferred
    | TaskSkipped
    | TaskCancelled
    | SignersAdded
    | SignerRemoved
    | SeatSettled
    | SeatMoved
    | StepPassed
    | TokenMoved
    | DecisionTakenBack
    | PeopleNotified
    | WaitOpened
    | WaitEnded
    | WaitRescheduled
    | ChildStarted
    | Halted
    | HaltLifted
    | Suspended
    | Resumed
    | ProcessCompleted
    | ProcessRejected
    | ProcessCancelled
    | Migrated
    | Commented
    | CcAdded
    | TaskUrged
    | TaskSnoozed
    | TaskReminded
    | TaskEscalated
)

__all__ = [
    "TYPES",
    "AnyEvent",
    "Arrived",
    "BranchTaken",
    "CcAdded",
    "ChildStarted",
    "Commented",
    "Decided",
    "DecisionTakenBack",
    "Event",
    "FieldsChanged",
    "Forked",
    "HaltLifted",
    "Halted",
    "Migrated",
    "PeopleNotified",
    "ProcessCancelled",
    "ProcessCompleted",
    "ProcessRejected",
    "ProcessStarted",
    "Resumed",
    "RoundOpened",
    "SeatMoved",
    "SeatSettled",
    "SignerRemoved",
    "SignersAdded",
    "StepEntered",
    "StepPassed",
    "Suspended",
    "TaskApproved",
    "TaskCancelled",
    "TaskCompleted",
    "TaskEscalated",
    "TaskOpened",
    "TaskReassigned",
    "TaskRejected",
    "TaskReminded",
    "TaskRescheduled",
    "TaskReturned",
    "TaskSkipped",
    "TaskSnoozed",
    "TaskTransferred",
    "TaskUrged",
    "TokenMoved",
    "WaitEnded",
    "WaitOpened",
    "WaitRescheduled",
    "event_from",
    "opened_tasks",
]


TYPES = tuple(str(kind.__struct_config__.tag) for kind in get_args(AnyEvent))


def event_from(fact: Mapping[str, Any]) -> AnyEvent:
    """The event of an envelope and its data together. Raises msgspec.ValidationError for what is none."""
    event: AnyEvent = convert(fact, AnyEvent)
    return event


def opened_tasks(event: AnyEvent) -> tuple[Task, ...]:
    """The tasks that an event opens."""
    if isinstance(event, RoundOpened):
        return event.tasks
    return (event.opened,) if isinstance(event, TaskOpened) else ()

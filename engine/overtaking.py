"""Which act decided a step without those who were still asked: the cause of their tasks' being skipped."""

from __future__ import annotations

from collections.abc import Sequence

from engine import events as e
from engine.people import SYSTEM


def cause_of_skipping(events: Sequence[e.AnyEvent]) -> str:
    """By the events of the command so far; the clock's when nobody acted."""
    for event in reversed(events):
        match event:
            case e.TaskApproved() | e.TaskCompleted() if event.actor == SYSTEM:
                return "timeout"
            case e.TaskApproved():
                return "decided"
            case e.TaskCompleted():
                return "completed"
            case e.SignerRemoved():
                return event.cause
            case e.Migrated():
                return "migrated"
    return "timeout"

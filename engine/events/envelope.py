"""What every event has."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from engine.people import PersonId
from engine.process import TaskId


class Event(BaseModel):
    """A fact. `data` of the log is all but the envelope."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid")
    ENVELOPE: ClassVar[frozenset[str]] = frozenset({"type", "at", "actor", "task"})
    type: str
    at: datetime
    actor: PersonId
    task: TaskId | None = None

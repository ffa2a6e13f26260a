"""What the service needs of the memory: implemented in storage, stated here with its user."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from engine.events import AnyEvent
from engine.people import PersonId
from engine.process import Number, Process, TaskId, TaskStatus
from engine.template import StepId, Template


@dataclass(frozen=True, slots=True)
class ClosedTask:
    """What became of a task that is no longer open: whose act closed it, and which, where that is known."""

    id: TaskId
    process: Number
    status: TaskStatus
    by: PersonId | None  # None: a rule or the clock
    at: datetime
    step: StepId | None = None
    on_behalf_of: PersonId | None = None  # the principal, where `by` decided as a deputy
    cause: str = ""  # of one that another act closed: see TaskSkipped, TaskCancelled, TaskTransferred


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an earlier command under the same key did."""

    process: Process
    events: tuple[AnyEvent, ...]


class Work(Protocol):
    """One unit of work. State, events and outbox change together at `save`, or not at all."""

    def load(self, number: Number) -> Process:
        """The process as it stands. Raises NotFound."""
        ...

    def template(self, template_id: str) -> Template:
        """The published version that new processes start with. Raises NotFound."""
        ...

    def version(self, template_id: str, version: int) -> Template:
        """One version of a template. Raises NotFound."""
        ...

    def next_number(self, prefix: str) -> Number:
        """The next of the series, in this transaction: without gaps or repeats."""
        ...

    def closed_task(self, task: TaskId) -> ClosedTask | None: ...

    def recorded(self, key: str) -> Recorded | None:
        """What the command with this key did before; None when it is new."""
        ...

    def save(
        self, process: Process, events: Sequence[AnyEvent], *, before: Process | None, key: str | None
    ) -> None:
        """Write the new state, the events, the outbox entry and the key, and commit.

        `before` is the process as loaded, None for a new one.
        Raises ConcurrentChange when another command changed it meanwhile; then nothing was written.
        """
        ...


class UnitOfWork(Protocol):
    def __call__(self) -> AbstractContextManager[Work]: ...

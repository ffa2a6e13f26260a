"""The thin shell around the engine: load, decide, save events with state and outbox, commit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from engine import commands as c
from engine.decide import decide, start
from engine.errors import ConcurrentChange, NotFound, TaskClosed
from engine.events import AnyEvent
from engine.ports import UnitOfWork, Work
from engine.process import Process, TaskId, TaskStatus
from engine.step import World
from engine.template import Template

ATTEMPTS = 20  # of a command that meets concurrent ones; each attempt is judged on the state it meets

_REPEATS: dict[type[c.Command], TaskStatus] = {
    c.Approve: TaskStatus.APPROVED,
    c.Reject: TaskStatus.REJECTED,
    c.Complete: TaskStatus.COMPLETED,
    c.Return: TaskStatus.RETURNED,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command did. `repeated`: the actor had decided so before, and nothing was done again."""

    process: Process
    events: tuple[AnyEvent, ...]
    repeated: bool = False


class WorkflowService:
    """Chat, open API and timers act through here and nowhere else."""

    def __init__(self, unit_of_work: UnitOfWork, world: Callable[[], World]) -> None:
        self._unit_of_work, self._world = unit_of_work, world

    def execute(self, command: c.AnyCommand, now: datetime, key: str | None = None) -> Outcome:
        """Raises a WorkflowError; then nothing changed.

        `key` makes the command idempotent: executed again under it, it answers what it did the first time.
        """
        for _ in range(ATTEMPTS):
            try:
                return self._once(command, now, key)
            except ConcurrentChange:
                continue
        raise ConcurrentChange(f"{ATTEMPTS} attempts met other commands")

    def _once(self, command: c.AnyCommand, now: datetime, key: str | None) -> Outcome:
        with self._unit_of_work() as work:
            if key is not None and (before := work.recorded(key)) is not None:
                return Outcome(before.process, before.events)
            if isinstance(command, c.StartProcess):
                return self._start(work, command, now, key)
            process = work.load(command.process)
            try:
                version = self._version(work, process, command)
                decision = decide(process, command, self._world(), now, version)
            except TaskClosed as closed:
                return _already(work, process, command, closed)
            if decision.events:
                work.save(decision.process, decision.events, before=process, key=key)
            return Outcome(decision.process, decision.events)

    def _version(self, work: Work, process: Process, command: c.AnyCommand) -> Template | None:
        """The one that a migration leads to."""
        if not isinstance(command, c.Migrate):
            return None
        return work.version(process.template.id, command.version)

    def _start(self, work: Work, command: c.StartProcess, now: datetime, key: str | None) -> Outcome:
        template = work.template(command.template)
        # The number is taken in this transaction: a refusal gives it back.
        numbered = command.model_copy(update={"number": work.next_number(template.prefix)})
        decision = start(template, numbered, self._world(), now)
        work.save(decision.process, decision.events, before=None, key=key)
        return Outcome(decision.process, decision.events)


def _already(work: Work, process: Process, command: c.AnyCommand, closed: TaskClosed) -> Outcome:
    """The same actor repeating his own decision is answered calmly; others learn what happened instead."""
    task = work.closed_task(TaskId(closed.task))
    if task is None or task.process != process.number:
        raise NotFound("task", closed.task) from closed
    if task.by == command.actor and _REPEATS.get(type(command)) is task.status:
        return Outcome(process, (), repeated=True)
    raise TaskClosed(closed.task, task.status, task.by, task.at) from closed

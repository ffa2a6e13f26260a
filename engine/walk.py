"""Walking a process forward: what one command leads to, step by step, as events."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from engine import events as e
from engine.assignees import Assigned, admins
from engine.evolve import evolve
from engine.people import SYSTEM, PersonId
from engine.process import Because, Mode, Process, Round, Seat, Task, TaskId, TaskKind, Token, Vote
from engine.reminders import first_timer
from engine.step import World
from engine.template import END, START, Step, StepId

E = TypeVar("E", bound=e.Event)
MIN_BACK = timedelta(hours=4)  # working time that a new holder gets at least
MAX_STEPS = 100  # a walk through more automatic steps than that goes round in a circle


class Walk:
    """The process as it becomes while a command is decided, and the events so far."""

    def __init__(self, process: Process, world: World, now: datetime, actor: PersonId) -> None:
        self.process, self.world, self.now, self.actor = process, world, now, actor
        self.events: list[e.AnyEvent] = []
        self._entered = 0

    def emit(self, kind: type[E], /, *, actor: PersonId | None = None, **data: Any) -> E:
        event = kind(at=self.now, actor=actor or self.actor, **data)
        self.record(event)  # type: ignore[arg-type]  # every Event class is a member of AnyEvent
        return event

    def record(self, event: e.AnyEvent) -> None:
        self.events.append(event)
        self.process = evolve(self.process, event)

    # Tokens

    def enter(self, step_id: StepId, *, token: int | None = None, fork: int = 0) -> None:
        """A new token arrives at a step."""
        token_id = token if token is not None else self.process.counter + 1
        self.emit(e.StepEntered, actor=SYSTEM, step=step_id, token=token_id, fork=fork)
        self.arrive(token_id)

    def arrive(self, token_id: int) -> None:
        """A token stands on a step, and the step's type says what happens there."""
        token = self.process.token(token_id)
        self._entered += 1
        if self._entered > MAX_STEPS:
            self.halt(token, "circle", "automatic steps that lead back to each other")
            return
        self.run(token, self._step(token.step))

    def run(self, token: Token, step: Step) -> None:
        self.world.steps[step.kind].enter(self, token, step)

    def leave(self, token: Token, step: Step, *, automatic: bool = False) -> None:
        """The step is done: its token goes on by the default flow, or ends."""
        to = next((flow.to for flow in step.flows[:1] if flow.to != END), None)
        self.emit(e.StepPassed, actor=SYSTEM, step=step.id, token=token.id, automatic=automatic, to=to)
        self.go_on(token.id if to is not None else None)

    def go_on(self, token: int | None) -> None:
        """With a token that moved; None when it ended, and the process with the last one."""
        if token is not None:
            self.arrive(token)
        elif not self.process.tokens and self.process.is_running:
            self.emit(e.ProcessCompleted, actor=SYSTEM)

    def halt(self, token: Token, problem: str, detail: str) -> None:
        self.emit(e.Halted, actor=SYSTEM, step=token.step, token=token.id, problem=problem, detail=detail)

    def end_tokens(self, cause: str) -> None:
        """Every open task is cancelled, every token taken off."""
        self.close_tasks(self.process.tasks, cause)
        self.emit(e.TokensEnded, actor=SYSTEM, tokens=tuple(each.id for each in self.process.tokens))

    def back_to_starter(self, because: Because) -> None:
        """The starter edits and resubmits; then the whole way is walked again."""
        directory = self.world.directory
        self.end_tokens("returned")
        starter = self.process.starter
        people = [starter, directory.manager_of(starter), *admins(self.process, directory)]
        holder = next((each for each in people if each is not None and directory.is_active(each)), starter)
        self.emit(e.StepEntered, actor=SYSTEM, step=START, token=self.process.counter + 1)
        token = self.process.tokens[-1]
        self.open_round(token, START, Mode.ANY, TaskKind.RESUBMIT, (Assigned(holder, because),))

    # Rounds and tasks

    def open_round(
        self, token: Token, step: StepId, mode: Mode, kind: TaskKind, people: Iterable[Assigned]
    ) -> None:
        seats = tuple(
            e.SeatTaken(seat=place, person=each.person, because=each.because)
            for place, each in enumerate(people, start=1)
        )
        opened = self.emit(
            e.RoundOpened,
            actor=SYSTEM,
            step=step,
            token=token.id,
            round=self.process.counter + 1,
            mode=mode,
            kind=kind,
            seats=seats,
        )
        first = self.process.round(opened.round)
        for seat in first.seats[:1] if mode is Mode.SEQUENCE else first.seats:
            self.open_task(first, seat)

    def open_task(
        self, round_: Round, seat: Seat, *, because: Because | None = None, keep: Task | None = None
    ) -> None:
        """A task on a seat. `keep`: the task it takes over from, whose due time stays if that is fair."""
        calendar = self.world.calendar
        due = self.process.template.step(round_.step).due
        given = calendar.length(due) if due is not None else None
        due_at = calendar.after(self.now, given) if given is not None else None
        if keep is not None and keep.due_at is not None:
            due_at = max(keep.due_at, calendar.after(self.now, MIN_BACK))
            given = calendar.between(self.now, due_at)
        self.emit(
            e.TaskOpened,
            actor=SYSTEM,
            task=TaskId(f"{self.process.number}-{self.process.task_counter + 1}"),
            step=round_.step,
            kind=round_.kind,
            round=round_.id,
            seat=seat.id,
            assignee=seat.person,
            due_at=due_at,
            because=because or seat.because,
            timer=first_timer(self.now, due_at, given, calendar),
        )

    def close_tasks(self, tasks: Iterable[Task], cause: str | None) -> None:
        """`cause` None: the step was decided without them."""
        for task in tasks:
            if cause is None:
                self.emit(e.TaskSkipped, actor=SYSTEM, task=task.id, step=task.step)
            else:
                self.emit(e.TaskCancelled, actor=SYSTEM, task=task.id, step=task.step, cause=cause)

    def tasks_of(self, round_: Round) -> tuple[Task, ...]:
        return tuple(each for each in self.process.tasks if each.round == round_.id)

    def verdict(self, round_: Round) -> Vote:
        """What the votes so far amount to; OPEN while undecided. Opens the next seat of a sequence."""
        votes = [seat.vote for seat in round_.seats]
        if Vote.NO in votes:
            return Vote.NO
        if round_.mode is Mode.ANY:
            return Vote.YES if Vote.YES in votes else Vote.OPEN
        if all(vote is Vote.YES for vote in votes):
            return Vote.YES
        if round_.mode is Mode.SEQUENCE:
            self.open_task(round_, next(seat for seat in round_.seats if seat.vote is Vote.OPEN))
        return Vote.OPEN

    def _step(self, step_id: StepId) -> Step:
        return self.process.template.step(step_id)

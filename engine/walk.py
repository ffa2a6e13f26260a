"""Walking a process forward: what one command leads to, step by step, as events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar

from engine import events as e
from engine.assignees import admins
from engine.branching import decides_alike, differing
from engine.deputies import Standing, standing
from engine.evolve import evolve
from engine.overtaking import cause_of_skipping
from engine.people import SYSTEM, PersonId
from engine.process import (
    NOBODY,
    Because,
    Mode,
    Origin,
    Process,
    Reroute,
    Round,
    Seat,
    Task,
    TaskId,
    TaskKind,
    Timer,
    Token,
    Vote,
)
from engine.reminders import first_timer
from engine.seats import seating
from engine.step import World
from engine.template import END, START, Step, StepId

E = TypeVar("E", bound=e.Event)
MAX_STEPS = 100  # a walk through more automatic steps than that goes round in a circle


class Walk:
    """The process as it becomes while a command is decided, and the events so far."""

    def __init__(self, process: Process, world: World, now: datetime, actor: PersonId) -> None:
        self.process, self.world, self.now, self.actor = process, world, now, actor
        self.events: list[e.AnyEvent] = []
        self._entered = 0

    def emit(self, event_type: type[E], /, *, actor: PersonId | None = None, **data: Any) -> E:
        event = event_type(at=self.now, actor=actor or self.actor, **data)
        self.record(event)  # type: ignore[arg-type]  # every Event class is in AnyEvent
        return event

    def record(self, event: e.AnyEvent) -> None:
        self.events.append(event)
        self.process = evolve(self.process, event)

    # Tokens

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

    def leave(
        self,
        token: Token,
        step: Step,
        *,
        automatic: bool = False,
        cause: str = "",
        seat: int = 0,
        task: TaskId | None = None,
        to: StepId | None = None,
    ) -> None:
        """The step is done: its token goes on by the default flow (or `to`), or ends.

        `seat` and `task` are those whose vote decided.
        """
        data: dict[str, Any] = {"step": step.id, "token": token.id, "automatic": automatic, "cause": cause}
        data |= {"seat": seat, "task": task, "actor": self.actor if task else SYSTEM}
        if self._straight_back(token, step, data):
            return
        following = to or next((flow.to for flow in step.flows[:1]), END)
        gate = differing(self.process, token, self.world)
        if gate is not None:
            following = gate.step
        self.emit(e.StepPassed, to=following if following != END else None, **data)
        if gate is not None:
            self._reroute(token.id, gate.step, until=step.id)
        else:
            self.go_on(token.id if following != END else None)

    def go_on(self, token: int | None) -> None:
        """With a token that moved; None when it ended, and the process with the last one."""
        if token is not None:
            self.arrive(token)
        elif not self.process.tokens and self.process.is_running:
            self.emit(e.ProcessCompleted, actor=SYSTEM)

    def fork(self, token: Token, step: Step, taken: tuple[int, ...]) -> None:
        """The flows at these places (from 1) are taken, each by a token of its own."""
        fork = self.process.counter + 1
        data = {"step": step.id, "token": token.id, "fork": fork, "branches": len(taken)}
        self.emit(e.Forked, actor=SYSTEM, **data)
        for branch, place in enumerate(taken, 1):
            if not self.process.is_running:  # a branch may have ended the process
                return
            to = step.flows[place - 1].to
            if to == END:
                continue
            entered = self.emit(
                e.StepEntered,
                actor=SYSTEM,
                step=to,
                token=self.process.counter + 1,
                fork=fork,
                branch=branch,
                after=token.after,
            )
            self.arrive(entered.token)
        self.go_on(None)

    def joined(self, token: Token, until: StepId) -> None:
        """Behind a join: edits in its branches may have changed how a condition before the fork decides."""
        gate = differing(self.process, token, self.world)
        if gate is not None:
            self._reroute(token.id, gate.step, until=until)
        else:
            self.arrive(token.id)

    def _reroute(self, token_id: int, gate: StepId, *, until: StepId) -> None:
        process = self.process
        token = process.token(token_id)
        place = next(place for place, each in enumerate(process.trail) if each.step == gate)
        level = (token.fork, token.branch)
        passed = tuple(each for each in process.trail[place:] if (each.fork, each.branch) == level)
        moved = Token(token.id, gate, token.fork, token.branch, token.after)
        self.emit(
            e.TokenMoved,
            actor=SYSTEM,
            cause="rerouted",
            ended=(token.id,),
            token=moved,
            forks=process.forks,
            lost=tuple(each.step for each in passed),
            backs=tuple(each for each in process.backs if each.token != token.id),
            reroutes=(
                *(each for each in process.reroutes if each.token != token.id),
                Reroute(token.id, until, passed),
            ),
        )
        self.arrive(token.id)

    def _straight_back(self, token: Token, step: Step, passing: Mapping[str, Any]) -> bool:
        """After a return that comes straight back: on at the returner's round, if all decides as before."""
        process = self.process
        back = process.backs[-1] if process.backs else None
        if back is None or (back.token, back.target) != (token.id, step.id):
            return False
        rest = process.backs[:-1]
        alike = all(decides_alike(process, each, self.world) for each in back.passed if each.to is not None)
        if not alike:
            self._drop_backs(token)
            self.tell((back.returner,), "walks_again", step=back.round.step)
            return False
        self.emit(e.StepPassed, to=back.round.step, **passing)
        here = self.process.token(token.id)
        self.emit(
            e.TokenMoved,
            actor=SYSTEM,
            cause="straight_back",
            ended=(token.id,),
            token=here,
            forks=self.process.forks,
            regained=tuple(each for each in back.passed if each.step not in (step.id, back.round.step)),
            backs=rest,
            reroutes=self.process.reroutes,
        )
        seats = self._carried(back.round) if not self._changed_since(back.seq) else None
        if seats is None:
            self.arrive(token.id)
        else:
            self.open_seats(here, back.round.step, back.round.mode, back.round.kind, seats)
        return True

    def _drop_backs(self, token: Token) -> None:
        process = self.process
        self.emit(
            e.TokenMoved,
            actor=SYSTEM,
            cause="walks_again",
            ended=(),
            token=None,
            forks=process.forks,
            backs=tuple(each for each in process.backs if each.token != token.id),
            reroutes=process.reroutes,
        )

    def _changed_since(self, seq: int) -> bool:
        return any(each > seq for each in self.process.changed_at.values())

    def _carried(self, round_: Round) -> tuple[Seat, ...] | None:
        """The seats as they stood, with the votes that were yes; None when somebody of them has left."""
        seats = [each for each in round_.seats if each.origin in (Origin.RULE, Origin.PARALLEL)]
        if any(each.person and not self.world.directory.is_active(each.person) for each in seats):
            return None
        return tuple(
            each
            if each.vote is Vote.YES
            else Seat(
                each.id,
                each.person,
                each.because,
                weight=each.weight,
                veto=each.veto,
                origin=each.origin,
                asked_by=each.asked_by,
            )
            for each in seats
        )

    def halt(self, token: Token, problem: str, detail: str) -> None:
        self.emit(e.Halted, actor=SYSTEM, step=token.step, token=token.id, problem=problem, detail=detail)

    def tell(self, people: Iterable[PersonId], cause: str, *, step: StepId, **data: Any) -> None:
        """People whom a rule wants told; `cause` is a code, the sentence is the bot's."""
        told = tuple(dict.fromkeys(each for each in people if self.world.directory.is_active(each)))
        if told:
            self.emit(e.PeopleNotified, actor=SYSTEM, step=step, people=told, text="", cause=cause, data=data)

    # Rounds and tasks

    def open_round(self, token: Token, step: Step, mode: Mode, kind: TaskKind) -> bool:
        """Who the step's rule names get seats and tasks. False when the step passed or halted instead."""
        found = seating(self, token, step, kind)
        if found.passes:
            self.leave(token, step, automatic=True, cause=found.passes)
            return False
        if not found.seats:
            self.halt(token, "nobody", "nobody fits the rule of this step")
            return False
        self.open_seats(token, step.id, mode, kind, found.seats)
        return True

    def open_seats(
        self, token: Token, step: StepId, mode: Mode, kind: TaskKind, seats: tuple[Seat, ...]
    ) -> Round:
        """A round with tasks for those who are to act now. A pool has one seat, whoever claims it."""
        pool: tuple[PersonId, ...] = ()
        if mode is Mode.CLAIM and len(seats) > 1:
            pool = tuple(each.person for each in seats)
            seats = (Seat(1, NOBODY, seats[0].because),)
        round_ = Round(self.process.counter + 1, step, token.id, mode, kind, seats)
        waiting = [each for each in seats if each.vote is Vote.OPEN]
        settled = [each for each in seats if each.automatic]
        acting = waiting[:1] if mode is Mode.SEQUENCE else waiting
        made = sorted((*acting, *settled), key=lambda seat: seat.id)
        tasks = tuple(
            self._task(round_, seat, number, pool=pool)
            for number, seat in enumerate(made, self.process.task_counter + 1)
        )
        self.emit(e.RoundOpened, actor=SYSTEM, round=round_, tasks=tasks)
        for task, seat in zip(tasks, made, strict=True):
            if seat.automatic:
                self.emit(e.TaskSkipped, actor=SYSTEM, task=task.id, step=step, cause="settled")
        return self.process.round(round_.id)

    def open_task(
        self,
        round_: Round,
        seat: Seat,
        *,
        because: Because | None = None,
        due_at: datetime | None = None,
        kept: bool = False,
    ) -> Task:
        """A further task on a seat of a round under way; due after the step's full duration if not said."""
        task = self._task(
            round_, seat, self.process.task_counter + 1, because=because, due_at=due_at, kept=kept
        )
        self.emit(e.TaskOpened, actor=SYSTEM, task=task.id, opened=task)
        return task

    def _task(
        self,
        round_: Round,
        seat: Seat,
        number: int,
        *,
        because: Because | None = None,
        due_at: datetime | None = None,
        kept: bool = False,
        pool: tuple[PersonId, ...] = (),
    ) -> Task:
        calendar, step = self.world.calendar, self._step(round_.step)
        given: timedelta | None
        if due_at is not None:
            given = calendar.between(self.now, due_at)
        else:
            given = calendar.length(step.due) if step.due is not None else None
            due_at = calendar.after(self.now, given) if given is not None else None
        deputy = None
        if self.world.delegations and round_.kind is TaskKind.APPROVAL and not kept and seat.person:
            deputy = self._deputy(round_, seat)
        return Task(
            id=TaskId(f"{self.process.number}-{number}"),
            kind=round_.kind,
            step=round_.step,
            round=round_.id,
            seat=seat.id,
            assignee=deputy or seat.person,
            opened_at=self.now,
            due_at=due_at,
            because=because or seat.because,
            timer=self._first_timer(due_at, given),
            on_behalf_of=seat.person if deputy else None,
            pool=pool,
            kept=kept,
        )

    def _first_timer(self, due_at: datetime | None, given: timedelta | None) -> Timer | None:
        """None while suspended: the clock starts when the process is resumed."""
        if self.process.suspended_at is not None:
            return None
        return first_timer(self.now, due_at, given, self.world.calendar)

    def _deputy(self, round_: Round, seat: Seat) -> PersonId | None:
        """Who acts for the seat's person. One who may not is passed over, as he and the admins are told."""
        found = self.standing(round_, seat)
        if found.passed_over:
            people = (seat.person, *admins(self.process, self.world.directory))
            self.tell(people, f"deputy_{found.passed_over}", step=round_.step, principal=seat.person)
        return found.deputy

    def standing(self, round_: Round, seat: Seat) -> Standing:
        config = self._step(round_.step).config
        barred = set()
        if getattr(config, "self", "") != "allow":
            barred.add(self.process.starter)
        if getattr(config, "distinct_people", False):
            barred |= {each.person for each in round_.seats if each.id != seat.id}
        return standing(
            seat.person,
            self.process,
            self.world.delegations,
            self.world.directory,
            self.now,
            barred=frozenset(barred),
        )

    def close_tasks(self, tasks: Iterable[Task], cause: str | None) -> None:
        """`cause` None: the step was decided without them."""
        by = self.actor if self.actor != SYSTEM else None
        skipped = None if cause else cause_of_skipping(self.events)
        for task in tasks:
            about: dict[str, Any] = {"task": task.id, "step": task.step, "by": by}
            if cause is None:
                self.emit(e.TaskSkipped, actor=SYSTEM, cause=skipped, **about)
            else:
                self.emit(e.TaskCancelled, actor=SYSTEM, cause=cause, **about)

    def end_waits(self, tokens: Iterable[int], cause: str) -> None:
        ended = set(tokens)
        for wait in [each for each in self.process.waits if each.token in ended]:
            about = {"wait": wait.id, "step": wait.step, "kind": wait.kind, "data": wait.child}
            self.emit(e.WaitEnded, actor=SYSTEM, cause=cause, **about)

    def tasks_of(self, round_id: int) -> tuple[Task, ...]:
        return tuple([each for each in self.process.tasks if each.round == round_id])

    def resubmit(self, token: Token, because: Because) -> None:
        """The starter edits and resubmits; has he left, his manager, else an administrator."""
        directory, starter = self.world.directory, self.process.starter
        people = [starter, directory.manager_of(starter), *admins(self.process, directory)]
        holder = next((each for each in people if each is not None and directory.is_active(each)), starter)
        self.open_seats(token, START, Mode.ANY, TaskKind.RESUBMIT, (Seat(1, holder, because),))

    def _step(self, step_id: StepId) -> Step:
        return self.process.template.step(step_id)

"""What must hold whatever was done, worked out by itself: from the log, and by trying all votes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product
from typing import Any

from engine import commands as c
from engine import events as e
from engine.people import SYSTEM, PersonId
from engine.process import Mode, Origin, Process, Round, Seat, Task, TaskId, TaskKind, Vote
from engine.step import World

ADDED = (Origin.BEFORE, Origin.AFTER)


@dataclass
class Ledger:
    """Seats, weights and votes of every round, kept by reading the events one by one."""

    rounds: dict[int, dict[int, Seat]] = field(default_factory=dict)
    votes: dict[int, dict[int, Vote]] = field(default_factory=dict)
    places: dict[TaskId, tuple[int, int]] = field(default_factory=dict)
    decided_by: dict[TaskId, set[str]] = field(default_factory=dict)

    def reads(self, events: Iterable[e.AnyEvent]) -> None:
        for event in events:
            for task in e.opened_tasks(event):
                assert task.id not in self.places, "a closed task never opens again"
                self.places[task.id] = (task.round, task.seat)
            match event:
                case e.RoundOpened():
                    self._stands(event.round)
                case e.DecisionTakenBack():
                    self._stands(event.round)
                case e.SignersAdded():
                    self.rounds[event.round] |= {each.id: each for each in event.seats}
                    self.votes[event.round] |= {each.id: Vote.OPEN for each in event.seats}
                case e.SignerRemoved():
                    self._removed(event.round, event.seat)
                case e.SeatSettled():
                    self.votes[event.round][event.seat] = event.vote
                case e.TaskApproved():
                    self._voted(event, Vote.PENDING if event.pending else Vote.YES)
                case e.TaskCompleted():
                    self._voted(event, Vote.YES)
                case e.TaskRejected():
                    self._voted(event, Vote.NO)

    def _stands(self, round_: Round) -> None:
        self.rounds[round_.id] = {each.id: each for each in round_.seats}
        self.votes[round_.id] = {each.id: each.vote for each in round_.seats}

    def _removed(self, round_: int, seat: int) -> None:
        gone = [seat]
        gone += [
            each.id for each in self.rounds[round_].values() if each.asked_by == seat and each.origin in ADDED
        ]
        for each in gone:
            self.rounds[round_].pop(each, None)
            self.votes[round_].pop(each, None)
            if each != seat:
                self._removed(round_, each)

    def _voted(self, event: e.Decided, vote: Vote) -> None:
        assert event.task is not None
        round_, seat = self.places[event.task]
        self.votes[round_][seat] = vote
        self.decided_by.setdefault(event.task, set()).update({event.actor, event.on_behalf_of or event.actor})

    def agrees(self, process: Process) -> None:
        for round_ in process.rounds:
            stands = {each.id: (each.vote, each.weight) for each in round_.seats}
            weights = {name: each.weight for name, each in self.rounds[round_.id].items()}
            kept = {name: (vote, weights[name]) for name, vote in self.votes[round_.id].items()}
            assert stands == kept, f"votes of {round_.step}"


def places_are_taken(process: Process) -> None:
    """Each token waits for one thing; each branch of an open fork has arrived or is under way."""
    for token in process.tokens:
        waits = any(each.token == token.id for each in process.waits)
        rounds = sum(each.token == token.id for each in process.rounds)
        halts = sum(each.token == token.id for each in process.halts)
        assert waits + rounds + halts == 1, f"{token} waits for {waits}, {rounds}, {halts}"
    inside = {(each.fork, each.branch) for each in process.tokens}
    inside |= {(each.outer, each.outer_branch) for each in process.forks}
    for fork in process.forks:
        living = {branch for place, branch in inside if place == fork.id}
        assert living.isdisjoint(fork.arrived)
        assert living | set(fork.arrived) == set(range(1, fork.branches + 1)), f"{fork} waits in vain"


def is_undecided(round_: Round, config: Any) -> None:
    """An open round can still go either way, or its setting waits for everybody."""
    seats = [each for each in round_.seats if each.origin not in ADDED]
    votes = [each.vote for each in seats]
    undecided = [each for each in seats if each.vote in (Vote.OPEN, Vote.PENDING)]
    if round_.mode is Mode.VOTE:
        endings = {
            _passes(seats, dict(zip([each.id for each in undecided], tried, strict=True)), config.needs)
            for tried in product((True, False), repeat=len(undecided))
        }
        assert len(endings) == 2 if config.early else undecided
    elif round_.mode is Mode.ANY:
        rule = [each.vote for each in seats if each.origin is Origin.RULE]
        beside = [each.vote for each in seats if each.origin is Origin.PARALLEL]
        assert Vote.NO not in beside
        assert set(rule) != {Vote.NO}
        assert Vote.NO not in rule or getattr(config, "any_reject", "first") == "all"
        assert Vote.YES not in rule or set(beside) - {Vote.YES}
    else:
        assert undecided
        assert Vote.NO not in votes or getattr(config, "wait_all", False)


def _passes(seats: Sequence[Seat], tried: dict[int, bool], needs: str) -> bool:
    yes = [each for each in seats if tried.get(each.id, each.vote is Vote.YES)]
    if any(each.veto and each not in yes for each in seats):
        return False
    weight, of = sum(each.weight for each in yes), sum(each.weight for each in seats)
    share = needs.removeprefix(">").strip()
    if share.isdigit():
        return weight >= int(share)
    top, _, bottom = share.partition("/")
    if share.endswith("%"):
        top, bottom = str(round(float(share[:-1]) * 100)), "10000"
    left, right = weight * int(bottom), int(top) * of
    return left > right if needs.startswith(">") else left >= right


def may(process: Process, command: c.AnyCommand, ledger: Ledger, world: World, now: datetime) -> bool:
    """Whether the actor is one from whom the approval rules take this verb (section 3a)."""
    actor = command.actor
    admin = actor in (*process.template.owners, *world.directory.with_role("pmo"))
    task = process.task(command.task) if isinstance(command, c.TaskCommand) else None
    match command:
        case c.Approve() | c.Reject() | c.Complete():
            return task is not None and (
                _holds(process, task, actor, world, now) or _pooled(task, actor, world, now)
            )
        case c.Claim():
            return task is not None and _pooled(task, actor, world, now)
        case c.Release():
            return task is not None and (admin or _holds(process, task, actor, world, now))
        case c.Return() | c.Snooze():
            return task is not None and _holds(process, task, actor, world, now)
        case c.Transfer():
            return task is not None and (admin or _holds(process, task, actor, world, now))
        case c.AddSigner():
            waits = {each.person for round_ in process.rounds for each in round_.seats}
            return actor in waits if task is None else _holds(process, task, actor, world, now)
        case c.RemoveSigner():
            rounds = process.rounds
            added = [(each, one) for each in rounds for one in each.seats if one.person == command.person]
            askers = {seat.because.by for _, seat in added}
            askers |= {one.person for each, seat in added for one in each.seats if one.id == seat.asked_by}
            return admin or actor in askers
        case c.TakeBack():
            return actor in ledger.decided_by.get(command.task, set())
        case c.Cancel():
            return admin or actor == process.starter
        case c.Urge() | c.Cc() | c.AddComment():
            return admin or actor in process.participants
        case c.Suspend() | c.Resume() | c.Jump() | c.Retry() | c.Reassign() | c.Migrate():
            return admin
    return actor == SYSTEM


def _holds(process: Process, task: Task, actor: PersonId, world: World, now: datetime) -> bool:
    principal = process.seat_of(task).person
    if actor in (principal, task.taken_over_by):
        return True
    return task.kind is TaskKind.APPROVAL and not task.kept and _deputy(principal, world, now) == actor


def _pooled(task: Task, actor: PersonId, world: World, now: datetime) -> bool:
    return actor in task.pool or actor in {_deputy(each, world, now) for each in task.pool}


def _deputy(principal: PersonId, world: World, now: datetime) -> PersonId:
    """The end of the chain of those whose period runs; of several the one made last."""
    person = principal
    for _ in range(5):
        links = [
            each for each in world.delegations if each.principal == person and each.start <= now < each.end
        ]
        if not links:
            break
        person = links[-1].deputy
    return person

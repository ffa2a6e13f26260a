"""`approval`: people decide: any of them (或签), all (会签), or one after another (依次)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from engine import events as e
from engine.assignees import Assigned, admins, resolve
from engine.options import AnyThreshold, PeopleConfig
from engine.people import SYSTEM, PersonId
from engine.process import Because, Mode, Round, TaskKind, Token, Vote
from engine.step import StepType
from engine.template import Step
from engine.walk import Walk


class ApprovalConfig(PeopleConfig):
    mode: Mode = Mode.ANY
    needs: AnyThreshold = Field(default="> 1/2", alias="pass")  # of a vote
    self: Literal["manager", "pass", "allow"] = "manager"  # the approver is the starter
    repeat: Literal["adjacent", "any", "ask"] = "adjacent"  # whose yes of an earlier step settles this seat
    reject_to: str = "end"  # end | starter | a step
    any_reject: Literal["first", "all"] = "first"  # of mode any: which no fails it
    early: bool = True  # decided as soon as the result cannot change
    wait_all: bool = False  # of mode all: a no waits until everyone has voted

    def leads_to(self) -> tuple[str, ...]:
        return (*super().leads_to(), *_step(self.reject_to))


def _step(target: str) -> tuple[str, ...]:
    return () if target in ("end", "starter") else (target,)


def _enter(walk: Walk, token: Token, step: Step) -> None:
    config: ApprovalConfig = step.config
    found = resolve(config.who, walk.process, walk.world.directory)
    people = _without_starter(walk, config, found)
    if not people and found and config.self == "pass":
        walk.leave(token, step, automatic=True)
        return
    if not people:
        if config.empty == "pass":
            walk.leave(token, step, automatic=True)
            return
        people = _stand_in(walk, config) if config.empty == "admin" else ()
    if not people:
        walk.halt(token, "nobody", "nobody fits the rule of this step")
        return
    walk.open_round(token, step.id, config.mode, TaskKind.APPROVAL, people)


def _without_starter(walk: Walk, config: ApprovalConfig, found: tuple[Assigned, ...]) -> tuple[Assigned, ...]:
    """Nobody decides his own request, unless allowed: his seat goes to his manager, or drops out."""
    starter = walk.process.starter
    if config.self == "allow" or all(each.person != starter for each in found):
        return found
    manager = walk.world.directory.manager_of(starter)
    seats: dict[PersonId, Assigned] = {}
    for each in found:
        if each.person != starter:
            seats.setdefault(each.person, each)
        elif config.self == "manager" and manager is not None and walk.world.directory.is_active(manager):
            seats.setdefault(manager, Assigned(manager, Because(rule="manager_for_self", of=starter)))
    return tuple(seats.values())


def _stand_in(walk: Walk, config: ApprovalConfig) -> tuple[Assigned, ...]:
    starter = walk.process.starter
    for person in admins(walk.process, walk.world.directory):
        if config.self == "allow" or person != starter:
            return (Assigned(person, Because(rule="admin")),)
    return ()


def _voted(walk: Walk, round_: Round, step: Step) -> None:
    verdict = walk.verdict(round_)
    if verdict is Vote.YES:
        walk.close_tasks(walk.tasks_of(round_), None)
        walk.leave(walk.process.token(round_.token), step)
    elif verdict is Vote.NO:
        _failed(walk, step)


def _failed(walk: Walk, step: Step) -> None:
    last = walk.events[-1]
    reason = last.reason if isinstance(last, e.TaskRejected) else ""
    if step.config.reject_to == "starter":
        walk.back_to_starter(Because(rule="return", by=walk.actor))
        return
    walk.close_tasks(walk.process.tasks, "rejected")
    walk.emit(e.ProcessRejected, actor=SYSTEM, step=step.id, reason=reason)


STEP = StepType(kind="approval", config=ApprovalConfig, enter=_enter, voted=_voted)

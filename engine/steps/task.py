"""`task`: people do something and say that it is done; the form may ask for results."""

from __future__ import annotations

from engine.assignees import Assigned, admins, resolve
from engine.options import PeopleConfig
from engine.process import Because, Mode, Round, TaskKind, Token, Vote
from engine.step import StepType
from engine.template import Step
from engine.walk import Walk


class TaskConfig(PeopleConfig):
    mode: Mode = Mode.ANY  # several people: one of them does it, or each, one after another, or who claims it


def _enter(walk: Walk, token: Token, step: Step) -> None:
    config: TaskConfig = step.config
    people = resolve(config.who, walk.process, walk.world.directory)
    if not people and config.empty == "pass":
        walk.leave(token, step, automatic=True)
        return
    if not people and config.empty == "admin":
        people = tuple(
            Assigned(each, Because(rule="admin")) for each in admins(walk.process, walk.world.directory)[:1]
        )
    if not people:
        walk.halt(token, "nobody", "nobody fits the rule of this step")
        return
    walk.open_round(token, step.id, config.mode, TaskKind.TASK, people)


def _voted(walk: Walk, round_: Round, step: Step) -> None:
    if walk.verdict(round_) is Vote.YES:
        walk.close_tasks(walk.tasks_of(round_), None)
        walk.leave(walk.process.token(round_.token), step)


STEP = StepType(kind="task", config=TaskConfig, enter=_enter, voted=_voted)

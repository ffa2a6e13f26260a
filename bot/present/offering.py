"""Buttons for the verbs that are seldom wanted, offered as long as the engine would carry them out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.cards import Button
from bot.messages import Text
from engine.commands import TakeBack
from engine.decide import decide
from engine.errors import WorkflowError
from engine.people import PersonId
from engine.permission import is_admin
from engine.process import Origin, Process, Round, Seat, Task, TaskId, TaskKind, Vote
from engine.step import World

TAKE_BACK = Text(zh="收回", en="Take back")
_AGAIN = Text(zh="再次发起", en="Start again")
CC = Text(zh="抄送", en="Copy in")
MANAGE = Text(zh="管理", en="Manage")
_ADD = Text(zh="加签", en="Add signer")
_REMOVE = Text(zh="减签", en="Remove signer")
_RELEASE = Text(zh="放回", en="Give back")
_WHY = Text(zh="为什么是我", en="Why me")


def on_task(process: Process, task: Task, world: World) -> tuple[Button, ...]:
    """Of the holder's card, behind 更多."""
    if task.kind is TaskKind.RESUBMIT or (task.pool and not task.assignee):
        return ()
    config = process.template.step(task.step).config
    found = []
    if config.add_signer is not False:
        found.append(Button(id=f"sign/{task.id}", label=_ADD, asks=True))
    if removable(process, task.assignee, world):
        found.append(Button(id=f"unsign/{process.number}", label=_REMOVE))
    if task.pool:
        found.append(Button(id=f"release/{task.id}", label=_RELEASE))
    return (*found, _cc(process), Button(id=f"explain/{task.id}", label=_WHY))


def on_process(process: Process, viewer: PersonId, world: World, now: datetime) -> tuple[Button, ...]:
    """Of a process's card, behind 更多, for whoever looks at it."""
    if not process.is_running:
        return (Button(id=f"again/{process.number}", label=_AGAIN),) if viewer == process.starter else ()
    found = [take_back(task) for task in undoable(process, viewer, world, now)][-1:]
    if removable(process, viewer, world):
        found.append(Button(id=f"unsign/{process.number}", label=_REMOVE))
    if viewer in process.participants:
        found.append(_cc(process))
    if is_admin(process, viewer, world):
        found.append(Button(id=f"manage/{process.number}", label=MANAGE))
    return tuple(found)


def _cc(process: Process) -> Button:
    return Button(id=f"cc/{process.number}", label=CC, asks=True)


def take_back(task: TaskId) -> Button:
    return Button(id=f"take_back/{task}", label=TAKE_BACK)


def undoable(process: Process, person: PersonId, world: World, now: datetime) -> Iterator[TaskId]:
    """The person's decisions that can still be taken back, the oldest first."""
    closed = [undo.task for undo in process.undos if person in (undo.person, undo.principal)]
    for round_ in process.rounds:
        mine = (each for each in round_.seats if person in (each.person, each.voted_by))
        closed += [each.voted_on for each in mine if each.voted_on and each.vote is not Vote.OPEN]
    for task in dict.fromkeys(closed):
        try:
            decide(process, TakeBack(process=process.number, task=task, actor=person), world, now)
        except WorkflowError:
            continue
        yield task


@dataclass(frozen=True, slots=True)
class Added:
    """A signer who was added and has not signed."""

    round: Round
    seat: Seat


def removable(process: Process, remover: PersonId, world: World) -> tuple[Added, ...]:
    """Those whom the person added; an administrator may remove any."""
    may_all = is_admin(process, remover, world)
    return tuple(
        Added(round_, seat)
        for round_ in process.rounds
        for seat in round_.seats
        if seat.origin is not Origin.RULE
        and seat.vote is Vote.OPEN
        and (may_all or remover in (seat.because.by, round_.seat(seat.asked_by).person))
    )

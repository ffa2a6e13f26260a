"""Who may do and see what. The one gate: no handler, page or adapter repeats these rules."""

from __future__ import annotations

from dataclasses import dataclass

from engine.assignees import admins
from engine.errors import NotFound, NotYours, ProcessClosed, ProcessSuspended, TaskClosed
from engine.people import SYSTEM, PersonId
from engine.process import Process, Seat, Task, TaskId, TaskKind
from engine.step import World
from engine.walk import Walk


@dataclass(frozen=True, slots=True)
class Held:
    """An open task in the actor's hands; `on_behalf_of` is the principal when the actor is the deputy."""

    task: Task
    seat: Seat
    on_behalf_of: PersonId | None = None


def is_admin(process: Process, person: PersonId, world: World) -> bool:
    return person in admins(process, world.directory)


def may_see(process: Process, person: PersonId, world: World) -> bool:
    """Starter, holders past and present, cc'd people, administrators, the starter's managers; or everyone."""
    return (
        process.template.open_to_company
        or person == SYSTEM
        or person in process.participants
        or is_admin(process, person, world)
        or (process.template.managers_see and world.directory.leads(person, process.starter))
    )


def seen(process: Process, person: PersonId, world: World) -> None:
    """Raises NotFound for one who sees nothing of the process."""
    if not may_see(process, person, world):
        raise NotFound("process", process.number)


def takes_part(walk: Walk) -> None:
    """Raises NotFound for one who sees nothing of the process, NotYours for one who may only look on."""
    process, person = walk.process, walk.actor
    if person not in process.participants and person != SYSTEM and not is_admin(process, person, walk.world):
        seen(process, person, walk.world)
        raise NotYours(process.number, process.starter)


def running(process: Process) -> None:
    if not process.is_running:
        raise ProcessClosed(process.number, process.status, process.ended_at)


def administered(walk: Walk) -> None:
    """Raises NotYours for one who does not administer the process, ProcessClosed when it has ended."""
    if not is_admin(walk.process, walk.actor, walk.world):
        seen(walk.process, walk.actor, walk.world)
        raise NotYours(walk.process.number)
    running(walk.process)


def held(walk: Walk, task_id: TaskId) -> Held:
    """The open task, if it is the actor's: as its holder, as who may take it over, or as the deputy.

    Raises NotFound, TaskClosed, ProcessSuspended or NotYours.
    """
    process = walk.process
    task = process.task(task_id)
    if task is None:
        seen(process, walk.actor, walk.world)
        raise TaskClosed(task_id)
    found = _as(walk, task)
    if found is None:
        seen(process, walk.actor, walk.world)
        raise NotYours(task_id, task.assignee or None)
    if process.suspended_at is not None:
        raise ProcessSuspended(process.number)
    return found


def _as(walk: Walk, task: Task) -> Held | None:
    seat = walk.process.seat_of(task)
    if walk.actor in (seat.person, task.taken_over_by):
        return Held(task, seat)
    if not walk.world.delegations or task.kind is not TaskKind.APPROVAL or task.kept:
        return None
    deputy = walk.standing(walk.process.round(task.round), seat).deputy
    return Held(task, seat, on_behalf_of=seat.person) if deputy == walk.actor else None

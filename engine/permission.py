"""Who may do and see what. The one gate: no handler, page or adapter repeats these rules."""

from __future__ import annotations

from engine.assignees import admins
from engine.errors import NotFound, NotYours, ProcessClosed, TaskClosed
from engine.people import SYSTEM, PersonId
from engine.process import Process, Task, TaskId
from engine.step import World


def is_admin(process: Process, person: PersonId, world: World) -> bool:
    return person in admins(process, world.directory)


def may_see(process: Process, person: PersonId, world: World) -> bool:
    """Starter, holders past and present, cc'd people, administrators, the starter's managers; or everyone."""
    return (
        process.template.open_to_company
        or person == SYSTEM
        or person in process.participants
        or is_admin(process, person, world)
        or world.directory.leads(person, process.starter)
    )


def seen(process: Process, person: PersonId, world: World) -> None:
    """Raises NotFound for one who sees nothing of the process."""
    if not may_see(process, person, world):
        raise NotFound("process", process.number)


def running(process: Process) -> None:
    if not process.is_running:
        raise ProcessClosed(process.number, process.status, process.ended_at)


def held(process: Process, task_id: TaskId, actor: PersonId, world: World) -> Task:
    """The open task, if it is the actor's. Raises NotFound, TaskClosed, ProcessClosed or NotYours."""
    task = process.task(task_id)
    if task is None:
        seen(process, actor, world)
        raise TaskClosed(task_id)
    if task.assignee != actor:
        seen(process, actor, world)
        raise NotYours(task_id, task.assignee)
    return task

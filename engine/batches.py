"""Deciding several tasks at once (R73): which may go along, and what the others want by themselves."""

from __future__ import annotations

from engine.process import Process, Task, TaskKind


def left_out(process: Process, task: Task) -> str | None:
    """Why a task is not decided with others: `single`, `comment`, `files` or `fields`; None when it is."""
    if task.kind is TaskKind.RESUBMIT:
        return "fields"
    config = process.template.step(task.step).config
    if not config.batch:
        return "single"
    if config.comment == "required":
        return "comment"
    if config.files == "required":
        return "files"
    if any(name not in process.fields for name in config.requires):
        return "fields"
    return None

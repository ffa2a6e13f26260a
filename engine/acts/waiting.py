"""What a token waits for besides people has come: a moment, a message, an answer, a child's end."""

from __future__ import annotations

from engine import commands as c
from engine import events as e
from engine.people import SYSTEM
from engine.process import Wait, WaitKind
from engine.walk import Walk


def go_on(walk: Walk, command: c.FireWait | c.EndWait | c.RecordChild) -> None:
    """Harmless when the wait is over: then something else was faster. The step's type says what follows.

    While suspended nothing goes on: the moment, or what was received, is kept by who sent it (R60).
    """
    wait = next((each for each in walk.process.waits if each.id == command.wait), None)
    if isinstance(command, c.RecordChild):
        is_known = command.child in walk.process.children
        if walk.process.is_running and not is_known and (wait is None or wait.child is None):
            walk.emit(e.ChildStarted, wait=command.wait, child=command.child)
        return
    if wait is None:
        return
    if walk.process.suspended_at is not None:
        return
    if isinstance(command, c.FireWait):
        if wait.kind is WaitKind.TIMER and wait.at is not None and wait.at <= walk.now:
            _ended(walk, wait, c.EndWait(actor=SYSTEM, process=command.process, wait=wait.id))
        return
    _ended(walk, wait, command)


def _ended(walk: Walk, wait: Wait, command: c.EndWait) -> None:
    step = walk.process.template.step(wait.step)
    happened = walk.world.steps[step.kind].happened
    assert happened is not None, f"{step.kind} waits, but does not say what follows"
    happened(walk, wait, step, command)

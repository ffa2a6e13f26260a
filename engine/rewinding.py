"""Going back: a return, a rejection that leads elsewhere, a jump. What it makes void is gone (R20–R26)."""

from __future__ import annotations

from engine import events as e
from engine.jumps import jump_to
from engine.people import SYSTEM
from engine.process import Back, Because, Process, Round, Token
from engine.template import START, StepId
from engine.trail import path, rewind
from engine.walk import Walk


def targets(process: Process, token: Token) -> tuple[StepId, ...]:
    """The steps that can be returned to: the starter, and what a person decided on this token's path."""
    here = token.step
    return (START, *(each.step for each in path(process, token) if each.decided and each.step != here))


def back_to(
    walk: Walk,
    token: Token,
    target: StepId,
    cause: str,
    because: Because,
    *,
    straight: Round | None = None,
) -> None:
    """Put the token back on an earlier step, and ask there anew.

    `straight`: the round to come straight back to; where branches end on the way, it is walked again.
    """
    process = walk.process
    passed = next((each for each in path(process, token) if each.step == target), None)
    if passed is None and target != START:  # a template may reject to a step that was not performed
        jump_to(walk, token, target, cause)
        return
    found = rewind(process, token, passed)
    backs = tuple(each for each in process.backs if each.token not in found.ended)
    level_kept = (token.fork, token.branch) == found.level or (target == START and token.fork == 0)
    if straight is not None and level_kept:
        stack = tuple(each for each in process.backs if each.token == token.id)
        frame = Back(token.id, target, straight, found.lost, process.seq, walk.actor)
        backs = (*backs, *stack, frame)
    elif straight is not None:
        walk.tell((walk.actor,), "walks_again", step=token.step)
    rounds = {each.id for each in process.rounds if each.token in found.ended}
    walk.close_tasks([each for each in process.tasks if each.round in rounds], cause)
    walk.end_waits(found.ended, "overtaken")
    fork, branch = found.level
    walk.emit(
        e.TokenMoved,
        actor=SYSTEM,
        cause=cause,
        ended=found.ended,
        token=Token(token.id, target, fork, branch),
        forks=found.forks,
        lost=tuple(each.step for each in found.lost),
        backs=backs,
        reroutes=tuple(each for each in walk.process.reroutes if each.token not in found.ended),
    )
    if target == START:
        walk.resubmit(walk.process.token(token.id), because)
    else:
        walk.arrive(token.id)


def end_everything(walk: Walk, cause: str) -> None:
    walk.close_tasks(walk.process.tasks, cause)
    walk.end_waits([each.id for each in walk.process.tokens], "ended")


def tell_of_children(walk: Walk) -> None:
    """Sub-processes that nobody waits for go on, unless the template ends them too (R29)."""
    process = walk.process
    if process.children and process.template.cascade != "all":
        walk.tell((process.starter,), "child_goes_on", step=START)

"""跳转: an administrator puts a token on another step, into and out of branches (R65)."""

from __future__ import annotations

from engine import events as e
from engine.people import SYSTEM
from engine.process import Fork, Process, Token
from engine.template import END, StepId, Template
from engine.trail import inside, lies_in, path
from engine.walk import Walk

Branch = tuple[StepId, int]  # a branching step, and which of its branches from 1


def nesting(template: Template) -> dict[StepId, tuple[Branch, ...]]:
    """In which branches each step lies, outermost first; by the shortest way from the start."""
    found: dict[StepId, tuple[Branch, ...]] = {}
    waiting: list[tuple[StepId, tuple[Branch, ...]]] = [(template.first, ())]
    while waiting:
        step_id, around = waiting.pop(0)
        if step_id in found or step_id == END:
            continue
        step = template.step(step_id)
        if step.kind == "join":
            around = around[:-1]
        found[step_id] = around
        for place, flow in enumerate(step.flows, 1):
            inner = (*around, (step_id, place)) if step.kind in ("parallel", "inclusive") else around
            waiting.append((flow.to, inner))
        waiting += [(StepId(each), around) for each in step.config.leads_to()]
    return found


def jump_to(walk: Walk, token: Token, target: StepId, cause: str = "jumped", reason: str = "") -> None:
    """Out of a fork all its branches end; into one from outside, its other branches start as usual."""
    process = walk.process
    wanted = nesting(process.template).get(target, ())
    around = _around(process, token)
    common = 0
    while common < min(len(around), len(wanted)) and around[common][0] == wanted[common]:
        common += 1
    forks = process.forks
    ended: tuple[int, ...] = (token.id,)
    gone: set[int] = set()
    if common < len(around):
        outermost = around[common][1]
        ended = tuple(each.id for each in inside(process, outermost.id))
        gone |= {outermost.id, *(fork.id for _, fork in around[common:])}
        gone |= {each.id for each in process.forks if lies_in(each, outermost.id, process)}
        forks = tuple(each for each in process.forks if each.id not in gone)
    fork, branch = (around[common - 1][1].id, around[common - 1][0][1]) if common else (0, 0)
    rounds = {each.id for each in process.rounds if each.token in ended}
    walk.close_tasks([each for each in process.tasks if each.round in rounds], cause)
    walk.end_waits(ended, "overtaken")
    first = wanted[common][0] if common < len(wanted) else target
    walk.emit(
        e.TokenMoved,
        cause=cause,
        ended=ended,
        token=Token(token.id, first, fork, branch),
        forks=forks,
        lost=_undone(process, token, {target, *(step for step, _ in wanted[common:])}, gone),
        backs=tuple(each for each in process.backs if each.token not in ended),
        reroutes=tuple(each for each in process.reroutes if each.token not in ended),
        reason=reason,
    )
    if common < len(wanted):
        _enter(walk, token.id, wanted[common:], target)
    else:
        walk.arrive(token.id)


def _undone(process: Process, token: Token, targets: set[StepId], gone: set[int]) -> tuple[StepId, ...]:
    """What a jump back makes void: it gives no consent any more (R55)."""
    passed = path(process, token)
    places = [place for place, each in enumerate(process.trail) if each.step in targets and each in passed]
    first = min(places, default=len(process.trail))
    return tuple(
        each.step
        for place, each in enumerate(process.trail)
        if each.fork in gone or (place >= first and each in passed)
    )


def _enter(walk: Walk, token_id: int, wanted: tuple[Branch, ...], target: StepId) -> None:
    """Fork as usual, but that one branch begins at the target."""
    (step_id, own), *rest = wanted
    step = walk.process.template.step(step_id)
    fork = walk.process.counter + 1
    walk.emit(e.Forked, actor=SYSTEM, step=step_id, token=token_id, fork=fork, branches=len(step.flows))
    for place, flow in enumerate(step.flows, 1):
        if not walk.process.is_running:
            return
        to = flow.to if place != own else rest[0][0] if rest else target
        entered = walk.emit(
            e.StepEntered,
            actor=SYSTEM,
            step=to,
            token=walk.process.counter + 1,
            fork=fork,
            branch=place,
        )
        if place == own and rest:
            _enter(walk, entered.token, tuple(rest), target)
        else:
            walk.arrive(entered.token)


def _around(process: Process, token: Token) -> list[tuple[Branch, Fork]]:
    """The forks around a token, outermost first, each with the branch it is in."""
    forks = {each.id: each for each in process.forks}
    found: list[tuple[Branch, Fork]] = []
    fork, branch = token.fork, token.branch
    while fork in forks:
        found.insert(0, ((forks[fork].step, branch), forks[fork]))
        fork, branch = forks[fork].outer, forks[fork].outer_branch
    return found

"""What happens to the tokens of a process by an event: the half of `evolve` that is about the way."""

from __future__ import annotations

from typing import TypeVar

from engine import events as e
from engine.process import (
    Consent,
    Fork,
    Halt,
    Passed,
    Process,
    ProcessStatus,
    Round,
    Token,
    Undo,
    Vote,
    Wait,
)
from engine.template import END, START, StepId

T = TypeVar("T", Halt, Wait)


def passed(process: Process, event: e.StepPassed) -> Process:
    token = process.token(event.token)
    round_ = next((each for each in process.rounds if each.token == event.token), None)
    undos, after = process.undos, token.after
    if round_ is not None and not event.automatic and round_.step != START:
        undos = tuple([each for each in undos if each.round.id != after])
        after = round_.id
        if event.seat and event.task is not None:
            principal = round_.seat(event.seat).person
            undos = (*undos, Undo(event.task, event.actor, principal, round_, event.seat, token))
    passed = _passing(round_, token, event, process.seq + 1)
    trail = _trail_with(process, passed) if event.step != START else process.trail
    final = process.final or bool(getattr(process.template.step(event.step).config, "final", False))
    reroutes = process.reroutes
    if reroutes:
        reroutes = tuple(each for each in reroutes if (each.token, each.until) != (token.id, event.step))
    if event.to is None:
        gone = _without_tokens(process, (token.id,))
        return gone.changed(trail=trail, undos=undos, final=final, reroutes=reroutes)
    return process.changed(
        tokens=_walked(process.tokens, token, event.to, after),
        rounds=tuple([each for each in process.rounds if each.token != token.id]),
        halts=_others(process.halts, token.id),
        waits=_others(process.waits, token.id),
        trail=trail,
        undos=undos,
        final=final,
        reroutes=reroutes,
    )


def _walked(tokens: tuple[Token, ...], token: Token, to: StepId, after: int) -> tuple[Token, ...]:
    moved = Token(token.id, to, token.fork, token.branch, after)
    return tuple([moved if each.id == token.id else each for each in tokens])


def _passing(round_: Round | None, token: Token, event: e.StepPassed, seq: int) -> Passed:
    if round_ is None:
        return Passed(event.step, token.fork, token.branch, seq)
    voted = [seat for seat in round_.seats if seat.vote is Vote.YES and not seat.automatic]
    return Passed(
        event.step,
        token.fork,
        token.branch,
        seq,
        consents=tuple([Consent(seat.person, seat.seq) for seat in voted]),
        decided=bool(voted),
    )


def branched(process: Process, event: e.BranchTaken) -> Process:
    token = process.token(event.token)
    trail = _trail_with(process, Passed(event.step, token.fork, token.branch, process.seq + 1, to=event.to))
    if event.to == END:
        return _without_tokens(process, (token.id,)).changed(trail=trail)
    return process.changed(
        tokens=_walked(process.tokens, token, event.to, token.after),
        halts=_others(process.halts, token.id),
        trail=trail,
    )


def forked(process: Process, event: e.Forked) -> Process:
    token = process.token(event.token)
    fork = Fork(event.fork, event.step, token.fork, event.branches, outer_branch=token.branch)
    passed = Passed(
        event.step, token.fork, token.branch, process.seq + 1, made=fork.id, branches=fork.branches
    )
    return process.changed(
        tokens=_without(process.tokens, token.id),
        halts=_others(process.halts, token.id),
        forks=(*process.forks, fork),
        counter=max(process.counter, event.fork),
        trail=_trail_with(process, passed),
    )


def arrived(process: Process, event: e.Arrived) -> Process:
    token = process.token(event.token)
    fork = next(each for each in process.forks if each.id == event.fork)
    now = fork.changed(arrived=(*fork.arrived, token.branch))
    if len(now.arrived) < now.branches:
        undos = tuple(
            each.changed(joined=fork.id) if each.round.id == token.after else each for each in process.undos
        )
        return process.changed(
            tokens=_without(process.tokens, token.id),
            forks=tuple(now if each.id == fork.id else each for each in process.forks),
            undos=undos,
        )
    undos = tuple(
        each.changed(closed=fork) if each.round.id == token.after else each
        for each in process.undos
        if each.joined != fork.id
    )
    outer = Passed(event.step, fork.outer, fork.outer_branch, process.seq + 1, made=fork.id)
    rest = _without(process.tokens, token.id)
    goes_on = Token(token.id, event.to, fork.outer, fork.outer_branch, token.after) if event.to else None
    return process.changed(
        tokens=(*rest, goes_on) if goes_on else rest,
        forks=tuple(each for each in process.forks if each.id != fork.id),
        trail=_trail_with(process, outer),
        undos=undos,
    )


def token_moved(process: Process, event: e.TokenMoved) -> Process:
    after = _without_tokens(process, event.ended)
    tokens = (*after.tokens, event.token) if event.token else after.tokens
    lost = set(event.lost) | {each.step for each in event.regained}
    open_forks = {each.id for each in event.forks}
    living = {each.after for each in tokens}
    return after.changed(
        tokens=tokens,
        forks=event.forks,
        counter=max(after.counter, *(each.id for each in tokens)) if tokens else after.counter,
        trail=tuple(each for each in after.trail if each.step not in lost) + event.regained,
        backs=event.backs,
        reroutes=event.reroutes,
        undos=tuple(each for each in after.undos if each.round.id in living or each.joined in open_forks),
    )


def fields_changed(process: Process, event: e.FieldsChanged) -> Process:
    seq = process.seq + 1
    trail = process.trail
    if event.accepted:
        trail = tuple(each.changed(seq=seq) if each.to is not None else each for each in trail)
    return process.changed(
        fields={**process.fields, **event.after},
        changed_at={**process.changed_at, **dict.fromkeys(event.after, seq)},
        trail=trail,
    )


def migrated(process: Process, event: e.Migrated) -> Process:
    def step(name: StepId) -> StepId:
        return event.steps.get(name, name)

    return process.changed(
        tokens=tuple(each.changed(step=step(each.step)) for each in process.tokens),
        forks=tuple(each.changed(step=step(each.step)) for each in process.forks),
        rounds=tuple(each.changed(step=step(each.step)) for each in process.rounds),
        tasks=tuple(each.changed(step=step(each.step)) for each in process.tasks),
        waits=tuple(each.changed(step=step(each.step)) for each in process.waits),
        halts=tuple(each.changed(step=step(each.step)) for each in process.halts),
        trail=tuple(each.changed(step=step(each.step)) for each in process.trail),
        backs=(),
        reroutes=(),
        undos=(),
    )


def _trail_with(process: Process, passed: Passed) -> tuple[Passed, ...]:
    """Each step once, where it was passed last."""
    step = passed.step
    return (*[each for each in process.trail if each.step != step], passed)


def _without_tokens(process: Process, ended: tuple[int, ...]) -> Process:
    """And without what waited on the steps where they stood."""
    rounds = [each.id for each in process.rounds if each.token in ended]
    return process.changed(
        tokens=tuple(each for each in process.tokens if each.id not in ended),
        rounds=tuple(each for each in process.rounds if each.token not in ended),
        tasks=tuple(each for each in process.tasks if each.round not in rounds),
        halts=tuple(each for each in process.halts if each.token not in ended),
        waits=tuple(each for each in process.waits if each.token not in ended),
    )


def _without(tokens: tuple[Token, ...], token: int) -> tuple[Token, ...]:
    return tuple([each for each in tokens if each.id != token])


def _others(things: tuple[T, ...], token: int) -> tuple[T, ...]:
    return tuple([each for each in things if each.token != token]) if things else things


def ended(process: Process, event: e.Event, status: ProcessStatus) -> Process:
    return process.changed(
        status=status,
        ended_at=event.at,
        tokens=(),
        forks=(),
        rounds=(),
        tasks=(),
        halts=(),
        waits=(),
        backs=(),
        reroutes=(),
        undos=(),
        suspended_at=None,
    )

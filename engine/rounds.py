"""What the votes of a round amount to. Whole numbers only; a certain result is not waited for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.options import Threshold
from engine.process import Group, Mode, Origin, Round, Seat, Vote


@dataclass(frozen=True, slots=True)
class Tally:
    """Weights: `yes` + `no` + `open` = `weight`. `needs`: of a vote, how much yes decides it."""

    weight: int
    yes: int
    no: int
    open: int
    needs: int


def counted(round_: Round) -> tuple[Seat, ...]:
    """The seats whose votes count by themselves: those of the rule and those added in parallel."""
    return tuple([each for each in round_.seats if each.origin in (Origin.RULE, Origin.PARALLEL)])


def tally(round_: Round, config: Any) -> Tally:
    seats = counted(round_)
    if round_.mode is Mode.VOTE:
        sums = {vote: sum(each.weight for each in seats if each.vote is vote) for vote in Vote}
        weight = sum(each.weight for each in seats)
        needs = Threshold(config.needs).needs(weight)
    else:
        sums = {vote: sum(1 for each in seats if each.vote is vote) for vote in Vote}
        weight = len(seats)
        needs = 1 if round_.mode in (Mode.ANY, Mode.CLAIM) else weight
    return Tally(weight, sums[Vote.YES], sums[Vote.NO], sums[Vote.OPEN] + sums[Vote.PENDING], needs)


def verdict(round_: Round, config: Any) -> Vote:
    """YES, NO, or OPEN while it can still go either way. `config` is the step's."""
    seats = counted(round_)
    votes = [each.vote for each in seats]
    match round_.mode:
        case Mode.ANY:
            return _any(seats, config)
        case Mode.VOTE:
            return _vote(round_, config)
    undecided = Vote.OPEN in votes or Vote.PENDING in votes
    if Vote.NO in votes and not (undecided and getattr(config, "wait_all", False)):
        return Vote.NO
    return Vote.OPEN if undecided else Vote.YES


def _any(seats: tuple[Seat, ...], config: Any) -> Vote:
    rule = [each.vote for each in seats if each.origin is Origin.RULE]
    added = [each.vote for each in seats if each.origin is Origin.PARALLEL]
    if getattr(config, "any_reject", "first") == "first":
        if Vote.NO in rule or Vote.NO in added:
            return Vote.NO
    elif Vote.NO in added or all(vote is Vote.NO for vote in rule):
        return Vote.NO
    done = Vote.YES in rule and all(vote is Vote.YES for vote in added)
    return Vote.YES if done else Vote.OPEN


def _vote(round_: Round, config: Any) -> Vote:
    seats, count = counted(round_), tally(round_, config)
    threshold = Threshold(config.needs)
    if any(each.veto and each.vote is Vote.NO for each in seats):
        return Vote.NO
    if not threshold.reached(count.yes + count.open, count.weight):
        return Vote.NO if config.early or not count.open else Vote.OPEN
    vetoes_in = all(each.vote is Vote.YES for each in seats if each.veto)
    if threshold.reached(count.yes, count.weight) and vetoes_in and (config.early or not count.open):
        return Vote.YES
    return Vote.OPEN


def guests_of(round_: Round, group: Group) -> tuple[Seat, ...]:
    return tuple(each for each in round_.seats if each.group == group.id)


def group_verdict(round_: Round, group: Group) -> Vote:
    votes = [each.vote for each in guests_of(round_, group)]
    if Vote.NO in votes:
        return Vote.NO
    if group.method is Mode.ANY:
        return Vote.YES if Vote.YES in votes else Vote.OPEN
    return Vote.YES if all(vote is Vote.YES for vote in votes) else Vote.OPEN


def depth(round_: Round, seat: Seat) -> int:
    """How many times somebody was asked on behalf of this seat: 0 for one that counts by itself."""
    seats = {each.id: each for each in round_.seats}
    found = 0
    while seat.origin in (Origin.BEFORE, Origin.AFTER):
        found, seat = found + 1, seats[seat.asked_by]
    return found

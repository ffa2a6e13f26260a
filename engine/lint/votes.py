"""Votes: counts that the seats cannot give, and percentages that miss the fraction they mean."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from engine.lint.finding import Finding, Level, of_step
from engine.options import Threshold
from engine.people import Directory
from engine.process import Mode
from engine.template import Step, Template
from engine.who import Who

_PARTS = 12  # the largest denominator that people mean by a percentage: 8.33% is 1/12
_MANY = 60  # seats among which a difference is looked for where their number is open


def check(template: Template, directory: Directory | None) -> Iterator[Finding]:
    for step in template.steps.values():
        if step.kind == "approval" and step.config.mode is Mode.VOTE:
            yield from _step(step, directory)


def _step(step: Step, directory: Directory | None) -> Iterator[Finding]:
    threshold = Threshold(step.config.needs)
    weight, is_fixed = _weight(step.config.who, directory)
    if threshold.count:
        if weight is not None and threshold.count > weight:
            level = Level.ERROR if is_fixed else Level.WARNING
            yield of_step(level, "votes_above_seats", step, needs=threshold.count, seats=weight)
        return
    meant = threshold.share.limit_denominator(_PARTS)
    is_near = 0 < abs(meant - threshold.share) < Fraction(1, 10_000)
    if not is_near or "%" not in step.config.needs:
        return
    exact = Threshold(f"{'> ' if threshold.above else ''}{meant}")
    for seats in (weight,) if weight is not None else range(1, _MANY + 1):
        if threshold.needs(seats) != exact.needs(seats):
            data = {"given": step.config.needs, "meant": str(meant), "seats": seats}
            needs = {"needs": threshold.needs(seats), "would": exact.needs(seats)}
            yield of_step(Level.WARNING, "rounded_share", step, **data, **needs)
            return


def _weight(rules: tuple[Who, ...], directory: Directory | None) -> tuple[int | None, bool]:
    """The sum of the seats' weights, None where it is open; and whether it holds whoever comes and goes.

    One human has one seat, of the larger weight.
    """
    weights: dict[str, int] = {}
    is_fixed = True
    for rule in rules:
        name, of = rule.rule
        if name == "person":
            people: tuple[str, ...] = (of,)
        elif name == "role" and directory is not None:
            people = tuple(each for each in directory.with_role(of) if directory.is_active(each))
            is_fixed = False
        else:
            return None, False
        for each in people:
            weights[each] = max(weights.get(each, 0), rule.weight)
    return sum(weights.values()), is_fixed

"""Settings that cannot do what they say: due times, and steps named as targets."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Finding, Level, of_step
from engine.lint.graph import PEOPLE, Ways, reach, ways_of
from engine.template import START, Step, StepId, Template


def check(template: Template) -> Iterator[Finding]:
    ways = ways_of(template)
    for step in template.steps.values():
        if step.kind in PEOPLE:
            yield from _due(step)
            yield from _returns(step, template, ways)
        yield from _targets(step, template)
        yield from _performers(step, template, ways)


def _due(step: Step) -> Iterator[Finding]:
    if step.due is not None:
        return
    if step.config.timeout != "remind":
        yield of_step(Level.ERROR, "timeout_without_due", step)
    else:
        yield of_step(Level.WARNING, "no_due", step)


def _returns(step: Step, template: Template, ways: Ways) -> Iterator[Finding]:
    """A return goes to what people decided before on the same way."""
    targets = step.config.may_return if isinstance(step.config.may_return, tuple) else ()
    for to in map(StepId, targets):
        why = "unknown" if to not in template.steps else _why_not_before(to, step, template, ways)
        if why and to != START:
            yield of_step(Level.ERROR, "return_target", step, to=to, why=why)


def _why_not_before(to: StepId, step: Step, template: Template, ways: Ways) -> str:
    if template.step(to).kind not in PEOPLE:
        return "no_people"
    return "" if to != step.id and step.id in reach(ways, to) else "not_before"


def _targets(step: Step, template: Template) -> Iterator[Finding]:
    """A join is entered from its fork, and a step cannot be the answer to its own rejection or failure."""
    named = {
        "reject_to": getattr(step.config, "reject_to", None),
        "on_error": getattr(step.config, "on_error", None),
        "timeout": getattr(getattr(step.config, "timeout", None), "to", None),
    }
    for setting, to in named.items():
        if to is None or to in ("end", "starter"):
            continue
        if to not in template.steps:
            yield of_step(Level.ERROR, "target", step, setting=setting, to=to, why="unknown")
        elif to == step.id:
            level = Level.ERROR if setting == "on_error" else Level.WARNING  # people end the others
            yield of_step(level, "target", step, setting=setting, to=to, why="itself")
        elif setting == "reject_to" and template.step(to).kind == "join":
            yield of_step(Level.ERROR, "target", step, setting=setting, to=to, why="join")


def _performers(step: Step, template: Template, ways: Ways) -> Iterator[Finding]:
    for rule in getattr(step.config, "who", ()):
        to = StepId(rule.performer_of or "")
        if not to:
            continue
        why = "unknown" if to not in template.steps else _why_not_before(to, step, template, ways)
        if why:
            yield of_step(Level.ERROR, "performer_of", step, to=to, why=why)

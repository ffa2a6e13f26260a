"""The neutral model → YAML that reads back as the same template.

Branches are nested where they meet again, and written with `to`, `next` and an explicit `join` elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain

import yaml

from engine.errors import TemplateInvalid
from engine.formats import plain
from engine.formats.plain import Plain
from engine.formats.postdominators import meeting_points
from engine.formats.yaml import join_name, read
from engine.step import StepType
from engine.template import END, START, Flow, Step, StepId, Template

_WIDTH = 110


def write(template: Template, types: Mapping[str, StepType]) -> str:
    """The nested form if it reads back as this very template, else the flat one, which always does."""
    nested = _dumped(_nested(template))
    return nested if _reads_back(nested, template, types) else _dumped(plain.flat(template))


def nested(template: Template, types: Mapping[str, StepType]) -> Plain | None:
    """The data of the nested form; None where only the flat one tells all the ways."""
    data = _nested(template)
    return data if _reads_back(_dumped(data), template, types) else None


def same_meaning(one: Template, other: Template) -> bool:
    """Equal apart from the lines and the order in which they were written, and the version's number."""
    return _bare(one) == _bare(other)


def _bare(template: Template) -> Template:
    steps = {each.id: replace(each, line=None) for each in template.steps.values()}
    return replace(template, version=0, steps=steps)


def _reads_back(source: str, template: Template, types: Mapping[str, StepType]) -> bool:
    try:
        return same_meaning(read(source, template.version, types), template)
    except TemplateInvalid:
        return False


class _Dumper(yaml.SafeDumper):
    """Without anchors, which our reader refuses; lists are indented below their key."""

    def ignore_aliases(self, data: object) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _dumped(data: Plain) -> str:
    return yaml.dump(
        data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH, default_flow_style=None
    )


def _nested(template: Template) -> Plain:
    data = plain.head(template)
    if template.fields:
        data["fields"] = [plain.field(each) for each in template.fields]
    nesting = _Nesting(template)
    steps = nesting.sequence(template.first, END)
    if nesting.left():  # several pieces follow one another: no end may go unsaid
        nesting = _Nesting(template)
        steps = nesting.sequence(template.first, None)
        while left := nesting.left():
            steps += nesting.sequence(left[0], None)
    return data | {"steps": steps}


class _Nesting:
    """Walks along the flows, opening a nested branch wherever one way leads into steps not yet written."""

    def __init__(self, template: Template) -> None:
        self._steps = template.steps
        self._meet = meeting_points(template.steps)
        self._written: set[StepId] = set()
        self._reserved: set[StepId] = set()  # where enclosing branches meet, still to be written

    def left(self) -> list[StepId]:
        return [each for each in self._steps if each != START and each not in self._written]

    def sequence(self, first: StepId, after: StepId | None) -> list[Plain]:
        """The steps from `first` on; `after` is where the last one leads without saying so."""
        found: list[Plain] = []
        here: StepId | None = first
        while here is not None:
            self._written.add(here)
            step = self._steps[here]
            data = plain.step(step)
            found.append(data)
            here = self._on(step, data, after)
        return found

    def _on(self, step: Step, data: Plain, after: StepId | None) -> StepId | None:
        match step.kind:
            case "finish":
                return None
            case "condition" | "events":
                return self._branched(step, data, after)
            case "parallel" | "inclusive":
                return self._forked(step, data, after)
        return self._lead(step.flows[0].to if step.flows else END, data, after)

    def _lead(self, to: StepId, data: Plain, after: StepId | None) -> StepId | None:
        if to == after:
            return None
        if self._is_taken(to):
            data["next"] = str(to)
            return None
        return to

    def _branched(self, step: Step, data: Plain, after: StepId | None) -> StepId | None:
        shared = self._shared(step) or self._only(step)
        meet = shared[0] if shared else self._meet[step.id]
        goes_on = meet != after and not self._is_taken(meet)
        then = meet if goes_on else after
        reserved = {self._meet[step.id], *shared} - self._reserved
        self._reserved |= reserved
        branches = [self._branch(flow, then, may_fall=step.kind == "condition") for flow in step.flows]
        self._reserved -= reserved
        data["branches"] = [each for each in branches if each]
        return meet if goes_on and meet not in self._written else None

    def _shared(self, step: Step) -> list[StepId]:
        """Where some of the ways meet before all do, in order: no branch of its own for what others join."""
        meet = self._meet[step.id]
        reached = [self._reached(flow.to, meet) for flow in step.flows]
        met = [each for each in dict.fromkeys(chain(*reached)) if sum(each in way for way in reached) > 1]
        return sorted(met, key=lambda each: sum(each in self._reached(other, meet) for other in met))

    def _only(self, step: Step) -> list[StepId]:
        """The one way on where all the others end or lead back: what follows, not a branch."""
        ways = {flow.to for flow in step.flows}
        left = [each for each in ways if each != END and each not in self._written]
        return left if len(left) == 1 < len(ways) and not self._is_taken(left[0]) else []

    def _reached(self, first: StepId, meet: StepId) -> list[StepId]:
        """What is still to be written on the ways from `first` to where they all meet."""
        found: list[StepId] = []
        waiting = [first]
        while waiting:
            here = waiting.pop()
            if here != meet and here not in found and not self._is_taken(here):
                found.append(here)
                waiting += [flow.to for flow in self._steps[here].flows]
        return found

    def _branch(self, flow: Flow, then: StepId | None, *, may_fall: bool) -> Plain:
        data = plain.flow(flow)
        if may_fall and flow.to == then:
            return data
        if flow.to == then or self._is_taken(flow.to):
            return data | {"to": str(flow.to)}
        return data | {"steps": self.sequence(flow.to, then)}

    def _forked(self, step: Step, data: Plain, after: StepId | None) -> StepId | None:
        join = self._steps.get(self._meet[step.id])
        if join is None or not self._is_implied(join, step) or self._is_taken(join.id):
            data["branches"] = [plain.flow(flow) | {"to": str(flow.to)} for flow in step.flows]
            return None
        self._written.add(join.id)
        ways = [flow for flow in step.flows if flow.when or flow.label or flow.to != join.id]
        data["branches"] = [self._branch(flow, join.id, may_fall=False) for flow in ways]
        return self._lead(join.flows[0].to, data, after)

    def _is_implied(self, join: Step, fork: Step) -> bool:
        """Whether the reader would make this very join by itself."""
        return (
            join.kind == "join"
            and join.id == f"{fork.id}_join"
            and join.name == join_name(fork.name)
            and not join.due
            and not join.planned
        )

    def _is_taken(self, step: StepId) -> bool:
        return step == END or step in self._written or step in self._reserved

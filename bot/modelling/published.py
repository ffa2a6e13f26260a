"""A published template → a draft of its next version, which keeps whatever corrections do not change."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.messages import Text
from bot.modelling.cast import Cast
from bot.modelling.draft import PIECE, Draft, DraftStep, Gate, Stage
from bot.present import names
from engine.formats import yaml_out
from engine.step import World
from engine.template import Field, FieldType, Template

_ACTS = {
    "approval": Text(zh="审批", en="approve"),
    "task": Text(zh="处理", en="handle"),
    "notify": Text(zh="知会", en="is told"),
}
_LIMIT = re.compile(r"\s*(?P<field>\w+)\s*(?P<op>>=|<=|>|<)\s*(?P<value>\d+(?:\.\d+)?)\s*")
_RANGE = re.compile(_LIMIT.pattern + r"&&\s*(?P=field)\s*<\s*(?P<upper>\d+(?:\.\d+)?)\s*")


def draft_of(template: Template, world: World) -> Draft | None:
    """None where ways lead back or elsewhere, which a list of steps cannot tell."""
    data = yaml_out.nested(template, world.steps)
    if data is None or _jumps(data["steps"]):
        return None
    reading = _Reading(template, Cast(world.directory))
    stages = reading.stages(data["steps"])
    base = {key: value for key, value in data.items() if key != "steps"}
    return Draft(
        id=template.id,
        prefix=template.prefix,
        name=names.text(template.name),
        said=template.about.zh,
        stages=tuple(stages),
        version=template.version,
        base=base,
        forks=reading.forks,
    )


def _jumps(steps: Sequence[Mapping[str, Any]]) -> bool:
    return any(
        "next" in each
        or any("to" in branch or _jumps(branch.get("steps", ())) for branch in each.get("branches", ()))
        for each in steps
    )


class _Reading:
    def __init__(self, template: Template, cast: Cast) -> None:
        self._fields, self._cast = template.fields_by_id, cast
        self.forks: dict[str, dict[str, Any]] = {}

    def stages(self, steps: Sequence[dict[str, Any]]) -> list[Stage]:
        found: list[Stage] = []
        for each in steps:
            branches = self._branches(each) if each["kind"] == "condition" else None
            found += branches or [self._stage(each) or Stage(steps=(self._piece(each),))]
        return found

    def _branches(self, condition: dict[str, Any]) -> list[Stage] | None:
        """None when a branch holds more than steps one after another, or nothing at all."""
        found: list[Stage] = []
        gates: list[Gate | None] = []
        for branch in condition["branches"]:
            gate = self._gate(branch) if "when" in branch else None
            inner = [self._stage(each) for each in branch.get("steps", ())]
            if not inner or gate in gates:
                return None
            gates.append(gate)
            for stage in inner:
                if stage is None:
                    return None
                found.append(stage.model_copy(update={"gate": gate, "fork": condition["id"]}))
        self.forks[condition["id"]] = _without_branches(condition)
        return found

    def _stage(self, step: dict[str, Any]) -> Stage | None:
        """A step, or some in parallel; None for what is neither."""
        if step["kind"] in _ACTS:
            return Stage(steps=(self._step(step),))
        ways = [branch.get("steps", ()) for branch in step.get("branches", ())]
        if step["kind"] != "parallel" or any(len(way) != 1 or way[0]["kind"] not in _ACTS for way in ways):
            return None if step.get("branches") else Stage(steps=(self._piece(step),))
        labels = [_label(branch.get("label")) for branch in step["branches"]]
        steps = [
            self._step(way[0]).model_copy(update={"way": label})
            for way, label in zip(ways, labels, strict=True)
        ]
        return Stage(steps=tuple(steps), own=_without_branches(step))

    def _step(self, step: dict[str, Any]) -> DraftStep:
        called = [self._called(rule, step) for rule in step["who"]]
        mode = step.get("mode", "any")
        due, timeout = step.get("due", ""), step.get("timeout", "")
        return DraftStep(
            kind=step["kind"],
            who=tuple(step["who"]),
            people=_joined(called, mode if step["kind"] != "notify" else "all"),
            act=_ACTS[step["kind"]],
            mode=mode,
            due=due,
            timeout=timeout if isinstance(timeout, str) else "",
            own=step,
            named=_label(step["name"]),
        )

    def _piece(self, step: dict[str, Any]) -> DraftStep:
        """Kept as it is: a call, a timer, branches within branches. `who` are all the people in it."""
        name = _label(step["name"]) or Text(zh=step["id"], en=step["id"])
        return DraftStep(kind=PIECE, who=tuple(_within(step)), people=name, act=name, own=step, named=name)

    def _called(self, rule: dict[str, Any], step: dict[str, Any]) -> Text:
        if (words := self._cast.called(rule)) is not None:
            return words
        field = self._fields.get(str(rule.get("field", "")).partition(".")[0])
        if field is not None:
            return names.text(field.label)
        return _label(step["name"]) or Text(zh=step["id"], en=step["id"])

    def _gate(self, branch: dict[str, Any]) -> Gate:
        """A comparison with a number in words of its own, anything else by its label."""
        when, label = branch["when"], _label(branch.get("label"))
        found = _RANGE.fullmatch(when) or _LIMIT.fullmatch(when)
        field = self._fields.get(found["field"]) if found else None
        if found is None or field is None or field.type not in (FieldType.MONEY, FieldType.NUMBER):
            return Gate(field="", written=when, label=label)
        upper = found.groupdict().get("upper")
        return Gate(
            field=field.id,
            op=found["op"],
            value=float(found["value"]),
            upper=float(upper) if upper else None,
            called=_name(field),
            money=field.type is FieldType.MONEY,
            written=when,
            label=label,
        )


def _name(field: Field) -> Text:
    return names.text(field.label)


def _within(step: Mapping[str, Any]) -> list[dict[str, Any]]:
    inner = [each for branch in step.get("branches", ()) for each in branch.get("steps", ())]
    return [*step.get("who", ()), *(rule for each in inner for rule in _within(each))]


def _without_branches(step: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in step.items() if key != "branches"}


def _joined(called: Sequence[Text], mode: str) -> Text:
    zh, en = ("或", " or ") if mode == "any" else ("、", ", ")
    return Text(zh=zh.join(each.zh for each in called), en=en.join(each.en for each in called))


def _label(label: str | Mapping[str, str] | None) -> Text | None:
    if label is None or isinstance(label, str):
        return Text(zh=label, en=label) if label else None
    return Text(zh=label["zh"], en=label["en"])

"""A published template → a draft of its next version, which keeps whatever corrections do not change."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.messages import Text
from bot.modelling import ways
from bot.modelling.cast import Cast
from bot.modelling.draft import GOTO, LABEL, OTHERWISE, PASS, PIECE, Draft, DraftStep, Gate, Stage, mark
from bot.present import names
from engine.formats import plain, yaml_out
from engine.step import World
from engine.template import Field, FieldType, Template

_ACTS = {
    "approval": Text(zh="审批", en="approve"),
    "task": Text(zh="处理", en="handle"),
    "notify": Text(zh="知会", en="is told"),
}
_LIMIT = re.compile(r"\s*(?P<field>\w+)\s*(?P<op>>=|<=|>|<)\s*(?P<value>\d+(?:\.\d+)?)\s*")
_RANGE = re.compile(_LIMIT.pattern + r"&&\s*(?P=field)\s*<\s*(?P<upper>\d+(?:\.\d+)?)\s*")


def draft_of(template: Template, world: World) -> Draft:
    data = yaml_out.nested(template, world.steps) or plain.flat(template)
    reading = _Reading(template, Cast(world.directory), frozenset(ways.targets(data["steps"])))
    stages = ways.tidied(reading.stages(data["steps"]))
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


class _Reading:
    def __init__(self, template: Template, cast: Cast, targets: frozenset[str]) -> None:
        self._fields, self._cast, self._targets = template.fields_by_id, cast, targets
        self.forks: dict[str, dict[str, Any]] = {}

    def stages(self, steps: Sequence[dict[str, Any]]) -> list[Stage]:
        found: list[Stage] = []
        for each in steps:
            own = _without(each, "next")
            branches = self._branches(own) if each["kind"] == "condition" else None
            found += self._between_marks(
                each, branches or [self._stage(own) or Stage(steps=(self._piece(own),))]
            )
        return found

    def _between_marks(self, step: dict[str, Any], stages: Sequence[Stage]) -> list[Stage]:
        """With where others come in, and where it leads if not to the next."""
        before = [Stage(steps=(mark(LABEL, step["id"]),))] if step["id"] in self._targets else []
        after = [Stage(steps=(mark(GOTO, step["next"]),))] if "next" in step else []
        return [*before, *stages, *after]

    def _branches(self, condition: dict[str, Any]) -> list[Stage] | None:
        """None when a branch holds more than steps one after another."""
        found: list[Stage] = []
        gates: list[Gate | None] = []
        for branch in condition["branches"]:
            gate = self._gate(branch) if "when" in branch else None
            inner = self._branch(branch)
            if inner is None or gate in gates:
                return None
            gates.append(gate)
            found += [each.model_copy(update={"gate": gate, "fork": condition["id"]}) for each in inner]
        otherwise = [{OTHERWISE: each["label"]} for each in condition["branches"]
                     if "when" not in each and "label" in each]  # fmt: skip
        self.forks[condition["id"]] = _without(condition, "branches") | (otherwise[0] if otherwise else {})
        return found

    def _branch(self, branch: dict[str, Any]) -> list[Stage] | None:
        if "to" in branch:
            return [Stage(steps=(mark(GOTO, branch["to"]),))]
        found: list[Stage] = []
        for step in branch.get("steps", ()):
            stage = self._stage(_without(step, "next"))
            if stage is None:
                return None
            found += self._between_marks(step, [stage])
        return found or [Stage(steps=(mark(PASS),))]

    def _stage(self, step: dict[str, Any]) -> Stage | None:
        """A step, or some in parallel; None for what is neither."""
        if step["kind"] in _ACTS:
            return Stage(steps=(self._step(step),))
        inner = [branch.get("steps", ()) for branch in step.get("branches", ())]
        if step["kind"] != "parallel" or not all(map(self._is_plain, inner)):
            return None if step.get("branches") else Stage(steps=(self._piece(step),))
        labels = [_label(branch.get("label")) for branch in step["branches"]]
        steps = [
            self._step(way[0]).model_copy(update={"way": label})
            for way, label in zip(inner, labels, strict=True)
        ]
        return Stage(steps=tuple(steps), own=_without(step, "branches"))

    def _is_plain(self, way: Sequence[dict[str, Any]]) -> bool:
        """One step that nothing else leads to and that leads nowhere else."""
        return (
            len(way) == 1
            and way[0]["kind"] in _ACTS
            and "next" not in way[0]
            and way[0]["id"] not in self._targets
        )

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


def _without(step: Mapping[str, Any], left: str) -> dict[str, Any]:
    return {key: value for key, value in step.items() if key != left}


def _joined(called: Sequence[Text], mode: str) -> Text:
    zh, en = ("或", " or ") if mode == "any" else ("、", ", ")
    return Text(zh=zh.join(each.zh for each in called), en=en.join(each.en for each in called))


def _label(label: str | Mapping[str, str] | None) -> Text | None:
    if label is None or isinstance(label, str):
        return Text(zh=label, en=label) if label else None
    return Text(zh=label["zh"], en=label["en"])

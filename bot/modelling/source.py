"""A draft → a template: the data that the YAML reader takes, and what that reader makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.messages import Text
from bot.modelling.draft import Draft, DraftStep, Gate, Stage
from bot.present.amounts import money, number
from engine.formats import yaml
from engine.step import World
from engine.template import Template

_FIELDS: dict[str, tuple[str, Text]] = {
    "amount": ("money", Text(zh="金额", en="amount")),
    "budget": ("money", Text(zh="预算", en="budget")),
    "days": ("number", Text(zh="天数", en="days")),
    "quantity": ("number", Text(zh="数量", en="quantity")),
}
_SIGNS = {">": Text(zh="超过", en="over"), ">=": Text(zh="不低于", en="at least"),
          "<": Text(zh="低于", en="under"), "<=": Text(zh="不超过", en="at most")}  # fmt: skip
_UNITS = {"days": Text(zh="天", en=" days"), "quantity": Text(zh="", en="")}


def template_of(draft: Draft, world: World, owner: str = "") -> Template:
    """Raises TemplateInvalid."""
    return yaml.built(data_of(draft, owner), {}, version=0, types=world.steps, name=f"{draft.id}.yaml")


def data_of(draft: Draft, owner: str = "") -> dict[str, Any]:
    return {
        "id": draft.id,
        "prefix": draft.prefix,
        "name": draft.name.model_dump(),
        "about": draft.said[:200] or draft.name.zh,
        "title": "{subject}",
        "owners": [owner] if owner else [],
        "fields": _fields(draft),
        "steps": _Steps().sequence(draft.stages),
    }


def _fields(draft: Draft) -> list[dict[str, Any]]:
    gated = [stage.gate.field for stage in draft.stages if stage.gate]
    gated += [step.gate.field for stage in draft.stages for step in stage.steps if step.gate]
    subject = {"id": "subject", "label": {"zh": "事项", "en": "subject"}, "required": True}
    found = [subject]
    for each in dict.fromkeys((*gated, *draft.fields)):
        kind, label = _FIELDS[each]
        found.append({"id": each, "type": kind, "label": label.model_dump(), "required": True})
    return [*found, {"id": "reason", "type": "long_text", "label": {"zh": "说明", "en": "reason"}}]


class _Steps:
    """Gives each step an id of its own."""

    def __init__(self) -> None:
        self._ids: set[str] = set()

    def sequence(self, stages: Sequence[Stage]) -> list[dict[str, Any]]:
        """Neighbours under one condition share it; two that exclude each other are branches of one."""
        found: list[dict[str, Any]] = []
        place = 0
        while place < len(stages):
            gate = stages[place].gate
            run = _run(stages, place)
            if gate is None:
                found.append(self._stage(stages[place]))
                place += 1
                continue
            branches = [self._branch(gate, stages[place:run])]
            place = run
            if place < len(stages) and gate.upper is None and stages[place].gate == gate.opposite():
                other = _run(stages, place)
                branches.append(self._branch(None, stages[place:other], said=gate.opposite()))
                place = other
            name = Text(zh=f"按{_FIELDS[gate.field][1].zh}", en=f"By {_FIELDS[gate.field][1].en}")
            condition = {"id": self._id(f"by_{gate.field}"), "kind": "condition", "name": name.model_dump()}
            found.append(condition | {"branches": branches})
        return found

    def _branch(self, gate: Gate | None, stages: Sequence[Stage], said: Gate | None = None) -> dict[str, Any]:
        steps = [self._stage(each) for each in stages]
        meant = gate or said
        label = gate_words(meant) if meant else None
        when = {"when": cel(gate)} if gate else {}
        return {**when, **({"label": label.model_dump()} if label else {}), "steps": steps}

    def _stage(self, stage: Stage) -> dict[str, Any]:
        if len(stage.steps) == 1:
            return self._step(stage.steps[0])
        return {
            "id": self._id("together"),
            "kind": "parallel",
            "name": {"zh": "并行", "en": "In parallel"},
            "branches": [{"steps": [self._gated(each)]} for each in stage.steps],
        }

    def _gated(self, step: DraftStep) -> dict[str, Any]:
        if step.gate is None:
            return self._step(step)
        return self.sequence((Stage(steps=(step.model_copy(update={"gate": None}),), gate=step.gate),))[0]

    def _step(self, step: DraftStep) -> dict[str, Any]:
        settings: dict[str, Any] = {"who": [dict(each) for each in step.who]}
        if step.kind != "notify":
            settings |= {"mode": step.mode} if step.mode != "any" else {}
            settings |= {"due": step.due or "2d"}
            settings |= {"timeout": step.timeout} if step.timeout else {}
        return {"id": self._id(_called(step)), "kind": step.kind, "name": step.name.model_dump(), **settings}

    def _id(self, wanted: str) -> str:
        free, number_ = wanted, 2
        while free in self._ids:
            free, number_ = f"{wanted}_{number_}", number_ + 1
        self._ids.add(free)
        return free


def _run(stages: Sequence[Stage], place: int) -> int:
    """Where the stages end that share the gate of the one at `place`."""
    end = place + 1
    while end < len(stages) and stages[end].gate == stages[place].gate:
        end += 1
    return end


def _called(step: DraftStep) -> str:
    """An id that tells who: `manager`, `department_head`, `cfo`, `legal`."""
    rule, value = next(iter((key, value) for key, value in step.who[0].items() if key != "level"))
    plain = {"manager_of": "manager", "starter": "starter_step", "chosen": "chosen", "people": "members"}.get(
        rule, str(value)
    )
    if rule == "head_of" and value == "starter":
        plain = "department_head"
    plain = "".join(each if each.isascii() and each.isalnum() else "_" for each in plain.lower()).strip("_")
    if step.kind == "notify":
        plain = f"tell_{plain}"
    return plain[:36] if plain[:1].isalpha() and plain not in ("start", "end") else "step"


def cel(gate: Gate) -> str:
    lower = f"{gate.field} {gate.op} {_plain(gate.value)}"
    return lower if gate.upper is None else f"{lower} && {gate.field} < {_plain(gate.upper)}"


def gate_words(gate: Gate) -> Text:
    """金额超过 20 万元 / amount over ¥200k."""
    label, sign = _FIELDS[gate.field][1], _SIGNS[gate.op]
    amount = _amount(gate.field, gate.value)
    if gate.upper is not None:
        upper = _amount(gate.field, gate.upper)
        return Text(
            zh=f"{label.zh} {amount.zh}到 {upper.zh}", en=f"{label.en} from {amount.en} to {upper.en}"
        )
    return Text(zh=f"{label.zh}{sign.zh} {amount.zh}", en=f"{label.en} {sign.en} {amount.en}")


def _amount(field: str, value: float) -> Text:
    if _FIELDS[field][0] == "money":
        return money(value)
    return Text(zh=f"{number(value)}{_UNITS[field].zh}", en=f"{number(value)}{_UNITS[field].en}")


def _plain(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(value)

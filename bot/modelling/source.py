"""A draft → a template: the data that the YAML reader takes, and what that reader makes of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.messages import Text, same
from bot.modelling.draft import GOTO, LABEL, OTHERWISE, PASS, PIECE, Draft, DraftStep, Gate, Stage, Unclear
from bot.modelling.ways import Landings
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
_UNITS = {"days": Text(zh=" 天", en=" days"), "quantity": Text(zh="", en="")}


@dataclass(frozen=True, slots=True)
class Amount:
    """A field of money in a published form."""

    id: str
    label: Text


def template_of(draft: Draft, world: World, owner: str = "") -> Template:
    """Raises TemplateInvalid."""
    return yaml.built(data_of(draft, owner), {}, version=0, types=world.steps, name=f"{draft.id}.yaml")


def data_of(draft: Draft, owner: str = "") -> dict[str, Any]:
    if draft.is_change:
        return _changed(draft)
    return {
        "id": draft.id,
        "prefix": draft.prefix,
        "name": draft.name.model_dump(),
        "about": draft.said[:200] or draft.name.zh,
        "title": "{subject}",
        "owners": [owner] if owner else [],
        "fields": _fields(draft),
        "steps": _Steps(draft).sequence(draft.stages),
    }


def _changed(draft: Draft) -> dict[str, Any]:
    """The published version with the changed steps, and a field for each new condition that has none."""
    data: dict[str, Any] = dict(draft.base)
    fields: list[dict[str, Any]] = list(data.get("fields", ()))
    known = {each["id"] for each in fields}
    fields += [each for each in _fields(draft) if each["id"] in _FIELDS and each["id"] not in known]
    data |= {"name": draft.name.model_dump(), "fields": fields}
    builder = _Steps(draft)
    return data | {"steps": builder.landings.resolved(builder.sequence(draft.stages))}


def step_at(where: str, draft: Draft) -> Text:
    """The name of the step that a flaw points at, such as `steps[2].branches[0]`."""
    inner: Any = data_of(draft)
    name = draft.name
    for key, place in re.findall(r"(steps|branches)\[(\d+)\]", where):
        inner = inner[key][int(place)]
        name = _text(inner["name"]) if "name" in inner else name
    return name


def _fields(draft: Draft) -> list[dict[str, Any]]:
    gated = [stage.gate.field for stage in draft.stages if stage.gate]
    gated += [step.gate.field for stage in draft.stages for step in stage.steps if step.gate]
    subject = {"id": "subject", "label": {"zh": "事项", "en": "subject"}, "required": True}
    found = [subject]
    for each in dict.fromkeys((*gated, *draft.fields)):
        if each not in _FIELDS:  # of the published form
            continue
        kind, label = _FIELDS[each]
        found.append({"id": each, "type": kind, "label": label.model_dump(), "required": True})
    return [*found, {"id": "reason", "type": "long_text", "label": {"zh": "说明", "en": "reason"}}]


class _Steps:
    """Gives each step an id of its own; published ones keep theirs."""

    def __init__(self, draft: Draft) -> None:
        self._forks = draft.forks
        self._ids = {id_ for stage in draft.stages for each in stage.steps for id_ in _ids_in(each.own)}
        self._ids |= {id_ for stage in draft.stages for id_ in (*_ids_in(stage.own), stage.fork) if id_}
        self._given: set[str] = set()
        self.landings = Landings()

    def sequence(self, stages: Sequence[Stage]) -> list[dict[str, Any]]:
        """Neighbours under one condition share it; two that exclude each other are branches of one."""
        stages = _dissolved(stages)
        found: list[dict[str, Any]] = []
        place = 0
        while place < len(stages):
            stage = stages[place]
            if stage.mark and not stage.fork:
                self._pass(stage.steps[0], found)
                place += 1
                continue
            labels = self.landings.taken()
            if stage.fork:
                end = _end(stages, place, lambda one, other: one.fork == other.fork)
                found.append(self._forked(stages[place:end]))
            elif stage.gate is None:
                end = place + 1
                found.append(self._stage(stage))
            else:
                data, end = self._conditional(stages, place)
                found.append(data)
            self.landings.land(labels, found[-1]["id"])
            place = end
        return found

    def _pass(self, step: DraftStep, found: list[dict[str, Any]]) -> None:
        """A mark: what was written last leads elsewhere, or others come in before what is written next."""
        if step.kind == LABEL:
            self.landings.label(step.target)
        elif step.kind == GOTO:
            self.landings.go_on(step.target)
            if not found:
                raise Unclear(_NO_FIRST_STEP)
            found[-1].setdefault("next", step.target)

    def _conditional(self, stages: Sequence[Stage], place: int) -> tuple[dict[str, Any], int]:
        """A condition for the stages from `place` on, and where the next ones begin."""
        gate = stages[place].gate
        assert gate is not None
        run = _end(stages, place, Stage.is_one_with)
        branches = [self._branch(gate, stages[place:run])]
        place, opposite = run, gate.opposite()
        if place < len(stages) and opposite and _bare(stages[place].gate) == opposite:
            run = _end(stages, place, Stage.is_one_with)
            branches.append(self._branch(None, stages[place:run], said=opposite))
        name = Text(zh=f"按{_called(gate).zh}", en=f"By {_called(gate).en}")
        condition = {"id": self._id(f"by_{gate.field}"), "kind": "condition", "name": name.model_dump()}
        return condition | {"branches": branches}, run

    def _forked(self, stages: Sequence[Stage]) -> dict[str, Any]:
        """A published condition with its branches in their order."""
        branches, place, left = [], 0, []
        while place < len(stages):
            end = _end(stages, place, Stage.is_one_with)
            branches.append(self._branch(stages[place].gate, stages[place:end]))
            left += self.landings.taken()  # they land behind the branches
            place = end
        self.landings.put_back(left)
        condition = dict(self._forks[stages[0].fork])
        if (label := condition.pop(OTHERWISE, None)) is not None:
            branches = [each if "when" in each else each | {"label": label} for each in branches]
        return condition | {"branches": branches}

    def _branch(self, gate: Gate | None, stages: Sequence[Stage], said: Gate | None = None) -> dict[str, Any]:
        meant = gate or said
        label = meant and (meant.label if meant.written else gate_words(meant))
        when = {"when": cel(gate)} if gate else {}
        return {**when, **({"label": label.model_dump()} if label else {}), **self._way_of(stages)}

    def _way_of(self, stages: Sequence[Stage]) -> dict[str, Any]:
        """A branch's steps, or where it leads without any."""
        inner = [each.alone() for each in stages]
        jump = next((each.steps[0] for each in inner if each.mark != LABEL), None)
        if jump is not None and jump.kind == GOTO:
            if inner[-1].steps[0] is not jump:
                raise Unclear(_NO_FIRST_STEP)
            for each in inner[:-1]:
                self.landings.label(each.steps[0].target)
            self.landings.go_on(jump.target)
            return {"to": jump.target}
        return {"steps": self.sequence(inner)}

    def _stage(self, stage: Stage) -> dict[str, Any]:
        if len(stage.steps) == 1:
            return self._step(stage.steps[0])
        own = dict(stage.own) or {
            "id": self._id("together"),
            "kind": "parallel",
            "name": {"zh": "并行", "en": "In parallel"},
        }
        return own | {"branches": [self._way(each) for each in stage.steps]}

    def _way(self, step: DraftStep) -> dict[str, Any]:
        label = {"label": step.way.model_dump()} if step.way else {}
        return label | {"steps": [self._gated(step)]}

    def _gated(self, step: DraftStep) -> dict[str, Any]:
        if step.gate is None:
            return self._step(step)
        return self.sequence((Stage(steps=(step.model_copy(update={"gate": None}),), gate=step.gate),))[0]

    def _step(self, step: DraftStep) -> dict[str, Any]:
        if step.kind == PIECE:
            return dict(step.own)
        settings: dict[str, Any] = {
            **step.own,
            "id": self._own_id(step),
            "kind": step.kind,
            "name": step.name.model_dump(),
            "who": [dict(each) for each in step.who],
        }
        if step.kind == "notify":
            return settings
        settings["mode"] = step.mode
        if step.due or not step.own:
            settings["due"] = step.due or "2d"
        if step.timeout:
            settings["timeout"] = step.timeout
        return settings

    def _own_id(self, step: DraftStep) -> str:
        """A published step that became two keeps its id once."""
        own = str(step.own.get("id", ""))
        if not own or own in self._given:
            return self._id(_id_of(step))
        self._given.add(own)
        return own

    def _id(self, wanted: str) -> str:
        free, number_ = wanted, 2
        while free in self._ids:
            free, number_ = f"{wanted}_{number_}", number_ + 1
        self._ids.add(free)
        return free


_NO_FIRST_STEP = Text(
    zh="这样改,有一条路上就没有第一步了,直接跳到了别处。",
    en="With this change a way would begin with a jump.",
)


def _dissolved(stages: Sequence[Stage]) -> list[Stage]:
    """Published conditions of which no condition, or no step, is left are only what is on their branches."""
    gated = {each.fork for each in stages if each.gate is not None}
    busy = {each.fork for each in stages if each.mark not in (LABEL, PASS)}
    return [each if each.fork in gated & busy else each.alone() for each in stages]


def _end(stages: Sequence[Stage], place: int, alike: Callable[[Stage, Stage], bool]) -> int:
    """Where the stages end that are like the one at `place`."""
    end = place + 1
    while end < len(stages) and alike(stages[end], stages[place]):
        end += 1
    return end


def _bare(gate: Gate | None) -> Gate | None:
    return gate and gate.with_limit(gate.op, gate.value, gate.upper)


def _ids_in(data: Mapping[str, Any]) -> Iterator[str]:
    """Of a published step and of all within it."""
    if "id" in data:
        yield str(data["id"])
    for branch in data.get("branches", ()):
        for step in branch.get("steps", ()):
            yield from _ids_in(step)


def _id_of(step: DraftStep) -> str:
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


def amounts_of(draft: Draft) -> list[Amount]:
    """The published form's amounts of money."""
    fields: Any = draft.base.get("fields", ())
    return [Amount(each["id"], _text(each["label"])) for each in fields if each.get("type") == "money"]


def _text(label: str | Mapping[str, str]) -> Text:
    return same(label) if isinstance(label, str) else Text(zh=label["zh"], en=label["en"])


def cel(gate: Gate) -> str:
    if gate.written:
        return gate.written
    lower = f"{gate.field} {gate.op} {_plain(gate.value)}"
    return lower if gate.upper is None else f"{lower} && {gate.field} < {_plain(gate.upper)}"


def gate_words(gate: Gate) -> Text:
    """金额超过 20 万元 / amount over ¥200k."""
    if not gate.field:
        return _meaning(gate)
    label, sign = _called(gate), _SIGNS[gate.op]
    amount = _amount(gate, gate.value)
    if gate.upper is not None:
        upper = _amount(gate, gate.upper)
        return Text(
            zh=f"{label.zh} {amount.zh}到 {upper.zh}", en=f"{label.en} from {amount.en} to {upper.en}"
        )
    return Text(zh=f"{label.zh}{sign.zh} {amount.zh}", en=f"{label.en} {sign.en} {amount.en}")


def _meaning(gate: Gate) -> Text:
    """A branch says 因为影响成本, which is its condition after 因为."""
    label = gate.label or same(gate.written)
    return Text(zh=label.zh.removeprefix("因为"), en=re.sub("^Because ", "", label.en))


def _called(gate: Gate) -> Text:
    return gate.called or field_name(gate.field)


def field_name(field: str) -> Text:
    """Of a field that a condition brings with it."""
    return _FIELDS[field][1]


def _amount(gate: Gate, value: float) -> Text:
    if gate.money if gate.called else _FIELDS[gate.field][0] == "money":
        return money(value)
    unit = _UNITS.get(gate.field, same(""))
    return Text(zh=f"{number(value)}{unit.zh}", en=f"{number(value)}{unit.en}")


def _plain(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(value)

# ruff: noqa: E501 - a pattern is read as one line
"""Corrections by talking: 法务和财务并行, 在财务之前加法务审核, 把金额改成30万, 部门经理改成我领导, 删掉财务."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.messages import Text
from bot.modelling import naming, naming_steps, phrases, ways
from bot.modelling.cast import Cast, Mention
from bot.modelling.describing import Describing, due_in, without_times
from bot.modelling.draft import Draft, DraftStep, Gate, Stage, Unclear
from bot.modelling.gates import gates
from bot.modelling.joint import alone, less, names_of
from bot.modelling.source import amounts_of
from bot.money import find_money
from engine.people import Directory


def corrected(draft: Draft, said: str, directory: Directory) -> Draft | None:
    """The draft with the correction in it; None when it is not understood. Raises Unclear."""
    changing = _Correcting(draft, said, Cast(directory))
    for attempt in changing.attempts:
        changed = attempt()
        if changed is not None and changed.stages and changed != draft:
            ways.keep_references(draft, changed)
            return changed
    return None


class _Correcting:
    def __init__(self, draft: Draft, said: str, cast: Cast) -> None:
        self._draft, self._said, self._cast = draft, said, cast
        self._mentions = naming_steps.mentions(said, draft, cast)
        self.attempts: tuple[Callable[[], Draft | None], ...] = (
            self._renamed, self._deleted, self._moved, self._added, self._other_amount, self._replaced, self._together,
            self._in_turn, self._signed_by, self._timed, self._gated, self._told,
        )  # fmt: skip

    def _renamed(self) -> Draft | None:
        found = phrases.RENAME.search(self._said)
        if not found or self._mentions:
            return None
        return self._draft.model_copy(update={"name": naming.titled(found["name"].strip())})

    def _deleted(self) -> Draft | None:
        if not phrases.DELETE.search(self._said) or phrases.SERIAL.search(self._said):
            return None
        places = self._all_places()
        if re.search(r"条件|门槛|限制|condition|threshold|limit", self._said):
            return self._ungated({at for at, _ in places} or set(range(len(self._draft.stages))))
        alone = [(at, index) for at, index in places if not self._shared(at, index)]
        if alone or not places:
            return self._without(alone) if alone else None
        gone = [each.who for each in self._mentions]
        return self._each_step(lambda at, step: less(step, gone) if at in places else step)

    def _shared(self, at: int, index: int) -> bool:
        """Whether others than those who are named have a part in the step."""
        step = self._draft.stages[at].steps[index]
        named = [each for each in self._mentions if each.who in step.who]
        by_name = any(each.step and each.step == step.own.get("id") for each in self._mentions)
        return len(step.who) > len(named) > 0 and not by_name

    def _ungated(self, places: set[int]) -> Draft:
        """Always needed from now on."""
        ways.keep_branches(self._draft, places)
        stages = [each.alone() if at in places else each for at, each in enumerate(self._draft.stages)]
        return self._draft.with_stages(tuple(stages))

    def _moved(self) -> Draft | None:
        """财务放到法务前面."""
        if (
            not (phrases.MOVE.search(self._said) or self._is_bare_order())
            or len(self._mentions) < 2
            or phrases.ADD.search(self._said)
        ):
            return None
        moved, anchor = self._mentions[0], self._mentions[1]
        places = self._places(moved)
        if not places or not self._places(anchor):
            return None
        at, index = places[0]
        ways.keep_ways(self._draft, at, self._places(anchor)[0][0])
        stage = Stage(steps=(self._draft.stages[at].steps[index],), gate=self._draft.stages[at].gate)
        return self._beside(self._without(places), anchor, (stage,))

    def _is_bare_order(self) -> bool:
        return bool(
            re.search(r"(?:之?前面?|之?后面?|before|after)\s*[^\w]*$|\bbefore\b", self._said)
        ) and not phrases.ADD.search(self._said)

    def _added(self) -> Draft | None:
        """再加一步法务审核,在财务之前; without a place it comes last, before whoever is only told."""
        if not phrases.ADD.search(self._said):
            return None
        anchor = phrases.ANCHOR.search(self._said)
        rest = (
            self._said if anchor is None else self._said[: anchor.start()] + " " + self._said[anchor.end() :]
        )
        rest = re.sub(r"^\s*(?:在|请|把)?\s*", "", phrases.ADD.sub(" ", rest, count=1)).rstrip("的 ")
        reading = Describing(self._cast)
        stages, doubts = _for_somebody(reading.stages(rest), reading.doubts, rest)
        if not stages:
            return None
        if phrases.IF.search(self._said) and not any(each.gate for each in stages):
            raise Unclear(_CONDITION_UNREAD)
        draft = self._draft.model_copy(
            update={"doubts": tuple(dict.fromkeys((*self._draft.doubts, *doubts)))}
        )
        place = None if anchor is None else next(iter(self._named(anchor["zh"] or anchor["en"] or "")), None)
        if place is not None and naming_steps.stage_of(place, draft) is not None:
            return self._beside(draft, place, stages)
        if (
            anchor is not None
            and phrases.BEFORE.search(anchor.group())
            and re.search("最|first|all", anchor.group())
        ):
            return draft.with_stages((*stages, *draft.stages))
        return _appended(draft, stages)

    def _other_amount(self) -> Draft | None:
        """把金额改成30万; of several conditions the one that was named by its old amount, else the only one."""
        if not phrases.REPLACES.search(self._said):
            return None
        said = self._said if self._draft.asks_for_days else without_times(self._said)
        values = [float(each.value) for each in find_money(said)]
        places = self._all_places()
        limits = [limit for at, index in places for limit in self._limits(at, index)]
        every = [limit for at, stage in enumerate(self._draft.stages)
                 for index in range(len(stage.steps)) for limit in self._limits(at, index)]  # fmt: skip
        if not values or not every or (places and not limits):
            return None
        old = next((value for value in values[:-1] if value in every), (limits or every)[0])

        def renewed(gate: Gate | None) -> Gate | None:
            if gate is None or old not in (gate.value, gate.upper):
                return gate
            value, upper = (values[-1] if each == old else each for each in (gate.value, gate.upper))
            return gate.with_limit(gate.op, value or 0, upper)

        stages = [
            stage.model_copy(
                update={
                    "steps": tuple(
                        step.model_copy(update={"gate": renewed(step.gate)}) for step in stage.steps
                    ),
                    "gate": renewed(stage.gate),
                }
            )
            for stage in self._draft.stages
        ]
        return self._draft.with_stages(tuple(stages))

    def _limits(self, at: int, index: int) -> list[float]:
        """Of the conditions under which a step is needed."""
        stage = self._draft.stages[at]
        return [each.value for each in (stage.steps[index].gate, stage.gate) if each and each.field]

    def _replaced(self) -> Draft | None:
        """部门经理改成我领导; replace the manager with the CFO."""
        mark = re.search(r"改[成为]|换[成为]|改由|\b(?:to|with|into)\b", self._said, re.IGNORECASE)
        if not phrases.REPLACES.search(self._said) or mark is None:
            return None
        before = [each for each in self._mentions if each.end <= mark.start()]
        after = [each for each in self._mentions if each.start >= mark.end()]
        if not before or not after or not self._places(before[0]):
            return None
        places, new = self._places(before[0]), after[0]
        return self._each_step(
            lambda at, step: step.by((new.who,), new.people, "any") if at in places else step
        )

    def _together(self) -> Draft | None:
        if not phrases.PARALLEL.search(self._said) or phrases.SERIAL.search(self._said):
            return None
        places = self._all_places()
        newcomers = [each for each in self._mentions if not self._places(each)]
        if places and newcomers:
            return _Correcting(self._joined_by(newcomers, *places[0]), self._said, self._cast)._together()
        if len(places) < 2:
            steps = [step for each in self._split(places) for step in each] if places else []
            return self._put(places[0][0], (Stage(steps=tuple(steps)),)) if len(steps) > 1 else None
        ways.keep_apart(self._draft, places)
        first = self._draft.stages[places[0][0]]
        if not all(self._draft.stages[at].is_one_with(first) for at, _ in places):
            ways.keep_whole(self._draft, places)
            first = first.alone()  # each for itself under its own condition, where it has one
        steps = [self._with_own_gate(at, index, first.gate) for at, index in places]
        merged = list(self._without(places, keep_empty=True).stages)
        kept = [self._with_own_gate(places[0][0], index, first.gate) for index in range(len(first.steps))
                if (places[0][0], index) not in places]  # fmt: skip
        merged[places[0][0]] = first.model_copy(update={"steps": (*kept, *steps)})
        return self._draft.with_stages(tuple(merged))

    def _joined_by(self, newcomers: Sequence[Mention], at: int, index: int) -> Draft:
        """法务和财务并行, when 法务 has no part yet: beside 财务, in the same cases."""
        stage = self._draft.stages[at]
        act = stage.steps[index].act
        new = [DraftStep(who=(each.who,), people=each.people, act=act) for each in newcomers]
        return self._put(at, (stage.model_copy(update={"steps": (*stage.steps, *new)}),))

    def _with_own_gate(self, at: int, index: int, shared: Gate | None) -> DraftStep:
        """A step keeps its condition where its new neighbours have another."""
        stage = self._draft.stages[at]
        step = stage.steps[index]
        return step if stage.gate == shared else step.model_copy(update={"gate": step.gate or stage.gate})

    def _in_turn(self) -> Draft | None:
        """法务和财务依次: a parallel stage becomes steps one after another, a joint one is taken in turn."""
        if not phrases.SERIAL.search(self._said):
            return None
        places = self._all_places()
        stages: list[Stage] = []
        for at, stage in enumerate(self._draft.stages):
            if any(at == place for place, _ in places) or not places:
                stages += [alone(each, stage) for each in stage.steps]
            else:
                stages.append(stage)
        steps = tuple(stages)
        if steps == self._draft.stages:
            return self._each_step(
                lambda at, step: step.model_copy(update={"mode": "sequence"}) if len(step.who) > 1 else step
            )
        return self._draft.with_stages(steps)

    def _signed_by(self) -> Draft | None:
        """法务和财务会签: one step of them both; 或签 where one of them is enough."""
        mode = "all" if phrases.ALL.search(self._said) else "any" if phrases.ANY.search(self._said) else ""
        if not mode:
            return None
        places = self._all_places()
        if len(places) < 2:
            return self._each_step(
                lambda at, step: step.model_copy(update={"mode": mode}) if len(step.who) > 1 else step
            )
        ways.keep_apart(self._draft, places)
        first = self._draft.stages[places[0][0]]
        if first.gate and not all(self._draft.stages[at].is_one_with(first) for at, _ in places):
            raise Unclear(ways.on_a_branch(self._draft, places[0][0]))
        steps = [self._draft.stages[at].steps[index] for at, index in places]
        people = Text(
            zh=("、" if mode == "all" else "或").join(each.people.zh for each in steps),
            en=(", " if mode == "all" else " or ").join(each.people.en for each in steps),
        )
        who = tuple(rule for each in steps for rule in each.who)
        joint = steps[0].by(who, people, mode)
        at, index = places[0]
        left = list(self._without(places[1:], keep_empty=True).stages)
        kept = list(left[at].steps)
        kept[min(index, len(kept) - 1)] = joint
        left[at] = left[at].model_copy(update={"steps": tuple(kept)})
        return self._draft.with_stages(tuple(left))

    def _timed(self) -> Draft | None:
        if not self._mentions:
            return None
        due = due_in(self._said)
        if not due and phrases.REPLACES.search(self._said) and not self._draft.asks_for_days:
            due = due_in(f"限{self._said}")  # 法务那步改成3天
        places = {place for each in self._mentions for place in self._everywhere(each)}
        if not due or not places:
            return None
        return self._each_step(
            lambda at, step: step.model_copy(update={"due": due}) if at in places else step
        )

    def _gated(self) -> Draft | None:
        """超30万才到财务: the step gets a condition."""
        found = gates(self._said, None)
        places = {at for at, _ in self._all_places()}
        if not found or not places:
            return None
        gate = self._own_field(found[0].gate)
        changed = [each for at, each in enumerate(self._draft.stages) if at in places]
        stages = [
            each.model_copy(update={"gate": gate})
            if any(each is one or (each.fork and each.is_one_with(one)) for one in changed)
            else each
            for each in self._draft.stages
        ]
        return self._draft.with_stages(tuple(stages))

    def _own_field(self, gate: Gate) -> Gate:
        """金额 is what the published form calls 预算, when that is its only amount."""
        fields = {each.id: each for each in amounts_of(self._draft)}
        field = fields.get(gate.field)
        if field is None and gate.field in ("amount", "budget") and len(fields) == 1:
            (field,) = fields.values()
        if field is None:
            return gate
        return gate.model_copy(update={"field": field.id, "called": field.label, "money": True})

    def _told(self) -> Draft | None:
        if not phrases.TOLD.search(self._said):
            return None
        stages = Describing(self._cast).stages(self._said)
        return _appended(self._draft, stages) if stages else None

    # Tools

    def _named(self, words: str) -> list[Mention]:
        return naming_steps.mentions(words, self._draft, self._cast)

    def _places(self, mention: Mention) -> Sequence[naming_steps.Place]:
        return naming_steps.own_before_joint(self._everywhere(mention), self._draft)

    def _everywhere(self, mention: Mention) -> list[naming_steps.Place]:
        word = self._said[mention.start : mention.end] if mention in self._mentions else mention.people.zh
        return naming_steps.places(mention, word, self._draft)

    def _all_places(self) -> list[tuple[int, int]]:
        return sorted({place for each in self._mentions for place in self._places(each)})

    def _split(self, places: Sequence[tuple[int, int]]) -> list[list[DraftStep]]:
        """A joint step as one for each of its people."""
        found = []
        for at, index in places:
            step = self._draft.stages[at].steps[index]
            found.append([step.by((who,), name, "any")
                          for who, name in zip(step.who, names_of(step), strict=True)])  # fmt: skip
        return found

    def _put(self, at: int, stages: tuple[Stage, ...]) -> Draft:
        return self._draft.with_stages((*self._draft.stages[:at], *stages, *self._draft.stages[at + 1 :]))

    def _without(self, places: Sequence[tuple[int, int]], *, keep_empty: bool = False) -> Draft:
        stages = tuple(
            stage.model_copy(
                update={
                    "steps": tuple(
                        each for index, each in enumerate(stage.steps) if (at, index) not in places
                    )
                }
            )
            for at, stage in enumerate(self._draft.stages)
        )
        return (
            self._draft.model_copy(update={"stages": stages})
            if keep_empty
            else self._draft.with_stages(stages)
        )

    def _beside(self, draft: Draft, anchor: Mention, stages: tuple[Stage, ...]) -> Draft | None:
        """The stages before or after the anchor's, as was said."""
        here = naming_steps.stage_of(anchor, draft)
        if here is None:
            return None
        is_after = phrases.AFTER.search(self._said) is not None and phrases.BEFORE.search(self._said) is None
        if is_after:
            ways.keep_together(draft, here)
        return draft.inserted(here + 1 if is_after else here, stages, after=is_after)

    def _each_step(self, change: Callable[[tuple[int, int], DraftStep], DraftStep]) -> Draft:
        stages = tuple(
            stage.model_copy(
                update={"steps": tuple(change((at, i), each) for i, each in enumerate(stage.steps))}
            )
            for at, stage in enumerate(self._draft.stages)
        )
        return self._draft.with_stages(stages)


_CONDITION_UNREAD = Text(
    zh="什么时候才需要这一步,我没听懂;金额、天数、数量可以说「超过30万才要」,别的条件请在设计器里画。",
    en="I did not understand when that step is needed; amounts, days and pieces can be said, as “above 300k”, "
    "other conditions are drawn in the designer.",
)


def _for_somebody(
    stages: tuple[Stage, ...], doubts: Sequence[str], said: str
) -> tuple[tuple[Stage, ...], Sequence[str]]:
    """加一步安全检查,由质量负责: one step of that name, for those who are named after it."""
    if (
        len(stages) != 2
        or not doubts
        or not re.search(r"负责|来做|来办|去做|\bdone by\b|\bhandled by\b", said)
    ):
        return stages, doubts
    (what,), (who,) = stages[0].steps, stages[1].steps[:1]
    if what.who != ({"chosen": True},):
        return stages, doubts
    step = who.model_copy(update={"named": what.people, "kind": "task" if what.kind == "task" else who.kind})
    return (Stage(steps=(step,), gate=stages[0].gate or stages[1].gate),), doubts[1:]


def _appended(draft: Draft, stages: tuple[Stage, ...]) -> Draft:
    """Last; but a decision does not come after the notice of its result."""
    until = ways.last_place(draft)
    if until < len(draft.stages):
        return draft.with_stages(
            (*draft.stages[:until], *ways.on_the_way(draft, until, stages), *draft.stages[until:])
        )
    if any(step.kind != "notify" for each in stages for step in each.steps):
        while until and all(step.kind == "notify" for step in draft.stages[until - 1].steps):
            until -= 1
    return draft.inserted(until, stages, after=True)

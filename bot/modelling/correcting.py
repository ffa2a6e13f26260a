# ruff: noqa: E501 - a pattern is read as one line
"""Corrections by talking: 法务和财务并行, 在财务之前加法务审核, 把金额改成30万, 部门经理改成我领导, 删掉财务."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.messages import Text
from bot.modelling import naming
from bot.modelling.cast import Cast, Mention
from bot.modelling.describing import Describing
from bot.modelling.draft import Draft, DraftStep, Gate, Stage
from bot.modelling.gates import gates
from bot.money import find_money
from engine.people import Directory

_RENAME = re.compile(
    r"(?:改名|名[字称](?:改)?|重命名|流程叫|就叫|叫它|\bcall it\b|\brename(?: it)?\b(?: to)?)\s*(?:改?[成为叫]|叫做?|to|:|:)?\s*[「“\"]?(?P<name>[^」”\"。,,]{1,40})",
    re.IGNORECASE,
)
_DELETE = re.compile(
    r"删[掉除去]?|去掉|去除|移除|取消|不要|不用|拿掉|\b(?:remove|delete|drop|without|skip|no need for)\b",
    re.IGNORECASE,
)
_ADD = re.compile(
    r"再?加(?:一?[个道步])?|增加|添加|补(?:一?[个道步])?|插入|还要|需要再?|\b(?:add|insert|also|include)\b",
    re.IGNORECASE,
)
_REPLACE = re.compile(r"改[成为]|换[成为]|改由|\b(?:to|with|into|instead of)\b", re.IGNORECASE)
_REPLACES = re.compile(r"改[成为]|换[成为]|改由|\b(?:change|replace|swap|instead|make)\b", re.IGNORECASE)
_BEFORE = re.compile(r"之前|前面|以前|前(?!提)|\b(?:before|ahead of)\b", re.IGNORECASE)
_AFTER = re.compile(r"之后|后面|以后|后(?!补)|\bafter\b", re.IGNORECASE)
_MOVE = re.compile(r"放[到在]|移[到动]?|挪到?|提[到前]|调到|\bmove\b|\bput\b", re.IGNORECASE)
_PARALLEL = re.compile(
    r"并行|同时|并排|\bin parallel\b|\bat the same time\b|\bsimultaneously\b", re.IGNORECASE
)
_SERIAL = re.compile(
    r"依次|先后|串行|不要?并行|\bin (?:sequence|turn|order)\b|\bone after (?:another|the other)\b",
    re.IGNORECASE,
)
_ALL = re.compile(r"会签|都要批|\b(?:jointly|both must|all must)\b", re.IGNORECASE)
_ANY = re.compile(r"或签|任意?一[个人位]|\b(?:either|any of|any one)\b", re.IGNORECASE)
_TOLD = re.compile(r"抄送|知会|通知|\b(?:cc|notify|inform|tell)\b", re.IGNORECASE)
_TIME = re.compile(r"[天日时]之?内|以内|\bwithin\b|工作日", re.IGNORECASE)
_ANCHOR = re.compile(
    r"(?:放?在|到|于)?(?P<zh>[^,,在]{1,12}?)(?:那一?步|审[批核])?(?:的?)(?:之前|之后|前面|后面|以前|以后|前|后)(?=$|[,,。\s]|再|加|增|插|补)"
    r"|\b(?:before|after|ahead of)\s+(?P<en>[A-Za-z& ]+)", re.IGNORECASE
)  # fmt: skip
PUBLISH = re.compile(
    r"\s*(?:好的?[,,]?)?(?:现在|就|直接|确认)?(?:发布|上线)(?:吧|了|它|这个流程|流程)?[。!!.]*|\s*(?:ok,? )?publish(?: it| now)?[.!]*",
    re.IGNORECASE,
)
_ANYTHING = (_RENAME, _DELETE, _ADD, _REPLACES, _MOVE, _PARALLEL, _SERIAL, _ALL, _ANY, _TOLD, _TIME, PUBLISH)
_NUMBER = re.compile(r"(?<![A-Za-z])[A-Za-z]{2,4}-\d+")


def may_be_one(said: str) -> bool:
    """Whether words that are said about an open draft are likely meant for it."""
    if _NUMBER.search(said) or len(said) > 200:
        return False
    return any(each.search(said) for each in _ANYTHING) or bool(
        re.search(r"超过?\s*\d|以上|以下|\b(?:above|over)\b", said)
    )


def corrected(draft: Draft, said: str, directory: Directory) -> Draft | None:
    """The draft with the correction in it; None when it is not understood."""
    changing = _Correcting(draft, said, Cast(directory))
    for attempt in changing.attempts:
        changed = attempt()
        if changed is not None and changed.stages and changed != draft:
            return changed
    return None


class _Correcting:
    def __init__(self, draft: Draft, said: str, cast: Cast) -> None:
        self._draft, self._said, self._cast = draft, said, cast
        self._mentions = cast.mentions(said)
        self.attempts: tuple[Callable[[], Draft | None], ...] = (
            self._renamed, self._deleted, self._moved, self._added, self._other_amount, self._replaced, self._together,
            self._in_turn, self._signed_by, self._timed, self._gated, self._told,
        )  # fmt: skip

    def _renamed(self) -> Draft | None:
        found = _RENAME.search(self._said)
        if not found or self._mentions:
            return None
        return self._draft.model_copy(update={"name": naming.titled(found["name"].strip())})

    def _deleted(self) -> Draft | None:
        if not _DELETE.search(self._said) or _SERIAL.search(self._said):
            return None
        places = [place for each in self._mentions for place in self._places(each)]
        if not places and re.search(r"条件|门槛|限制|condition|threshold", self._said):
            return self._draft.with_stages(
                tuple(each.model_copy(update={"gate": None}) for each in self._draft.stages)
            )
        return self._without(places) if places else None

    def _moved(self) -> Draft | None:
        """财务放到法务前面."""
        if (
            not (_MOVE.search(self._said) or self._is_bare_order())
            or len(self._mentions) < 2
            or _ADD.search(self._said)
        ):
            return None
        moved, anchor = self._mentions[0], self._mentions[1]
        places = self._places(moved)
        if not places or not self._places(anchor):
            return None
        at, index = places[0]
        stage = Stage(steps=(self._draft.stages[at].steps[index],), gate=self._draft.stages[at].gate)
        return self._beside(self._without(places), anchor, (stage,))

    def _is_bare_order(self) -> bool:
        return bool(
            re.search(r"(?:之?前面?|之?后面?|before|after)\s*[^\w]*$|\bbefore\b", self._said)
        ) and not _ADD.search(self._said)

    def _added(self) -> Draft | None:
        """再加一步法务审核,在财务之前; without a place it comes last, before whoever is only told."""
        if not _ADD.search(self._said):
            return None
        anchor = _ANCHOR.search(self._said)
        rest = (
            self._said if anchor is None else self._said[: anchor.start()] + " " + self._said[anchor.end() :]
        )
        rest = re.sub(r"^\s*(?:在|请|把)?\s*", "", _ADD.sub(" ", rest, count=1)).rstrip("的 ")
        reading = Describing(self._cast)
        stages = reading.stages(rest)
        if not stages:
            return None
        draft = self._draft.model_copy(
            update={"doubts": tuple(dict.fromkeys((*self._draft.doubts, *reading.doubts)))}
        )
        place = (
            None
            if anchor is None
            else next(iter(self._cast.mentions(anchor["zh"] or anchor["en"] or "")), None)
        )
        if place is not None and self._places(place):
            return self._beside(draft, place, stages)
        if (
            anchor is not None
            and _BEFORE.search(anchor.group())
            and re.search("最|first|all", anchor.group())
        ):
            return draft.with_stages((*stages, *draft.stages))
        return _appended(draft, stages)

    def _other_amount(self) -> Draft | None:
        """把金额改成30万; of several conditions the one that was named by its old amount, else the only one."""
        if not _REPLACES.search(self._said):
            return None
        values = [float(each.value) for each in find_money(self._said)]
        gated = [each.gate for each in self._draft.stages if each.gate]
        gated += [step.gate for each in self._draft.stages for step in each.steps if step.gate]
        if not values or not gated:
            return None
        old = next(
            (value for value in values[:-1] if any(each.value == value for each in gated)), gated[0].value
        )

        def renewed(gate: Gate | None) -> Gate | None:
            if gate is None:
                return None
            value, upper = (values[-1] if each == old else each for each in (gate.value, gate.upper))
            return Gate(field=gate.field, op=gate.op, value=value or 0, upper=upper)

        stages = [
            Stage(
                steps=tuple(step.model_copy(update={"gate": renewed(step.gate)}) for step in stage.steps),
                gate=renewed(stage.gate),
            )
            for stage in self._draft.stages
        ]
        return self._draft.with_stages(tuple(stages))

    def _replaced(self) -> Draft | None:
        """部门经理改成我领导; replace the manager with the CFO."""
        mark = re.search(r"改[成为]|换[成为]|改由|\b(?:to|with|into)\b", self._said, re.IGNORECASE)
        if not _REPLACES.search(self._said) or mark is None:
            return None
        before = [each for each in self._mentions if each.end <= mark.start()]
        after = [each for each in self._mentions if each.start >= mark.end()]
        if not before or not after or not self._places(before[0]):
            return None
        places, new = self._places(before[0]), after[0]
        return self._each_step(
            lambda at, step: step.model_copy(update={"who": (new.who,), "people": new.people, "mode": "any"})
            if at in places else step
        )  # fmt: skip

    def _together(self) -> Draft | None:
        if not _PARALLEL.search(self._said) or _SERIAL.search(self._said):
            return None
        places = self._all_places()
        if len(places) < 2:
            steps = [step for each in self._split(places) for step in each] if places else []
            return self._put(places[0][0], (Stage(steps=tuple(steps)),)) if len(steps) > 1 else None
        first = places[0]
        gate = self._draft.stages[first[0]].gate
        steps = [self._with_own_gate(at, index, gate) for at, index in places]
        left = self._without(places[1:], keep_empty=True)
        merged = list(left.stages)
        kept = merged[first[0]].steps
        joined = Stage(steps=(*kept, *steps[1:]), gate=gate)
        merged[first[0]] = joined
        return left.with_stages(tuple(merged))

    def _with_own_gate(self, at: int, index: int, shared: Gate | None) -> DraftStep:
        """A step keeps its condition where its new neighbours have another."""
        stage = self._draft.stages[at]
        step = stage.steps[index]
        return step if stage.gate == shared else step.model_copy(update={"gate": stage.gate})

    def _in_turn(self) -> Draft | None:
        """法务和财务依次: a parallel stage becomes steps one after another, a joint one is taken in turn."""
        if not _SERIAL.search(self._said):
            return None
        places = self._all_places()
        stages: list[Stage] = []
        for at, stage in enumerate(self._draft.stages):
            if any(at == place for place, _ in places) or not places:
                stages += [
                    Stage(steps=(each.model_copy(update={"gate": None}),), gate=each.gate or stage.gate)
                    for each in stage.steps
                ]
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
        mode = "all" if _ALL.search(self._said) else "any" if _ANY.search(self._said) else ""
        if not mode:
            return None
        places = self._all_places()
        if len(places) < 2:
            return self._each_step(
                lambda at, step: step.model_copy(update={"mode": mode}) if len(step.who) > 1 else step
            )
        steps = [self._draft.stages[at].steps[index] for at, index in places]
        people = Text(
            zh=("、" if mode == "all" else "或").join(each.people.zh for each in steps),
            en=(", " if mode == "all" else " or ").join(each.people.en for each in steps),
        )
        who = tuple(rule for each in steps for rule in each.who)
        joint = steps[0].model_copy(update={"who": who, "people": people, "mode": mode})
        at, index = places[0]
        left = list(self._without(places[1:], keep_empty=True).stages)
        kept = list(left[at].steps)
        kept[min(index, len(kept) - 1)] = joint
        left[at] = left[at].model_copy(update={"steps": tuple(kept)})
        return self._draft.with_stages(tuple(left))

    def _timed(self) -> Draft | None:
        if not self._mentions:
            return None
        stages = Describing(self._cast).stages(self._said)
        due = next((step.due for each in stages for step in each.steps if step.due), "")
        places = self._all_places()
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
        gate: Gate = found[0].gate
        stages = [
            each.model_copy(update={"gate": gate}) if at in places else each
            for at, each in enumerate(self._draft.stages)
        ]
        return self._draft.with_stages(tuple(stages))

    def _told(self) -> Draft | None:
        if not _TOLD.search(self._said):
            return None
        stages = Describing(self._cast).stages(self._said)
        return self._draft.with_stages((*self._draft.stages, *stages)) if stages else None

    # Tools

    def _places(self, mention: Mention) -> list[tuple[int, int]]:
        """The steps of whoever is mentioned: by the same rule, else by the word."""
        word = self._said[mention.start : mention.end] if mention in self._mentions else mention.people.zh
        everywhere = [
            (at, index, step)
            for at, stage in enumerate(self._draft.stages)
            for index, step in enumerate(stage.steps)
        ]
        same = [(at, index) for at, index, step in everywhere if mention.who in step.who]
        named = [
            (at, index)
            for at, index, step in everywhere
            if word in step.people.zh or word.lower() in step.people.en.lower()
        ]
        loose = [(at, index) for at, index, step in everywhere if _kin(mention, step)]
        return same or named or loose

    def _all_places(self) -> list[tuple[int, int]]:
        return sorted({place for each in self._mentions for place in self._places(each)})

    def _split(self, places: Sequence[tuple[int, int]]) -> list[list[DraftStep]]:
        """A joint step as one for each of its people."""
        found = []
        for at, index in places:
            step = self._draft.stages[at].steps[index]
            names = list(
                zip(
                    step.people.zh.replace("或", "、").split("、"),
                    step.people.en.replace(" or ", ", ").split(", "),
                    strict=False,
                )
            )
            found.append([
                step.model_copy(update={"who": (who,), "people": Text(zh=zh, en=en), "mode": "any"})
                for who, (zh, en) in zip(step.who, names, strict=False)
            ])  # fmt: skip
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
        here = next(
            (at for at, stage in enumerate(draft.stages) if any(_fits(anchor, each) for each in stage.steps)),
            None,
        )
        if here is None:
            return None
        is_after = _AFTER.search(self._said) is not None and _BEFORE.search(self._said) is None
        place = here + 1 if is_after else here
        return draft.with_stages((*draft.stages[:place], *stages, *draft.stages[place:]))

    def _each_step(self, change: Callable[[tuple[int, int], DraftStep], DraftStep]) -> Draft:
        stages = tuple(
            stage.model_copy(
                update={"steps": tuple(change((at, i), each) for i, each in enumerate(stage.steps))}
            )
            for at, stage in enumerate(self._draft.stages)
        )
        return self._draft.with_stages(stages)


def _fits(mention: Mention, step: DraftStep) -> bool:
    return mention.who in step.who or mention.people.zh in step.people.zh or _kin(mention, step)


def _kin(mention: Mention, step: DraftStep) -> bool:
    """财务 for 财务总监: the department's name begins the other's."""
    short = mention.people.zh.removesuffix("部")
    relative = {"直属领导": ("经理", "主管", "领导"), "部门经理": ("经理", "主管", "领导")}
    kin = relative.get(mention.people.zh)
    if kin is not None:
        return step.people.zh in ("部门经理", "直属领导")
    return len(short) >= 2 and (
        short in step.people.zh or step.people.zh.removesuffix("部") in mention.people.zh
    )


def _appended(draft: Draft, stages: tuple[Stage, ...]) -> Draft:
    """Last; but a decision does not come after the notice of its result."""
    until = len(draft.stages)
    if any(step.kind != "notify" for each in stages for step in each.steps):
        while until and all(step.kind == "notify" for step in draft.stages[until - 1].steps):
            until -= 1
    return draft.with_stages((*draft.stages[:until], *stages, *draft.stages[until:]))

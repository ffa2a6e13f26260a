"""Ways that lead back or elsewhere: a published `next` and `to` as marks between the stages of a draft."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from bot.messages import Text
from bot.modelling.draft import GOTO, LABEL, PASS, PIECE, Draft, Stage, Unclear, mark
from engine.template import END

Steps = Sequence[Mapping[str, Any]]


def targets(steps: Steps) -> Iterator[str]:
    """Every step that another names as the one to go on to."""
    for step in steps:
        if "next" in step:
            yield step["next"]
        for branch in step.get("branches", ()):
            if "to" in branch:
                yield branch["to"]
            yield from targets(branch.get("steps", ()))


def tidied(stages: Sequence[Stage]) -> list[Stage]:
    """Without marks that say nothing: to the very next step, and where nobody comes in."""
    kept = list(stages)
    for at in range(len(kept) - 1, -1, -1):
        if kept[at].mark == GOTO and _follows(kept, at, kept[at].steps[0].target):
            if kept[at].fork and not _is_continued(kept, at):
                kept[at] = kept[at].model_copy(update={"steps": (mark(PASS),)})
            else:
                del kept[at]
    wanted = {each.steps[0].target for each in kept if each.mark == GOTO}
    wanted |= {to for each in kept for to in inside(each)}
    return [each for each in kept if each.mark != LABEL or each.steps[0].target in wanted]


def inside(stage: Stage) -> list[str]:
    """Where the ways within a part lead that is kept as it is."""
    return [to for each in stage.steps if each.kind == PIECE for to in targets([each.own])]


def _follows(stages: Sequence[Stage], at: int, target: str) -> bool:
    """Whether a way from there comes to the label by itself, the other branches being passed by."""
    fork, here = stages[at].fork, at + 1
    if fork and here < len(stages) and stages[here].is_one_with(stages[at]):
        return stages[here].mark == LABEL and stages[here].steps[0].target == target
    while fork and here < len(stages) and stages[here].fork == fork:
        here += 1
    while here < len(stages) and stages[here].mark == LABEL and not stages[here].fork:
        if stages[here].steps[0].target == target:
            return True
        here += 1
    return target == END and here == len(stages)


def _is_continued(stages: Sequence[Stage], at: int) -> bool:
    """Whether something else is on the branch before it."""
    return at > 0 and stages[at - 1].is_one_with(stages[at])


class Landings:
    """Where the ways to a step lead after the corrections: its label lands on whatever stands behind it."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._at: dict[str, str] = {}
        self._on: dict[str, str] = {}

    def label(self, target: str) -> None:
        self._open.append(target)

    def taken(self) -> list[str]:
        """The labels that have not landed yet, for somebody else to land."""
        found, self._open = self._open, []
        return found

    def put_back(self, labels: Sequence[str]) -> None:
        self._open = [*labels, *self._open]

    def land(self, labels: Sequence[str], step: str) -> None:
        self._at |= dict.fromkeys(labels, step)

    def go_on(self, target: str) -> None:
        """There is no step left between the labels and a way elsewhere."""
        self._on |= dict.fromkeys(self.taken(), target)

    def resolved(self, steps: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """The steps with their ways as they lead now. Raises Unclear for a way round in nothing."""
        self.land(self.taken(), END)
        return [self._step(each) for each in steps]

    def _step(self, step: dict[str, Any]) -> dict[str, Any]:
        found = dict(step)
        if "next" in found:
            found["next"] = self._where(found["next"])
        if "branches" in found:
            found["branches"] = [self._branch(each) for each in found["branches"]]
        return found

    def _branch(self, branch: dict[str, Any]) -> dict[str, Any]:
        found = dict(branch)
        if "to" in found:
            found["to"] = self._where(found["to"])
        if "steps" in found:
            found["steps"] = [self._step(each) for each in found["steps"]]
        return found

    def _where(self, target: str) -> str:
        seen: set[str] = set()
        while target in self._on and target not in seen:
            seen.add(target)
            target = self._on[target]
        if target in seen:
            raise Unclear(_ROUND)
        return self._at.get(target, target)


def landing(draft: Draft, target: str) -> Text:
    """The name of the step that a way to `target` comes to. Raises Unclear for a way round in nothing."""
    return _landing(draft, target, ())


def _landing(draft: Draft, target: str, passed: tuple[str, ...]) -> Text:
    if target in passed:
        raise Unclear(_ROUND)
    if target == END:
        return _END
    labels = [at for at, each in enumerate(draft.stages) if each.mark == LABEL]
    here = next((at for at in labels if draft.stages[at].steps[0].target == target), None)
    if here is None:
        return _within(draft, target)
    for stage in draft.stages[here + 1 :]:
        if stage.mark == GOTO and stage.fork == draft.stages[here].fork:
            return _landing(draft, stage.steps[0].target, (*passed, target))
        if stage.fork and stage.fork != draft.stages[here].fork:
            return _text(draft.forks[stage.fork]["name"])
        if stage.mark:
            continue
        return _text(stage.own["name"]) if stage.own else stage.steps[0].name
    return _END


_END = Text(zh="结束", en="the end")
_ROUND = Text(
    zh="这样改,有一条路会一直绕圈,路上没有一步。",
    en="With this change one way would go round and round without a step on it.",
)


def _within(draft: Draft, target: str) -> Text:
    for stage in draft.stages:
        for each in stage.steps:
            for step in _all([each.own]):
                if step.get("id") == target:
                    return _text(step["name"])
    return Text(zh=target, en=target)


def _all(steps: Steps) -> Iterator[Mapping[str, Any]]:
    for step in steps:
        yield step
        for branch in step.get("branches", ()):
            yield from _all(branch.get("steps", ()))


def _text(label: Any) -> Text:
    return Text(zh=label, en=label) if isinstance(label, str) else Text(zh=label["zh"], en=label["en"])


def keep_apart(draft: Draft, places: Sequence[tuple[int, int]]) -> None:
    """Steps that become one, or side by side, may have no ways in or out between them. Raises Unclear."""
    first, last = min(at for at, _ in places), max(at for at, _ in places)
    for at in range(first, last + 1):
        stage = draft.stages[at]
        if stage.mark in (LABEL, GOTO):
            raise Unclear(_in_between(draft, at))


def keep_whole(draft: Draft, places: Sequence[tuple[int, int]]) -> None:
    """A step may not be taken off a condition that has other branches: what they mean hangs on it."""
    for at, _ in places:
        stage = draft.stages[at]
        if stage.fork and any(
            each.fork == stage.fork and not each.is_one_with(stage) for each in draft.stages
        ):
            raise Unclear(on_a_branch(draft, at))


def on_a_branch(draft: Draft, at: int) -> Text:
    stage = draft.stages[at]
    name = stage.steps[0].name
    return Text(
        zh=f"「{name.zh}」只在一条分支上才有,和分支外的合到一起,什么时候需要谁就说不清了;请在设计器里改。",
        en=f"“{name.en}” is on one branch only; put together with steps outside it, who is needed when would "
        "be unclear; please change it in the designer.",
    )


def keep_ways(draft: Draft, moved: int, anchor: int) -> None:
    """A step that moves may neither be led to from elsewhere nor pass a way in or out. Raises Unclear."""
    start = moved - 1 if moved and draft.stages[moved - 1].mark == LABEL else moved
    for at in range(min(start, anchor), max(moved, anchor) + 1):
        if draft.stages[at].mark in (LABEL, GOTO) and at != anchor - 1:
            raise Unclear(_in_between(draft, at))


def _in_between(draft: Draft, at: int) -> Text:
    stage = draft.stages[at]
    name = landing(draft, stage.steps[0].target)
    if stage.mark == LABEL:
        return Text(
            zh=f"「{name.zh}」还有别的路会走到,这样改,那条路该去哪就说不清了。",
            en=f"“{name.en}” is also reached another way; with this change it is unclear where that leads.",
        )
    step = next((each for each in reversed(draft.stages[:at]) if not each.mark), None)
    origin = step.steps[0].name if step else name
    return Text(
        zh=f"「{origin.zh}」之后转到「{name.zh}」,不是接着往下走,这两步合不到一起。",
        en=f"After “{origin.en}” it goes to “{name.en}”, not straight on; these cannot be put together.",
    )


def keep_branches(draft: Draft, places: Collection[int]) -> None:
    """A condition whose branches lead elsewhere may not lose one. Raises Unclear."""
    forks = {draft.stages[at].fork for at in places} - {""}
    for stage in draft.stages:
        if stage.fork in forks and stage.mark == GOTO:
            name, to = _text(draft.forks[stage.fork]["name"]), landing(draft, stage.steps[0].target)
            raise Unclear(
                Text(
                    zh=f"「{name.zh}」还有一条路转到「{to.zh}」,去掉条件后它就没有意义了;请在设计器里改。",
                    en=f"“{name.en}” also has a way to “{to.en}”, which would mean nothing without the "
                    "condition; please change it in the designer.",
                )
            )


def keep_together(draft: Draft, at: int) -> None:
    """Behind a part whose ways lead elsewhere there is no one place. Raises Unclear."""
    stage = draft.stages[at]
    if inside(stage):
        name = stage.steps[0].name
        raise Unclear(
            Text(
                zh=f"「{name.zh}」的几条路去的地方不一样,「之后」不止一处;说一下加在哪一步之前。",
                en=f"The ways from “{name.en}” lead to different places; say before which step it comes.",
            )
        )


_REFERENCES = ("reject_to", "on_error")


def keep_references(old: Draft, new: Draft) -> None:
    """A step that others return or reject to, or whose doer they ask, may not go. Raises Unclear."""
    gone = _ids(old) - _ids(new)
    for stage in new.stages:
        for each in stage.steps:
            for step in _all([each.own]):
                for target in gone & set(_referred(step)):
                    at, left = _text(step["name"]), _within(old, target)
                    raise Unclear(
                        Text(
                            zh=f"「{at.zh}」的设置里用到「{left.zh}」(退回、驳回、超时、出错的去处或由谁办),"
                            "要先改那里,才能去掉它。",
                            en=f"A setting of “{at.en}” uses “{left.en}” (where it returns, rejects, times "
                            "out or fails to, or whose it is); that must change before it can go.",
                        )
                    )


def _referred(step: Mapping[str, Any]) -> Iterator[str]:
    yield from (step[key] for key in _REFERENCES if key in step)
    returns, timeout = step.get("return"), step.get("timeout")
    if isinstance(returns, list | tuple):
        yield from returns
    if isinstance(timeout, dict) and "to" in timeout:
        yield timeout["to"]
    yield from (rule["performer_of"] for rule in step.get("who", ()) if "performer_of" in rule)


def _ids(draft: Draft) -> set[str]:
    return {
        str(step["id"])
        for stage in draft.stages
        for each in stage.steps
        for step in _all([each.own])
        if "id" in step
    }


def last_place(draft: Draft) -> int:
    """Behind which the process ends. Raises Unclear when there are several such places, or none."""
    if not draft.stages or not _leads_away(draft.stages):
        return len(draft.stages)
    found = [at for at, each in enumerate(draft.stages) if each.mark == GOTO and each.steps[0].target == END]
    if len(found) == 1:
        return found[0]
    raise Unclear(_SEVERAL_ENDS)


_SEVERAL_ENDS = Text(
    zh="这个流程不止在一处结束,说一下加在哪一步之前或之后。",
    en="This process ends in more than one place; say before or after which step it comes.",
)


def on_the_way(draft: Draft, at: int, stages: Sequence[Stage]) -> list[Stage]:
    """The stages as parts of the branch that leads on there. Raises Unclear if they have conditions."""
    branch = draft.stages[at]
    if branch.fork and any(each.gate is not None for each in stages):
        raise Unclear(_SEVERAL_ENDS)
    ours = {"fork": branch.fork, "gate": branch.gate}
    return [each.model_copy(update=ours) if branch.fork else each for each in stages]


def _leads_away(stages: Sequence[Stage]) -> bool:
    """Whether nothing goes on behind the last stage, or behind any branch of the last condition."""
    last = stages[-1]
    ends = [
        each
        for at, each in enumerate(stages)
        if each.fork == last.fork and (at + 1 == len(stages) or not each.is_one_with(stages[at + 1]))
    ]
    return all(each.mark == GOTO or each.steps[0].own.get("kind") == "finish"
               for each in (ends if last.fork else [last]))  # fmt: skip

"""Where words point in a draft: at people, or at a published step by its name or a part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.modelling.cast import Cast, Mention, longest
from bot.modelling.draft import Draft, DraftStep

Place = tuple[int, int]  # the stage, and which of its steps
_COMMON = re.compile(
    r"审[批核查]|批准|处理|办理|知会|通知|会签|依次|部门|经理|主管|总监|负责|责人|领导|上级|流程|申请|财务|法务|采购|确认|评估|一步"
)
_TAIL = re.compile(r"(?:审批|审核|核对|批准|评估|处理|会签|验证|执行)$")
_PLAIN = frozenset(
    [
        "approval",
        "approve",
        "approves",
        "review",
        "reviews",
        "check",
        "checks",
        "manager",
        "legal",
        "finance",
        "quality",
        "with",
        "from",
        "the",
        "and",
        "their",
        "them",
        "carry",
        "collect",
        "write",
        "place",
    ]
)
_KIN = {"直属领导": ("经理", "主管", "领导"), "部门经理": ("经理", "主管", "领导")}


def mentions(text: str, draft: Draft, cast: Cast) -> list[Mention]:
    """Whoever and whichever steps are named, in order; where two overlap the longer."""
    return longest([*_steps_named(text, draft), *cast.mentions(text)])


def places(mention: Mention, word: str, draft: Draft) -> list[Place]:
    """The steps of whoever is mentioned: by the same rule, else by the word."""
    everywhere = [
        (at, index, step)
        for at, stage in enumerate(draft.stages)
        for index, step in enumerate(stage.steps)
        if not step.is_kept
    ]
    if mention.step:
        return [(at, index) for at, index, step in everywhere if step.own.get("id") == mention.step]
    same = [each for each in everywhere if mention.who in each[2].who]
    named = [
        each for each in everywhere if word in each[2].people.zh or word.lower() in each[2].people.en.lower()
    ]
    found = same or named or [each for each in everywhere if _kin(mention, each[2])]
    return [(at, index) for at, index, _ in found]


def own_before_joint(found: Sequence[Place], draft: Draft) -> Sequence[Place]:
    """Of somebody's steps those that are theirs alone, where there are any."""
    return [(at, index) for at, index in found if len(draft.stages[at].steps[index].who) == 1] or found


def stage_of(anchor: Mention, draft: Draft) -> int | None:
    """Where the stage stands beside which something is put."""
    fit = [at for at, stage in enumerate(draft.stages) if any(_fits(anchor, each) for each in stage.steps)]
    return next(iter(fit), None)


def _fits(mention: Mention, step: DraftStep) -> bool:
    if mention.step:
        return step.own.get("id") == mention.step
    return mention.who in step.who or mention.people.zh in step.people.zh or _kin(mention, step)


def _kin(mention: Mention, step: DraftStep) -> bool:
    """财务 for 财务总监: the department's name begins the other's."""
    if step.is_kept:
        return False
    short = mention.people.zh.removesuffix("部")
    if mention.people.zh in _KIN:
        return step.people.zh in _KIN
    return len(short) >= 2 and (
        short in step.people.zh or step.people.zh.removesuffix("部") in mention.people.zh
    )


def _steps_named(text: str, draft: Draft) -> Iterator[Mention]:
    steps = [each for stage in draft.stages for each in stage.steps if each.named is not None]
    words = {str(each.own["id"]): set(_words(each)) for each in steps}
    for each in steps:
        own = words[str(each.own["id"])]
        shared = {word for other in steps if other is not each for word in words[str(other.own["id"])]}
        for word in own - shared:
            yield from _found(word, text, each)


def _found(word: str, text: str, step: DraftStep) -> Iterator[Mention]:
    who = step.who[0] if step.who else {}
    pattern = rf"\b(?:the )?{re.escape(word)}\b" if word.isascii() else re.escape(word)
    for match in re.finditer(pattern, text, re.IGNORECASE):
        yield Mention(match.start(), match.end(), who, step.people, str(step.own["id"]))


def _words(step: DraftStep) -> Sequence[str]:
    """部门经理审批; 询价比价 and its halves; Collect and compare quotes, and quotes."""
    assert step.named is not None
    zh, en = step.named.zh, step.named.en.lower()
    found = [zh, en]
    if len(short := _TAIL.sub("", zh)) >= 2:
        found.append(short)
    found += [half for half in (zh[:2], zh[-2:]) if len(zh) >= 4 and not half.isascii()]
    found += [word for word in re.findall("[a-z]{4,}", en) if word not in _PLAIN]
    return [word for word in found if not _COMMON.fullmatch(word)]

# ruff: noqa: E501 - a pattern is read as one line
"""A sentence that changes a template there is: 把采购流程的财务审批改成超过30万才要 → 采购, 财务审批改成超过30万才要."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.modelling import phrases
from engine.template import Template

_TAIL = r"(?:申请单|申请|审批单|审批|单)?(?:的?(?:审批)?(?:流程|模板|审批流))?"
_TAIL_EN = r"(?:\s+(?:approval|request|claim|review))?(?:\s+(?:process|template|workflow|flow|procedure))?"
_LEAD = re.compile(
    r"^\s*(?:(?:请|麻烦|帮我|帮忙|我想|我要|想|要|需要|能不能|可以)*\s*(?:把|将|给|在|对|从)?\s*(?:一下)?"
    r"(?:修改|改一?下|改改|更改|变更|调整|更新|编辑|完善|改|模拟|试算)?(?:一下|下)?(?:把|将|给|在)?\s*"
    r"|(?:please |can you |could you |i want to |i'd like to |let'?s )*(?:(?:change|modify|edit|adjust|update|revise|simulate|for|in|to|of)\b\s*)?(?:the |our )?\s*)$",
    re.IGNORECASE,
)
_FIRST = re.compile(r"^[\s,,::;;。.、-]*(?:(?:里面?|中间?|当中|上面?|那里|的话|的时候)(?=的|,|,|[^,,]))?(?:的(?!话))?[\s,,::;;]*(?:的?(?:这个)?(?:流程|模板))?(?:改一?下|改改|要改|调整一?下|修改一?下)?"
                    r"[\s,,::;;]*(?:(?:so that|such that|to|and|by)\b)?[\s,,::;;]*", re.IGNORECASE)  # fmt: skip
_LAST = re.compile(r"\s*,?\s*\b(?:in|for|of|from|to|on)\s+(?:the |our )?$", re.IGNORECASE)
_NEW = re.compile(
    r"^\s*(?:请|帮我|我想|我要)*(?:新建|创建|新增|建立?|搭建?|设计一|做一|create|build|set up|define|design|draft a|make a|new\b)",
    re.IGNORECASE,
)
_DRAFT = re.compile(r"草稿|\bdraft\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A change of a template; `said` is what is left when its name is taken away, empty when nothing is."""

    template: Template
    said: str

    @property
    def is_simulation(self) -> bool:
        """Its draft is asked about: 模拟一下采购流程的草稿."""
        return bool(phrases.SIMULATE.search(self.said))


def wanted(said: str, templates: Sequence[Template]) -> Wanted | None:
    """None when the words name no template in a place where one is changed."""
    if _NEW.match(said):
        return None
    found: list[tuple[int, Wanted]] = []
    for template, start, end in _named(said, templates):
        before, after = said[:start], said[end:]
        if _LEAD.match(before) is not None:
            left = _FIRST.sub("", after, count=1)
            verb = "模拟 " if phrases.SIMULATE.search(before) else ""
            found.append((start, Wanted(template, f"{verb}{left}".strip())))
        elif (tail := _LAST.search(before)) is not None and not after.strip(" .!。"):
            found.append((0, Wanted(template, before[: tail.start()].strip())))
    # Of "change the expense template" the word for changing is no name: a verb before it says more.
    return max(found, key=lambda each: each[0])[1] if found else None


def _named(said: str, templates: Sequence[Template]) -> list[tuple[Template, int, int]]:
    """The templates that are named, the longest name first."""
    found: list[tuple[Template, int, int]] = []
    for template in templates:
        for name in {template.name.zh, template.name.en, template.id.replace("_", " "), *template.synonyms}:
            if len(name) < 2:
                continue
            pattern = (
                rf"(?<![a-z]){re.escape(name)}(?![a-z]){_TAIL_EN}"
                if name.isascii()
                else f"{re.escape(name)}{_TAIL}"
            )
            found += [
                (template, each.start(), each.end()) for each in re.finditer(pattern, said, re.IGNORECASE)
            ]
    return sorted(found, key=lambda each: (each[1], each[1] - each[2]))

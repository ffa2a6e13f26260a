# ruff: noqa: E501 - a pattern is read as one line
"""What the grammars are made of: patterns over an utterance's shape, each with the intent it speaks for.

A pattern must match the whole core. `{OBJ}` and kin are the building blocks below; groups with a name are
handed to the slots: `obj` what is acted on (which must look like work; `any` is the same where the frame alone tells), `who`, `pre` and `post` free text before and after.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from bot.nlu.reading import Reading
from bot.nlu.shape import over_shape

# A noun of the workflow: what can be approved, withdrawn, asked about.
_NOUN = re.compile(
    r"T|N|单|申请|流程|任务|审批|请求|方案|合同|项目|报告|文档|文件|稿|图纸|事情|活动|工单|需求|计划|预算|协议|纪要|清单|样机|评审|待办|推广|上线|发版"
    r"|采买|付款|产品|系统|假|初审|款|票|"
    r"\b(?:requests?|claims?|contracts?|projects?|process(?:es)?|tasks?|approvals?|orders?|tickets?|items?|proposals?|plans?|forms?|reports?"
    r"|drafts?|designs?|reviews?|budgets?|applications?|submissions?|launch|campaigns?|deployments?|purchases?|leaves?|expenses?|changes?"
    r"|complaints?|initiation|ones?|quotes?|invoices?|trips?|orders?|po|agreement|nda|documents?|vacation|reimbursements?)\b"
)
_THIS = re.compile(
    r"(?:(?:这|那|该|此|上面|上|刚才|刚刚|眼前|当前|手上)的?[这那]?一?[个条份笔张件项单批封次边]?的?|它|them|(?:this|that)(?: one)?|it|the(?: last)? one|这事|这些|那些|these|those)"
)
_THEIRS = re.compile(r"[PD]+(?:'s)?(?:的|那个|那份|那条|那笔|那|提的|交的|的那个|这个)?[^,;:?!.]{0,8}")

OBJ = r"[^,;:?!]{1,40}?"
SEP = r"(?:\s?[,;:.!~-]+\s?|\s(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fffTPDNMW])\s|(?<=[\u4e00-\u9fffPN])吧(?=[\u4e00-\u9fffPN]{3}))"
_BLOCKS = {"OBJ": OBJ, "SEP": SEP}


_NO_THING = re.compile(
    r"(?:leave|add|write|put|post|make|give|show|send|what|why|how|who|when|where|is|are|did|does|do|if|tell|explain)\b|为什么|为啥|怎么|能不能|可不可以|可否|凭什么|凭啥|如果|要是|谁|解释|什么"
)
_DENIED = re.compile(
    r"(?:不|没|别|未|莫|勿|没有|不要|不能|无法|不会|难以|拒绝|不想|不太|\bnot|n't|never|不予|暂缓|(?<!初)审)\s?$"
)


def names_work(shape: str) -> bool:
    """Whether words can stand for something to decide on: a number, a template, this one, Zhang Wei's …"""
    shape = shape.strip(" ,")
    if _NO_THING.match(shape) or _DENIED.search(shape):
        return False
    return bool(_THIS.fullmatch(shape) or _THEIRS.fullmatch(shape) or _NOUN.search(shape))


@dataclass(frozen=True, slots=True)
class Rule:
    intent: str
    confidence: float
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One intent that the grammar reads in an utterance, with the spans of its named groups."""

    intent: str
    confidence: float
    groups: dict[str, tuple[int, int]]

    def span(self, name: str) -> tuple[int, int] | None:
        return self.groups.get(name)


def rules(intent: str, *patterns: str | tuple[float, str]) -> tuple[Rule, ...]:
    """The patterns of one intent; confidence 0.95 unless a pattern brings its own."""
    made = []
    for pattern in patterns:
        confidence, source = (0.95, pattern) if isinstance(pattern, str) else pattern
        for name, block in _BLOCKS.items():
            source = source.replace("{" + name + "}", block)
        made.append(Rule(intent, confidence, over_shape(_numbered(source))))
    return tuple(made)


def _numbered(source: str) -> str:
    """The same group may stand in several branches of a pattern; `re` wants each name once."""
    seen: dict[str, int] = {}

    def rename(match: re.Match[str]) -> str:
        name = match[1].rstrip("0123456789")
        seen[name] = seen.get(name, 0) + 1
        return f"(?P<{name}{seen[name]}>"

    return re.sub(r"\(\?P<(\w+)>", rename, source)


Table = dict[str, tuple[Rule, ...]]


def table(*listed: Rule) -> Table:
    """The rules by intent, the surest first."""
    found: Table = {}
    for rule in sorted(listed, key=lambda one: -one.confidence):
        found[rule.intent] = (*found.get(rule.intent, ()), rule)
    return found


def candidates(reading: Reading, rules: Table, among: Set[str]) -> list[Candidate]:
    """The surest reading of each of these intents."""
    core, start = reading.core, reading.start
    read = (_first(core, start, listed) for intent, listed in rules.items() if intent in among)
    return [one for one in read if one is not None]


def _first(core: str, start: int, listed: tuple[Rule, ...]) -> Candidate | None:
    for rule in listed:
        match = rule.pattern.fullmatch(core)
        if match is None:
            continue
        said = {name: words for name, words in match.groupdict().items() if words}
        if any(name.startswith("obj") and not names_work(words) for name, words in said.items()):
            continue
        groups: dict[str, tuple[int, int]] = {}
        for name in said:
            groups.setdefault(name.rstrip("0123456789"), (start + match.start(name), start + match.end(name)))
        return Candidate(rule.intent, rule.confidence, groups)
    return None

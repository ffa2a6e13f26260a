# ruff: noqa: E501 - a pattern is read as one line
"""Which template fits what somebody wants to do: by its names, its words, and what its company calls things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from engine.template import Template

# What people want → words that stand in templates about it.
_KINDS = (
    (r"^(?:我?想?要?)?买|采购|\b(?:buy|purchas|order)", "采购"),  # what is bought says less than that it is
    (r"服务器|系统|软件上线|上线|部署|迁移|升级|机房|数据库|server|migrat|deploy|rollout|upgrade|database|release", "部署 deployment"),
    (r"买|采购|购置|换.{0,4}供应商|租|订购|打印机|电脑|笔记本|设备|电池|软件|外包|外面的公司|buy|purchas|order|laptop|printer|equipment|rent|hire|agency|contractor|supplier", "采购 procurement"),
    (r"直播|带货|推广|地推|广告|活动|投放|展位|发布会|营销|宣传|campaign|advert|promot|ad\b|marketing|launch event", "推广 marketing"),
    (r"签|协议|合同|框架|保密|nda|contract|agreement|sign", "合同 contract"),
    (r"新产品|新品|立项|做个新|新耳机|研发一款|new product|product launch|initiat", "新品 product"),
    (r"报销|出差|差旅|招待|客户吃饭|团建|餐费|打车|机票|费用|垫付|expense|trip|travel|dinner|reimburse|taxi", "报销 expense"),
    (r"请假|产假|年假|病假|休假|休息|调休|leave|vacation|sick|day off|holiday|maternity", "请假 leave"),
    (r"评审|评图|方案评|review the design|design review", "评审 review"),
    (r"改.{0,6}(?:颜色|设计|参数|规格|图纸)|变更|更换.{0,4}(?:供应商|零件)|换.{0,6}供应商|change|switch|modify", "变更 change"),
    (r"投诉|退货|客诉|坏了|损坏|破损|故障|客户反映|complain|return(?:ing)? goods|broken|damaged|defect", "客诉 complaint"),
)  # fmt: skip
_LATIN = re.compile(r"[a-z]{3,}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_EMPTY = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "what",
        "which",
        "how",
        "should",
        "use",
        "need",
        "want",
        "process",
        "template",
        "workflow",
        "form",
        "file",
        "can",
        "does",
        "our",
    ]
)
_ENOUGH = 2.0
_CLOSE = 0.6  # of the best: as good as it


@dataclass(frozen=True, slots=True)
class UsualWay:
    """How finished processes of a template went: how many, how long in the middle, through which steps."""

    finished: int
    median: timedelta | None = None
    steps: tuple[str, ...] = ()  # that at least half of them took, as they come in the template


@dataclass(frozen=True, slots=True)
class Fit:
    template: Template
    score: float


def fitting(text: str, templates: Sequence[Template]) -> list[Fit]:
    """The best first, at most three; none when nothing speaks for any."""
    said = text.lower()
    fits = sorted((Fit(each, _score(said, each)) for each in templates), key=lambda fit: -fit.score)
    best = fits[0].score if fits else 0.0
    return [each for each in fits[:3] if each.score >= _ENOUGH and each.score >= best * _CLOSE]


def _score(said: str, template: Template) -> float:
    names = (template.name.zh, template.name.en, *template.synonyms)
    own = " ".join(names).lower()
    about = f"{template.about.zh} {template.about.en} {' '.join(f'{each.label.zh} {each.label.en}' for each in template.fields)}".lower()
    score = sum(3.0 for name in {each.lower() for each in names} if len(name) > 1 and _is_in(name, said))
    for pattern, words in _KINDS:
        if re.search(pattern, said):
            score += 2.5 if any(word in own for word in words.split()) else 0.0
    for word in _words(said):
        score += 1.0 if word in own else 0.4 if word in about else 0.0
    return score


def _is_in(name: str, said: str) -> bool:
    """Latin words as whole ones: there is no PTO in laptops."""
    if name.isascii():
        return re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z])", said) is not None
    return name in said


def _words(said: str) -> set[str]:
    """Words in Latin letters, and each two neighbouring signs of Chinese."""
    latin = {each for each in _LATIN.findall(said) if each not in _EMPTY}
    pairs = {run[at : at + 2] for run in _CHINESE.findall(said) for at in range(len(run) - 1)}
    return latin | (
        pairs
        - {"流程", "哪个", "合适", "我想", "应该", "什么", "申请", "审批", "适合", "模板", "推荐", "一个"}
    )

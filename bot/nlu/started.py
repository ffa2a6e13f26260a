# ruff: noqa: E501 - a pattern is read as one line
"""Which process is to be started, and under which title."""

from __future__ import annotations

import re

from bot.nlu.grammars.rule import Candidate
from bot.nlu.reading import Reading


def template_meant(reading: Reading, candidate: Candidate | None) -> str | None:
    listed = list(reading.templates)
    span = candidate.span("tpl") if candidate else None
    if span:
        inside = [t for t in listed if span[0] <= t.start and t.end <= span[1]]
        if inside:  # 采购合同审批: the last of adjoining names is the head
            return inside[-1].id
    if listed:
        named = [t for t in listed if re.search(r"(?:流程|申请|单|process|request)$", t.words)]
        return _head(reading, (named or listed)[0].start)
    text = reading.text
    short = _PREFIX.search(text)
    if short and short[0].strip() in reading.catalogue.prefixes:  # 起个NP, raise a PR for …
        return reading.catalogue.prefixes[short[0].strip()]
    for id, pattern in _TELLING:
        if id in reading.catalogue.templates and re.search(pattern, text):
            return id
    return None


def _head(reading: Reading, start: int) -> str:
    """The last of the template names that adjoin, beginning at `start`."""
    listed = [t for t in reading.templates if t.start >= start]
    head = listed[0]
    for other in listed[1:]:
        if other.start != head.end:
            break
        head = other
    return head.id


_PREFIX = re.compile(r"(?<![a-z0-9])[a-z]{2}(?![a-z0-9]|[- ]?\d)(?=.*\d|[,: ])", re.ASCII)
_TELLING = (
    ("new_product", r"立项|新品|新产品|\binitiation\b|new product"),
    ("change_request", r"\bec[nr]\b"),
    ("leave", r"请.{0,8}假|休.{0,6}假|请.{0,3}[天周]|\boff\b|\bholiday|不来上班|ooo"),
    (
        "expense",
        r"报一?[下个笔掉了]|报了|垫付|垫的|垫了|费.{0,24}(?:帮我|给我|替[我他她])报|花了|发票|reimburs|expense",
    ),
    ("customer_complaint", r"客户.{0,20}(?:投诉|反映|反馈|抱怨|吐槽|坏|问题)|complain"),
    ("procurement", r"买|采买|订购|购置|购|进一?批|\bbuy|\bpurchase|\border\b|\bprocure"),
    ("it_deployment", r"部署|上线|发版|deploy|roll ?out"),
    ("contract_review", r"合同|协议|\bnda\b|agreement|contract"),
    ("design_review", r"评审|评一?下"),
    ("marketing_campaign", r"推广|营销|投放|campaign"),
)

_TITLE = re.compile(
    r"(?:标题|题目|(?<![\u4e00-\u9fff])名称|流程名称?|title)(?:就)?(?:叫做?|是|为|写|填|用|:|,|\s|is|d|:)+[\"']?(?P<v>[^,;\"']{2,30})|\btitled? [\"']?(?P<w>[^,;\"']{2,40})|\bcall(?:ed)? it [\"']?(?P<x>[^,;\"']{2,40})"
)


def title_said(reading: Reading) -> tuple[str | None, tuple[int, int] | None]:
    match = _TITLE.search(reading.text)
    if match is None:
        return None, None
    name = next(n for n in ("v", "w", "x") if match[n])
    return reading.said(match.start(name), match.end(name)), match.span()

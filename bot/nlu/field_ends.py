# ruff: noqa: E501 - a pattern is read as one line
"""Where a field's value ends in run-on speech: at the next field's label, an amount, a day, a count, a person in charge."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.nlu.field_words import VAGUE, known_labels
from bot.nlu.lexicon import KnownField, KnownTemplate
from bot.nlu.reading import Reading

# Free words: a day or an amount inside them is a part of what is said.
_FREE = frozenset(["change", "impact", "problem", "reason", "window", "severity"])
_BEFORE_AMOUNT = re.compile(
    r"(?:总价|价格|价钱|单价|总额|金额|预算|费用|标的|经费|人民币|一共|总共|共计|合计|总计|共|大概|大约|差不多|不超过|最多|控制在|预计|估计|约|花费?了?|用了|报价|是|要|为|在|的|左右"
    r"|\b(?:costing|worth|for|at|under|around|about|roughly|approximately|up to|max|budget|priced|totall?ing|valued|a|of|is|the|and|with)\b|[,:\s¥$(-])+$",
    re.ASCII,
)
_BEFORE_MOMENT = re.compile(
    r"(?:请于|须在|必须|须|请|定在|放在|安排在|计划|预计|打算|争取|最晚|最迟|在|于|从|自|到|至|就|要|的|需要?|窗口(?:期|是|为)?|时间(?:是|为)?"
    r"|\b(?:by|on|at|before|from|starting|start|due|until|till|this|for|in|launching|needed|no later than|delivery|the|and|during|window)\b|[,:\s(-])+$",
    re.ASCII,
)
_AFTER_LABEL = r"(?=\s?(?:大概|大约|大致|约|差不多|不超过|暂定|应该|就|需要|要|控制|一共|总共|方面)*\s?(?:是|为|:|=|叫|在|给|选|用|走|定|找|填|[MWP¥$\d一二两三四五六七八九十]|is\b|are\b|of\b|about\b|around\b|up to\b))"
_IN_CHARGE = re.compile(
    r"(?:由|让|请)?(?:P+|我|本人)(?:自己|本人)?(?:来)?(?:负责|牵头|主导|跟进|盯|带队|管)|\b(?:owner|owned by|led by|run by)\b|[,\s](?:and )?P+ (?:will |to |is going to )?(?:owns?|leads?|leading|owning)\b",
    re.ASCII,
)
_COUNTED = re.compile(
    r"[,\s]?(?:共|一共|总共|数量|要|x)?\s?(?:\d+|[二两三四五六七八九十百千]+|一[十百千][一二三四五六七八九十百]*)\s?(?:台|把|套|部|件|箱|张|块|批|只|支|包|辆|吨|米|片|盒|瓶|份|根|颗|组|桶|双|卷|袋|个(?!月|人|工作日|小时|季)|pcs|units?|pieces|sets?|boxes|rolls)"
)


class Ends:
    """The places of one utterance at which a value of `template` cannot go on."""

    def __init__(self, reading: Reading, template: KnownTemplate) -> None:
        self._reading = reading
        shape = reading.shape
        self._labels = [
            (m.start() + 2 * m[0].startswith("合同金额"), one.id)
            for one in template.fields
            for m in _labelled(one).finditer(shape)
        ]
        self._listed = _listed(reading, template)
        self._counts = [m.start() for m in _COUNTED.finditer(shape)]
        self._charges = [m.start() for m in _IN_CHARGE.finditer(shape)]
        self._amounts = [a.start for a in reading.amounts if a.certain]
        self._moments = [m.start for m in reading.moments]

    def listed(self, at: int) -> bool:
        return at in self._listed

    def cut(self, one: KnownField, start: int, end: int) -> int:
        """Where a value of `one` that begins at `start` really ends."""
        marks = [at for at, id in self._labels if id != one.id] + self._charges
        if one.id not in _FREE:
            marks += self._amounts + self._moments
            if one.id != "contract":
                marks += self._counts
        end = min((at for at in marks if start < at < end), default=end)
        before = self._reading.text[start:end]
        if one.id in _FREE:
            return end
        for starts, leading in ((self._amounts, _BEFORE_AMOUNT), (self._moments, _BEFORE_MOMENT)):
            if any(end <= at <= end + 2 and "," not in self._reading.text[end:at] for at in starts):
                lead = leading.search(before)
                return start + lead.start() if lead else end
        return end


def _listed(reading: Reading, template: KnownTemplate) -> frozenset[int]:
    """Where clauses begin with labels, if several do."""
    text = reading.text
    begins = [
        0,
        *(m.end() for m in re.finditer(r"[,;:.]\s*|\s(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s", text)),
    ]
    labels = tuple({w for one in template.fields for w in known_labels(one)})
    found = frozenset(at for at in begins if text.startswith(labels, at))
    return found if len(found) > 1 else frozenset()


@lru_cache(maxsize=256)
def _labelled(one: KnownField) -> re.Pattern[str]:
    words = [w for w in known_labels(one) if w not in VAGUE and w != "上市" and w != "发布"]
    names = "|".join(re.escape(w) if not w.isascii() else rf"\b{re.escape(w)}\b" for w in words)
    return re.compile(rf"(?:{names}){_AFTER_LABEL}", re.ASCII)

# ruff: noqa: E501 - a pattern is read as one line
"""Starting a process: which template, and the values of its fields, found in free words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from pydantic import JsonValue

from bot.money import find_money
from bot.nlu.field_ends import Ends
from bot.nlu.field_words import (
    PATTERNS,
    STOPS,
    TRIM_END,
    TRIM_END_WHOLE,
    TRIM_START,
    TRIM_START_WHOLE,
    VAGUE,
    known_labels,
)
from bot.nlu.grammars.rule import Candidate
from bot.nlu.leave import leave_dates
from bot.nlu.lexicon import KnownField, KnownTemplate
from bot.nlu.reading import Reading
from bot.nlu.shape import over_shape
from bot.nlu.started import template_meant, title_said
from bot.nlu.words import person
from bot.numbers import find_numbers, plain

_IS = (
    r"(?:[\s,]*(?:应该|应当|要|暂定|定|写|填|算|大概|大约|约|差不多|一共|总共|不超过|控制在|想)*"
    r"(?:是|为|:|=|在|改成|改为|换成|换为|改到|写成|填写?|写|走|挂|报|选|给到|给(?!我|你|他|她|开|起|建|提|走|发)|就叫|叫做|叫|找|用|定为|定在|调整为|调整到|提高到|降到|is|are|of|should be|will be|to be|would be|to)?"
    r"[\s,]*(?:大概|大约|约|差不多|about|around|roughly|approximately|up to|no more than|不超过|在|于)?\s*)"
)
_MEASURE = (
    r"(?:台|把|个|套|部|件|箱|张|块|条|批|只|支|本|包|辆|吨|米|片|盒|瓶|份|根|颗|组|桶|双|卷|对|袋|升|斤|公斤|副|枚|间|幅|架|顶|扇|株|盆|令|打"
    r"|units?(?: of)?|pcs(?: of)?|pieces(?: of)?|sets?(?: of)?|boxes(?: of)?|x)"
)


_POLITE = re.compile(r"pls|plz|please|thanks?|thx|谢谢|麻烦了?|吧|呗|一下", re.IGNORECASE)


@dataclass
class Draft:
    """The fields found so far, and which parts of the text they have used up."""

    reading: Reading
    found: dict[str, JsonValue] = field(default_factory=dict)
    used: list[tuple[int, int]] = field(default_factory=list)
    ends: Ends | None = None

    def end(self, one: KnownField, start: int, end: int) -> int:
        """Where a value that begins at `start` ends: before what another field has taken, or announces."""
        end = min((s for s, _ in self.used if start < s < end), default=end)
        stop = STOPS[one.id].search(self.reading.text, start + 1, end) if one.id in STOPS else None
        end = stop.start() if stop else end
        return self.ends.cut(one, start, end) if self.ends else end

    def free(self, start: int, end: int) -> bool:
        return not any(start < e and end > s for s, e in self.used)

    def listing(self, start: int) -> bool:
        """Whether a label there is one of several that begin clauses: `system Jira, environment staging`."""
        return self.ends is not None and self.ends.listed(start)

    def put(self, id: str, value: JsonValue, span: tuple[int, int]) -> None:
        if isinstance(value, str) and _POLITE.fullmatch(value):
            return
        if id not in self.found and value not in (None, ""):
            self.found[id] = value
            self.used.append(span)


def start_slots(reading: Reading, candidate: Candidate | None) -> dict[str, JsonValue]:
    id = template_meant(reading, candidate)
    slots: dict[str, JsonValue] = {}
    if id is not None:
        slots["template"] = id
    title, span = title_said(reading)
    if title:
        slots["title"] = title
    draft = Draft(reading, used=[span] if span else [])
    if id is not None:
        fill(draft, reading.catalogue.get(id))
    if draft.found:
        slots["fields"] = draft.found
    return slots


def fill(draft: Draft, template: KnownTemplate) -> None:
    """Labelled values first, then what the field's kind gives away, then what its place in the sentence says."""
    reading = draft.reading
    draft.ends = Ends(reading, template)
    if any(f.id == "from" for f in template.fields) and any(f.id == "to" for f in template.fields):
        leave_dates(draft.put, reading)
    for one in template.fields:
        labelled(draft, one)
    _counted(draft, template)
    for one in template.fields:
        if one.id not in draft.found:
            _by_kind(draft, one, template)
    for one in template.fields:
        if one.type in ("text", "long_text") and one.id not in draft.found:
            _by_place(draft, one, template)
    if template.id in ("leave", "expense") and "reason" not in draft.found:
        _left_over(draft)


def _left_over(draft: Draft) -> None:
    """A clause of its own that gave no field says why."""
    reading = draft.reading
    for clause in re.finditer(r"[^,;:?!]+", reading.text):
        start, end = clause.span()
        words = clause[0].strip(" .")
        if len(words) < 3 or not draft.free(start, end) or re.search(r"[TMWN]", reading.shape[start:end]):
            continue
        if not _ASKING.search(words):
            draft.put("reason", _clean(reading, start, end), (start, end))
            return


_ASKING = re.compile(
    r"[晨早午上]好|帮|报|提一?下|请(?!客|.{0,4}吃)|流程|麻烦|申请|走|发票|我替|我要|想|垫|please|request|submit|file|start|谢|thank|一共|总共|共|批"
)


def labels(one: KnownField) -> list[str]:
    return [word for word in known_labels(one) if word not in VAGUE]


@lru_cache(maxsize=256)
def _label_pattern(one: KnownField, *, listed: bool = False) -> re.Pattern[str]:
    """A label that is also a common word counts only where 是 or a colon follows, or among others (`listed`)."""
    said = r"(?=(?:就|名|名称|名字)?\s?(?:是|为|:|叫|=|填|写|走|挂|\bis\b))"
    words = "|".join(
        (re.escape(w) if not w.isascii() else rf"\b{re.escape(w)}\b")
        + (said if w in VAGUE and not listed else "")
        for w in known_labels(one)
    )
    return re.compile(rf"(?:{words})(?:名称?|名字)?(?P<is>{_IS})", re.ASCII)


def labelled(draft: Draft, one: KnownField) -> bool:
    """`预算62万`, `owner: Sun Lei`, `供应商换成华为`: the label, then the value."""
    text, shape = draft.reading.text, draft.reading.shape
    listed = (m for m in _label_pattern(one, listed=True).finditer(text) if draft.listing(m.start()))
    for match in (*_label_pattern(one).finditer(text), *listed):
        at = match.end()
        if (
            shape[match.start("is") - 1 : match.start("is") + 2] in ("T T", "TTT")
            or shape[match.start("is") :][:1] == "T"
        ):
            continue  # the `customer` of a customer complaint announces nothing
        value, span = _typed(draft, one, at)
        said_is = re.search(r"是|为|:|=|成|叫|填|写|挂|走|\bis\b|\bto\b|应该|should", match["is"]) is not None
        if one.type == "text" and (
            not said_is
            and match["is"].strip(" ,") == ""
            and not (_noun_like(one, text, match.start()) or draft.listing(match.start()))
        ):
            continue
        if value is not None and draft.free(match.start(), span[1]):
            draft.put(one.id, value, (match.start(), span[1]))
            return True
    return False


def _noun_like(one: KnownField, text: str, start: int) -> bool:
    """A text label without 是 or a colon counts only where a clause begins: `, 渠道小红书`."""
    return re.search(r"(?:^|[,;:.\s])$", text[:start]) is not None and one.id not in (
        "contract",
        "change",
        "product",
        "campaign",
        "problem",
        "system",
    )


def _typed(draft: Draft, one: KnownField, at: int) -> tuple[JsonValue, tuple[int, int]]:
    reading, text = draft.reading, draft.reading.text
    clause = re.compile(r"[^,;?!。\n]*?(?=[,;?!]|$|\.(?:\s|$))").match(text, at)
    end = clause.end() if clause else len(text)
    if one.type == "money":
        for amount in reading.amounts:
            if at <= amount.start <= at + 8 and re.fullmatch(r"[^\d,;]{0,8}", text[at : amount.start]):
                return amount.value, (at, amount.end)
        for amount in find_money(text[at : min(len(text), at + 24)]):
            if amount.start <= 8 and re.fullmatch(r"[^\d,;]{0,8}", text[at : at + amount.start]):
                return amount.value, (at, at + amount.end)
        return None, (at, at)
    if one.type == "number":
        for number in find_numbers(text[at : at + 16]):
            if number.start <= 4:
                return plain(number.value), (at, at + number.end)
        return None, (at, at)
    if one.type in ("date", "datetime"):
        for moment in reading.moments:
            if at <= moment.start <= at + 6:
                return moment.date(reading.now).isoformat(), (at, moment.end)
        return None, (at, at)
    if one.type == "person":
        for named in reading.people:
            if at <= named.start <= at + 4:
                return named.id or reading.said(named.start, named.end), (at, named.end)
        if re.match(r"我|本人|myself|me\b", text[at:]):
            return reading.speaker, (at, at + 1)
        words = reading.said(at, end)
        return (person(reading, (at, end)), (at, end)) if words and len(words) <= 12 else (None, (at, at))
    end = draft.end(one, at, end)
    value = _clean(reading, at, end, whole=one.id in _WHOLE)
    return (value, (at, end)) if value else (None, (at, at))


_WHOLE = frozenset(["problem", "change", "reason"])  # sentences: their articles and particles belong to them


def _clean(reading: Reading, start: int, end: int, *, whole: bool = False) -> str | None:
    """A text value as said, without the particles around it."""
    text = reading.text
    lead = (TRIM_START_WHOLE if whole else TRIM_START).match(text[start:end])
    start += lead.end() if lead else 0
    tail = (TRIM_END_WHOLE if whole else TRIM_END).search(text[start:end])
    end = start + tail.start() if tail else end
    return reading.said(start, end) or None


def _counted(draft: Draft, template: KnownTemplate) -> None:
    """`10台示波器`, `示波器10台`, `5 monitors`: a quantity, and beside it the item."""
    ids = {f.id for f in template.fields}
    if not {"quantity", "item"} <= ids:
        return
    reading, text = draft.reading, draft.reading.text
    money_spans = [(a.start, a.end) for a in reading.amounts if a.certain]
    taken = (
        money_spans
        + [(m.start, m.end) for m in reading.moments]
        + [(n.start, n.end) for n in reading.numbers]
    )
    for number in find_numbers(text):
        if any(number.start < e and number.end > s for s, e in taken) or not draft.free(
            number.start, number.end
        ):
            continue
        if number.value == 1 and _ONLY_AN.search(reading.shape[: number.start]):
            continue
        if number.value == 1 and re.match(r"[^,;]{0,8}T", reading.shape[number.end :]):
            continue
        if number.value == 1 and re.match(r"[批些]", text[number.end :]):
            continue  # 进一批螺丝: some of them
        times = re.search(r"[x*×]\s?$", text[: number.start]) is not None
        unit = re.compile(rf"\s?{_MEASURE}(?:的|\s)?").match(text, number.end)
        english = re.compile(r"\s(?:x\s)?(?=\d?[a-z])").match(text, number.end)
        found = unit or english
        if not found and not times:
            continue
        after = found.end() if found else number.end
        draft.put("quantity", plain(number.value), (number.start, after))
        item = re.compile(
            r"[^,;.?!:(]*?(?=[,;.?!:(]|$|\s(?:for|from|by|with|budget|at|before|under|costing|worth|under|in|to|on)\b|预算|大概|需要|总共|一共|下?周|给|从|用于|用来|供)"
        ).match(text, after)
        named = next(f for f in template.fields if f.id == "item")
        stop = draft.end(named, after, item.end()) if item else after
        if any(a.start == after for a in reading.amounts if a.certain):
            stop = after
        words = _clean(reading, after, stop) if not times else None
        if words and item and not re.fullmatch(r"[W\s前,]*", reading.shape[after:stop]):
            draft.put("item", words, (after, stop))
        else:
            before = _ITEM_NAMED.search(text[: number.start]) or _ITEM_BEFORE.search(text[: number.start])
            if before and not _carrier(reading, *before.span(1)):
                begin = re.compile(r"(?:申请单?|流程|单子?|一[批些])(?=..)").match(text, before.start(1))
                start = begin.end() if begin else before.start(1)
                draft.put("item", _clean(reading, start, before.end(1)), before.span(1))
        return


# One of them is said of the request itself: 提交一份采购申请, 来一个.
_ONLY_AN = re.compile(r"(?:提交?|走|发起|开|来|弄|搞|申请|启动|新建|做|起|建|填|再|办|整|登记|请)$")
_ITEM_NAMED = re.compile(r"(?:就是那个|就是|那个|说是)([^,;:\s是个]{1,16}?)\s?$")
_ITEM_BEFORE = re.compile(
    r"(?:买|采购|购|订购|申请|要|:|,|\s|进|个|单|流程|就是|那个|说是|下)([^,;:\s买购]{1,16}?)\s?(?:[,\s]?(?:共|一共|总共|要|x|\*|×))?\s?$"
)


def _by_kind(draft: Draft, one: KnownField, template: KnownTemplate) -> None:
    reading = draft.reading
    if one.type == "money":
        certain = [a for a in reading.amounts if a.certain and draft.free(a.start, a.end)]
        loose = (
            [a for a in reading.amounts if draft.free(a.start, a.end) and a.value >= 10]
            if one.id == "amount"
            else []
        )
        for amount in certain or loose[-1:]:
            draft.put(one.id, amount.value, (amount.start, amount.end))
            return
    elif one.type in ("date", "datetime") and one.id not in ("from", "to"):
        moments = reading.moments
        if one.id == "occurred_on":
            moments = tuple(sorted(reading.past_moments(), key=lambda m: m.day is None))
        changed = _CHANGED if any(f.id == "change" for f in template.fields) else None
        free = [
            m
            for m in moments
            if draft.free(m.start, m.end) and not (changed and changed.search(reading.text[: m.start]))
        ]
        told = _DATED.get(one.id)
        for moment in [m for m in free if told and told.match(reading.text, m.end)] or free:
            if draft.free(moment.start, moment.end):
                draft.put(one.id, moment.date(reading.now).isoformat(), (moment.start, moment.end))
                return
    elif one.type == "person":
        for match in re.finditer(
            r"(?:由|让|给|by |with )?(?P<p>P+)(?:来)?\s?(?:负责|牵头|主导|跟进|盯|管|带队|to lead|as owner|(?:will |to |is going to |is )?(?:owns?|leads?|leading|owning)|当负责人|做负责人)|(?:led by|owned by|run by|由|owner is|lead is) (?P<q>P+)",
            reading.shape,
        ):
            name = "p" if match["p"] else "q"
            draft.put(one.id, person(reading, match.span(name)), match.span())
        own = re.search(
            r"我(?:自己|本人)?(?:来)?(?:负责|牵头|主导|当负责人|盯)|\bi(?:'ll| will| am| can)? (?:own|lead|be the owner|take the lead)",
            reading.text,
        )
        if own and one.id not in draft.found:
            draft.put(one.id, reading.speaker, own.span())


_CHANGED = re.compile(r"(?:从|由|改到|改成|改为|推迟到|提前到|挪到)$")  # a day that is itself what changes
# The verb beside a day tells which of two days it is.
_DATED = {
    "sign_by": re.compile(r"[^,;]{0,5}签"),
    "launch_date": re.compile(r"[^,;]{0,5}(?:上市|发布|首发|上线)"),
    "needed_by": re.compile(r"[^,;]{0,5}(?:到货|交货|要|到位|用)"),
    "start_date": re.compile(r"[^,;]{0,5}(?:开始|启动|开跑|上线|起)"),
    "review_date": re.compile(r"[^,;]{0,5}(?:评|开会)"),
}


def _by_place(draft: Draft, one: KnownField, template: KnownTemplate) -> None:
    reading = draft.reading
    for pattern in PATTERNS.get(one.id, ()):
        for match in pattern.finditer(
            reading.shape if pattern.pattern.startswith("(?#shape)") else reading.text
        ):
            start, end = match.span("v")
            start = max((e for s, e in draft.used if s <= start < e < end), default=start)
            head = (
                _HEAD.match(reading.shape, start, end)
                if one.id in ("change", "problem", "item", "contract")
                else None
            )
            start = head.end() if head else start
            begin = (
                _BEGUN.match(reading.text[start:end])
                if one.id not in ("change", "problem", "reason")
                else None
            )
            start += begin.end() if begin else 0
            end = draft.end(one, start, end)
            if end <= start or not draft.free(start, end):
                continue
            value = _clean(reading, start, end, whole=one.id in _WHOLE)
            if value and (one.id in ("kind", "window") or not _carrier(reading, start, end)):
                draft.put(one.id, value, (start, end))
                return


_HEAD = re.compile(
    r"(?:提交?|走|发起|做|来|开|申请)(?:一?个|一下|下)?T+(?:申请|单|流程)?[,:\s]*|T+(?:申请|单|流程)?(?:(?:一下|下|个|[,:\s])+|(?=把|将))"
)
_BEGUN = re.compile(
    r"(?:我们?|想要?|要|准备|打算|需要|把|将|给|帮我|帮忙|发起|启动|走|(?:提交?|开|立|起|做|弄|搞|办|登记|录)(?:一?[个场次波轮笔份项起条单]|一?下|$)|(?:去|请|一)$|一下|下|再|新建|创建|申请|组织|安排|一?[个场次波轮笔份](?!人)|一[项起条单张](?!链)|一(?=$)|主题|的|关于|就是|那个|这个"
    r"|(?:kick off|start|open|raise|create|launch|file|log|set up|a|an|the|new|our|my|let's|please|we need|need|i want to)\b\s?)+"
)
_CARRIER = over_shape(
    r"(?:一?[个项起份场次笔单条张波轮]|再|想|走|启动|登记|提交?|开|起|弄|搞|办|做|来|请|为|把|帮|一下|客户|处理|内部|新的?|流程|申请|单子|我|要|想|帮我|发起|这个|那个|的|急|T|W|it|this|a|an|the|new|me|please|process|request|set up|run|running|do|create|submit|make|begin|our|need|want|to|i|we|with|log|file|kick|off|start|open|raise|launch|going|for|get|could you|\s)+"
)


def _carrier(reading: Reading, start: int, end: int) -> bool:
    return _CARRIER.fullmatch(reading.shape[start:end].strip()) is not None

# ruff: noqa: E501 - a pattern is read as one line
"""Cutting free text and names of things out of an utterance, as said, without the words that carry the intent."""

from __future__ import annotations

import re

from pydantic import JsonValue

from bot.nlu.grammars.rule import Candidate
from bot.nlu.reading import Reading
from bot.spelling import normalise

_POLITE_END = re.compile(
    r"[\s,.;!~]*(?:谢谢(?:你|您|啦|了)?|多谢|谢了|辛苦了|麻烦了|拜托了?|thanks?(?: you)?|thx|please|pls)[\s,.!~]*$"
)
_BECAUSE = re.compile(
    r"^(?:因为|由于|理由(?:是|:|,)?|原因(?:是|:|,)?|主要(?:是|因为)|备注(?:是|:)?|意见(?:是|:)|批注(?:是|:)?|附言(?:是|:)?|说明(?:是|:)|留言(?:是|:)?|就说|跟他说|说|:|,"
    r"|because(?: of)?\b|since\b|as\b|due to\b|reason(?: is)?\b:?|the reason is\b|on the grounds that\b|with (?:the )?(?:comment|note|remark)\b:?|comment\b:?|note\b:?|saying\b|and say\b|for the reason that\b)[\s:,]*"
)
_OWN = re.compile(
    r"^(?:把|将|给|关于|有关|对|请问|问下|想问下|就|帮忙|帮我|看看|查查|查下|查一下|看下|看一下|我想知道|想知道)*"
    r"(?:我们?|咱们?)(?:的|自己的)?(?:刚刚|刚才|刚|昨天|前天|今天|昨晚|上周|早上|上午|下午|之前|W|那天|前几天|上个?[周月]|新)*(?:提交|提出|提|发起|发|申请|报|交|填|做|建|开|走|弄)?(?:上去|上来|过|了)?的?(?:那个|这个|那笔|这笔|那份|这份|那条|那张|那单|那)?"
)
_LEAD = re.compile(
    r"^(?:^一?下|^了(?=.)|(?:这个|那个|这份|那份|这笔|那笔|这条|那条|这张|那张|这单|那单)|(?:把|将|给|请问|关于|有关|对|那|就)|(?:刚刚|刚才|刚|昨天|前天|早上|上午)?(?:提交|提|发起|发|申请)的(?=.)|(?:这个|那个|这份|那份|这笔|那笔|这条|那条|这张|那张|这单|那单)"
    r"|(?:the|my|our|this|that|an?|his|her|their)\b\s?)+"
)
_TRAIL = re.compile(
    r"(?:(?<=..)(?:这|那)(?:一)?(?:个|项|条|份|件)?(?:任务|活儿?|事儿?|步骤?|工作|流程|单子)|的|现在|目前|那边|这边|这个|那个|一下|已经|(?:我|我都|都)?(?:已经)?(?:看过|审过|看)了|给|(?<=..)我(?:这边)?|(?<!申)请|\s|now|please|to|到底|还|都|是|在|照(?:这样|这个?(?:进度|速度))(?:下去)?|按(?:现在|目前|这个?)的?(?:进度|速度)|(?<=[\u4e00-\u9fff])go)+$"
)
_ONLY_IMPLIED = re.compile(
    r"(?:这|那|该|此|上面|刚才|刚刚|眼前|当前|手上|我的?|上)?(?:的)?(?:这|那)?一?(?:个|条|份|笔|张|件|项|单|次|步)?(?:的)?(?:单子|单|申请|流程|任务|审批|请求|事情?|活|审批单|审批流程|一单|东西|单据|工作|项目)?"
    r"|它|他|她|他们|她们|现在|目前|it|this|that|them|(?:this |that )?one'?s?|this one|that one|one|the one|request|the request|process|the process|task|the task|approval|the approval|my request|my process|my task|item"
    r"|things|everything|all|my submission|last submission|submission|last one|the last one|request i filed|this (?:request|task|process|approval|item|card)|that (?:request|task|process)|提交|步骤|环节"
)


def free_text(reading: Reading, span: tuple[int, int] | None, *, cleaned: bool = True) -> str | None:
    """The words of a span as said. A span that reaches the core's end takes the particles after it along."""
    if span is None:
        return None
    start, end = span
    if end == reading.end:
        polite = _POLITE_END.search(reading.text, start)
        end = polite.start() if polite else len(reading.text)
    if cleaned:
        lead = _BECAUSE.match(reading.text[start:end])
        start += lead.end() if lead else 0
    for (
        number
    ) in reading.numbers:  # `on CT-40: waiting`, `CR-39 的评估不完整`: what is named first is the task
        before = reading.text[start : number.start]
        if cleaned and start <= number.start and number.end < end and _BESIDE.fullmatch(before):
            start = number.end + len(_AFTER_NUMBER.match(reading.text, number.end)[0])  # type: ignore[index]
            lead = _BECAUSE.match(reading.text[start:end])
            start += lead.end() if lead else 0
    for number in reading.numbers:  # a number beside the remark is the task, not a part of it
        if number.start <= start + 1 < number.end + 1 and number.end <= end and start <= number.start:
            start = number.end
    return reading.said(start, end) or None


def thing(reading: Reading, span: tuple[int, int] | None) -> str | None:
    """What names a process or task: its number, else its words; None when only implied ("这个", "it")."""
    if span is None:
        return None
    start, end = span
    for number in reading.numbers:
        if start <= number.start and number.end <= end:
            return number.number
    start, end = _trimmed(reading, start, end)
    words = reading.said(start, end)
    if not words or _ONLY_IMPLIED.fullmatch(normalise(words)):
        return None
    return words


def _trimmed(reading: Reading, start: int, end: int) -> tuple[int, int]:
    for pattern in (_OWN, _LEAD):
        match = pattern.match(reading.text[start:end])
        if match and match.end() < end - start:
            start += match.end()
        elif match and match.end() == end - start:
            return start, start
    trail = _TRAIL.search(reading.text[start:end])
    if trail:
        end = start + trail.start()
    return start, end


def number_or_thing(reading: Reading, candidate: Candidate | None) -> str | None:
    """The number said anywhere, else the thing the grammar found."""
    span = (candidate.span("obj") or candidate.span("any")) if candidate else None
    return reading.number() or thing(reading, span)


def person(reading: Reading, span: tuple[int, int] | None) -> str | None:
    """A person's id, or the words as said when they fit nobody, or several."""
    if span is None:
        return None
    named = reading.person_in(*span)
    if named is not None:
        return named.id or reading.said(named.start, named.end)
    words = reading.said(*span)
    if not words:
        return None
    resolved = reading.directory.resolve(words, reading.speaker)
    return resolved.id if resolved and resolved.id else words


def first_person(reading: Reading, *, exclude: tuple[int, int] | None = None) -> str | None:
    for named in reading.people:
        if exclude is None or not (exclude[0] <= named.start < exclude[1]):
            return named.id or reading.said(named.start, named.end)
    return None


_BESIDE = re.compile(
    r"[\s,:]*(?:(?:on|for|to|in|under|about|the|在|给|把|对|将)\b\s?|[在给把对将])?\s*", re.ASCII
)
_AFTER_NUMBER = re.compile(r"(?:[\s,:;-]|的(?!话)|上面?|里[面头]?|吧|了(?!解))*")
_CLAUSES = re.compile(r"[^,;?!:]+")
_LABELLED = re.compile(
    r"(?:^|[\s,;.!?和并]|(?<=[\u4e00-\u9fff]))(?:with (?:the |a )?)?(?:备注|附言|附注|注明|批注|(?<![没无个有点的何异])意见(?=\s?[是为:写])|理由|原因|comment|note|remark|reason)(?:一?[下句]|里)?\s?(?:写上?|填|就?是|为|说|is\b|says?\b)*\s?[:,]?\s?(?P<v>.{2,})$"
)
_ASKING_FOR = re.compile(
    r"(?:让|叫|请|麻烦|帮我|劳烦|给我|你|别|不要|don'?t\b|do not\b)|(?:please|pls|can you|could you|would you)\b|.*(?:不(?:用|要|必)|别).{0,6}了?$"
)
_OPENER = re.compile(
    r"^(?:[\s,]|啊|不对|哎呀?|刚才|刚刚|那个|这个|那|的|hey\b|sorry\b|oops\b|no\b(?=,))*(?=..)", re.IGNORECASE
)


def labelled_remark(reading: Reading) -> str | None:
    """What is said to be the reason or the remark: `理由是太贵`, `备注:已上传`, `Reason: wrong desk`."""
    match = _LABELLED.search(reading.text)
    if match is None or match.start() < reading.start:
        return None
    return free_text(reading, match.span("v"), cleaned=False)


def clause_after(reading: Reading, act: re.Pattern[str]) -> str | None:
    """The first thing said after the clause with the act, where it is no further wish."""
    _, after = _around(reading, act)
    if after is None or _ASKING_FOR.match(reading.text[after[0] : after[1]].lstrip()):
        return None
    return free_text(reading, after)


def other_clause(reading: Reading, act: re.Pattern[str]) -> str | None:
    """What is said beside the clause with the act: the reason where no grammar marked one."""
    before, after = _around(reading, act)
    span = after or before
    return free_text(reading, span) if span else None


def _around(reading: Reading, act: re.Pattern[str]) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The first ground given before the clause with the act, and what is said after it."""
    text, whole = reading.text, reading.whole
    clauses = [m for m in _CLAUSES.finditer(text, whole.start) if m[0].strip(" .~")]
    acting = [i for i, m in enumerate(clauses) if act.search(m[0])]
    if len(clauses) < 2 or not acting:
        return None, None
    last = clauses[-1].end()
    if acting[0] == 0 and len(acting) < len(clauses):
        behind = [m for i, m in enumerate(clauses) if i > acting[-1]] if acting[-1] + 1 < len(clauses) else []
        return None, (behind[0].start(), last) if behind else None
    after = (clauses[acting[-1] + 1].start(), last) if acting[-1] + 1 < len(clauses) else None
    grounds = [
        m
        for m in clauses[: acting[0]]
        if not _ASKING_FOR.match(m[0].strip()) and not _NO_GROUND.fullmatch(m[0].strip().lower())
    ]
    if not grounds:
        return None, after
    start, end = grounds[0].span()
    opener = _OPENER.match(text[start:end])
    start += opener.end() if opener else 0
    for number in reading.numbers:  # CR-8写错影响范围了: what is named is no ground
        if number.start <= start + 1 and number.end < end:
            start = max(start, number.end)
            named = _NAMED.match(text, start, end)
            start = named.end() if named else start
    return ((start, end) if end - start > 1 else None), after


_NO_GROUND = re.compile(
    r"(?:啊|不对|不行|哎呀?|等等|呃|嗯|好|行|那个|那|你好|您好|喂|算了|sorry|oops|hmm+|no|nope|ok|okay|hey|hi|well|actually|mind .*|can you .*|[\s,!~])+"
)
_NAMED = re.compile(
    r"(?:那|这(?!么|样|次))?(?:个|份|笔|单(?!价)|条)?(?:里[面头]?|上面)?(?:的(?!话))?(?=..)|[\s,:]+"
)


def group(reading: Reading, pattern: re.Pattern[str]) -> tuple[int, int] | None:
    """The span of the named group where the pattern is found in what was said."""
    reading = reading.whole
    match = pattern.search(reading.core_text)
    if match is None:
        return None
    name = next((name for name, words in match.groupdict().items() if words), None)
    return (reading.start + match.start(name), reading.start + match.end(name)) if name else None


Slots = dict[str, JsonValue]


def kept(**slots: JsonValue) -> Slots:
    """Only what was said: an absent slot is not there at all."""
    return {name: value for name, value in slots.items() if value not in (None, "", [], {})}


def span_of(candidate: Candidate | None, name: str) -> tuple[int, int] | None:
    return candidate.span(name) if candidate else None

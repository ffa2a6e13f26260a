# ruff: noqa: E501 - a pattern is read as one line
"""The slots of questions: which process, whose tasks, which chart or report of which team and period."""

from __future__ import annotations

import re

from bot.nlu.grammars.rule import Candidate
from bot.nlu.reading import Reading
from bot.nlu.shape import over_shape
from bot.nlu.words import Slots, first_person, free_text, group, kept, span_of, thing


def process_status(reading: Reading, candidate: Candidate | None) -> Slots:
    process = _process_asked(reading, candidate)
    if process and not process.endswith(("审批", "报批")):
        process = re.sub(r"(?<=..)[批走审卡]$", "", process)
    return kept(process=process)


_NOT_A_THING = over_shape(
    r"(?:照|按|这样|这个|那个|进度|估计|我|你|他|她|他们|大家|谁|领导|老板|流程|审批|现在|财务|法务|那边|[PD]+|进展|结果|怎么|so|far|everything|things|he|she|they|anyone|还|都|已经|人|有|没|approve|sign|W|的|,)+"
)


def _process_asked(reading: Reading, candidate: Candidate | None) -> str | None:
    number = reading.number()
    if number:
        return number
    span = (
        span_of(candidate, "obj")
        or span_of(candidate, "about")
        or (group(reading, _ASKED) if candidate is None else None)
    )
    if span is None or _NOT_A_THING.fullmatch(reading.shape[span[0] : span[1]].strip()):
        return None
    return thing(reading, (span[0], _before_others(reading, *span)))


def _before_others(reading: Reading, start: int, end: int) -> int:
    """Without whom it lies with, or the day it is due: 报销|财务, 海燕项目|年底前."""
    others = [(n.start, n.end) for n in reading.people] + [(m.start, m.end) for m in reading.moments]
    for begin, stop in others:
        if any(t.start <= begin < t.end for t in reading.templates):
            continue
        if start + 1 < begin and 0 <= end - stop <= 1:
            return begin
    return end


_ASKED = re.compile(
    r"^(?P<v>[^,?]{2,16}?)(?:的)?(?:能|会|什么时候|几|还|要|预|赶|延|走|到|审|批|现在|怎|啥|有|卡|谁|进)"
)


def predict_delay(reading: Reading, candidate: Candidate | None) -> Slots:
    process = _process_asked(reading, candidate) or thing(reading, group(reading, _IN_TIME))
    if process and re.fullmatch(
        r"(?:the |this |that |这个?|那个?|our |my )?(?:project|项目|流程|process|it|launch)", process.lower()
    ):
        process = None
    if process:
        process = re.sub(r"^你?(?:估计|觉得|预计|预测|看|说|认为)(?:一下|下)?", "", process) or None
    return kept(process=process)


_IN_TIME = re.compile(
    r"\b(?:miss|make|hit|meet) (?:the |our )?(?P<v>[^,?]{3,40}?)(?: (?:date|deadline|target))\b", re.ASCII
)


def explain(reading: Reading, candidate: Candidate | None) -> Slots:
    number = reading.number()
    if number:
        return {"task": number}
    span = span_of(candidate, "obj")
    if span is None or _NOT_A_THING.fullmatch(reading.shape[span[0] : span[1]].strip()):
        return {}
    if re.fullmatch(
        r"(?:i|me|we|my|this|it|am i|解释一下|说明一下).*", reading.text[span[0] : span[1]].strip()
    ):
        return {}
    return kept(task=thing(reading, span))


def my_tasks(reading: Reading, candidate: Candidate | None) -> Slots:
    allowed = ("today", "tomorrow", "this_week", "next_week", "overdue")
    said = [p.value for p in reading.periods if p.value in allowed]
    late = re.search(
        r"past its|past their|past the due|逾期|超期|过期|超时|过了(?:期限|时限|期)|overdue|late on|past due|behind on|拖期",
        reading.text,
    )
    own = re.compile(r"我|\bmy\b|\bme\b|\bi\b")
    person_said = first_person(reading)
    if person_said and own.search(_TELL_ME.sub("", reading.text)) and not span_of(candidate, "who"):
        person_said = None
    return kept(period="overdue" if late else said[0] if said else None, person=person_said)


_TELL_ME = re.compile(r"(?:告诉|给|帮|替|跟)我|(?:show|tell|give) me")
_CHART_WORDS = (
    ("gantt", r"甘特|横道图|排期图|进度图|时间线图?|时间轴|gantt|timeline|时间进度"),
    ("burndown", r"燃尽|burn-?\s?down"),
    (
        "failure_reasons",
        r"(?:失败|驳回|退回|拒绝|被拒|打回|不通过|驳|退).{0,8}(?:原因|理由|统计|图|分布|为什么)|(?:为什么|为啥|什么原因).{0,8}(?:驳回|退回|打回|被拒|失败|拒|不通过)|failure|fail\b|failing|reject|declin|returned|reasons (?:for|of)|驳回情况|退回情况",
    ),
    (
        "bottleneck",
        r"瓶颈|卡点|最慢|最卡|卡住|卡在哪|堵|最耗时|最久|拖|bottleneck|slowest|stuck|slow|哪个环节|哪一步|哪个步骤|卡壳|longest|耽误",
    ),
    (
        "cycle_time",
        r"周期|耗时|时长|多久|多长时间|几天|多少天|用时|cycle|lead time|turnaround|average|how long|duration|processing time",
    ),
    (
        "workload",
        r"负[荷载]|工作量|谁.{0,4}忙|忙|闲|饱和|work ?load|load|busy|busiest|overload|swamped|plate|capacity|utili|工作强度|available|超负荷",
    ),
    ("dashboard", r"看板|仪表|大盘|总览|概览|驾驶舱|dashboard|overview|board"),
)


def _team(reading: Reading) -> str | None:
    return next((n.department for n in reading.people if n.department), None)


def _period(reading: Reading) -> str | None:
    past = reading.past_ranges()
    if past and past[0].first.date(reading.now) <= reading.now.date() and not past[0].first.timed:
        one = past[0]
        if re.search(r"[号日]|\d", reading.text[one.start : one.end]):
            return f"{one.first.iso(reading.now)}/{one.last.iso(reading.now)}"
    if reading.ranges and not any(m.timed for m in (reading.ranges[0].first, reading.ranges[0].last)):
        one = reading.ranges[0]
        if re.search(r"[号日]|\d", reading.text[one.start : one.end]):
            return f"{one.first.iso(reading.now)}/{one.last.iso(reading.now)}"
    if not reading.periods:
        return None
    corrected = re.search(r"\bi mean|我是说|不对|no,? wait|\brather\b", reading.text)
    return reading.periods[-1 if corrected else 0].value


_TEAM_WORDS = re.compile(
    r"(?:的)?(?:同事|人员|员工|团队|team|department|dept|部门|同学|大家|人|小组)?(?:的)?"
)


_TEMPORAL = re.compile(
    r"(?:忙不忙|忙|给我看看|给|给我看|可不可以|能不能|能否|可以|想|要|了解|制作|协助|您|画|哪些|环节|瓶颈|审批|因为|为啥|为什么|啥|都|黄|的图|where|can|could|i|see|pull|up|bring|what|which|how|make|you|give|get|have|look|at|take|do|we|did|does|there|本|这个?|上个?|下个?|今|去|最近|近|过去|截止|截至|至今|月|周|年|季度|度|星期|的|,|\s|in|for|of|on|during|over|from|the|our|my|this|last|so far|please|a|an|me|us|目前|现在|当前|项目|全部|所有|整体|公司|全公司|流程|各流程|各个?部门|部门|大家|团队|全员|一个月|现阶段|everyone|team|project|company|all|us|各|每个|平均|人|比较|按|看看|我们?|咱们?|你|帮|图|requests?|processes|process|approvals?|一|张|份|个|情况|那个|it|步|is|are|to|chart|show|current|latest|new|by|person|people|per|now|整个|手上|最新|实时|统计|数据|分析|汇总|一下|总|s|'|'s)*"
)


def _about(reading: Reading, candidate: Candidate | None) -> str | None:
    """The project a chart is about: what is left when teams, periods and carrier words are gone."""
    number = reading.number()
    if number:
        return number
    for name in ("about", "about2"):
        span = candidate.groups.get(name) if candidate else None
        for start, end in _pieces(reading, span):
            words = reading.text[start:end]
            if (
                not words.strip()
                or _NO_PROJECT.search(words)
                or _TEMPORAL.fullmatch(words.strip())
                or _TEAM_WORDS.fullmatch(words.strip())
            ):
                continue
            found = thing(reading, (start, end))
            if found:
                found = re.sub(
                    r"^(?:of|for|in|on|from|from the|of the|for the|the)\s+", "", found, flags=re.I
                )
                return re.sub(r"^(?:the|my|our)\s+", "", found, flags=re.I) or None
    of = _CHART_OF.search(reading.text)
    return thing(reading, of.span("v")) if of and not _TEMPORAL.fullmatch(of["v"]) else None


_NO_PROJECT = re.compile(
    r"谁|哪|多久|几天|忙|平均|瞅|看看|瞧|一眼|打开|拉|出个|出一|卡|堵|老是|,|协助|制作|怎么|什么|告诉|\b(?:who|what|where|how|when|which|quarter|month|week|year)\b|[?]"
)
_CHART_OF = re.compile(
    r"(?:chart|graph|diagram|gantt|timeline|burn-?down) (?:of|for|on) (?:the |our |my )?(?P<v>[^,;.?]{3,40}?)(?= please|[,;.?!]|$)"
)


def _pieces(reading: Reading, span: tuple[int, int] | None) -> list[tuple[int, int]]:
    """The parts of a span that are neither a team nor a period."""
    if span is None:
        return []
    taken = [(n.start, n.end) for n in reading.people if n.department] + [
        (p.start, p.end) for p in reading.periods
    ]
    taken += [(r.start, r.end) for r in reading.ranges]
    marks = sorted(t for t in taken if t[0] < span[1] and t[1] > span[0])
    pieces, at = [], span[0]
    for start, end in marks:
        if start > at:
            pieces.append((at, start))
        at = max(at, end)
    return [*pieces, (at, span[1])] if at < span[1] else pieces


def show_chart(reading: Reading, candidate: Candidate | None) -> Slots:
    chart = next((name for name, pattern in _CHART_WORDS if re.search(pattern, reading.text)), None)
    return kept(chart=chart, process=_about(reading, candidate), team=_team(reading), period=_period(reading))


def report(reading: Reading, candidate: Candidate | None) -> Slots:
    text = reading.text
    kind = None
    for name, pattern in (
        ("performance", r"绩效|业绩|效能|表现|kpi|performance|perform"),
        ("risk", r"风险|risk"),
        ("weekly", r"周报|周总结|周度|周汇报|weekly|week"),
        ("monthly", r"月报|月总结|月度|月汇报|monthly|month"),
        ("weekly", r"[本这上]个?(?:周|星期)"),
        ("monthly", r"月"),
    ):
        if re.search(pattern, text):
            kind = name
            break
    return kept(report=kind, team=_team(reading), period=_period(reading))


def recommend_template(reading: Reading, candidate: Candidate | None) -> Slots:
    span = span_of(candidate, "text") or group(reading, _FITTING)
    if (
        span
        and span[0] == reading.start
        and re.search(r"请$", reading.text[: span[0]])
        and reading.text[span[0]] != "问"
    ):
        span = (span[0] - 1, span[1])  # 请网红来拍视频: 请 is a part of what is done, no politeness
    text = free_text(reading, span, cleaned=False)
    if text:
        text = re.sub(r"^(?:我们?)?(?:现在|最近)?(?:想要?|要|打算|准备|需要|得|计划)(?=\S)", "", text)
        text = re.sub(
            r"^(?:i (?:want|need|would like) to|i'd like to|we (?:want|need|plan) to|i'm (?:going|planning) to|we're going to)\s+",
            "",
            text,
            flags=re.I,
        )
        text = re.sub(r"^(?:我司|公司|本部门|我部)?(?:拟|计划|准备)(?=\S)", "", text)
        text = re.sub(
            r"[,，\s]*(?:请问|这种事|这类事?|那|这个|这种|这样|这|应当|应该|该|选|要|得|我|是|一般|需要)*$",
            "",
            text,
        )
        text = re.sub(r"(?:的话|的时候|时|的)$", "", text)
    return kept(text=text)


_FITTING = re.compile(
    r"^(?P<v>[^?]{2,50}?)[,\s]*(?:这种事|这类事?|这个)?[,\s]*(?:该|应该|要|得)?(?:(?:走|用|提|选|归|算|属于)(?:哪|什么|啥|which)|(?:what'?s|what is) the (?:right|best|proper)|which (?:process|template|workflow|one|form))"
    r"|^(?:what|which)\b.*?\bfor (?P<w>.{4,}?)\??$"
)


def create_template(reading: Reading, candidate: Candidate | None) -> Slots:
    span = group(reading, _AS_FOLLOWS) or span_of(candidate, "text") or (reading.start, reading.end)
    text = free_text(reading, span, cleaned=False)
    if text:
        text = _FRAME.sub("", text)
        text = _FRAME2.sub("", text) or None
    return kept(text=text)


_AS_FOLLOWS = re.compile(
    r"^[^:]{0,24}(?:如下|你(?:帮)?建一?[个下]|(?:新|加|弄|建|做|搞|来|缺)(?:一?个)?(?:新的?)?(?:流程)?(?:模板|流程))(?:的)?(?:流程|模板)?[^:]{0,6}:\s?(?P<v>.{4,})$"
    r"|^[^:]{0,20}(?:process|workflow|flow|template) (?:where|in which|so that) (?P<w>.{4,})$"
)
_FRAME = re.compile(
    r"^(?:我们|我|缺|想|要|再)*(?:新建|创建|新增|增加|添加|设计|搭建?|建立?|定义|自定义|配置|制定|弄|加|做|缺|create|build|set up|define|design|make|add|need)?\s*(?:一?[个套条]|an?)?\s*",
    re.I,
)


_FRAME2 = re.compile(
    r"^(?:新的?|new )?\s*(?:流程模板|审批流程|审批流|流程|模板|process template|template|process|workflow|flow)(?:\s*(?:please|for|called|named|叫做?|[:：,，-])\s*|\s+(?=[\u4e00-\u9fff]))+|^please\s*[:,]\s*|^(?:for|called|named|叫)\s+|^叫|^[:：,，]\s*",
    re.I,
)


def suggest_improvement(reading: Reading, candidate: Candidate | None) -> Slots:
    span = (
        group(reading, _AFTER_COLON)
        or span_of(candidate, "text")
        or group(reading, _PROPOSED)
        or (reading.start, reading.end)
    )
    text = free_text(reading, span, cleaned=False)
    if text:
        text = _ASIDE.sub("", text).strip(" ,，。.?？")
        text = (
            re.sub(
                r"^(?:我(?:个人)?(?:觉得|认为|感觉|想着)|f?or improving [^:：]{2,40}[:：]|he [^:：]{2,40}process[:：])\s*",
                "",
                text,
            )
            or None
        )
    named = [
        t
        for t in reading.templates
        if not text or t.words not in text.lower() or not _VERBLIKE.fullmatch(t.words)
    ]
    return kept(text=text, template=named[0].id if named else None)


# Names of templates that are steps and acts as well: within what is proposed they name no template.
_VERBLIKE = re.compile(
    r"立项|评审|推广|上线|部署|变更|发布|采买|购买|投诉|review|change|launch|campaign|leave"
)
_AFTER_COLON = re.compile(
    r"^[^:]{0,40}(?:建议|意见|想法|提议|改进|优化|反馈|吐槽|suggestion|idea|proposal|feedback|thought|improve\w*)[^:]{0,30}:\s?(?P<v>.{4,})$"
    r"|^(?:我)?(?:给|对|就)[^,:]{1,12}提(?:一?个|点)?(?:小)?(?:建议|意见|想法)(?:哈|啊)?[,:]\s?(?P<w>.{4,})$"
)
_PROPOSED = re.compile(r"(?:提个建议|个(?:建议|意见|想法)哈?|建议|提议)[,:，：\s]*(?P<v>.{4,})")


_ASIDE = re.compile(
    r"[,，\s]*(?:反馈一下|算个建议|供参考|仅供参考|提个建议|just (?:a|my) suggestion|(?:put|note) (?:that|this|it) down as a suggestion|一点建议|个人建议|这是我的建议)[\s.。!]*$|^please ",
    re.I,
)


def helping(reading: Reading, candidate: Candidate | None) -> Slots:
    topic = free_text(reading, span_of(candidate, "topic"), cleaned=False)
    topic = topic.rstrip("?？吗呢啊呀") if topic else None
    return kept(
        topic=None
        if topic
        and re.fullmatch(
            r"(?:this|that|it|玩意儿?|东西|咋|怎|用|做|干|办|玩|弄|使|操作|什|啊|这个|你|的|呢|么)+", topic
        )
        else topic
    )

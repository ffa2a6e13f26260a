"""Filling an intent's slots from what was read; one small function per intent."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from pydantic import JsonValue

from bot.nlu.calendar_days import month_end
from bot.nlu.dates import find_duration
from bot.nlu.fields import start_slots
from bot.nlu.grammars.rule import Candidate
from bot.nlu.reading import Reading
from bot.nlu.shape import over_shape
from bot.nlu.words import first_person, free_text, group, number_or_thing, other_clause, person, thing

Slots = dict[str, JsonValue]
Filler = Callable[[Reading, Candidate | None], Slots]

_ASSENT = re.compile(
    r"(?:可以|行|好的?|没问题|没意见|没毛病|无异议|嗯|对|ok(?:ay)?|yes|yep|yeah|sure|fine|看过了|看了|审过了|looks? good|lgtm|all good|我|i|照办|给他|了|吧|好嘞|please|it|this|that)[\s,.!]*"
)


def _kept(**slots: JsonValue) -> Slots:
    return {name: value for name, value in slots.items() if value not in (None, "", [], {})}


def _span(candidate: Candidate | None, name: str) -> tuple[int, int] | None:
    return candidate.span(name) if candidate else None


def _remark(reading: Reading, candidate: Candidate | None) -> str | None:
    """Free text after the act, else before it; a mere yes is no remark."""
    for name in ("post", "pre"):
        words = free_text(reading, _span(candidate, name))
        if words and not _ASSENT.fullmatch(words.lower()) and not _CARRIED.fullmatch(words.lower()):
            return words
    return None


_CARRIED = re.compile(
    r"(?:(?:请|帮我|可以|把它|这一?条|这个|任务)*(?:勾掉|划掉|收工|关掉|关了|打勾|标完成|完成)(?:吧|了)?|close it|mark (?:it|that) done|他|她|him|her|过去)[\s.!]*"
)
_REFUSING = re.compile(
    r"驳|拒|否|不同意|不批|不通过|不准|不过|反对|reject|declin|\\bno\\b|deny|veto|turn|not happy|bu tongyi".replace(
        "\\\\", "\\"
    )
)
_RETURNING = re.compile(r"退|打回|返回|送回|发回|还给|回到|back|return|bounce")
_PULLING = re.compile(r"撤|取消|作废|收回|抽回|withdraw|cancel|pull|take back|recall|retract")


def approve(reading: Reading, candidate: Candidate | None) -> Slots:
    every = True if _span(candidate, "all") else None
    task = number_or_thing(reading, candidate)
    if (
        every
        and task
        and re.fullmatch(
            r"(?:我?(?:的)?(?:待办|单子|审批|申请|任务|流程)|pending|open|my|the)+.*", task.lower()
        )
    ):
        task = None
    if (
        every is None
        and not reading.numbers
        and (task is None or candidate is None)
        and _EVERY.search(reading.text)
    ):
        every, task = True, None
    return _kept(task=task, all=every, comment=_remark(reading, candidate))


_EVERY = re.compile(
    r"(?:都|全|所有|统统|一律|一次性|一个不落|一并).{0,8}(?:批|过|同意|准)|(?:批|过|同意)(?:了|掉)?所有|\b(?:all|everything)\b"
)


def reject(reading: Reading, candidate: Candidate | None) -> Slots:
    reason = _remark(reading, candidate) or other_clause(reading, _REFUSING)
    return _kept(task=number_or_thing(reading, candidate), reason=reason)


def return_task(reading: Reading, candidate: Candidate | None) -> Slots:
    step = free_text(reading, _span(candidate, "step") or _span(candidate, "to"), cleaned=False)
    if step:
        step = re.sub(r"^(?:the|给|到|去|至)\s*", "", step, flags=re.I)
        step = re.sub(r"(?:那里|那边|那儿|这里|去|来|那|处)$", "", step) or None
    if step and re.fullmatch(r"(?:他|她|去|来|一下|下|me|him|her|it|them)", step.lower()):
        step = None
    if step is None and candidate is None:
        step = free_text(reading, group(reading, _STEP), cleaned=False)
    reason = free_text(reading, _span(candidate, "post") or _span(candidate, "pre")) or other_clause(
        reading, _RETURNING
    )
    if reason and _CARRIED.fullmatch(reason.lower()):
        reason = None
    if reason:
        reason = (
            re.sub(r"^(?:for|so that|so|and|去|来|请|让他|让她|叫他|麻烦)\s*", "", reason, flags=re.I) or None
        )
    return _kept(task=number_or_thing(reading, candidate), to_step=step, reason=reason)


_STEP = re.compile(
    r"(?:退回?|打回|返回|回退|送回|还给|回)(?:给|到|至)?(?P<v>申请人|发起人|提交人|上一个?(?:步|环节)|[^,，]{2,8}?)(?=去补|重|再|,|补|$|让)|back to (?:the )?(?P<w>[\w ]{3,24}?)(?: step)?(?=,|$)"
)


def complete_task(reading: Reading, candidate: Candidate | None) -> Slots:
    task = number_or_thing(reading, candidate)
    if task and re.fullmatch(r"(?:我|我这边|活|都|全部|任务|工作|这一步|终于|all|everything)+", task.lower()):
        task = None
    if task is None and candidate is None:
        task = thing(reading, group(reading, _FINISHED))
    return _kept(task=task, comment=_remark(reading, candidate))


_FINISHED = re.compile(
    r"(?:把|将)?(?P<v>[^,]{2,14}?)(?:那步|那项|这步|这项)?(?:我这边|我|已经|已|都|也|上|刚|的)*(?:上传|完事|完成|做完|弄完|搞定|标成|标为|标|发出|寄出|交|写完|测试?过)"
    r"|(?:finished|completed|done|wrapped up|all set|set)(?: with)? (?:the |my |our )?(?P<w>[^,]+)|^(?:the |my )?(?P<x>[^,]+?) (?:is|are)\b"
)


def transfer_task(reading: Reading, candidate: Candidate | None) -> Slots:
    who = _span(candidate, "who")
    if who and re.fullmatch(r"他|她|过去|him|her|them|过来|出去", reading.text[who[0] : who[1]].strip()):
        who = None
    return _kept(
        person=person(reading, who) if who else first_person(reading),
        task=number_or_thing(reading, candidate),
        reason=_remark(reading, candidate),
    )


def add_signer(reading: Reading, candidate: Candidate | None) -> Slots:
    who = _span(candidate, "who")
    found: list[JsonValue] = []
    for named in reading.people:
        if who is None or (who[0] <= named.start and named.end <= who[1]):
            value = named.id or reading.said(named.start, named.end)
            if value not in found:
                found.append(value)
    if not found and who:
        one = person(reading, who)
        found = [one] if one else []
    return _kept(people=found, task=number_or_thing(reading, candidate))


def urge(reading: Reading, candidate: Candidate | None) -> Slots:
    who = _span(candidate, "who")
    process = number_or_thing(reading, candidate)
    named: str | None = None
    if who and not re.fullmatch(
        r"他们?|她|审批人|负责人|对方|领导|approvers?|him|her|them|那边|相关人员?",
        reading.text[who[0] : who[1]],
    ):
        named = person(reading, who)
    if named is None:
        obj = _span(candidate, "obj")
        named = first_person(reading, exclude=obj if process else None)
    if process and named and any(reading.said(n.start, n.end) == process for n in reading.people):
        process = None
    return _kept(process=process, person=named)


def cancel_process(reading: Reading, candidate: Candidate | None) -> Slots:
    reason = _remark(reading, candidate) or other_clause(reading, _PULLING)
    return _kept(process=number_or_thing(reading, candidate), reason=reason)


def process_status(reading: Reading, candidate: Candidate | None) -> Slots:
    return _kept(process=_process_asked(reading, candidate))


_NOT_A_THING = over_shape(
    r"(?:我|你|他|她|他们|大家|谁|领导|老板|流程|审批|现在|财务|法务|那边|[PD]+|进展|结果|怎么|so|far|everything|things|he|she|they|anyone|还|都|已经|人|有|没|approve|sign|W|的|,)+"
)


def _process_asked(reading: Reading, candidate: Candidate | None) -> str | None:
    number = reading.number()
    if number:
        return number
    span = (
        _span(candidate, "obj")
        or _span(candidate, "about")
        or (group(reading, _ASKED) if candidate is None else None)
    )
    if span is None or _NOT_A_THING.fullmatch(reading.shape[span[0] : span[1]].strip()):
        return None
    return thing(reading, span)


_ASKED = re.compile(
    r"^(?P<v>[^,?]{2,16}?)(?:的)?(?:能|会|什么时候|几|还|要|预|赶|延|走|到|审|批|现在|怎|啥|有|卡|谁|进)"
)


def predict_delay(reading: Reading, candidate: Candidate | None) -> Slots:
    return _kept(process=_process_asked(reading, candidate))


def explain(reading: Reading, candidate: Candidate | None) -> Slots:
    number = reading.number()
    if number:
        return {"task": number}
    span = _span(candidate, "obj")
    if span is None or _NOT_A_THING.fullmatch(reading.shape[span[0] : span[1]].strip()):
        return {}
    if re.fullmatch(
        r"(?:i|me|we|my|this|it|am i|解释一下|说明一下).*", reading.text[span[0] : span[1]].strip()
    ):
        return {}
    return _kept(task=thing(reading, span))


def my_tasks(reading: Reading, candidate: Candidate | None) -> Slots:
    allowed = ("today", "tomorrow", "this_week", "next_week", "overdue")
    said = [p.value for p in reading.periods if p.value in allowed]
    late = re.search(r"逾期|超期|过期|超时|overdue|late on|past due|behind on|拖期", reading.text)
    own = re.compile(r"我|\bmy\b|\bme\b|\bi\b")
    person_said = first_person(reading)
    if person_said and own.search(reading.text) and not _span(candidate, "who"):
        person_said = None
    return _kept(period="overdue" if late else said[0] if said else None, person=person_said)


def delegate(reading: Reading, candidate: Candidate | None) -> Slots:
    who = _span(candidate, "who")
    first, last = stretch(reading)
    return _kept(person=person(reading, who) if who else first_person(reading), **{"from": first, "to": last})


def stretch(reading: Reading) -> tuple[str | None, str | None]:
    """From when to when, for a delegation: a range, a week or month, an open end, or single days."""
    now, text = reading.now, reading.text
    if reading.ranges:
        one = reading.ranges[0]
        return one.first.iso(now), one.last.iso(now)
    today = now.date()
    week = {"this_week": 0, "next_week": 1}
    for period in reading.periods:
        if period.value in week and not any(m.start == period.start and not m.rough for m in reading.moments):
            monday = today - timedelta(days=today.weekday()) + timedelta(weeks=week[period.value])
            return (monday if week[period.value] else today).isoformat(), (
                monday + timedelta(days=6)
            ).isoformat()
        if period.value == "this_month":
            return today.isoformat(), month_end(today).isoformat()
    if not reading.moments:
        days = _days_from(text, today)
        return days if days else (None, None)
    moment = reading.moments[0]
    before, after = text[: moment.start], text[moment.end :]
    day = moment.iso(now)
    duration = find_duration(text[: moment.start] + "\0" * (moment.end - moment.start) + after)
    if re.search(r"(?:到|直到|至|截止到?|until|till?|through|up to)\s?(?:the )?$", before):
        return None, day
    if duration and not moment.timed:
        return day, (moment.date(now) + timedelta(days=int(duration[2]) - 1)).isoformat()
    if re.match(r"\s?(?:起|开始|以后|之后|onwards?|on\b)", after) or re.search(
        r"(?:从|自|from|starting|since)\s?$", before
    ):
        return day, None
    if re.match(r"\s?(?:之?前|为止|截止|回来)", after):
        return None, day
    return day, day


def _days_from(text: str, today: date) -> tuple[str, str] | None:
    duration = find_duration(text)
    if duration is None or not re.search(r"接下来|未来|这|next|for the", text):
        return None
    return today.isoformat(), (today + timedelta(days=int(duration[2]) - 1)).isoformat()


def comment(reading: Reading, candidate: Candidate | None) -> Slots:
    text = free_text(reading, _span(candidate, "text")) if candidate else None
    if candidate is None or text is None:
        text = reading.said(reading.start if candidate else 0, len(reading.raw))
    obj = _span(candidate, "obj")
    process = thing(reading, obj)
    number = reading.numbers[0] if reading.numbers else None
    inside = _span(candidate, "text")
    if process is None and number and not (inside and inside[0] <= number.start < inside[1]):
        process = number.number
    if _span(candidate, "conditional") and number:
        process = number.number
    return _kept(text=text, process=process)


def snooze(reading: Reading, candidate: Candidate | None) -> Slots:
    until = reading.moments[-1].iso(reading.now) if reading.moments else _after_duration(reading)
    return _kept(until=until, task=number_or_thing(reading, candidate))


def _after_duration(reading: Reading) -> str | None:
    match = re.search(
        r"(?:for |延后|推迟|延迟|推后|顺延|缓|晚)\s?(an?|one|半|\d+|[一二两三四五六七八九十]+)\s?个?(hours?|小时|钟头|minutes?|mins?|分钟|days?|天|weeks?|周)",
        reading.text,
    )
    if match is None:
        duration = find_duration(reading.text)
        return (reading.now.date() + timedelta(days=int(duration[2]))).isoformat() if duration else None
    from_words = {"半": 0.5, "a": 1, "an": 1, "one": 1}
    amount = from_words.get(match[1]) or (
        float(match[1]) if match[1].isdigit() else "零一二三四五六七八九十".find(match[1].replace("两", "二"))
    )
    unit = match[2]
    if unit[0] in "d天":
        return (reading.now.date() + timedelta(days=int(amount))).isoformat()
    if unit[0] in "w周":
        return (reading.now.date() + timedelta(weeks=int(amount))).isoformat()
    minutes = amount * (60 if unit[0] in "h小钟" else 1)
    return (reading.now + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M")


def set_reminder(reading: Reading, candidate: Candidate | None) -> Slots:
    who_span = _span(candidate, "who")
    words = reading.text[who_span[0] : who_span[1]].strip() if who_span else ""
    who = None if words in ("", "我", "me", "自己", "我们", "us") else person(reading, who_span)
    text = free_text(reading, _span(candidate, "text"), cleaned=False)
    if text:
        text = re.sub(r"^(?:to|that|about|of|要|去|一下|记得|别忘了|:|,|，)\s*(?=\S)", "", text)
    at = reading.moments[0].iso(reading.now) if reading.moments else None
    when = _span(candidate, "when")
    if when:
        inside = [m for m in reading.moments if m.start < when[1] and m.end > when[0]]
        at = inside[0].iso(reading.now) if inside else at
    return _kept(text=text, at=at, person=who)


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
    if reading.ranges and not any(m.timed for m in (reading.ranges[0].first, reading.ranges[0].last)):
        one = reading.ranges[0]
        if re.search(r"[号日]|\d", reading.text[one.start : one.end]):
            return f"{one.first.iso(reading.now)}/{one.last.iso(reading.now)}"
    return reading.periods[0].value if reading.periods else None


_TEAM_WORDS = re.compile(
    r"(?:的)?(?:同事|人员|员工|团队|team|department|dept|部门|同学|大家|人|小组)?(?:的)?"
)
_TEMPORAL = re.compile(
    r"(?:本|这个?|上个?|下个?|今|去|最近|近|过去|截止|截至|至今|月|周|年|季度|度|星期|的|,|\s|in|for|of|on|during|over|from|the|our|my|this|last|so far|please|a|an|me|us|目前|现在|当前|项目|全部|所有|整体|公司|全公司|流程|各流程|各个?部门|部门|大家|团队|全员|一个月|现阶段|everyone|team|project|company|all|us|各|每个|平均|人|比较|按|看看|我们?|咱们?|你|帮|图|requests?|processes|process|approvals?|一|张|份|个|情况|那个|it|步|is|are|to|chart|show|current|latest|new|by|person|people|per|now|整个|手上|最新|实时|统计|数据|分析|汇总|一下|总|s|'|'s)*"
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
    return None


_NO_PROJECT = re.compile(
    r"[谁哪啥怎可忙]|什么|^画|^给|^看|发我|因为|\b(?:where|how|why|are|is|pull|show|up|what|which|get|stuck|everyone|may)\b"
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
    return _kept(
        chart=chart, process=_about(reading, candidate), team=_team(reading), period=_period(reading)
    )


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
    return _kept(report=kind, team=_team(reading), period=_period(reading))


def recommend_template(reading: Reading, candidate: Candidate | None) -> Slots:
    text = free_text(reading, _span(candidate, "text"), cleaned=False)
    if text:
        text = re.sub(r"^(?:我们?)?(?:现在|最近)?(?:想要?|要|打算|准备|需要|得|计划)(?=\S)", "", text)
        text = re.sub(
            r"^(?:i (?:want|need|would like) to|i'd like to|we (?:want|need|plan) to|i'm (?:going|planning) to|we're going to)\s+",
            "",
            text,
            flags=re.I,
        )
        text = re.sub(r"(?:的话|的时候|时|的)$", "", text)
    return _kept(text=text)


def create_template(reading: Reading, candidate: Candidate | None) -> Slots:
    text = free_text(reading, _span(candidate, "text") or (reading.start, reading.end), cleaned=False)
    if text:
        text = _FRAME.sub("", text)
        text = _FRAME2.sub("", text) or None
    return _kept(text=text)


_FRAME = re.compile(
    r"^(?:我们|我|缺|想|要|再)*(?:新建|创建|新增|增加|添加|设计|搭建?|建立?|定义|自定义|配置|制定|弄|加|做|缺|create|build|set up|define|design|make|add|need)?\s*(?:一?[个套条]|an?)?\s*",
    re.I,
)
_FRAME2 = re.compile(
    r"^(?:新的?|new )?\s*(?:流程模板|审批流程|审批流|流程|模板|process template|template|process|workflow)(?:\s*(?:please|for|called|named|叫做?|[:：,，-])\s*)+|^(?:for|called|named|叫)\s+|^叫|^[:：,，]\s*",
    re.I,
)


def check_in(reading: Reading, candidate: Candidate | None) -> Slots:
    out = re.search(
        r"签退|下班|收工|离岗|check(?:ing)?(?: me)? ?out|clock(?:ing)?(?: me)? (?:out|off)|punch(?:ing)?(?: me)? out|sign(?:ing)? (?:me )?(?:out|off)|leaving|end(?:ing)? (?:my )?(?:shift|day)|done for|call(?:ing)? it a day|离开",
        reading.text,
    )
    place = free_text(reading, _span(candidate, "place"), cleaned=False)
    if place:
        place = re.sub(r"^(?:the|our|my|at|在|到|了)\s*(?=\S)", "", place, flags=re.I)
        place = re.sub(r"(?:了|这边|这里|那边|里)$", "", place) or None
    return _kept(kind="check_out" if out else "check_in", place=place)


def suggest_improvement(reading: Reading, candidate: Candidate | None) -> Slots:
    span = _span(candidate, "text") or group(reading, _PROPOSED) or (reading.start, reading.end)
    text = free_text(reading, span, cleaned=False)
    if text:
        text = _ASIDE.sub("", text).strip(" ,，。.?？") or None
    return _kept(text=text, template=reading.templates[0].id if reading.templates else None)


_PROPOSED = re.compile(r"(?:提个建议|个建议|有个想法哈?|建议|提议)[,:，：\s]*(?P<v>.{4,})")
_ASIDE = re.compile(
    r"[,，\s]*(?:反馈一下|算个建议|供参考|仅供参考|提个建议|just (?:a|my) suggestion|(?:put|note) (?:that|this|it) down as a suggestion|一点建议|个人建议|这是我的建议)[\s.。!]*$|^please ",
    re.I,
)


def settings(reading: Reading, candidate: Candidate | None) -> Slots:
    for name in ("not", "lang"):
        span = _span(candidate, "lang" if name == "not" else "not")
        if span and name == "not":
            words = reading.text[span[0] : span[1]]
            return {"key": "language", "value": "en" if re.search("英|english", words) else "zh"}
        if span:
            words = reading.text[span[0] : span[1]]
            return {"key": "language", "value": "zh" if re.search("英|english", words) else "en"}
    if _span(candidate, "off"):
        return {"key": "quiet_hours", "value": "off"}
    spoken = re.search(r"英文|英语|english|中文|汉语|chinese|mandarin|普通话", reading.text)
    if candidate is None and spoken:
        return {"key": "language", "value": "en" if re.search("英|english", spoken[0]) else "zh"}
    if _span(candidate, "digest") or (
        candidate is None and re.search(r"汇总|摘要|日报|简报|digest|summary", reading.text)
    ):
        return _digest(reading)
    hours = quiet_hours(reading)
    return _kept(key="quiet_hours", value=hours)


def _digest(reading: Reading) -> Slots:
    if re.search(
        r"关|取消|不要|别|停|不用|退订|no more|off|stop|disable|cancel|unsubscribe|don't|不想", reading.text
    ):
        return {"key": "digest", "value": "off"}
    clocks = [m for m in reading.moments if m.clock is not None and not m.clock.day_end]
    clocks = [m for m in clocks if m.clock and m.clock.hour is not None] or clocks
    return _kept(key="digest", value=_clock(reading, len(clocks) - 1, clocks) if clocks else None)


def _clock(reading: Reading, index: int, moments: list) -> str:  # type: ignore[type-arg]
    hour, minute = moments[index].clock.at()
    return f"{hour % 24:02d}:{minute:02d}"


_BARE_HOURS = re.compile(
    r"(?:from |between )?(\d{1,2})(?::(\d\d))?\s?([ap]m)?\s?(?:点|时)?\s?(?:-|~|to|until|till|and|到|至)\s?(\d{1,2})(?::(\d\d))?\s?([ap]m)?"
)


def quiet_hours(reading: Reading) -> str | None:
    clocks = [m for m in reading.moments if m.clock is not None]
    if len(clocks) >= 2 and clocks[0].clock and clocks[1].clock:
        one, two = clocks[0].clock, clocks[1].clock
        hour, minute = (
            one.at()
            if not (one.part is None and not one.fixed and two.part and (one.hour or 0) >= 9)
            else ((one.hour or 0) + 12, one.minute)
        )
        last, last_minute = two.at()
        if two.part is None and not two.fixed and two.hour is not None and two.hour < 12:
            last = (
                two.hour
                if hour >= 18
                else (two.hour + 12 if two.hour <= hour and hour >= 11 else two.at()[0])
            )
        return f"{hour % 24:02d}:{minute:02d}-{last % 24:02d}:{last_minute:02d}"
    match = _BARE_HOURS.search(reading.text)
    if match is None:
        return None
    first, last = int(match[1]), int(match[4])
    if match[6] and match[6][0] == "p" and last < 12:
        last += 12
    if match[3] and match[3][0] == "p" and first < 12:
        first += 12
    if not match[3] and not match[6] and last < first <= 12 and first == 12:
        last += 12
    return f"{first % 24:02d}:{int(match[2] or 0):02d}-{last % 24:02d}:{int(match[5] or 0):02d}"


def helping(reading: Reading, candidate: Candidate | None) -> Slots:
    topic = free_text(reading, _span(candidate, "topic"), cleaned=False)
    return _kept(topic=topic.rstrip("?？吗呢") if topic else None)


def nothing(reading: Reading, candidate: Candidate | None) -> Slots:
    return {}


FILLERS: dict[str, Filler] = {
    "start_process": start_slots,
    "list_templates": nothing,
    "process_status": process_status,
    "cancel_process": cancel_process,
    "urge": urge,
    "my_tasks": my_tasks,
    "complete_task": complete_task,
    "approve": approve,
    "reject": reject,
    "return_task": return_task,
    "transfer_task": transfer_task,
    "add_signer": add_signer,
    "delegate": delegate,
    "comment": comment,
    "snooze": snooze,
    "set_reminder": set_reminder,
    "show_chart": show_chart,
    "report": report,
    "predict_delay": predict_delay,
    "explain": explain,
    "recommend_template": recommend_template,
    "create_template": create_template,
    "check_in": check_in,
    "suggest_improvement": suggest_improvement,
    "settings": settings,
    "confirm": nothing,
    "deny": nothing,
    "help": helping,
    "none": nothing,
}

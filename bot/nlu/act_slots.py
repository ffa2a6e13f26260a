# ruff: noqa: E501 - a pattern is read as one line
"""The slots of acts on tasks and processes: what is acted on, by whom, and the remark that goes with it."""

from __future__ import annotations

import re

from pydantic import JsonValue

from bot.nlu.grammars.rule import Candidate
from bot.nlu.reading import Reading
from bot.nlu.words import (
    Slots,
    clause_after,
    first_person,
    free_text,
    group,
    kept,
    labelled_remark,
    number_or_thing,
    other_clause,
    person,
    span_of,
    thing,
)

_ASSENT = re.compile(
    r"(?:(?:可以|行|好的?|没问题|没意见|没毛病|无异议|嗯|对|ok(?:ay)?|yes|yep|yeah|sure|fine|看过了|看了|审过了|looks? good|lgtm|all good|我|i|照办|就这么[干办定]|can go|go ahead|can proceed|good to go|给他|了|吧|签|好嘞|放行|准|都|全|请|该|同意|通过|批准|过|谢谢|辛苦|早点办|done|please|thanks|it|this|that|一下|掉)[\s,.!]*)+"
)


def _remark(reading: Reading, candidate: Candidate | None) -> str | None:
    """What is called a remark, else free text after the act, else before it; a mere yes is none."""
    said = labelled_remark(reading)
    if said:
        return said
    for name in ("post", "pre"):
        words = free_text(reading, span_of(candidate, name))
        if words and (words.startswith("的") or _only_template(reading, words)):
            continue
        if words and not _ASSENT.fullmatch(words.lower()) and not _CARRIED.fullmatch(words.lower()):
            return words
    return None


def _only_template(reading: Reading, words: str) -> bool:
    """`我同意 PR-83 的采购申请`: what stands beside the number says what it is, and is no remark."""
    return any(
        words.startswith(said := reading.raw[t.start : t.end]) and len(words) - len(said) <= 2
        for t in reading.templates
    )


_CARRIED = re.compile(
    r"(?:(?:请|帮我|可以|把它|这一?条|这个|任务)*(?:勾掉|划掉|收工|关掉|关了|打勾|标完成|完成)(?:吧|了)?|close it|mark (?:it|that) done|(?:so )?(?:you can |please |can you )?(?:tick|close|check|mark|cross) (?:it|that|this)(?: off| out| as done)?|(?:帮我|请|就|先|给我|麻烦|要|直接)*(?:作废|撤(?:掉|回|销)?|取消|收回来?|撤单)(?:掉|了|吧|来|一下)*|他|她|him|her|过去)[\s.!]*"
)


_REFUSING = re.compile(
    r"驳|拒|否|不同意|不批|不通过|不准|不过|反对|不赞成|不支持|不能[签批过]|签不得|不签|can't|cannot|won't|reject|declin|\\bno\\b|deny|veto|turn|not happy|bu tongyi".replace(
        "\\\\", "\\"
    )
)


_RETURNING = re.compile(r"退|打回|返回|送回|发回|还给|回到|back|return|bounce")


_PULLING = re.compile(
    r"撤|取消(?!了[,，])|作废|收回|抽回|withdraw|cancel|pull|scratch|scrap|ditch|kill|drop|take back|recall|retract"
)


def approve(reading: Reading, candidate: Candidate | None) -> Slots:
    every = True if span_of(candidate, "all") else None
    task = number_or_thing(reading, candidate)
    if (
        not reading.numbers
        and _ALL_OF_MINE.search(reading.text)
        and (not task or _GENERAL.fullmatch(task.lower()))
    ):
        every, task = True, None
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
    return kept(task=task, all=every, comment=_remark(reading, candidate) or _afterwards(reading, _AGREEING))


def _afterwards(reading: Reading, act: re.Pattern[str]) -> str | None:
    words = clause_after(reading, act)
    if words and (_ASSENT.fullmatch(words.lower()) or _CARRIED.fullmatch(words.lower())):
        return None
    return None if words and re.fullmatch(r"[PDTNW\s]+(?:的.{0,4})?", _shape_of(reading, words)) else words


def _shape_of(reading: Reading, words: str) -> str:
    at = reading.raw.find(words)
    return reading.shape[at : at + len(words)] if at >= 0 else words


_AGREEING = re.compile(
    r"同意|批|通过|准了|放行|签|过了?(?:吧|$)|ap+ro?v|sign|okay|\bok\b|pass|accept|let it|nod|blessing|green"
)
_HANDING = re.compile(
    r"转|交给|移|派|挪|甩|塞|丢给|(?:让|换|由).{1,8}(?:接|来|处理|办|看|批)|\b(?:take|handle|own|deal with)\b|transfer|hand|pass|give|reassign|forward|move|assign|route|can have"
)


_ALL_OF_MINE = re.compile(
    r"所有|全部|一并|一律|统统|通通|一次性|一起批|(?:这|那)几[个条份笔张单].{0,4}都|剩下的|\bthe lot\b|\beverything\b|\bthem all\b|\ball (?:of )?(?:them|these|those|my|the|pending)\b|\bevery (?:single )?one\b|\bwhole (?:lot|list)\b",
    re.ASCII,
)
_GENERAL = re.compile(
    r"(?:我|名下|手上|手头|手里|待|审批|审|批|事项|单子?|申请|任务|流程|请求|的|所有|全部|一并|一律|予以|这|那|几|个|条|份|笔|张|都|给|过|剩下|列表|里|待办|上|统统|通通|一起|一次性|everything|on|my|list|the|lot|all|of|them|these|those|pending|plate|queue|desk|waiting|for|me|in|every|single|one|approvals?|requests?|tasks?|items?|\s)+"
)
_EVERY = re.compile(
    r"(?:都|全|所有|统统|一律|一次性|一个不落|一并).{0,8}(?:批|过|同意|准)|(?:批|过|同意)(?:了|掉)?所有|\b(?:all|everything)\b"
)


def reject(reading: Reading, candidate: Candidate | None) -> Slots:
    reason = _remark(reading, candidate) or _why(reading) or other_clause(reading, _REFUSING)
    if reason is None and candidate is None:
        reason = free_text(reading, group(reading, _AFTER_NO))
    if reason:
        reason = (
            re.sub(r"^(?:no|nope|sorry|不行|不予\w{1,4}?|掉|pls|please)[,，]\s*", "", reason, flags=re.I)
            or None
        )
    return kept(task=number_or_thing(reading, candidate), reason=reason)


_AFTER_NO = re.compile(
    r"(?:驳回|拒绝|拒了|否了|不同意|不批|reject(?:ed)?)(?:吧|了|掉|啊|它|这个|呢|,|\s)*(?P<v>.{4,})$"
)
_WHY = re.compile(
    r"(?:因为|由于|原因是|理由是?|\bbecause\b|\bsince\b|\bdue to\b)[\s:,]*(?P<v>.{2,})$", re.ASCII
)


def _why(reading: Reading) -> str | None:
    return free_text(reading, group(reading, _WHY))


def return_task(reading: Reading, candidate: Candidate | None) -> Slots:
    step = free_text(reading, span_of(candidate, "step") or span_of(candidate, "to"), cleaned=False)
    if step is None and candidate is None:
        step = free_text(reading, group(reading, _STEP), cleaned=False)
    if step:
        step = re.sub(r"^(?:the\b|会给|回给|给|到|去|至|回到?|会)\s*", "", step, flags=re.I)
        step = re.sub(r"(?:那里|那边|那儿|这里|那一?(?:步|环节?)|这一?步|去|来|那|处)$", "", step) or None
    if step and re.fullmatch(
        r"(?:他|她|他们|去|来|一下|下|吧|了|回吧|回|掉|滚.*|me|him|her|it|them)", step.lower()
    ):
        step = None
    post = span_of(candidate, "post")
    back_to = _BACK_TO.match(reading.text, post[0], post[1]) if post and step is None else None
    if post and back_to and (back_to["place"] or re.search(r"[到至]$", reading.text[: post[0]])):
        step, post = (
            reading.said(*back_to.span("place" if back_to["place"] else "v")),
            (back_to.end(), post[1]),
        )
    reason = (
        labelled_remark(reading)
        or (_redo(reading, post) and other_clause(reading, _RETURNING))
        or free_text(reading, post)
        or other_clause(reading, _RETURNING)
        or free_text(reading, span_of(candidate, "pre"))
    )
    if reason and _CARRIED.fullmatch(reason.lower()):
        reason = None
    to_step = (
        re.fullmatch(r"(?:到|至|给|回到?)([^,，;。]{2,10})", reason) if reason and step is None else None
    )
    if to_step:
        step, reason = to_step[1], None
    if reason is None:
        reason = free_text(reading, group(reading, _AFTER_STEP))
    if reason:
        reason = (
            re.sub(
                r"^(?:for|so that|so|and|去|来|请|让[他她]们?|叫他|麻烦|吧[,，])\s*", "", reason, flags=re.I
            )
            or None
        )
    return kept(task=number_or_thing(reading, candidate), to_step=step, reason=reason)


def _redo(reading: Reading, post: tuple[int, int] | None) -> bool:
    """Whether what follows only says what is to be done again: 退一下让他重写."""
    return post is not None and _AGAIN.match(reading.text, post[0]) is not None


_AGAIN = re.compile(r"(?:去|让|叫|请)?(?:[他她]们?)?(?:重[新填写做报提来]|修?改|补[^,]{0,3}$|再)")
_BACK_TO = re.compile(
    r"(?P<place>[^,;\s]{2,6}?)(?:那边|部门|那里|处)(?:去)?(?=补|改|重|$|,)|(?P<v>[^,;\s]{2,10}?)(?:那一?(?:步|环节?)|这一?步|环节|阶段)?(?:吧|去)?(?:,|$)"
)
_AFTER_STEP = re.compile(
    r"(?:申请人|发起人|提交人|上一个?(?:步|环节))[,\s]*(?P<v>(?:让|叫|请|把|补|重|改).{2,})$"
)
_STEP = re.compile(
    r"(?:(?:退回?|打回|踢回|返回|回退|送回|还给)(?:去)?(?:给|到|至)?|回[给到至])(?P<v>申请人|发起人|提交人|上一个?(?:步|环节)|[^,，;!?。\s去]{2,8}?)(?=去补|重|再|,|补|$|让)|\b(?:bounce|send|return|kick|hand) (?:it|this|that|[a-z]{2}-\d+) (?:back )?to (?:the )?(?P<x>[\w ]{3,24}?)(?=,|$)|back to (?:the )?(?P<w>[\w ]{3,24}?)(?: step)?(?=,|$)"
)


def complete_task(reading: Reading, candidate: Candidate | None) -> Slots:
    task = number_or_thing(reading, candidate)
    if task and re.fullmatch(r"(?:我|我这边|活|都|全部|任务|工作|这一步|终于|all|everything)+", task.lower()):
        task = None
    if task and re.match(r"请?(?:将|把)?(?:该|此|这个|本)(?:项)?(?:任务|事项|工作|步骤)", task):
        task = None
    if task is None:
        task = thing(reading, group(reading, _JUST_DONE) or group(reading, _FINISHED))
        if task and re.fullmatch(_EMPTY_WORK, task.lower()):
            task = None
    return kept(task=task, comment=_remark(reading, candidate))


_EMPTY_WORK = r"(?:我|我这边|这边|这个|这条|活|都|全部|已|已经|任务|工作|这一步|终于|i|i'm|all|everything|it|this|that|task|close|the|mark|just|\s|')+"
_JUST_DONE = re.compile(
    r"^(?:把|将)?(?P<v>(?!帮|请|麻烦)[^,;PDN]{2,16}?)(?:这|那)?(?:个|项|条|步)?(?:任务|活儿?|工作)?(?:我|算|已经?|都|刚|这边|\s)*(?:做|弄|写|画|干|搞|办|忙|改|测|跑|拍|整理|收|调|装|发|交|处理)(?:完|好|尾|利索|妥)了?"
    r"|^(?P<w>(?:(?!已|请|标|打)[^,;PDN]){2,16}?)(?:我|已经?|都|\s)*(?:搞定|定稿|完事|完成|收工|交差|done|finish(?:ed)?|finalised)\s?(?:了|,|$)"
    r"|^(?:wrapped up|finished|completed|done with|delivered) (?:the |my |our )?(?P<x>[^,;]+?)(?=,|;|$)"
    r"|^(?:the |my )?(?P<y>[^,;]+?) (?:is|are|has been) (?:done|finished|ready|complete|delivered)"
)
_FINISHED = re.compile(
    r"(?:把|将)?(?P<v>[^,]{2,14}?)\s?(?:那步|那项|这步|这项)?(?:我这边|我|已经|已|都|也|上|刚|的)*(?:上传|(?<=[\u4e00-\u9fffa-z0-9 ])(?<!' )(?:done|released?|ready)(?=了|,|$)|release(?=,)|ok了|整理完|完事|完成|做完|弄完|搞定|标成|标为|标|发出|寄出|交|写完|测试?过)"
    r"|(?:finished|completed|done|wrapped up|all set|set)(?: with)? (?:the |my |our )?(?P<w>[^,]+)|^(?:the |my )?(?P<x>[^,]+?) (?:is|are)\b"
)


def transfer_task(reading: Reading, candidate: Candidate | None) -> Slots:
    who = span_of(candidate, "who")
    if who and re.fullmatch(r"给?[他她]|过去|him|her|them|过来|出去", reading.text[who[0] : who[1]].strip()):
        who = None
    reason = _remark(reading, candidate) or other_clause(reading, _HANDING)
    if reason and _CARRIED_ON.fullmatch(reason):
        reason = None
    if reason and any(reading.raw[n.start : n.end] in reason for n in reading.people):
        reason = None  # 这单应该财务总监看,转过去: it says to whom, and not why
    task = number_or_thing(reading, candidate)
    if task:
        task = re.sub(r"(?<=.)(?:我|你)(?:看|处理|弄|搞|管|做|批|审|不).*$|(?<=了)你$", "", task) or None
        task = None if task and re.fullmatch(r"(?:这|那)?个?(?:单子|单|任务|事|申请)", task) else task
    return kept(person=person(reading, who) if who else first_person(reading), task=task, reason=reason)


_CARRIED_ON = re.compile(r"(?:转|交|移交|挪|派|给|请|让|就|过去|他|她|吧|了|过|的|一下)+")


def add_signer(reading: Reading, candidate: Candidate | None) -> Slots:
    who = span_of(candidate, "who")
    found: list[JsonValue] = []
    for named in reading.people:
        if who is None or (who[0] <= named.start and named.end <= who[1]):
            value = named.id or reading.said(named.start, named.end)
            if value not in found:
                found.append(value)
    if not found and who and not re.fullmatch(r"一?[下个位]|[他她谁]们?", reading.text[who[0] : who[1]]):
        one = person(reading, who)
        found = [one] if one else []
    if not found:
        found = list(dict.fromkeys(n.id or reading.said(n.start, n.end) for n in reading.people))
    return kept(people=found, task=number_or_thing(reading, candidate))


def urge(reading: Reading, candidate: Candidate | None) -> Slots:
    who = span_of(candidate, "who")
    process = number_or_thing(reading, candidate)
    named: str | None = None
    if who and not re.fullmatch(
        r"他们?|她|whoever .*|审批人|负责人|对方|领导|approvers?|him|her|them|那边|相关人员?",
        reading.text[who[0] : who[1]],
    ):
        named = person(reading, who)
    if named is None:
        obj = span_of(candidate, "obj")
        named = first_person(reading, exclude=obj if process and not reading.numbers else None)
    if process and named and any(reading.said(n.start, n.end) == process for n in reading.people):
        process = None
    return kept(process=process, person=named)


def cancel_process(reading: Reading, candidate: Candidate | None) -> Slots:
    reason = _remark(reading, candidate)
    if reason is None or _TO_PULL.search(reason):
        reason = other_clause(reading, _PULLING)
    if reason and (_CARRIED.fullmatch(reason.lower()) or _NO_MORE.fullmatch(reason)):
        reason = None
    if reason and re.fullmatch(r"submission|request|application|process|申请|流程|单子", reason.lower()):
        reason = None
    if reason:
        reason = _WITHDRAWN.sub("", reason) or None
    process = number_or_thing(reading, candidate)
    if process:
        process = re.sub(r"^.*了(?:就|先)?[把将](?=..)", "", process)
        process = re.sub(
            r"(?:我不?|不)(?:请|要|走|办|买|报|做|想|签|需要)[^,，]{0,3}了.*$|(?:是我|不对|填错|写错|搞错|弄错|手滑).*$",
            "",
            process,
        )
        process = None if process in ("", "流程", "申请", "单子") else process
    return kept(process=process, reason=reason)


_TO_PULL = re.compile(
    r"(?:帮我|请|麻烦|给我|把).{0,6}(?:撤|取消|作废)|(?:please|pls) (?:withdraw|cancel|pull)"
)
_NO_MORE = re.compile(r"(?:(?:我|这个|那个|刚才|的|那)*[^,，]{0,8})?不(?:走|要|办|做|请|买|报|想走|需要)了")
_WITHDRAWN = re.compile(r"^(?:刚才|刚刚|我|那个|这个|的|采购|报销|申请|流程)*是(?=我)")


_COMMENTED = re.compile(
    r"^(?:please )?(?:add|note|put|write) (?:to|on|in|under) (?P<obj7>[^:,]{2,30}?)\s?: ?(?P<text7>.+)"
    r"|^(?:跟|告诉|给|和)(?P<obj4>[^,:]{2,20}?)(?:的人)?(?:说一?声|讲一?声|说)[,:]\s?(?P<text4>.+?)[,.。]\s?(?:写|记|放|留)(?:在|到|进)(?:评论|留言|备注)(?:区|里|中)*$"
    r"|^(?:请|帮我|麻烦)*给(?P<obj6>[^,:]{2,16}?)(?:回|写|留|记|补)(?:一?[句笔条声个])[\s:,]*(?P<text6>.+)"
    r"|^(?P<text5>.+?)[,.。]\s?(?:写|记|放|留)(?:在|到|进)(?P<obj5>[a-z]{2}-\d+)(?:里|上|中|的?(?:评论|留言|备注)(?:区|里|中)*)*$"
    r"|^(?:please |pls |can you |could you )?(?:leave|add|post|put|write|make|drop)?(?: ?an?| ?the| ?my)?(?: quick| short)? ?(?:comment|note|remark)(?: (?:on|to|in|for|under) (?P<obj>[^:,]{2,40}?))?\s?(?::| saying(?: that)?\b| that\b)\s?(?P<text>.+)"
    r"|^(?:请|帮我|麻烦|你)*(?:在|给|往|对)(?P<obj2>[^,:]{2,20}?)(?:这个|那个)?(?:上面|下面|底下|里面|那里|里|上|中|下)(?:帮我)?(?:留个?言|流个?言|备注|评论|批注|写|记|补|说|加)(?:一?[句笔条声个下])?(?:备注|留言|评论)?(?:就)?(?:说|写)?[\s:,]*(?P<text2>.+)"
    r"|^(?:请|帮我|麻烦)*(?:comment|note|备注|留言)(?:一?下|个)?\s?(?P<obj3>[a-z]{2}-\d+)[\s:,]+(?P<text3>.+)",
    re.ASCII,
)


def _commented(reading: Reading) -> Slots | None:
    match = _COMMENTED.match(reading.text)
    if match is None:
        return None
    end = len(_COMMENT_ENDS.sub("", reading.text))
    text = next(n for n, said in match.groupdict().items() if n.startswith("text") and said)
    obj = next((n for n, said in match.groupdict().items() if n.startswith("obj") and said), None)
    if match.start(text) >= end:
        return None
    process = thing(reading, match.span(obj)) if obj else reading.number()
    return kept(text=reading.said(match.start(text), end), process=process)


_COMMENT_ENDS = re.compile(r"[\s,.;!]*(?:谢谢|多谢|thanks|please)?[\s.]*$")


def comment(reading: Reading, candidate: Candidate | None) -> Slots:
    plainly = None if span_of(candidate, "conditional") else _commented(reading)
    if plainly:
        return plainly
    text = free_text(reading, span_of(candidate, "text")) if candidate else None
    if candidate is None or text is None:
        text = reading.said(reading.start if candidate else 0, len(reading.raw))
    obj = span_of(candidate, "obj")
    process = thing(reading, obj)
    number = reading.numbers[0] if reading.numbers else None
    inside = span_of(candidate, "text")
    if process is None and number and not (inside and inside[0] <= number.start < inside[1]):
        process = number.number
    if span_of(candidate, "conditional") and number:
        process = number.number
    return kept(text=text, process=process)

# ruff: noqa: E501 - a pattern is read as one line
"""The slots of acts on tasks and processes: what is acted on, by whom, and the remark that goes with it."""

from __future__ import annotations

import re

from pydantic import JsonValue

from bot.nlu.grammars.rule import Candidate
from bot.nlu.reading import Reading
from bot.nlu.words import (
    Slots,
    first_person,
    free_text,
    group,
    kept,
    number_or_thing,
    other_clause,
    person,
    span_of,
    thing,
)

_ASSENT = re.compile(
    r"(?:可以|行|好的?|没问题|没意见|没毛病|无异议|嗯|对|ok(?:ay)?|yes|yep|yeah|sure|fine|看过了|看了|审过了|looks? good|lgtm|all good|我|i|照办|给他|了|吧|好嘞|please|it|this|that)[\s,.!]*"
)


def _remark(reading: Reading, candidate: Candidate | None) -> str | None:
    """Free text after the act, else before it; a mere yes is no remark."""
    for name in ("post", "pre"):
        words = free_text(reading, span_of(candidate, name))
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
    every = True if span_of(candidate, "all") else None
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
    return kept(task=task, all=every, comment=_remark(reading, candidate))


_EVERY = re.compile(
    r"(?:都|全|所有|统统|一律|一次性|一个不落|一并).{0,8}(?:批|过|同意|准)|(?:批|过|同意)(?:了|掉)?所有|\b(?:all|everything)\b"
)


def reject(reading: Reading, candidate: Candidate | None) -> Slots:
    reason = _remark(reading, candidate) or other_clause(reading, _REFUSING)
    return kept(task=number_or_thing(reading, candidate), reason=reason)


def return_task(reading: Reading, candidate: Candidate | None) -> Slots:
    step = free_text(reading, span_of(candidate, "step") or span_of(candidate, "to"), cleaned=False)
    if step:
        step = re.sub(r"^(?:the|给|到|去|至)\s*", "", step, flags=re.I)
        step = re.sub(r"(?:那里|那边|那儿|这里|去|来|那|处)$", "", step) or None
    if step and re.fullmatch(r"(?:他|她|去|来|一下|下|me|him|her|it|them)", step.lower()):
        step = None
    if step is None and candidate is None:
        step = free_text(reading, group(reading, _STEP), cleaned=False)
    reason = free_text(reading, span_of(candidate, "post") or span_of(candidate, "pre")) or other_clause(
        reading, _RETURNING
    )
    if reason and _CARRIED.fullmatch(reason.lower()):
        reason = None
    if reason:
        reason = (
            re.sub(r"^(?:for|so that|so|and|去|来|请|让他|让她|叫他|麻烦)\s*", "", reason, flags=re.I) or None
        )
    return kept(task=number_or_thing(reading, candidate), to_step=step, reason=reason)


_STEP = re.compile(
    r"(?:退回?|打回|返回|回退|送回|还给|回)(?:给|到|至)?(?P<v>申请人|发起人|提交人|上一个?(?:步|环节)|[^,，]{2,8}?)(?=去补|重|再|,|补|$|让)|back to (?:the )?(?P<w>[\w ]{3,24}?)(?: step)?(?=,|$)"
)


def complete_task(reading: Reading, candidate: Candidate | None) -> Slots:
    task = number_or_thing(reading, candidate)
    if task and re.fullmatch(r"(?:我|我这边|活|都|全部|任务|工作|这一步|终于|all|everything)+", task.lower()):
        task = None
    if task is None and candidate is None:
        task = thing(reading, group(reading, _FINISHED))
    return kept(task=task, comment=_remark(reading, candidate))


_FINISHED = re.compile(
    r"(?:把|将)?(?P<v>[^,]{2,14}?)(?:那步|那项|这步|这项)?(?:我这边|我|已经|已|都|也|上|刚|的)*(?:上传|完事|完成|做完|弄完|搞定|标成|标为|标|发出|寄出|交|写完|测试?过)"
    r"|(?:finished|completed|done|wrapped up|all set|set)(?: with)? (?:the |my |our )?(?P<w>[^,]+)|^(?:the |my )?(?P<x>[^,]+?) (?:is|are)\b"
)


def transfer_task(reading: Reading, candidate: Candidate | None) -> Slots:
    who = span_of(candidate, "who")
    if who and re.fullmatch(r"他|她|过去|him|her|them|过来|出去", reading.text[who[0] : who[1]].strip()):
        who = None
    return kept(
        person=person(reading, who) if who else first_person(reading),
        task=number_or_thing(reading, candidate),
        reason=_remark(reading, candidate),
    )


def add_signer(reading: Reading, candidate: Candidate | None) -> Slots:
    who = span_of(candidate, "who")
    found: list[JsonValue] = []
    for named in reading.people:
        if who is None or (who[0] <= named.start and named.end <= who[1]):
            value = named.id or reading.said(named.start, named.end)
            if value not in found:
                found.append(value)
    if not found and who:
        one = person(reading, who)
        found = [one] if one else []
    return kept(people=found, task=number_or_thing(reading, candidate))


def urge(reading: Reading, candidate: Candidate | None) -> Slots:
    who = span_of(candidate, "who")
    process = number_or_thing(reading, candidate)
    named: str | None = None
    if who and not re.fullmatch(
        r"他们?|她|审批人|负责人|对方|领导|approvers?|him|her|them|那边|相关人员?",
        reading.text[who[0] : who[1]],
    ):
        named = person(reading, who)
    if named is None:
        obj = span_of(candidate, "obj")
        named = first_person(reading, exclude=obj if process else None)
    if process and named and any(reading.said(n.start, n.end) == process for n in reading.people):
        process = None
    return kept(process=process, person=named)


def cancel_process(reading: Reading, candidate: Candidate | None) -> Slots:
    reason = _remark(reading, candidate) or other_clause(reading, _PULLING)
    return kept(process=number_or_thing(reading, candidate), reason=reason)


def comment(reading: Reading, candidate: Candidate | None) -> Slots:
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

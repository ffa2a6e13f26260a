# ruff: noqa: E501 - a pattern is read as one line
"""A wish to change a template there is: 把采购流程的财务审批改成超过30万才要, add the CFO after legal in contract review.

It is `create_template`, as a description of a new one is. Suggestions, questions and values of a form are not.
"""

from __future__ import annotations

import re

from bot.nlu.reading import Reading
from bot.nlu.shape import over_shape
from bot.nlu.templates import Meant

_NAMES_FLOW = re.compile(r"(?:流程|模板|审批流|\b(?:process|workflow|template|flow|procedure))$")
_FLOW = re.compile(r"^(?:的?(?:审批)?(?:流程|模板|审批流)|\s(?:process|workflow|template|flow|procedure)\b)")
_DOES = over_shape(
    r"改[成为到由用]|换[成为]|加上?(?:一?[个步道]|[PD法财质采])|加上|增加|添加|插入|补一?[个步道]|删|去掉|去除|移除|取消|拿掉|不要|放[到在]|挪到|移到|提到|并行|依次|会签|或签|抄送|知会|(?:天|小时|日|W)之?内|才(?:要|需|批|审|到|给)"
    r"|(?:之[前后]|[前后]面)加|超过?M|"
    r"\b(?:add|insert|remove|delete|drop|skip|replace|swap|move|put|run|cc|notify|only|within|in parallel|in sequence|instead|before|after|no longer)\b"
)
_STRONG = over_shape(
    r"改[成为到由]|换[成为]|加一[个步道]|加上|增加|插入|删[掉除去]|去掉|去除|移除|拿掉|挪到|移到|"
    r"\b(?:add|insert|remove|delete|drop|replace|swap|move)\b"
)
_AT_ONCE = re.compile(r"(?:加一[步道]|增加一[步道]|去掉|删[掉除])")
_OTHER_LIMIT = over_shape(r"(?:超过?|大于)M+改[成为到]M+")
_STEP = over_shape(
    r"[PD]|审[批核]|那?一?步|步骤|环节|会签|经理|主管|领导|总监|负责人|总经理|\b(?:manager|head|step|approval|review|sign)"
)
_OTHER = over_shape(
    r"N|可以(?!去)|应该|最好|能不能|可不可以|不如|建议|没必要|是不是|多余|太[慢长多]|[?吗呢]|备注|留言|评论|附件|催|提醒|审批人|"
    r"\b(?:should|could|suggest|why|comment|note|remark|signers?|approvers?|remind|attach\w*)\b"
)
_EDIT = re.compile(
    r"(?:(?:把|将|我|先|来|去|要|想|得|需要)*(?:修改|改一?下|改改|更改|变更|调整|更新|编辑|改)(?:一下|下)?|(?:please )?(?:change|modify|edit|adjust|update|revise)(?: the| our)?)\s?"
)
_AT = re.compile(r"(?:把|将|给|在|对|从)|(?:for|in)(?: the| our)?\s?")
_NAMED = over_shape(r"[PD]+")
_WITHIN = re.compile(r"^(?:的|里面?|中间?|当中|上面?|那里|,|:|\s)")
_ENGLISH_END = over_shape(
    r"(?:please )?(?:add|insert|remove|delete|drop|replace|swap|move|put|run) .*\s(?:in|to|from|for|of|on) (?:the |our )?"
)
_TRIAL = re.compile(r"(?:模拟|试算|推演)(?:一下)?|(?:please )?(?:simulate|dry.?run)(?: the| our)?\s?")


def asked(reading: Reading) -> bool:
    return any(_changes(reading, each) for each in reading.templates)


def _changes(reading: Reading, named: Meant) -> bool:
    if not reading.start <= named.start or _OTHER.search(reading.core):
        return False
    before, said = reading.text[reading.start : named.start], reading.text[named.end : reading.end]
    after = reading.shape[named.end : reading.end]
    flow = _FLOW.match(after)
    names_flow = flow is not None or _NAMES_FLOW.search(named.words) is not None
    if _TRIAL.fullmatch(before):
        return names_flow or "草稿" in after or "draft" in after
    rest = after[flow.end() :] if flow else after
    does = (_DOES.search(rest) or _DOES.search(said)) is not None
    step = _STEP.search(rest) is not None
    if _EDIT.fullmatch(before):
        return does or names_flow
    at_once = _AT_ONCE.match(after) is not None and step
    if _AT.fullmatch(before):
        return does and (names_flow or at_once or (step and _WITHIN.match(after) is not None))
    if not before:
        several = len(_NAMED.findall(rest)) > 1 and after.startswith(("的", "里"))
        strong = _STRONG.search(rest) is not None
        limit = _OTHER_LIMIT.search(rest) is not None
        return does and (several or at_once or limit or (names_flow and (step or strong)))
    return (
        bool(_ENGLISH_END.fullmatch(before))
        and not rest.strip(" .!")
        and (names_flow or _STEP.search(reading.shape[reading.start : named.start]) is not None)
    )

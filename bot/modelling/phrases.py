# ruff: noqa: E501 - a pattern is read as one line
"""The words of corrections: what is changed, where, and whether a sentence is one at all."""

from __future__ import annotations

import re

RENAME = re.compile(
    r"(?:改名|名[字称](?:改)?|重命名|流程叫|就叫|叫它|\bcall it\b|\brename(?: it)?\b(?: to)?)\s*(?:改?[成为叫]|叫做?|to|:|:)?\s*[「“\"]?(?P<name>[^」”\"。,,]{1,40})",
    re.IGNORECASE,
)
DELETE = re.compile(
    r"删[掉除去]?|去掉|去除|移除|取消|不要|不用|拿掉|\b(?:remove|delete|drop|without|skip|no need for)\b",
    re.IGNORECASE,
)
ADD = re.compile(
    r"再?加(?:一?[个道步])?|增加|添加|补(?:一?[个道步])?|插入|还要|(?<!才)(?<!就)需要再?|\b(?:add|insert|also|include)\b",
    re.IGNORECASE,
)
REPLACE = re.compile(r"改[成为]|换[成为]|改由|\b(?:to|with|into|instead of)\b", re.IGNORECASE)
REPLACES = re.compile(r"改[成为]|换[成为]|改由|\b(?:change|replace|swap|instead|make)\b", re.IGNORECASE)
BEFORE = re.compile(r"之前|前面|以前|前(?!提)|\b(?:before|ahead of)\b", re.IGNORECASE)
AFTER = re.compile(r"之后|后面|以后|后(?!补)|\bafter\b", re.IGNORECASE)
MOVE = re.compile(r"放[到在]|移[到动]?|挪到?|提[到前]|调到|\bmove\b|\bput\b", re.IGNORECASE)
PARALLEL = re.compile(
    r"并行|同时|并排|\bin parallel\b|\bat the same time\b|\bsimultaneously\b", re.IGNORECASE
)
SERIAL = re.compile(
    r"依次|先后|串行|不要?并行|\bin (?:sequence|turn|order)\b|\bone after (?:another|the other)\b",
    re.IGNORECASE,
)
ALL = re.compile(r"会签|都要批|\b(?:jointly|both must|all must)\b", re.IGNORECASE)
ANY = re.compile(r"或签|任意?一[个人位]|\b(?:either|any of|any one)\b", re.IGNORECASE)
TOLD = re.compile(r"抄送|知会|通知|\b(?:cc|notify|inform|tell)\b", re.IGNORECASE)
TIME = re.compile(r"[天日时]之?内|以内|\bwithin\b|工作日", re.IGNORECASE)
ANCHOR = re.compile(
    r"(?:放?在|到|于)?(?P<zh>[^,,在]{1,12}?)(?:那一?步|审[批核])?(?:的?)(?:之前|之后|前面|后面|以前|以后|前|后)(?=$|[,,。\s]|再|加|增|插|补)"
    r"|\b(?:before|after|ahead of)\s+(?P<en>[A-Za-z& ]+)", re.IGNORECASE
)  # fmt: skip
SIMULATE = re.compile(
    r"模拟|试算|试跑|推演|\b(?:simulat\w*|dry.?run|what.?if)\b|(?:会|将)(?:影响|改变|变化)?(?:到)?(?:谁|哪些人|什么变化|什么影响)"
    r"|(?:有|带来)(?:什么|哪些|啥)(?:变化|影响|区别|不同)|\b(?:what|who) (?:would|will|does) (?:it|this|that) (?:change|affect|mean|do)\b|\bwhat would (?:change|be different)\b|\bwho would (?:be affected|notice)\b",
    re.IGNORECASE,
)
IF = re.compile(
    r"(?<![超小同及])时(?=[,,先再就由要需加]|才)|的话|的时候|情况下|如果|若是|\b(?:if|when(?:ever)?|unless)\b",
    re.IGNORECASE,
)
PUBLISH = re.compile(
    r"\s*(?:好的?[,,]?)?(?:现在|就|直接|确认)?(?:发布|上线)(?:吧|了|它|这个流程|流程)?[。!!.]*|\s*(?:ok,? )?publish(?: it| now)?[.!]*",
    re.IGNORECASE,
)
BEGINS_ANEW = re.compile(r"流程|模板|审批流|\b(?:process|template|workflow|flow)\b", re.IGNORECASE)
ANYTHING = (RENAME, DELETE, ADD, REPLACES, MOVE, PARALLEL, SERIAL, ALL, ANY, TOLD, TIME, PUBLISH)
NUMBER = re.compile(r"(?<![A-Za-z])[A-Za-z]{2,4}-\d+")


def may_be_one(said: str) -> bool:
    """Whether words that are said about an open draft are likely meant for it."""
    if NUMBER.search(said) or len(said) > 200:
        return False
    return any(each.search(said) for each in ANYTHING) or bool(
        re.search(r"超过?\s*\d|以上|以下|\b(?:above|over)\b", said)
    )

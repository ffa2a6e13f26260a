"""`help`: ask what the assistant can do or how to use it."""

from __future__ import annotations

from bot.intent import IntentSpec, Slots
from bot.view import not_yet, nothing


class HelpSlots(Slots):
    topic: str | None = None


EXAMPLES = (
    "你能干啥",
    "帮助",
    "怎么用",
    "你会什么",
    "你有什么功能",
    "使用说明",
    "教我怎么用",
    "你能做什么",
    "怎么发起流程",
    "怎么请假",
    "如何报销",
    "怎么撤回申请",
    "怎么设置代理人",
    "加签怎么操作",
    "转交怎么用",
    "你可以帮我审批吗",
    "你会画甘特图吗",
    "操作指南",
    "新手引导",
    "功能介绍一下",
    "我该怎么跟你说话",
    "能查进度吗",
    "支持语音吗",
    "如何修改免打扰时间",
    "推推怎么用",
    "不会用,教教我",
    "help",
    "what can you do",
    "how do I use this",
    "how do I start a purchase",
    "how does delegation work",
    "can you make charts",
    "how to withdraw a request",
    "what are your features",
    "show me the commands",
    "I need help",
    "how can you help me",
    "usage guide",
    "are you able to set reminders",
    "how to approve in bulk",
    "what else can you do",
    "help me with approvals",
    "help一下",
    "怎么用approve",
    "can you handle leave requests?",
    "刚来的,咋使唤你",
    "有说明书没",
    "what are you for",
    "请介绍一下您的使用方法。",
    "功能list",
    "how does this thing work",
)

INTENT = IntentSpec(
    name="help",
    about="Ask what the assistant can do or how to use it.",
    slots=HelpSlots,
    examples=EXAMPLES,
    plan=not_yet,
    present=nothing,
)

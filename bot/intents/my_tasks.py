"""`my_tasks`: list open tasks: the speaker's own, or another person's when named."""

from __future__ import annotations

from typing import Literal

from bot.intent import IntentSpec, Slots
from bot.view import not_yet, nothing


class MyTasksSlots(Slots):
    period: Literal["today", "tomorrow", "this_week", "next_week", "overdue"] | None = None
    person: str | None = None


EXAMPLES = (
    "我还有啥没处理",
    "今天的待办",
    "我的待办",
    "有什么要我批的",
    "待我审批的有哪些",
    "这周要做什么",
    "我手上有几个任务",
    "逾期的任务有哪些",
    "还有多少没批",
    "看看我的任务列表",
    "明天有啥要处理",
    "下周的任务",
    "有没有超期的",
    "给我看看待办事项",
    "孙磊手上还有什么活",
    "赵敏这周有哪些任务",
    "我今天要干啥",
    "等我处理的单子",
    "有啥要我签的",
    "待办清单",
    "最近有什么需要我审的",
    "手头还有哪些没完成",
    "我的工作列表",
    "有我的审批吗",
    "哪些快到期了要我处理",
    "过期没处理的给我看看",
    "what's overdue on my plate",
    "my tasks",
    "show my to-do list",
    "what do I need to approve",
    "anything waiting for me",
    "what's on my plate today",
    "tasks due this week",
    "list my open tasks",
    "what's pending for me",
    "do I have any approvals",
    "what is Sun Lei working on",
    "show Zhao Min's tasks",
    "my todo for tomorrow",
    "what am I late on",
    "anything overdue",
    "what do I have to do next week",
    "pending approvals",
    "show me my inbox",
    "我的to-do",
    "今天有啥task",
    "看下我的pending",
    "my待办",
    "看看李娜手头压了多少活",
    "what does Guo Tao have due this week",
    "am I on the hook for anything tomorrow",
    "你把我待审批的都翻出来",
    "我要处理的都有啥",
    "今儿有几个活",
    "什么东西在等我批",
    "anything I should be doing",
    "what have I got left",
    "list everything waiting on me",
    "小孙最近忙啥呢都有啥任务",
    "哪些已经过期了没弄",
    "请问我名下是否有逾期的任务?",
    "烦请列出本周待我审批的事项。",
    "overdue的list下",
    "我的pending有啥",
    "what's on my desk",
    "anything needing my signature",
    "请列示我今日的待办事项",
)

INTENT = IntentSpec(
    name="my_tasks",
    about="List open tasks: the speaker's own, or another person's when named.",
    slots=MyTasksSlots,
    examples=EXAMPLES,
    plan=not_yet,
    present=nothing,
)

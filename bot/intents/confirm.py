"""`confirm`: a plain yes to what the assistant has just asked."""

from __future__ import annotations

from bot.cards import say
from bot.intent import IntentSpec, NoSlots, Plan, Say
from bot.view import MY_TASKS, TurnView, nothing

EXAMPLES = (
    "好的",
    "确认",
    "好",
    "行",
    "可以",
    "没问题",
    "是的",
    "对",
    "嗯,好",
    "嗯嗯",
    "确定",
    "就这样",
    "就这么办",
    "提交吧",
    "发起吧",
    "没错",
    "对的",
    "ok",
    "好嘞",
    "可以的",
    "行,就这样",
    "确认提交",
    "好,发吧",
    "是",
    "中",
    "好滴",
    "妥了",
    "没毛病",
    "go",
    "yes",
    "yep",
    "sure",
    "confirm",
    "confirmed",
    "go ahead",
    "ok do it",
    "sounds good",
    "yes please",
    "that's right",
    "correct",
    "right",
    "do it",
    "okay",
    "yeah",
    "submit it",
    "proceed",
    "fine",
    "absolutely",
    "ok的",
    "yes 提交",
    "好 go",
    "就按你说的办",
    "对的没错就这样",
    "可以可以",
    "没错,提交",
    "嗯对",
    "that's it, go",
    "好的,就这么办",
    "内容无误,请提交。",
    "yeah, exactly that one",
    "yep that's him",
    "确认无误请提交",
    "对就是这个",
)


def plan(slots: NoSlots, view: TurnView) -> Plan:
    """Reached only when nothing waits for a yes: the turn itself takes the others."""
    return Say(say("现在没有等你确认的事。", "There is nothing waiting for your confirmation.", MY_TASKS))


INTENT = IntentSpec(
    name="confirm",
    about="A plain yes to what the assistant has just asked.",
    slots=NoSlots,
    examples=EXAMPLES,
    plan=plan,
    present=nothing,
)

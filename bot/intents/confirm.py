# ruff: noqa: E501 - an example that stands for several is read as one line
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
    "好的,就这样去办",
    "内容无误,请提交。",
    "yeah, exactly that one",
    "yep that's him",
    "确认无误请提交",
    "对就是这个",
    "{好|好的|行|嗯|对|可以|没错|是的|成}{,|}{就这么办|确认|就这样|办吧|没问题|就是这样|可以了|去办吧}{|👌|!|哈}",
    "{对对对|好好好|嗯嗯|是是是|没错没错}{|就是这么回事|就这么办|确认}{|👌|👍}",
    "{yes|yep|yeah|sure|ok|right|correct}{,|} {go|do it|go for it|confirm|that's right|please do|exactly}{|!| please}",
    "{确认|确定|发吧|提交吧|办吧|冲|开始吧}{|!|,谢谢|一下}",
    "{没问题|对|是这个意思|就这样}{,|}{提交吧|发出去|确认|走起|照做}",
    "{looks right|that's it|perfect|yup}{,|} {send it|submit|go for it|confirm}",
    "{嗯嗯|嗯呐|好滴|好嘞|okok|欧克|中|妥|必须的|就它了}{|好|,就这么定|,办|呢|!}",
    "{信息|内容|数字}{核对无误|都对|没错}{,|,请}{继续|确认|提交|往下走}",
    "{ye|yea|yup|aye|sure thing|absolutely|you got it}{|, go on and submit it|, do it|, please|!}",
    "{对|嗯|好}{,|}{就发这个|提交|就按这个|没错发吧}",
    "yes {please go ahead|that's right|submit|do it now}",
    "{就这么定了|定了|成交}{|!|,办吧}",
    "ok {do it|send|proceed|submit it}",
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

# ruff: noqa: E501 - an example that stands for several is read as one line
"""`deny`: a plain no to what the assistant has just asked, or dropping it."""

from __future__ import annotations

from bot.cards import say
from bot.intent import IntentSpec, NoSlots, Plan, Say
from bot.view import TurnView, nothing

EXAMPLES = (
    "算了",
    "不用了",
    "不要",
    "不",
    "取消",
    "不是",
    "不对",
    "别",
    "先不了",
    "还是算了",
    "不需要",
    "不提交",
    "先别提交",
    "不发了",
    "放弃",
    "不确认",
    "等等先别",
    "不行",
    "错了",
    "没有",
    "不必了",
    "先不弄了",
    "当我没说",
    "不弄了",
    "停",
    "别发",
    "no",
    "nope",
    "no, cancel that",
    "cancel",
    "never mind",
    "don't",
    "not now",
    "forget it",
    "stop",
    "no thanks",
    "don't submit",
    "wrong",
    "that's not right",
    "scratch that",
    "abort",
    "drop it",
    "nah",
    "no need",
    "hold on, don't",
    "算了 cancel",
    "no 算了",
    "啊不,刚才那句不算",
    "先放着别提交",
    "我改主意了",
    "不是我要的",
    "that's not what I asked",
    "no no no",
    "不必继续,请取消。",
    "on reflection, no, leave that",
    "no, not him",
    "不是这个算了",
    "{算了|不用了|别了|不要了|取消吧|别弄了}{|算了|吧|,我改主意了|,不弄了|,就当我没说}",
    "{别|不|等等|慢着|不对}{,}{我改主意了|先不弄了|不用了|取消|不是这个|弄错了}",
    "{no|nah|nope|never mind|cancel|stop}{,|} {don't do it|cancel that|leave it|just forget it|not that one|I changed my mind}",
    "{呃|嗯|那个}{还是|}{先不要了|算了|不了|别弄了|取消吧}",
    "{cancel|scrap|drop|stop} that{|,} {changed my mind|wrong one|my bad|I misspoke|}",
    "{先|还是}{不用|不|别}{,|}{cancel 掉算了|了|弄|取消}{|吧}",
    "{no no|wait|oops|hmm no}{,|} {scrap that|not that|wrong|undo|leave it}",
    "{nvm|nah|negative|abort|no thanks|not now}{|.|, skip it|, drop it}",
    "{哎呀|啊|嗯}{不是这个意思|不对不对|搞错了|不是的}{|,算了|,取消|}",
    "{拉倒|得了|作罢|没必要|放弃}{|吧|,不弄了|,就当我没说}",
    "{啊不|不不不|不是|等下}{,|}{撤掉刚才那句|当我没说|不要|重新来|取消}",
    "{先别|等等|停}{,|}{我再改改|我再看看|还没想好|先不发}",
    "{no stop|hold it|wait no|not yet}{,|} {wrong one|I need to change it|cancel|let me fix it}",
    "{等一下|等等|慢}{,|}{别提交|先别发|不要确认|还不行}",
    "{cancel|stop|wait},{ I made a mistake| that's not right| I typed it wrong| hold on}",
    "{no|don't} {submit|send|confirm} {it|that|yet}{|, something's wrong|, let me check}",
    "{罢了|作罢|拉倒|拉倒吧|算球|不整了|免了}",
    "我{后悔了|改主意了|反悔了}{,不提了|,算了|,别弄了|}",
    "{forget it|not that|nope|scratch that|leave it}{|, thanks|, changed my mind}",
    "{不|不对|不是},{等等|不是这个|弄错了|搞错了}",
    "{不对|不是|错了},{重来|重新来|从头来|不要这个}",
)


def plan(slots: NoSlots, view: TurnView) -> Plan:
    """Reached only when nothing waits for an answer: the turn itself takes the others."""
    return Say(say("好,什么都没有动。", "All right; nothing was changed."))


INTENT = IntentSpec(
    name="deny",
    about="A plain no to what the assistant has just asked, or dropping it.",
    slots=NoSlots,
    examples=EXAMPLES,
    plan=plan,
    present=nothing,
)

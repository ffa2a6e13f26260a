"""`urge`: nudge whoever must act now to hurry up."""

from __future__ import annotations

from bot.intent import IntentSpec, Slots
from bot.view import not_yet, nothing


class UrgeSlots(Slots):
    process: str | None = None
    person: str | None = None


EXAMPLES = (
    "催一下财务",
    "催催李娜快批",
    "催一下NP-12",
    "帮我催催法务",
    "让李总快点批",
    "催下孙磊",
    "PR-7催一催",
    "这个单子催一下",
    "帮忙催审批",
    "给王芳发个催办",
    "能不能催催采购部",
    "催办CT-3",
    "麻烦提醒下审批人快点处理",
    "让他赶紧批一下",
    "合同审批再催一遍",
    "叫法务抓紧看下合同",
    "都三天了还没批,催一下",
    "催老板批一下我的报销",
    "极光手表立项帮我催一下",
    "催促一下陈杰",
    "加急一下,让财务快点",
    "戳一下设计那边",
    "再催一下他",
    "快点催一下研发",
    "推一下PR-7",
    "nudge legal on CT-3",
    "remind the approver to hurry",
    "push finance on PR-7",
    "chase Li Na for the approval",
    "give Sun Lei a nudge",
    "can you hurry up the approval",
    "poke the CFO about my expense",
    "ping legal about the contract",
    "please chase NP-12",
    "urge the approver",
    "tell Chen Jie to hurry up with the review",
    "follow up with procurement on PR-9",
    "nudge him",
    "bump PR-7",
    "get finance to move on this",
    "催一下legal",
    "nudge一下李娜",
    "帮我push一下PR-7",
    "ping一下财务",
    "give Chen Jie a poke, he's been sitting on it",
    "跟老王说一声 合同那个赶紧的",
    "再催一次",
    "那个报销怎么还没批,去催",
    "能不能帮忙盯一下何经理,PR-3 今天必须出来",
    "能替我去法务那边催催看吗",
    "PR-3一直压在财务,帮我推一把",
    "他一直没动静 你去问问他啥时候批",
    "麻烦帮我去催一催",
    "催呀",
    "给领导再提个醒让他批",
    "make him move",
    "can you get legal to look at CT-3 today",
    "tell whoever has it to get on with it",
    "push it along please",
    "请尽快处理一下那个合同,催下法务",
    "请督促财务尽快审批。",
    "烦请催办一下该合同。",
    "吹一下王芳那个合同",
    "light a fire under legal",
    "can you nudge Sun Lei? it's been sitting there since Monday",
    "get finance moving on this",
    "麻烦催一下吧都等了好几天了",
)

INTENT = IntentSpec(
    name="urge",
    about="Nudge whoever must act now to hurry up.",
    slots=UrgeSlots,
    examples=EXAMPLES,
    plan=not_yet,
    present=nothing,
    changes=True,
)

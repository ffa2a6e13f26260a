"""`approve`."""

from __future__ import annotations

from bot.intent import IntentSpec, Slots
from bot.view import not_yet, nothing


class ApproveSlots(Slots):
    task: str | None = None
    all: bool | None = None
    comment: str | None = None


EXAMPLES = (
    "同意",
    "全部通过",
    "批了张伟的报销",
    "通过",
    "批准",
    "同意,没问题",
    "准了",
    "批了吧",
    "NP-12同意",
    "PR-7通过,尽快下单",
    "同意立项",
    "这个我批了",
    "审批通过",
    "都批了",
    "全部同意",
    "所有待办都通过",
    "一键通过",
    "同意孙磊的请假",
    "把李娜那个采购批了",
    "我同意了",
    "可以,批",
    "通过,注意控制成本",
    "没意见,同意",
    "同意采购,货比三家",
    "合同可以签,同意",
    "给他批了",
    "点个通过",
    "帮我同意一下",
    "请假的都批了",
    "我这边通过",
    "批一下CT-3",
    "准予通过",
    "照办,同意",
    "行,批了",
    "同易",
    "通锅",
    "approve",
    "approve PR-7, go ahead",
    "approved",
    "looks good, approve it",
    "LGTM",
    "approve all",
    "approve everything",
    "sign off on CT-3",
    "yes, approve it",
    "I approve",
    "approve Sun Lei's leave",
    "go ahead and approve NP-12",
    "approved, but watch the cost",
    "approve the contract",
    "pass it",
    "okay to proceed, approved",
    "give it my approval",
    "sign it off",
    "approve them all",
    "accept the purchase request",
    "approve一下",
    "PR-7 approve",
    "我approve了",
    "全部approve",
    "这个pass",
    "这几个都给过",
    "通过吧,PR-3",
    "approve everything on my plate",
    "把待批的一次性都批掉",
    "ok to PR-3 from my side",
    "这个单子我没意见,过",
    "能批的都批了吧",
    "happy with PR-3, please approve",
    "老王那笔报销给批了吧",
    "一个不落,统统通过",
    "可以,给他批",
    "没啥好说的,批",
    "给小李的请假开绿灯",
    "这单放行",
    "我看行,批了",
    "yes to NP-3",
    "it's a yes from me, approved",
    "I'm good with this, sign it off",
    "all of them approved",
    "准了准了",
    "同意同意",
    "NP-3 我点头了",
)

INTENT = IntentSpec(
    name="approve",
    about=(
        "Approve: a clear, unconditional, present yes by the speaker to an approval; not reports, "
        "questions, negations or conditions."
    ),
    slots=ApproveSlots,
    examples=EXAMPLES,
    plan=not_yet,
    present=nothing,
    changes=True,
)

"""`return_task`: send a task back to the applicant or to an earlier step for rework."""

from __future__ import annotations

from bot.intent import IntentSpec, Slots
from bot.view import not_yet, nothing


class ReturnTaskSlots(Slots):
    task: str | None = None
    to_step: str | None = None
    reason: str | None = None


EXAMPLES = (
    "退回给申请人补材料",
    "退回",
    "打回重做",
    "退回去改一下预算",
    "打回给申请人",
    "退回上一步",
    "返回设计环节",
    "退给发起人,补充报价单",
    "NP-12退回,资料不全",
    "把PR-7退回给采购",
    "打回修改",
    "退回到立项评审那一步",
    "请退回补充发票",
    "退一下,金额写错了",
    "让他改完再提",
    "回退到初审",
    "发回去重写",
    "退回修改,合同条款有问题",
    "这个打回去让他补附件",
    "CT-3退回法务重审",
    "退回上一级",
    "退回,缺少三家比价",
    "送回设计重新出图",
    "打回,格式不对",
    "send it back to design",
    "return it to the applicant",
    "send it back for more details",
    "return PR-7, quotes missing",
    "bounce it back to the requester",
    "send back",
    "kick it back to step one",
    "return to the previous step",
    "send CT-3 back to legal",
    "needs rework, send it back",
    "push it back to the applicant, wrong amount",
    "return it for revision",
    "send it back, invoice missing",
    "hand it back for correction",
    "back to the drafter please",
    "return NP-12 to design review",
    "退回to applicant",
    "send back一下",
    "把PR-7 return回去",
    "先退回吧,附件缺失",
    "推回 PR-3,没写方案",
    "needs changes, send NP-3 back to planning",
    "回退到测算,数字不对",
    "需要补一份报价,PR-3先退给他",
    "this needs to go back to the drawing step",
    "让他重新填,退",
    "退一步重来",
    "材料不够,退掉让申请人补",
    "bounce this back, the form is incomplete",
    "return to sender, missing signature",
    "回到上一个环节重新审",
    "该单据附件不全,请退回申请人补充。",
    "请退回至上一环节重新核对。",
    "推回上一步吧金额不对",
    "退给提交人让他把数量改对",
    "have them redo it, send it back",
    "kick this back to whoever filed it",
)

INTENT = IntentSpec(
    name="return_task",
    about="Send a task back to the applicant or to an earlier step for rework.",
    slots=ReturnTaskSlots,
    examples=EXAMPLES,
    plan=not_yet,
    present=nothing,
    changes=True,
)

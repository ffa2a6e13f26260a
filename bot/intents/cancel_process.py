# ruff: noqa: E501 - an example that stands for several is read as one line
"""`cancel_process`: withdraw or cancel a running process that the speaker started."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Reply
from bot.intent import Do, IntentSpec, Plan, Slots
from bot.messages import Text
from bot.present.confirming import confirm_verb
from bot.present.done import done
from bot.view import TurnView
from engine import commands
from engine.service import Outcome


class CancelProcessSlots(Slots):
    process: str | None = None
    reason: str | None = None


EXAMPLES = (
    "把我上周提的采购撤了",
    "我前天交的那个合同审批撤了吧",
    "把我刚提的采购撤回",
    "撤回NP-12",
    "撤销PR-7,供应商选错了",
    "取消我的请假申请",
    "那个报销不要了,撤了吧",
    "把合同审批撤回来",
    "撤单",
    "作废CT-3",
    "极光手表立项取消掉,项目不做了",
    "我要撤回刚才的申请",
    "帮我把昨天提的请假撤了",
    "终止IT-4这个流程",
    "我提错了,撤回",
    "PR-7撤回吧,写错金额了",
    "把我的报销单撤下来",
    "流程作废",
    "关掉NP-9,不做了",
    "请假我不请了,撤回申请",
    "推广那个撤了,预算没批下来",
    "不想走了,把变更申请撤销",
    "withdraw PR-7, wrong supplier",
    "cancel my leave request",
    "pull back the purchase I just submitted",
    "withdraw my expense claim",
    "cancel NP-12",
    "take back my contract review",
    "abort the Aurora process",
    "recall PR-9, I made a mistake",
    "please cancel the request I filed this morning",
    "scrap the marketing campaign, no budget",
    "terminate IT-4",
    "kill the change request, not needed anymore",
    "retract my last submission",
    "withdraw it, I entered the wrong amount",
    "把PR-7 cancel掉",
    "withdraw一下我的报销",
    "撤回我的leave",
    "我填错了 撤回吧",
    "could you take back NP-3? the numbers aren't right",
    "先把那个报销抽回来",
    "申请不要了,帮我撤下来",
    "PR-3作废吧,不需要了",
    "刚才那单撤",
    "请假取消吧不去了",
    "never mind the purchase request, withdraw it",
    "please pull PR-3, duplicate",
    "I no longer need the deployment, cancel the process",
    "NP-5 已无继续的必要,请予以终止。",
    "烦请将该申请撤回。",
    "因需求变更,特申请撤销此流程。",
    "scratch the laptop request, we found spares",
    "please void NP-5, entered twice",
    "call off the spring campaign process",
    "那个单子帮我撤掉呗写错了",
    "{把|帮我把|请把|麻烦把}{PR-41|LV-152|我的请假|刚提的采购|那个申请|示波器采购}{撤回|撤了|撤掉|撤回来|取消|取消掉|作废}{|吧|,型号选错了|,因为行程取消|,不需要了}",
    "{这个申请|LV-102|MK-3|那个报销|我的立项}{我要|想|}{撤回|彻回|不请了,帮我撤销|cancel掉|撤销|不办了,撤了|取消掉}{|吧|,预算被砍了|,填错了}",
    "{withdraw|cancel|pull|recall|retract|scrap} {NP-8|my request|my leave|the purchase I filed|PR-7}{|, customer dropped out|, wrong supplier| please|: no longer needed| - typo in it}",
    "{现申请|特申请|申请}{撤回|撤销|终止|作废}{CT-71|该流程|本申请}{|,原因:相对方已变更。|,理由:计划调整}",
    "{不用了|不买了|不去了|项目黄了|填错了|型号错了}{,|,帮我|,请}{把采购撤了|撤回PR-3|把请假取消|撤销申请|撤单}",
    "{撤回|撤销|取消|撤了|撤掉}{NP-50|我的报销|那个采购申请|昨天提的请假|刚才那单}{|,填错金额|吧}",
    "{那个合同黄了|老板说先不搞了|项目停了|客户退单了|计划变了}{,|,流程不用走了,}{撤掉|NP-27撤单|帮我撤了|作废吧|把PR-2撤回}",
    "{刚才手滑提错了|写错影响范围了|金额填错了|选错模板了|重复提了}{,|,那条}{PR-40撤了吧|帮我撤下来重新提|先撤回|作废|撤掉}",
    "take {LV-213|my leave|the request|CT-2} back{|, I'm staying in town after all|, plans changed|, please}",
    "{call off|kill|drop|scrap|bin} {my|the} {leave request|purchase|campaign request|complaint I filed}{|, not needed|, management pulled the budget|, trip is off}",
    "{LV-9|那个假|采购}{我不|不}{请了|休了|买了|走了|要了}{,|,给我|,麻烦}{撤掉|撤单|销掉|取消}",
    "{NP-12|CR-15|PR-7} {withdraw|cancel|recall|撤回}{|一下|掉|, wrong amount}",
    "{withdraw|cancel|recall} 一下 {CR-15|我的采购|刚才那个}{|,谢谢|,写错了}",
    "{收回|撤回|抽回}{CC-2|我的申请|请假}{,客户撤诉了|,不需要了|,重复了|}",
    "{kill|scratch|axe|nix} {the request|the Spring Sale request|NP-9|my order}, {we don't need it anymore|management pulled the budget|plans changed|wrong template}",
    "{活动取消了|展会不办了|客户反悔了|领导说停}{,|}{MK-6不用走了帮我撤掉|那单撤了|帮我把采购撤回|流程取消掉}",
    "{EX-402|那个立项|刚才的请假}{我提错了|填错日期了|重复了|不要了}{,|}{撤|撤回|取消|撤掉重来}",
    "please {pull|cancel|withdraw|remove} {my leave request|EX-402|the purchase|that campaign}{, trip's off|, sorry|: duplicate|}",
    "I {want|need|would like} to {withdraw|cancel|pull} {EX-91|my leave|the request}{, submitted twice|, wrong dates| please}",
    "{明天的假|那个采购|活动}{我不休了|不需要了|不办了},{帮我取消申请|把申请撤了|撤一下}",
    "{NP-7这个立项|CR-4|那个推广}{终止|不做了,撤回|停掉}{|,老板改方向了|,没预算}",
    "{LV-40|那个假|活动}取消{,我不休了|吧,不办了|,计划有变}",
    "把{昨天那个推广申请|PR-90|刚提的报销}{撤回来改预算|撤下来|收回重填}",
    "{scrap|kill|withdraw} {PR-90|my claim}, {found a used one|got it elsewhere|sorry}",
    "I {no longer|don't} need {PR-13|it|the laptops|that purchase}{ anymore|},{ please| just|} {call it off|cancel it|withdraw it|kill it}",
    "{CT-80|PR-3|我那单}{附件传错了|金额写错|传成草稿了},{能帮我把它拿回来不|给我收回来|撤回来吧|帮我拿回来}",
    "{取消|撤掉|撤回|收回}我{刚发起的|刚提的|刚才交的|上午提的}{|那个|那单}",
    "{对方反悔了|人家不干了|不投了|供应商倒闭了},{流程|单子|NP-12}{帮我收了吧|撤了吧|关掉吧|停了吧}",
    "{把|}{刚刚那个|我提的|我自己发的}{立项|采购|申请}{给我毙了|撤了|取消|拿掉},{是我自己提的|不搞了|我不要了|方向变了}",
    "{手滑|按错了|发错了|重复提了|写错金额了}{,| }{撤回来|撤了吧|帮我撤回|那单作废|收回}",
    "{请假|出差|采购}{取消|不弄了|不走了},{我不休了|不去了|不买了|改主意了}",
    "{forget about|drop|never mind} {PR-14|the campaign request|my leave|my claim}, {cancel it|withdraw it|pull it|we're not doing it}",
    "{budget got cut|wrong amount|duplicate|we changed our mind}, {kill the campaign request|pull my expense claim|cancel NP-21|withdraw PR-3}",
    "{因|兹因}{客户取消订单|预算冻结|计划调整},{申请|请予}{撤回|撤销|取消|终止}{CT-19|该申请|NP-3}",
    "{NP-21|那个立项|采购单}{停掉|下掉|撤下来|拿掉|叫停}{吧|,方向变了|,不搞了}",
)


VERB = Text(zh="撤回", en="Withdraw")


def plan(slots: CancelProcessSlots, view: TurnView) -> Plan:
    process = view.process_meant(slots.process)
    reason = slots.reason or view.values.get("reason", "")
    command = commands.Cancel(process=process.number, actor=view.speaker, reason=reason)
    # Also from a button: it ends the work of others and cannot be undone.
    return Do((command,), confirm_verb(VERB, process, view.world, view.now, note=reason, viewer=view.speaker))


def present(outcomes: Sequence[Outcome], view: TurnView) -> Reply:
    return done(outcomes, Text(zh="已撤回", en="Withdrawn:"), view.directory, now=view.now, zone=view.zone)


INTENT = IntentSpec(
    name="cancel_process",
    about="Withdraw or cancel a running process that the speaker started.",
    slots=CancelProcessSlots,
    examples=EXAMPLES,
    plan=plan,
    present=present,
    changes=True,
)

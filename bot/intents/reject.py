# ruff: noqa: E501 - an example that stands for several is read as one line
"""`reject`: reject an approval: the speaker's own clear no."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Reply
from bot.intent import Ask, Do, IntentSpec, Plan, Slots
from bot.messages import Text
from bot.present.asking import reason_form
from bot.present.confirming import confirm_verb, reason_welcome
from bot.present.done import done
from bot.view import TurnView
from engine import commands
from engine.process import TaskKind
from engine.service import Outcome


class RejectSlots(Slots):
    task: str | None = None
    reason: str | None = None


EXAMPLES = (
    "驳回,预算太高",
    "驳回",
    "不同意",
    "拒绝",
    "不通过",
    "NP-12驳回,理由不充分",
    "打回去,不批",
    "拒了吧",
    "这个不批,没预算了",
    "否决",
    "不予通过",
    "不同意,价格太贵",
    "把PR-7拒了",
    "我不同意这个方案",
    "驳回孙磊的请假",
    "不准",
    "否了",
    "这个采购驳回,供应商没资质",
    "审批不通过,材料不全",
    "拒绝,时间太赶",
    "不能批,超预算了",
    "CT-3不通过",
    "请假不批,下周项目上线",
    "驳回张伟的报销,发票不对",
    "直接拒掉",
    "回绝",
    "批转不了,拒绝",
    "驳会",
    "reject it, no budget left",
    "reject",
    "rejected",
    "decline",
    "deny PR-7",
    "turn it down",
    "reject the expense, receipts missing",
    "I don't agree, reject",
    "decline the request",
    "no, reject it, too expensive",
    "refuse CT-3",
    "reject Sun Lei's leave, release week",
    "not approved",
    "I disapprove",
    "decline NP-12, out of scope",
    "vetoed",
    "I'm rejecting this one",
    "turn down the purchase, wrong vendor",
    "reject一下",
    "PR-7 reject,太贵",
    "这个decline掉",
    "拒了吧 这家供应商有前科",
    "打回不予报销,票是假的",
    "no for PR-3: wrong cost centre",
    "that's a no from me, we've run out of money",
    "不行,这个不能过",
    "这单不给批",
    "这个方案我反对",
    "坚决不同意",
    "not happy with this, reject it",
    "kill the request, reject",
    "NP-3 不过",
    "否掉这个采购吧",
    "say no to this one, too pricey",
    "经研究,不予批准。",
    "该申请不符合规定,予以驳回。",
    "NP-5 NG,参数不对",
    "这个我不同意啊因为价格太虚了",
    "I'm going to have to turn this down, the numbers don't work",
    "I can't support this, reject",
    "sorry, not approving that",
    "NP-5 pass不了,驳回",
    "不予同意,理由不充分",
    "{NP-12|CR-21|这个|那笔报销|李娜的采购|EX-9}{给我|我|直接|}{驳回|驳了|拒了|否了|打回不批了|不批|不同意|毙掉}{|,理由是疲劳测试没做|,理由:重复采购|,原因是预算不够|,太贵了|,没必要}",
    "{驳回|拒绝|否掉|不同意|不予批准|拒了|毙了}{NP-3|这个|这单|那份合同|他的申请|这个采购}{|,理由:违约条款缺失|,价格虚高|,材料不全|,因为超预算|,没有必要}",
    "{reject|decline|deny|turn down|refuse|veto} {MK-115|it|this one|PR-29|the claim|that purchase|IT-27 pls}{|, no budget left|, supplier is blacklisted|: duplicate| - scope is unclear|, no rollback plan| because it's too dear}",
    "{sorry|no|nope|hmm}{,| -} {I|we} {can't approve this|have to reject it|won't sign it|must decline|am rejecting PR-3}{|, too expensive|; no budget|, wrong vendor}",
    "{PR-44|CC-40|这单|MK-3|EX-5} {reject|reject掉|decline|否|deny} {掉|,reason 是重复采购|,reason是太贵|吧|了|,预算没了|}",
    "{太贵|超预算|材料不全|数据太旧|没写清楚|供应商有问题}{了|}{,|,这单|,NP-3}{驳回|不批|拒了|我不同意|不予通过}",
    "{不行|不可以|这不行|这可不行}{,|,这个}{驳回|不批|拒掉|我不同意|打回不批}",
    "{翻了半天材料|跟实验室确认过了|问过财务了|想了一晚上|看完附件}{,|,还是觉得不行,|,决定了,}{CR-21给我驳回|这单不批|NP-5驳回吧|把它拒了|我不同意}{|,理由是测试没做|,成本太高}",
    "{经审核|经研究|经评估}{,|,该申请}{不予批准|不予通过|予以驳回|不同意}{。|,理由:条款缺失。|,因预算不足}",
    "{博回|薄回|波回}{吧|这个|,太贵|NP-3}",
    "{I'm|I am} {rejecting|declining|turning down|vetoing} {this|it|NP-4|the request}{|, over budget|: no plan}",
    "{not approved|rejected|declined|request denied}{|, too costly|: missing quotes| - no budget}",
    "{这个价|这方案|这条件|这种合同|这个理由}{谁批得下去|我签不了|说不过去|太离谱了|没法接受}{,|,直接}{毙了|驳回|拒了|否了|不批}",
    "{it's|that's|this is|sorry, it's} a {no|hard no|firm no} from me{| on CT-64| on this one| for PR-3}{: liability clause is unacceptable|, way too pricey|, we have two already|}",
    "{PR-61|NP-7|this} {no way|not a chance|nope|absolutely not}, {we already have two of these. decline it|reject it|too costly, turn it down|kill it}",
    "{没门|免谈|想都别想|打住}{,|,这单}{驳回|不批|拒了|不同意}{|,预算早花完了}",
    "{EX-9|这单|他这申请}{不能过|过不了|不给过|批不了|不予受理}{,票不对|,超标了|,理由站不住|}",
    "{strike|shoot|knock|vote} {it|PR-2|this one} down{|, no budget|, wrong timing}",
    "{算了,|抱歉,|这次}{我不同意|我不批|不能批}{这个|NP-3|他的采购|}{|,等下季度|,价格没谈拢|,找别家}",
    "{这笔钱|这个预算|这次采购}{花得没来由|不值|纯浪费|没必要}{,|,直接}{驳|拒|否了|驳回}",
    "{不同意|不批|驳了}{,|}{让他把三家比价补上再说|先把数字弄清楚|理由不充分|叫他重做方案}",
    "{I'm going to have to|I'm afraid I must|we have to|I will} {turn this down|reject it|decline this one|say no to PR-2}{|; the roi just isn't there|, budget is gone|, sorry}",
    "{bu tongyi|bohui|jujue|bu pi}{| le|,tai gui}",
    "{NP-20的预算|这报价|这个方案}{水分太大|虚高|不靠谱|漏洞百出}{,|}{打掉|否|驳回|拒了|毙}",
    "{EX-33|这张报销}{里面有私人消费|发票是假的|超标一倍}{,|}{不批|驳回|拒掉|打掉}",
    "I {can't support|won't back|don't agree with|object to} {CT-77|this|the request}{, the penalty clause is one-sided|, too risky|: no budget|}",
    "{这采购|这单}{重复了|没立项|跟上月一样}{,|}{给否了吧|驳掉|拒|别让它过,驳回}",
    "{no approval for|no go on|can't accept|not signing} {MK-11|PR-6|this one|the trip}{, the agency is blacklisted|, too late|: over budget|}",
    "{don't let|do not let} {PR-62|it|this} {through|pass}, {reject it|turn it down|decline}",
    "{PR-62|这报价}{单价|总价|}比{市场|上次|预算}{贵三成|高太多|贵一倍}{,|}{拒|驳回|不批|否}",
    "{EX-91|NP-4} no{.|,|:} {the receipt is from a nightclub|we can't afford it|wrong project}",
    "{今年|本月|目前}{没名额|没预算|不合时宜}{,|}{把他那个申请驳了|驳回NP-7|不批}",
    "{我反对|我不赞成|不支持}{NP-64|这个采购|他这次出差}{,市场太小|,理由不够|,太贵|}",
    "{CT-61|这合同|NP-3}{不能签|签不得|不可以批|不能过}{,管辖地写的是他们那边|,条款太坑|,价格没谈妥|,风险大}",
    "that {claim|request|price} is {ridiculous|absurd|way off}, {decline it|reject|turn it down}",
    "{IT-17|PR-83}这次{不批|驳回|不同意}{,窗口撞上双十一了|,仓库还有两台|,等下月|}",
    "{NP-71|这项目}{ROI算不过来|回本太慢|没前景}{,|}{毙了|否掉|驳回|不批}",
    "{sorry|apologies} {Ma Chao|team}, {EX-140 declined|I'm rejecting this|it's a no}{, meals aren't covered|, no budget}",
    "我不认可{CR-33的理由|这个报价|他的说法}{,|}{驳|驳回|不批|拒了}",
    "{文案有侵权风险|规格不符合要求|与年度计划冲突}{,|}{MK-22驳回|PR-90不予通过|不能批,驳回}",
    "{refuse|decline|reject} {EX-155|it|the bonus}, {he already got an allowance|we paid that before|it was claimed last month}",
    "{这个|这单|那单}{不行|不合适|太贵},{打回去别批了|不批|拒掉|不给过}",
    "{恕难|难以|歉难|碍难}{同意|批准|通过}{,金额超标|,依据不足|,不符制度|}",
    "{I'm not|I am not|I won't be|not} {signing|approving|passing} {this|it|PR-14}{, terms are awful|, way too pricey|: no quote|}",
    "{驳了|拒了|否了|毙了}{驳了|拒了|否了|毙了}{|,下一个|,太离谱}",
    "{没预算|没钱|资质不够|重复了},{毙掉|免了|驳掉|不批|回绝他}",
    "{nah|nope|no way|sorry},? {reject that one|not approving this|turn it down|decline}",
    "{不批|不签|不同意},{拿回去重新谈价钱|让他们另找供应商|没商量|先降价}",
    "{该申请|此单|本合同}不符合{制度|规定|预算},{予以驳回|不予批准|驳回}",
    "{抱歉啊|不好意思|说实话},?{NP-9|这个}我{投反对票|不赞成|不支持|不同意},{市场太小|太冒险|没预算}",
)


VERB = Text(zh="驳回", en="Reject")


def plan(slots: RejectSlots, view: TurnView) -> Plan:
    target = view.task_meant(slots.task, {TaskKind.APPROVAL})
    reason = slots.reason if slots.reason is not None else view.values.get("reason")
    if reason is None and view.pressed:  # a reason is asked for; it may be left empty
        return Ask(
            question=Text(
                zh=f"驳回 {target.process.number} 的理由是什么?可以不填。",
                en=f"Why is {target.process.number} rejected? It may be left empty.",
            ),
            slot="reason",
            form=reason_form(VERB, target.process),
            slots={"task": target.id},
        )
    command = commands.Reject(
        process=target.process.number, task=target.id, actor=view.speaker, reason=reason or ""
    )
    if view.pressed:
        return Do((command,))
    said = reason or ""
    return Do(
        (command,),
        confirm_verb(
            VERB,
            target.process,
            view.world,
            view.now,
            note=said,
            context=reason_welcome(said),
            viewer=view.speaker,
        ),
    )


def present(outcomes: Sequence[Outcome], view: TurnView) -> Reply:
    return done(outcomes, Text(zh="已驳回", en="Rejected"), view.directory, now=view.now, zone=view.zone)


INTENT = IntentSpec(
    name="reject",
    about="Reject an approval: the speaker's own clear no.",
    slots=RejectSlots,
    examples=EXAMPLES,
    plan=plan,
    present=present,
    changes=True,
)

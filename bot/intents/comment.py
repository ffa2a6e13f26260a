# ruff: noqa: E501 - an example that stands for several is read as one line
"""`comment`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.cards import Reply, say
from bot.intent import Ask, Do, IntentSpec, Plan, Slots
from bot.messages import Text
from bot.view import NUMBER, TurnView
from engine import commands
from engine.service import Outcome


class CommentSlots(Slots):
    text: str | None = None
    process: str | None = None
    task: str | None = None


EXAMPLES = (
    "在NP-12上留言:供应商已确认",
    "给PR-7加个备注,下周到货",
    "评论:方案还要再讨论",
    "留言说样机周五到",
    "备注一下:合同编号是HD2031",
    "CT-3留个言:等盖章",
    "在这个单子下面评论,价格可以再谈",
    "如果法务同意我就同意",
    "价格降到五万以下就批",
    "法务没意见的话可以通过",
    "等报价单补齐了再批",
    "NP-12备注:渠道还没定",
    "帮我在极光项目里写一句,模具延期",
    "给采购那个单子留言:优先国产",
    "写个备注:客户已经电话确认",
    "跟申请人说一声发票要补",
    "附言:请尽快",
    "添加评论 数据已更新",
    "在流程里记录一下,今天开过会了",
    "除非预算降下来否则不批",
    "要是财务没意见我这边就通过",
    "留言给审批人:已经和供应商谈好",
    "comment on CT-3: waiting for the stamp",
    "add a note to NP-12: supplier confirmed",
    "leave a comment: prototype arrives Friday",
    "note on PR-7, delivery delayed",
    "approve if legal agrees",
    "fine by me as long as finance is ok",
    "comment: please check the numbers",
    "write on the Aurora project that tooling is late",
    "add remark: customer confirmed by phone",
    "I'd approve it once the quotes are attached",
    "ok provided the price drops below 50k",
    "leave a note saying the invoice is coming",
    "put a comment on IT-4: rollback plan attached",
    "only approve when security signs off",
    "note that we met the vendor today",
    "在NP-12上comment一下:supplier已确认",
    "留个comment:等legal回复",
    "留言一句:客户那边周五才有空",
    "帮我在耳机立项下面说一声 工厂换了",
    "供应商那边回话了:周三能发货。写到PR-3里",
    "NP-3上补一句,样机已寄出",
    "if finance signs then I'm fine with it",
    "批可以,先把报价补上",
    "put this on the ticket: vendor called back",
    "跟审批流里写一下客户催得急",
    "请在该流程下备注:客户已确认。",
    "cost降到300以下我ok",
    "价格压到五万以内我就没意见",
    "帮我在那个合同下面留个言就说对方盖章了",
    "jot down on NP-5 that the sample arrived",
    "fine with me once legal clears it",
    "{在|给|往|去}{NP-12|PR-55|CT-3|那个采购}{下面|上|里|底下|}{留言|帮我留一句|写个备注|评论一下|加条备注}{:|,|说}{样件周一寄出|供应商答应周四发货|海报更新了|等客户确认}",
    "{CC-8|MK-19|NP-1}{备注一下|留言|评论|加备注|补一句}{ |:|,}{备件明天到|海报已经更新|下周交货|数据已核对}",
    "{leave|add|post|drop|put} a {comment|note|remark} on {CT-3|NP-2|the purchase|CR-26}{:| saying| that says} {counterparty wants a new clause|unit tests are green|waiting for the stamp|samples arrive Monday}",
    "{comment|note} on {CR-4|NP-1}: {waiting for legal|vendor replied|stamp pending}",
    "{法务没异议|预算砍到四十万以内|财务确认了|质量部同意|对方签了}{的话我就同意|就通过|我就批|我才批|的话可以通过}",
    "{approve it|I'll approve|approve|sign it|ok} {only if QA agrees|once finance confirms|if legal is fine|as soon as the quote is in|provided the lab report is clean|only after the review}",
    "{给|往|在}{CT-30|PR-8|那个变更}{回一条|写一句|批注一下|记一笔|评论里说}{ |:|,}{盖章件周五寄出|样品已收|等报价|客户催了}",
    "{跟|告诉|和}{NP-47|CR-2}的人说一声,{模具改到二供了|下周来料|图纸换版},{写在评论里|留个言|备注上}",
    "{jot|write|put} {this|it} {down on|on|under} {CT-5|NP-3}: {seal arrives Friday|vendor confirmed|waiting on legal}",
    "{备注|留言|评论}{:|,| }{电池换供应商了|已电话确认|客户同意顺延|等法务回复}",
    "{if|once|as soon as} {the supplier drops the price|legal signs|the numbers are fixed|QA is happy}, {I'll approve|then I'd sign|it's a yes from me|I'm fine with it}",
    "{若|如|倘}{法务出具书面意见|价格下调一成|补齐材料}{,|}{我方可同意|可予批准|则同意|我再签}",
    "{要是|如果|只要}{李总点头|价格再低点|财务没意见|合同改好}{我就批|我就同意|就给过|我签}",
    "{I'd say yes|fine by me|ok from me|I approve} {provided finance signs first|if the date moves|as long as Li Na agrees|once the quote arrives}",
    "{NP-3|CR-5|合同}{,|}{补充说明|补一句|说明一下|备注}{,|:}{回滚脚本放共享盘了|样品已寄|联系人换成小周|周五到货}",
    "{写个评论|留句话|加条评论}{:|,}{这版比上版好多了|辛苦大家|等样品|图纸见附件}",
    "{add to|note on|put on} {NP-20|CR-9|CT-7}: {prototype arrives Thursday|mould cost on supplier|client agreed}",
    "{往|给}{CR-9|NP-20}里{补一句|记一笔|加句话}{,|:}{模具费由供应商出|下周试产|联系人换了}",
    "{质量部|财务|李总|客户}{点头了|签完了|松口了|回复了}我再{批|同意|签|放行}",
    "{fine with me|yes from me|I'm ok} {as long as finance signs first|if Li Na agrees|once the audit closes|provided we get a discount}",
    "{approved|ok|I'll sign} {once the contract is countersigned|after legal clears it|when the sample passes|if the price drops}",
    "comment under {DR-19|NP-3} that {rev D fixes the clearance|we ship Friday}",
    "在{PR-62|NP-7}那条下面{说一下|写|备注}{发票月底才到|样品已收到|客户催了}",
    "{李总|法务|财务|老板}{签了|同意了|点头了|看过了}我就{签|批|同意|过}",
    "I'll {sign off|approve|ok it} if {the price goes below 30k|they fix the date|QA passes}",
    "给{CC-52|NP-3}留言说{客户要求周五前答复|样品寄出了|等通知}",
    "{NP-71|CT-5}下{记一笔|留言|备注}:{样机重量超了二十克|等客户签字|图已更新}",
    "{等|待}{质检报告出来|合同回来|价格谈好}{没问题|}我{就放行|再批|就签}",
    "leave a note for {CC-60|NP-1}: {replacement shipped|call them Friday}",
    "{李娜|法务|财务}{点头|没意见|签了}的话{我|我这边}{就|才}{放行|批|同意|过}",
    "{tell|let} everyone on {DR-18|NP-3|CT-2} {in a comment |}that {the mockup moved|the price changed|we wait until Friday}",
    "只要{法务签了|价格降下来|质检合格|李娜点头},{我没意见|我就同意|我这边就过|就可以批}",
    "let the record {on CT-19|of NP-3|} show that {we objected|the price was agreed|the vendor was late}",
    "{在|去}{NP-21|PR-3|合同单子}{底下|那儿|里头}{说一声|写一句|提一句},{样品周五到|价格含税|等盖章}",
    "{评论|留言|备注}一句:{单价含税|客户催了|周五到货}",
    "{write|put|mention|record} on {PR-14|NP-3} that {we got a better quote|the sample is late|it's urgent}",
    "{如果|要是}能{便宜两万|提前一周|打个九折}我就{批|同意|签}",
    "{成本|价格|cost}{降到|压到|低于}{200|三万}{以下|以内|}我{就|}{ok|同意|批|没意见}",
)


_WHERE = re.compile(rf"^(?:on|to|在|给)?\s*{NUMBER.pattern}\s*(?:上|里)?[::,,]?", re.IGNORECASE)


def plan(slots: CommentSlots, view: TurnView) -> Plan:
    process = view.process_meant(slots.process or slots.task)
    text = _WHERE.sub("", slots.text or "").strip()
    if not text:
        return Ask(
            question=Text(
                zh=f"在 {process.number} 上留什么言?", en=f"What should I note on {process.number}?"
            ),
            slot="text",
            slots={"process": process.number},
        )
    return Do((commands.AddComment(process=process.number, actor=view.speaker, text=text),))


def present(outcomes: Sequence[Outcome], view: TurnView) -> Reply:
    number = outcomes[0].process.number
    return say(f"已在 {number} 上留言,相关的人会看到。", f"Noted on {number}; those involved will see it.")


INTENT = IntentSpec(
    name="comment",
    about=(
        "Leave a remark on a process without deciding; also a conditional yes such as 'approve if "
        "legal agrees'."
    ),
    slots=CommentSlots,
    examples=EXAMPLES,
    plan=plan,
    present=present,
    changes=True,
)

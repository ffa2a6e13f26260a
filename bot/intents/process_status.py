# ruff: noqa: E501 - an example that stands for several is read as one line
"""`process_status`: ask where a process stands, who holds it, or whether somebody has acted on it."""

from __future__ import annotations

from bot.cards import show
from bot.intent import IntentSpec, Plan, Say, Slots
from bot.present.attached import attached
from bot.present.process_card import process_card
from bot.view import TurnView, nothing


class ProcessStatusSlots(Slots):
    process: str | None = None


EXAMPLES = (
    "{我上周提的|我昨天交的|前天那个}{EX-23|NP-3|采购|报销},{财务|李总|法务}{看了没|批没批|签了吗|处理了没有}{|呀|啊|?}",
    "百灵音箱走到哪了",
    "夜莺手表卡在谁那了",
    "极光手表立项走到哪了",
    "NP-12现在卡在谁那",
    "我的采购到哪一步了",
    "PR-7批完了吗",
    "他同意了吗",
    "李娜批了没",
    "财务那边通过了吗",
    "合同审批进展怎么样",
    "我昨天提的报销怎么样了",
    "我的请假批了吗",
    "CT-3什么情况",
    "现在轮到谁审批了",
    "NP 12 进度",
    "查一下IT-4的状态",
    "看看极光项目的进度",
    "那个采购单现在在谁手上",
    "老板签字了没有",
    "流程走完了吗",
    "法务审完没",
    "EX-20到哪了",
    "还差谁没批",
    "还要几个人审批",
    "NP十二走到哪一步了",
    "双十一推广现在啥状态",
    "客诉那个处理得怎么样了",
    "张总有没有驳回",
    "我的单子被退回了吗",
    "已经批到哪个环节了",
    "变更申请通过没有",
    "帮我看下PR-9进展",
    "where is the Aurora project",
    "what's the status of NP-12",
    "who has PR-7 now",
    "has Li Na approved it yet",
    "did finance sign off",
    "is my leave approved",
    "how far along is the contract review",
    "who's holding up CT-3",
    "any progress on my expense claim",
    "status of IT-4",
    "check on the Aurora launch",
    "is PR-7 done",
    "what's happening with my purchase request",
    "did he reject it",
    "who is it waiting for",
    "has my request gone through",
    "where are we with the battery change",
    "who still needs to approve",
    "NP-12 status?",
    "PR-7 stuck在哪",
    "Aurora项目status如何",
    "帮我check一下NP-12",
    "我的leave批了没",
    "is PR-3 signed off yet",
    "王总批没批 NP-3 啊",
    "哪一步了 那个恒大的合同",
    "到第几步啦",
    "那边点头了吗",
    "审到第几步了",
    "财务到底看没看我那报销",
    "did the CFO approve the laptop thing",
    "has legal looked at my contract",
    "还卡着呢吗",
    "后来批下来没",
    "领导签了没有啊",
    "我那个采购现在啥情况了",
    "谁压着我的单子呢",
    "走完流程没",
    "有人处理了吗",
    "any update on the watch project",
    "what's the latest on PR-3",
    "how's the leave request coming along",
    "is anyone looking at NP-3",
    "stuck anywhere?",
    "烦请告知 NP-5 目前由谁审批。",
    "请问该申请目前进展如何。",
    "麻烦查询一下合同审批的最新进度。",
    "NP-5 ok没",
    "合同过了没",
    "status of my claim pls",
    "where's my leave at",
    "has it moved at all",
    "请告知报销单当前处于哪个环节",
    "{NP-12|极光手表立项|示波器采购|CT-45|我的报销|双十一推广}{|现在|目前}{到哪了|走到哪一步了|到哪个环节了|卡在谁那儿|进展咋样|啥情况|批下来没有|走完了没有|有进展没有}{|啊|呀|,帮忙看看}",
    "{财务|李总|法务|legal 那边|他}{批了没有|同意了吗|签了没|sign 了没|审完没|看了吗}{|CT二十二|?}",
    "{CT-22|DR-105|PR-7|EX-203}{财务|李总|法务}{批了没有|同意了吗|签了吗|审了没}",
    "{客户一直在问我|老板追着问|客户天天催}{,|}{CC-31这单进展咋样了|CC-27处理到哪个环节了|极光立项到哪了|我那个采购批了没}",
    "{where|what|how} {is NP-12|'s the status of PR-7|is the Aurora project|about CT-3|'s IT-5 stuck right now}{| now| at|?}",
    "{has|did} {Wu Hao|anyone|legal|finance|the CFO} {signed off on|approved|rejected|looked at|reviewed} {MK-9|LV-90|my claim|it}{ yet|?}",
    "{any news on|status of|update on|check on|what's up with} {PR-7|my leave|the scope purchase|CR-18}{|?| please}",
    "{请告知|请问|帮忙查下|查一下|想问下}{CT-45|CR-118|新品立项}{目前的审批进展|的status|到哪一步|的进度|现在谁在审}",
    "{DR-6|NP-3|那个采购}{被驳回了吗|通过了吗|批了吗|是不是退回了|结束了没}",
    "whose {desk|court|plate} is {it|NP-3|the claim} on{|?}",
    "{PR-22|CT-8|我那单|采购}{ 这单|}{是不是还|怎么还|还}{压在何平那|卡在财务|在李总手里|没批下来}{|?|呢|啊}",
    "{夜莺音箱立项|极光|我的报销}{go到第几步了|跑到哪了|流程走几步了|还差几步|谁在处理}{|?|呀}",
    "{is|are} {NP-3|my claim|the purchase} {still with legal|through yet|stuck|approved|waiting on someone|done}?",
    "{谁|哪个}{压着|卡着|拖着|还没批}{我的采购|NP-7|那份合同|我的假}{|?|呢}",
    "{到底|现在}{批没批|过没过|签没签|到谁了}{啊|?|,NP-4|,我那报销}",
    "{where are we on|how's|how far is|what's happening with|any movement on} {the Skylark headset|NP-12|my claim|the lease contract|PR-4 going}{|?| now}",
    "{who's|who is} {sitting on|holding|blocking|looking at} {NP-12|my request|the purchase}{|?| now}",
    "{李娜女士|财务部|贵部门|领导}是否已{经|}{批准|审阅|签署|处理}{了我的申请|CT-9|该合同|我的报销}{|?|。}",
    "{暖冬计划|那个采购|极光}{那事儿|}{现在|}{到谁手里了|走到哪了|啥进度|办得咋样}{|呀|?}",
    "{彗星耳机那个立项|NP-20|上次的采购}{,|}{进行到什么程度了|卡哪了|走得怎样|办到哪了}{|?|呀}",
    "{EX-402|我的报销}{钱批下来没|到账没|财务过了没}{|?}",
    "{has|did} {my PR|the claim|our contract} {gone through yet|get approved|go anywhere}?",
    "{谁还没签|还差谁签|谁没批}{CT-77|NP-3|那份合同}{|?|呢}",
    "{晨曦台灯立项|那个采购|CC-52}{什么情况|啥状况|怎么个进度|如今怎样}{|了|?}",
    "are we still waiting {on|for} {legal|Li Na|finance} {for|on} {CT-61|the contract}{|?}",
    "did {the CFO|legal|my boss} {ok|sign|clear|look at} {my claim|CT-61|it}{|?}",
    "what {stage|step} is {the Comet launch|NP-7|my request} {at|in}{|?| now}",
    "{我的年假|我那报销|出差申请}{批下来了吗|过了没|有结果没}",
    "{那个|我的}{示波器采购|合同|报销|立项}{卡|停|压|搁}{谁手里|在谁那|在哪个部门|哪一步}{了|?|}",
    "{NP-3|那单|我的报销}{还要|还得}{多久|几天|几步}{才|}{轮到财务|到法务|批完|走完|到总监}",
)


def plan(slots: ProcessStatusSlots, view: TurnView) -> Plan:
    process = view.process_meant(slots.process)
    history = view.memory.history(process.number)
    card = process_card(process, history, view.world, view.now, viewer=view.speaker)
    files = attached(history, process.number, view.memory.file_name)
    return Say(show(card.model_copy(update={"more": (*files, *card.more)})))


INTENT = IntentSpec(
    name="process_status",
    about="Ask where a process stands, who holds it, or whether somebody has acted on it.",
    slots=ProcessStatusSlots,
    examples=EXAMPLES,
    plan=plan,
    present=nothing,
)

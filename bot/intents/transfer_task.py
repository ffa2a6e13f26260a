# ruff: noqa: E501 - an example that stands for several is read as one line
"""`transfer_task`: hand a task over to another person who then decides or does it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Fact, Reply
from bot.intent import Ask, Do, IntentSpec, Plan, Slots
from bot.messages import Text
from bot.present import names
from bot.present.asking import person_form
from bot.present.confirming import confirm
from bot.present.done import done
from bot.view import TurnView
from engine import commands
from engine.process import TaskKind
from engine.service import Outcome


class TransferTaskSlots(Slots):
    person: str | None = None
    task: str | None = None
    reason: str | None = None


EXAMPLES = (
    "这个转给孙磊处理",
    "转给李娜",
    "转交给王芳",
    "批转给法务",
    "NP-12转给陈杰",
    "把PR-7转给采购经理",
    "这个让赵敏来做",
    "我不负责,转给吴昊",
    "移交给周婷",
    "这个任务交给小孙",
    "让刘洋处理这个",
    "改派给郭涛",
    "转办给马超",
    "这事归财务管,转给李总",
    "转给我领导",
    "把这个单子转给黄磊看",
    "我没空,转孙磊",
    "这个换孙磊审批",
    "转一下给徐静",
    "交由质量经理处理",
    "CT-3转法务",
    "任务转派给周婷,我出差",
    "指派给赵敏",
    "这个丢给孙磊吧",
    "hand NP-12 over to Sun Lei",
    "transfer to Li Na",
    "reassign this to Zhou Ting",
    "pass it on to Chen Jie",
    "forward it to my boss",
    "give this to legal",
    "transfer PR-7 to He Ping, I'm travelling",
    "let Sun Lei handle this",
    "assign it to Zhao Min",
    "hand this off to the CFO",
    "reassign CT-3 to Xu Jing",
    "move this task to Guo Tao",
    "this should go to Huang Lei, transfer it",
    "route it to finance",
    "delegate this task to Sun Lei",
    "pass this along to Lin Xia",
    "transfer给孙磊",
    "这个assign给Zhou Ting",
    "handover给李娜",
    "把NP-12 reassign给陈杰",
    "这事归李娜管,转她",
    "客诉那条移交给小周跟",
    "can Sun Lei take over the battery review instead of me",
    "我看不太懂 这个还是给法务吧",
    "这块老郭熟,让他弄",
    "我处理不了,给何平",
    "把这单甩给小马",
    "Guo Tao should take this one",
    "not mine, give it to Zhou Ting",
    "换个人审,换成李娜",
    "请陈杰接手这单",
    "此事项请转由李娜处理。",
    "烦请将该任务移交给陈杰。",
    "因本人出差,请将此单转交吴昊审批。",
    "this belongs with Sun Lei, pass it on",
    "这个转一下给何平他比较懂",
    "{NP-12|CT-50|这个|这单|DR-33|EX-130}{还是|就|直接|麻烦|}{转给|转|转交给|移交|交给|改派给|assign给|转交}{孙磊|何萍|李总|设计师|王芳|法务}{|吧|处理|办理|跟进}{|,我不熟供应商|,理由:属项目费用|,我要出差|我不懂这块|,他更懂}",
    "{把|帮我把|麻烦把|请把}{CC-27|这个活儿|这单|我手上的采购|NP-9}{转给|转交|移交给|交给|甩给|丢给|派给}{小马|磊哥|孙磊|老郭|财务}{|处理|吧|谢谢|跟进}",
    "{hand|pass|move|transfer|reassign|give|forward} {IT-11|it|this|PR-64|my task|CT-3} {over to|on to|to} {Zhou Ting|the CEO|finance|the product manager|legal}{|, she knows the cluster|? Reason: wrong desk| please|, I'm out|, not my area}",
    "{can|could|would} you {move|hand|pass|transfer|give|reassign} {PR-64|this|the task} {to|over to} {Li Na|finance|Sun Lei}?{| Reason: wrong desk| She knows it better| thanks}",
    "{这个|CT-3|NP-4} {transfer|transfer给|assign 给|forward 给|转给} {孙磊|Sun Lei|法务}{|处理|吧| please}",
    "{我不熟|不归我管|我要休假|我忙不过来|不懂这块}{,|,还是}{转给|交给|让}{孙磊|老郭|采购部}{|处理|来弄|吧|看}",
    "{MK-41|这单|CR-7}{让|由|请}{小郑|孙磊|法务}{接手|处理|来办|跟进|负责}{|,转给她|,移交过去|吧}",
    "{CT-20|这单|NP-3|手上这个}{ |}{挪给|甩给|塞给|丢给|推给|派给|换成}{许静|老何|孙磊|郑爽}{| 我出差看不了|,我不懂合同|,他熟|吧}",
    "{mind taking this off my plate|I can't handle this|this isn't mine|not my area}{,|.} {Sun Lei can have it|give it to legal|Li Na should take it|let Guo Tao handle it}",
    "{hey |can you |}give {PR-58|this|the task} to {Mr. He|Sun Lei|procurement} {instead|please|to deal with}{|, it's his area|, he knows it}",
    "{我下午要飞|我明天住院|手头太满|这块我外行}{,|,NP-83}{先给陈杰办吧,转他|转给李娜|让老郭顶上|交给孙磊办}",
    "{换|让|由|叫}{孙磊|小周|法务的徐静|老马}{来处理|来批|接手|来看|办}{这单|NP-5|这个采购|吧}",
    "{PR-31|这单|采购的活}{给|让给|丢给|归}{何平|孙磊|老郭}{弄吧|去办|来搞|管}{|,采购的事归他|,他画的图|}",
    "can {Zhou Ting|Sun Lei|legal} {take|pick up|own|handle} {IT-9|this|CT-2}{? I'm tied up with the audit| instead of me?| for me?|}",
    "{NP-20我这步|我的那一环|这个审批}{换成|改成|换}{刘洋|徐静|李娜}{来|处理|审|}",
    "{reroute|redirect|shift|kick} {CT-77|this one|the claim} {to|over to} {legal|Li Na|procurement}{| please|, not mine}",
    "{I'm on a plane all day|I'm out sick|swamped here}, {let Wang Fang deal with NP-7|give CT-2 to Li Na|have Sun Lei take it}",
    "{EX-91|这单}{超我权限了|不归我批|得上面定}{,|}{给李总看吧|转给张总|交给财务总监}",
    "please {assign|hand|send} {DR-19|CT-2} to {Zhao Min|legal}, {she drew it|it's theirs|they know it}",
    "{DR-27|这单}{我不懂电气|应该PMO看|归售后管}{,|}{转周婷|给王芳|让马超接}",
    "{send|pass|kick} {CC-60|this} over to {service|finance|legal}{, it's theirs|, they own it|}",
    "{CR-50|这单}{不该我审|不归我|轮不到我|不是我的活}{,|}{给郭涛|转孙磊|让法务来}",
    "{pass|move|shift|send|route} {NP-21|this|it} {along|over|across} to {marketing's director|Huang Lei|the CFO|quality}",
    "{我搞不定|我不懂这块|我没空|这锅我不背},{给孙磊吧|甩给老郭|让陈杰来批|换赵敏来}",
    "{换|找|请|叫}{赵敏|陈杰|老何}来{审|批|弄|处理}{这个|这单|}",
    "{let|have} {He Ping|Sun Lei|legal} {handle|deal with|take|look after} {it|this one|NP-21} {instead|from here|for me}",
    "this {should be|is|belongs to} {Huang Lei's|finance's|legal's}, {move it|reassign it|send it} to {him|them|her}",
    "{转给|交给|给|让}{王主任|陈总监|小周}{吧|处理},我{明天不在|要出差|这周休假}",
)


def plan(slots: TransferTaskSlots, view: TurnView) -> Plan:
    target = view.task_meant(slots.task, {TaskKind.APPROVAL, TaskKind.TASK})
    said = slots.person or view.values.get("person")
    if not said:
        return Ask(
            question=Text(zh="转交给谁?", en="Who should take it?"),
            slot="person",
            form=person_form(
                Text(zh="转交", en="Hand over"), Text(zh="转交给", en="To"), target.process, view.directory
            ),
            slots={"task": target.id},
        )
    person = view.person_meant(said)
    reason = slots.reason or view.values.get("reason", "")
    command = commands.Transfer(
        process=target.process.number, task=target.id, actor=view.speaker, to=person, reason=reason
    )
    if view.pressed:
        return Do((command,))
    who = names.titled(person, view.directory)
    facts = [Fact(label=Text(zh="理由", en="Reason"), value=Text(zh=reason, en=reason))] if reason else []
    number, title = target.process.number, target.process.title
    question = Text(zh=f"把 {number} {title} 转交给{who.zh}?", en=f"Hand {number} {title} to {who.en}?")
    return Do((command,), confirm(question, number=number, facts=facts))


def present(outcomes: Sequence[Outcome], view: TurnView) -> Reply:
    return done(outcomes, Text(zh="已转交", en="Handed over"), view.directory, now=view.now, zone=view.zone)


INTENT = IntentSpec(
    name="transfer_task",
    about="Hand a task over to another person who then decides or does it.",
    slots=TransferTaskSlots,
    examples=EXAMPLES,
    plan=plan,
    present=present,
    changes=True,
)

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
